#include "page/markup/double_encoding.h"

#include "text/utf8.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <unordered_map>

namespace musnad::page {
namespace {

constexpr std::size_t kMinSequences = 8;  // fewer prove nothing
constexpr std::size_t kSampleBytes = 256 << 10;

/// From a character to the byte that gives it in a one-byte encoding.
class Bytes {
 public:
  explicit Bytes(const char* charset) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &error), ucnv_close);
    for (int byte = 0x80; byte <= 0xFF && U_SUCCESS(error); ++byte) {
      const char source = char(byte);
      std::array<UChar, 4> units{};
      error = U_ZERO_ERROR;
      const std::int32_t length = ucnv_toUChars(converter.get(), units.data(), std::int32_t(units.size()), &source, 1, &error);
      if (U_SUCCESS(error) && length == 1 && units[0] != 0xFFFD) of_.emplace(char32_t(units[0]), std::uint8_t(byte));
      error = U_ZERO_ERROR;
    }
    for (char32_t control = 0x80; control <= 0x9F; ++control) of_.emplace(control, std::uint8_t(control));  // where a byte has no letter
  }
  /// 0: no byte gives it.
  std::uint8_t of(char32_t c) const {
    const auto found = of_.find(c);
    return found == of_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<char32_t, std::uint8_t> of_;
};

std::size_t sequence_length(std::uint8_t lead) {
  return lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// The character of UTF-8 whose bytes the characters from `at` on stand for, and where they end; empty: none.
std::string sequence_at(std::string_view text, std::size_t& at, const Bytes& bytes) {
  std::size_t next = at;
  const auto byte = [&] {
    const text::CodePoint read = text::decode(text, next);
    next += read.length;
    return read.value < 0x80 ? std::uint8_t(0) : bytes.of(read.value);
  };
  std::string made;
  const std::uint8_t lead = byte();
  const std::size_t length = sequence_length(lead);
  if (length == 0) return {};
  made += char(lead);
  while (made.size() < length) {
    if (next >= text.size()) return {};
    const std::uint8_t following = byte();
    if ((following & 0xC0) != 0x80) return {};
    made += char(following);
  }
  if (!text::is_valid(made)) return {};
  at = next;
  return made;
}

/// Nearly all characters beyond ASCII are parts of such sequences.
bool is_double(std::string_view text, const Bytes& bytes) {
  std::size_t sequences = 0, others = 0;
  for (std::size_t at = 0; at < std::min(text.size(), kSampleBytes);) {
    const text::CodePoint read = text::decode(text, at);
    if (read.value < 0x80)
      at += read.length;
    else if (!sequence_at(text, at, bytes).empty())
      ++sequences;
    else
      ++others, at += read.length;
  }
  return sequences >= kMinSequences && others * 10 <= sequences;
}

void mend(Decoded& decoded, const Bytes& bytes) {
  std::string text;
  SourceMap map;
  for (std::size_t at = 0; at < decoded.text.size();) {
    const auto begin = std::uint32_t(at);
    const std::string made = sequence_at(decoded.text, at, bytes);
    if (made.empty()) {
      const std::size_t length = text::decode(decoded.text, at).length;
      text.append(decoded.text, at, length);
      map.append(1, begin, 1, std::uint32_t(length));
      at += length;
      continue;
    }
    text += made;
    map.append(std::uint32_t(made.size()), begin, std::uint32_t(at) - begin);
  }
  decoded.map = map.after(decoded.map);
  decoded.text = std::move(text);
  decoded.basis = "repaired";
  decoded.guessed = true;
}

/// A cheap look before the careful one: letters that lead bytes of UTF-8 turn into. Bytes C3 82 to C3 B4 are the letters of
/// windows-1252, D8 B7 and D8 B8 the two Arabic ones that stand for the lead bytes of Arabic.
bool may_be_double(std::string_view text) {
  std::size_t signs = 0;
  const auto count = [&](char lead, std::uint8_t least, std::uint8_t most) {
    for (std::size_t at = text.find(lead); at < text.size() - 1 && signs < kMinSequences; at = text.find(lead, at + 1)) {
      const auto next = std::uint8_t(text[at + 1]);
      signs += next >= least && next <= most;
    }
  };
  if (text.empty()) return false;
  count('\xC3', 0x82, 0xB4);
  count('\xD8', 0xB7, 0xB8);
  return signs >= kMinSequences;
}

}  // namespace

void undo_double_encoding(Decoded& decoded) {
  if (!may_be_double(decoded.text)) return;
  static const Bytes latin("windows-1252"), arabic("windows-1256");
  for (const Bytes* bytes : {&latin, &arabic})
    if (is_double(decoded.text, *bytes)) return mend(decoded, *bytes);
}

}  // namespace musnad::page
