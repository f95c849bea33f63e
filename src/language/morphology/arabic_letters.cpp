#include "language/morphology/arabic_letters.h"

#include "text/utf8.h"

namespace musnad::language {

std::u32string to_code_points(std::string_view utf8) {
  std::u32string letters;
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint c = text::decode(utf8, at);
    letters += c.value;
    at += c.length;
  }
  return letters;
}

std::string to_utf8(std::u32string_view letters) {
  std::string utf8;
  for (const char32_t c : letters) text::append(utf8, c);
  return utf8;
}

}  // namespace musnad::language
