// The report: a Document for a person to read. Headline, date and why; then each event with who, whom, where, when and how
// many; under it the chain of tellers as a tree from the page inwards, with the words quoted.
#pragma once

#include <musnad/document.h>

#include <string>

namespace musnad::record {

struct ReportStyle {
  bool colour = false;   ///< ANSI escapes
  unsigned width = 100;  ///< columns to wrap at; at least 40
};

/// Labels are English, values stand as in the text. Every value is enclosed in directional isolates (U+2068, U+2069), so
/// that Arabic and Latin never reorder one another.
std::string report(const Document& document, const ReportStyle& style = {});

}  // namespace musnad::record
