#include "attribution/quotations.h"

#include <gtest/gtest.h>

namespace musnad::attribution {
namespace {

Document one_block(std::string text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  Document document(std::move(text), {});
  document.seal(std::vector<Block>{{BlockKind::kBody, {0, size}, {}}}, "test");
  return document;
}

std::vector<std::string> quoted(const Document& document) {
  std::vector<std::string> result;
  for (const Quotation& quotation : find_quotations(document)) result.emplace_back(document.text(quotation.inside));
  return result;
}

using Texts = std::vector<std::string>;

TEST(Quotations, PairsStraightMarksByTurns) {
  EXPECT_EQ(quoted(one_block("He said \"go\" and then \"stay\".")), (Texts{"go", "stay"}));
}

TEST(Quotations, ReadsGuillemetsAndCurlyMarks) {
  EXPECT_EQ(quoted(one_block("a \u00abb c\u00bb d \u201ce f\u201d g \u201eh\u201c")), (Texts{"b c", "e f", "h"}));
}

TEST(Quotations, TakesAnApostropheForALetter) {
  EXPECT_EQ(quoted(one_block("the town\u2019s mayor said \u2018never again\u2019 twice")), (Texts{"never again"}));
  EXPECT_TRUE(quoted(one_block("don\u2019t, won't, the Houthis\u2019 men")).empty());
}

TEST(Quotations, KeepsInchesOut) {
  EXPECT_TRUE(quoted(one_block("a 12\" pipe and a 9\" pipe")).empty());
}

TEST(Quotations, EndsAnOpenOneWithItsLine) {
  const Document document = one_block("She said: \"we will go\nA new paragraph \"here\".");
  EXPECT_EQ(quoted(document), (Texts{"we will go", "here"}));
  EXPECT_FALSE(find_quotations(document).front().closed);
}

TEST(Quotations, PassesOverAStrayMark) {
  EXPECT_EQ(quoted(one_block("it pleased all \" and she said \"we go\" and then \"now\".")), (Texts{"we go", "now"}));
  EXPECT_EQ(quoted(one_block("she said \" we go \" and then \"now\".")), (Texts{" we go ", "now"}));
}

TEST(Quotations, TellsDirectMixedAndIndirectApart) {
  const Document document = one_block("\"all of it\" some \"part\" of it");
  const auto quotations = find_quotations(document);
  EXPECT_EQ(form_of(quotations, {{0, 11}}), QuoteForm::kDirect);
  EXPECT_EQ(form_of(quotations, {{12, 29}}), QuoteForm::kMixed);
  EXPECT_EQ(form_of(quotations, {{24, 29}}), QuoteForm::kIndirect);
  EXPECT_EQ(form_of(quotations, {}), QuoteForm::kIndirect);
}

}  // namespace
}  // namespace musnad::attribution
