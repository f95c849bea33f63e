// Borders of grapheme clusters (Unicode UAX 29, by ICU): where a span may begin or end without cutting a character as a
// reader sees it.
#pragma once

#include <musnad/span.h>

#include <memory>
#include <string_view>

namespace musnad::text {

/// Answers for one text, which must outlive it and be valid UTF-8. Most questions are settled by the two neighbouring code
/// points; ICU's iterator is made at the first question that is not. One thread at a time.
class GraphemeBorders {
 public:
  explicit GraphemeBorders(std::string_view text);
  ~GraphemeBorders();
  GraphemeBorders(GraphemeBorders&&) noexcept;
  GraphemeBorders& operator=(GraphemeBorders&&) noexcept;

  /// True where no cluster goes across `byte`. False inside a code point, and past the end.
  bool is_border(std::uint32_t byte) const;
  /// The nearest border at or before, at or after `byte`.
  std::uint32_t at_or_before(std::uint32_t byte) const;
  std::uint32_t at_or_after(std::uint32_t byte) const;
  /// The smallest span of whole clusters that holds `span`.
  ByteSpan widened(ByteSpan span) const { return {at_or_before(span.begin), at_or_after(span.end)}; }

 private:
  struct Iterator;
  std::string_view text_;
  mutable std::unique_ptr<Iterator> iterator_;
};

}  // namespace musnad::text
