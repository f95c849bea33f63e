// Which line breaks of a block part sentences.
#pragma once

#include <musnad/span.h>

#include <string_view>

namespace musnad::language {

/// Tells, for the gap between two tokens of a block, whether it holds a break that parts them. Blank lines always part.
/// Single breaks part too, unless the block is hard-wrapped (many lines, those that end no sentence filled to about one
/// width): then only a break after a short line does. A small letter goes on with the line before, if that ends no sentence.
class LineBreaks {
 public:
  LineBreaks(std::string_view text, ByteSpan block);

  /// `gap`: the bytes between two tokens.
  bool parts(ByteSpan gap) const;
  bool wrapped() const { return width_ > 0; }

 private:
  std::uint32_t line_length_before(std::uint32_t line_break) const;

  std::string_view text_;
  ByteSpan block_;
  std::uint32_t width_ = 0;  // bytes of a filled line where the block is hard-wrapped, else 0
};

}  // namespace musnad::language
