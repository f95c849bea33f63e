// The folded view: what matching reads. No tatweel, harakat or bidi marks, one alef, one yeh, teh marbuta as heh, one set
// of digits, lower case; an Alignment maps every folded byte back to the text. Folding happens here and nowhere else.
#pragma once

#include <musnad/span.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::text {

/// Maps a folded text back to the text it came from.
class Alignment {
 public:
  /// The bytes of the text that gave `span`, with the marks that follow its last letter.
  ByteSpan to_text(FoldedSpan span) const;
  /// The folded bytes that `span` gave; empty where all of it was dropped.
  FoldedSpan to_folded(ByteSpan span) const;

 private:
  friend class FoldedText;
  // For each folded byte: the bytes of the text where its character begins, and where it ends with its marks.
  std::vector<std::uint32_t> begin_, end_;
  std::uint32_t size_ = 0;  // of the text
};

/// A text folded, with its alignment.
class FoldedText {
 public:
  explicit FoldedText(std::string_view text);
  std::string_view text() const { return folded_; }
  const Alignment& alignment() const { return alignment_; }

 private:
  std::string folded_;
  Alignment alignment_;
};

/// The same folding for a short string, without alignment: for codebook entries and look-ups.
std::string fold(std::string_view text);

}  // namespace musnad::text
