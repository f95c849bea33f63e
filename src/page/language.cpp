#include "page/language.h"

#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::page {
namespace {

constexpr std::size_t kSampleBytes = 20'000;
constexpr std::size_t kEnoughWords = 25;    // fewer words prove nothing about a language
constexpr double kFewFunctionWords = 0.06;  // news prose has .20 and more (English), .10 and more (Arabic)

struct Letters {
  std::size_t arabic = 0, latin = 0, other = 0;
  std::size_t foreign_arabic = 0;  ///< letters of Persian, Urdu, Kurdish that Arabic does not use
};

bool is_foreign_arabic(char32_t c) {
  switch (c) {
    case 0x067E:
    case 0x0686:
    case 0x0698:
    case 0x06A9:
    case 0x06AF:
    case 0x06CC:
    case 0x06D2:
    case 0x0679:
    case 0x0688:
    case 0x0691:
    case 0x06BE:
    case 0x06C1:
    case 0x06BA:
    case 0x06D5:
    case 0x06C6:
    case 0x0695:
    case 0x06B5:
    case 0x06CE:
      return true;
    default:
      return false;
  }
}

Letters count_letters(std::string_view text) {
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint read = text::decode(text, at);
    at += read.length;
    if (!text::is_letter(read.value)) continue;
    if (read.value < 0x250)
      ++letters.latin;
    else if (text::is_arabic_letter(read.value) || is_foreign_arabic(read.value))
      ++letters.arabic, letters.foreign_arabic += is_foreign_arabic(read.value);
    else
      ++letters.other;
  }
  return letters;
}

}  // namespace

Language language_of(std::string_view text, std::string_view declared, const PageLexicon& lexicon) {
  std::string_view sample = text.substr(0, kSampleBytes);
  const Letters letters = count_letters(sample);
  const std::size_t all = letters.arabic + letters.latin + letters.other;
  if (all == 0 || letters.other * 2 > all) return Language::kUnd;
  const bool arabic = letters.arabic >= letters.latin;
  if (arabic && letters.foreign_arabic * 20 > letters.arabic) return Language::kUnd;
  const Language language = arabic ? Language::kAr : Language::kEn;
  const std::string_view code = arabic ? "ar" : "en";
  const std::string folded = text::fold(sample);
  const auto words = words_of(folded);
  const double share = lexicon.function_share(language, words);
  if (declared.starts_with(code) || lexicon.size() == 0 || share >= kFewFunctionWords) return language;
  if (words.size() < kEnoughWords) return language;
  return Language::kUnd;
}

}  // namespace musnad::page
