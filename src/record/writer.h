// Document -> one line of JSON, as docs/record.md says: keys in its order, code points, Arabic unescaped, nothing absent.
#pragma once

#include <musnad/document.h>

#include <string>

namespace musnad::record {

/// What made a record; the same input with the same versions gives the same bytes.
struct Versions {
  std::string engine;
  std::string codebook;
};

/// Appends the record of `document`, without a line break. Layers that are not sealed come out as empty lists. Spans that
/// would cut a grapheme cluster are widened to whole clusters.
void write(const Document& document, const Versions& versions, std::string& to);

/// Appends the line that stands for an input that could not be read: its id (JSON text of any kind, "null" where there is
/// none) and the error.
void write_error(std::string_view id_json, const Error& error, std::string& to);

}  // namespace musnad::record
