#include "text/graphemes.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "text/utf8.h"

namespace musnad::text {
namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200c;
constexpr char32_t kZeroWidthJoiner = 0x200d;
constexpr char32_t kFirstCombining = 0x300;

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

std::uint32_t previous_begin(std::string_view text, std::uint32_t byte) {
  do --byte;
  while (byte > 0 && is_continuation(text[byte]));
  return byte;
}

// Letters, digits and punctuation that never join to what stands before them, unless that is a prepended mark.
bool is_plain(char32_t c) {
  return (c >= 0x20 && c < 0x7f) || c == 0xab || c == 0xbb || c == 0x60c || c == 0x61b || c == 0x61f || (c >= 0x621 && c <= 0x64a) ||
         (c >= 0x660 && c <= 0x66f) || (c >= 0x2010 && c <= 0x2027);
}

// Ranges that news uses and that hold no prepended mark (Arabic number signs U+0600-0605 and U+06DD are such).
bool joins_nothing_after(char32_t c) {
  return c < 0x600 || (c >= 0x606 && c <= 0x6dc) || (c >= 0x2010 && c <= 0x2027);
}

}  // namespace

struct GraphemeBorders::Iterator {
  UText* text = nullptr;
  std::unique_ptr<icu::BreakIterator> breaks;

  explicit Iterator(std::string_view of) {
    UErrorCode status = U_ZERO_ERROR;
    text = utext_openUTF8(nullptr, of.data(), static_cast<std::int64_t>(of.size()), &status);
    breaks.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_SUCCESS(status)) breaks->setText(text, status);
    if (U_FAILURE(status)) breaks.reset();
  }
  ~Iterator() {
    breaks.reset();
    utext_close(text);
  }
};

GraphemeBorders::GraphemeBorders(std::string_view text) : text_(text) {}
GraphemeBorders::~GraphemeBorders() = default;
GraphemeBorders::GraphemeBorders(GraphemeBorders&&) noexcept = default;
GraphemeBorders& GraphemeBorders::operator=(GraphemeBorders&&) noexcept = default;

bool GraphemeBorders::is_border(std::uint32_t byte) const {
  if (byte == 0 || byte == text_.size()) return true;
  if (byte > text_.size() || is_continuation(text_[byte])) return false;
  const char32_t after = decode(text_, byte).value;
  const char32_t before = decode(text_, previous_begin(text_, byte)).value;
  if (is_plain(after) && joins_nothing_after(before)) return true;
  if (after == '\n') return before != '\r';
  if (after >= kFirstCombining && (is_mark(after) || after == kZeroWidthNonJoiner || after == kZeroWidthJoiner)) return false;
  // Stricter than UAX 29, which joins over a joiner only within emoji: joined presentation forms stay together too.
  if (before == kZeroWidthJoiner && after > 0x2190) return false;
  if (!iterator_) iterator_ = std::make_unique<Iterator>(text_);
  return !iterator_->breaks || iterator_->breaks->isBoundary(static_cast<std::int32_t>(byte));
}

std::uint32_t GraphemeBorders::at_or_before(std::uint32_t byte) const {
  while (!is_border(byte)) --byte;
  return byte;
}

std::uint32_t GraphemeBorders::at_or_after(std::uint32_t byte) const {
  if (byte > text_.size()) return static_cast<std::uint32_t>(text_.size());
  while (!is_border(byte)) ++byte;
  return byte;
}

}  // namespace musnad::text
