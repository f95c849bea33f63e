// Arabic can be written in several ways without saying anything else. Golden texts are rewritten; their claims must stay the
// same, and their triggers move with the letters.
#include <gtest/gtest.h>

#include "support/case_file.h"
#include "support/claim_lines.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::testing {
namespace {

/// A text rewritten, and where each byte at which a character of the old text began has gone.
struct Rewritten {
  std::string text;
  std::vector<std::uint32_t> moved;
};

constexpr char32_t kTatweel = 0x640, kFatha = 0x64e, kAlef = 0x627, kRightToLeftMark = 0x200f;

bool joins_to_the_left(char32_t c) {  // letters that connect to the next one
  return text::is_arabic_letter(c) && c != kAlef && !(c >= 0x622 && c <= 0x625) && !(c >= 0x62f && c <= 0x632) && c != 0x648 &&
         c != 0x629 && c != 0x649 && c != 0x621 && c != 0x671;
}

/// Rewrites character by character: `rule(character, next)` gives what stands for it.
template <class Rule>
Rewritten rewrite(std::string_view from, Rule rule) {
  Rewritten result;
  result.moved.assign(from.size() + 1, 0);
  for (std::size_t at = 0; at < from.size();) {
    const auto [c, length] = text::decode(from, at);
    const char32_t next = at + length < from.size() ? text::decode(from, at + length).value : 0;
    result.moved[at] = static_cast<std::uint32_t>(result.text.size());
    for (char32_t put : rule(c, next)) text::append(result.text, put);
    at += length;
  }
  result.moved[from.size()] = static_cast<std::uint32_t>(result.text.size());
  return result;
}

using Points = std::u32string;

Rewritten with_tatweel(std::string_view text) {
  return rewrite(text, [](char32_t c, char32_t next) {
    return joins_to_the_left(c) && text::is_arabic_letter(next) ? Points{c, kTatweel} : Points{c};
  });
}
Rewritten with_harakat(std::string_view text) {
  return rewrite(text, [](char32_t c, char32_t next) {
    return joins_to_the_left(c) && text::is_arabic_letter(next) ? Points{c, kFatha} : Points{c};
  });
}
Rewritten without_harakat(std::string_view text) {
  return rewrite(text, [](char32_t c, char32_t) { return text::is_harakat(c) || text::is_tatweel(c) ? Points{} : Points{c}; });
}
Rewritten with_bare_alefs(std::string_view text) {
  return rewrite(text, [](char32_t c, char32_t) { return Points{c == 0x622 || c == 0x623 || c == 0x625 ? kAlef : c}; });
}
Rewritten with_other_digits(std::string_view text) {
  return rewrite(text, [](char32_t c, char32_t) {
    if (c >= '0' && c <= '9') return Points{c - '0' + 0x660};
    return Points{c >= 0x660 && c <= 0x669 ? c - 0x660 + '0' : c};
  });
}
Rewritten with_bidi_marks(std::string_view text) {
  return rewrite(text, [](char32_t c, char32_t next) {
    return c == ' ' && text::is_arabic_letter(next) ? Points{c, kRightToLeftMark} : Points{c};
  });
}

std::vector<std::string> folded_lines(const Document& document) {
  std::vector<std::string> lines = claim_lines(document);
  for (std::string& line : lines) line = text::fold(line);
  return lines;
}

/// `name`: a case that says so in `:moves` is known to change, and fails once it does not.
void expect_same(Rewritten (*rewriting)(std::string_view), std::string_view name) {
  for (const auto& path : case_paths())
    for (const Case& golden : read_cases(path).cases) {
      if (golden.language != "ar") continue;
      const auto before = whole_engine().read(request_of(golden));
      ASSERT_TRUE(before) << golden.title;
      const Rewritten changed = rewriting(golden.text);
      const auto after = whole_engine().read(text_request(changed.text, Language::kAr, golden.date));
      ASSERT_TRUE(after) << golden.title;
      if (golden.moves.find(name) != std::string::npos) {
        EXPECT_NE(folded_lines(*after), folded_lines(*before)) << golden.title << " holds now: take " << name << " out of its :moves";
        continue;
      }
      EXPECT_EQ(folded_lines(*after), folded_lines(*before)) << golden.title << "\n" << changed.text;
      const auto old_claims = before->layer<Claim>(), new_claims = after->layer<Claim>();
      for (std::size_t i = 0; i < std::min(old_claims.size(), new_claims.size()); ++i) {
        const std::uint32_t expected = changed.moved[old_claims[i].act.trigger.begin];
        EXPECT_EQ(new_claims[i].act.trigger.begin, expected) << golden.title << "\n" << changed.text;
      }
    }
}

TEST(ArabicSpelling, TatweelChangesNothing) {
  expect_same(with_tatweel, "tatweel");
}
TEST(ArabicSpelling, VowelSignsChangeNothing) {
  expect_same(with_harakat, "vowels");
}
TEST(ArabicSpelling, MissingVowelSignsChangeNothing) {
  expect_same(without_harakat, "bare letters");
}
TEST(ArabicSpelling, BareAlefsChangeNothing) {
  expect_same(with_bare_alefs, "alefs");
}
TEST(ArabicSpelling, TheOtherDigitsChangeNothing) {
  expect_same(with_other_digits, "digits");
}
TEST(ArabicSpelling, BidiMarksChangeNothing) {
  expect_same(with_bidi_marks, "bidi");
}

}  // namespace
}  // namespace musnad::testing
