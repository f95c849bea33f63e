// Quotation marks of every kind, paired.
#pragma once

#include <musnad/document.h>

namespace musnad::attribution {

/// A stretch between quotation marks, marks included.
struct Quotation {
  ByteSpan span;
  ByteSpan inside;     ///< without the marks
  bool closed = true;  ///< false: the block ended before the closing mark
};

/// Outermost quotations of the document in order of text. A quotation does not cross the end of its block; an apostrophe
/// is no mark; straight marks open and close by turns.
std::vector<Quotation> find_quotations(const Document& document);

/// All of the content in quotation marks, part of it, or none.
QuoteForm form_of(const std::vector<Quotation>& quotations, const std::vector<ByteSpan>& content);

}  // namespace musnad::attribution
