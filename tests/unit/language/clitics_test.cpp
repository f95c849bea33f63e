#include "language/morphology/clitics.h"
#include "case_files.h"
#include "text/folding.h"

#include <algorithm>

namespace musnad::language {
namespace {

std::string marks(const CliticCut& cut) {
  static constexpr std::pair<Proclitic, char> kMarks[] = {{kProWaw, 'w'}, {kProFeh, 'f'},  {kProBeh, 'b'},    {kProKaf, 'k'},
                                                          {kProLam, 'l'}, {kProSeen, 's'}, {kProArticle, 'A'}};
  std::string result;
  for (const auto& [clitic, mark] : kMarks)
    if (cut.proclitics & clitic) result += mark;
  return cut.pronoun ? result + "P" : result;
}

TEST(Clitics, FindTheCutsOfTheirCases) {
  for (const std::string& line : read_case_lines("clitics.tsv")) {
    const auto cells = split_at(line, '\t');
    const std::string token = text::fold(cells[0]), stem = text::fold(cells[1]);
    const auto cuts = clitic_cuts(token);
    EXPECT_TRUE(std::any_of(cuts.begin(), cuts.end(), [&](const CliticCut& cut) { return cut.stem == stem && marks(cut) == cells[2]; }))
        << line;
    ASSERT_FALSE(cuts.empty());
    EXPECT_EQ(cuts.front().stem, token) << "the uncut token first";
    for (const CliticCut& cut : cuts) {
      EXPECT_LT(cut.begin, cut.end);
      EXPECT_LE(cut.end, token.size());
    }
  }
}

TEST(Clitics, LeaveOtherScriptsAndEndlessWords) {
  EXPECT_TRUE(clitic_cuts("police").empty());
  EXPECT_TRUE(clitic_cuts("").empty());
  std::string endless;
  for (int i = 0; i < 100000; ++i) endless += "\xd9\x88";
  EXPECT_EQ(clitic_cuts(endless).size(), 1u);
}

}  // namespace
}  // namespace musnad::language
