#include "language/morphology/inflection.h"
#include "case_files.h"
#include "text/folding.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace musnad::language {
namespace {

LexicalEntry parse_entry(const std::vector<std::string>& cells) {
  LexicalEntry entry{cells[1], cells[2], {}};
  std::istringstream pairs(cells[3]);
  for (std::string pair; pairs >> pair;) entry.morphology[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
  return entry;
}

TEST(Inflection, GivesTheFormsOfItsCases) {
  int cases = 0;
  for (const std::string& line : read_case_lines("inflection.tsv")) {
    const auto cells = split_at(line, '\t');
    if (cells.size() < 5) continue;
    const auto forms = inflect(cells[0] == "ar" ? Language::kAr : Language::kEn, parse_entry(cells));
    ASSERT_TRUE(forms) << line << "\n" << forms.error().to_string();
    std::set<std::string> made;
    for (const Inflection& form : *forms) made.insert(form.form);
    for (std::string wanted : split_at(cells[4], ' ')) {
      if (const auto colon = wanted.find(':'); colon != std::string::npos) wanted = wanted.substr(colon + 1);
      const bool absent = wanted.ends_with('!');
      if (absent) wanted.pop_back();
      std::replace(wanted.begin(), wanted.end(), '_', ' ');
      EXPECT_EQ(made.count(text::fold(wanted)), absent ? 0u : 1u) << wanted << " of " << line;
      ++cases;
    }
  }
  EXPECT_GT(cases, 200);
}

TEST(Inflection, TellsActiveFromPassiveWhereWritingDoes) {
  const auto lines = read_case_lines("inflection.tsv");
  const auto line =
      std::find_if(lines.begin(), lines.end(), [](const std::string& each) { return each.find("form=IV") != std::string::npos; });
  ASSERT_NE(line, lines.end());
  const auto forms = inflect(Language::kAr, parse_entry(split_at(*line, '\t')));
  ASSERT_TRUE(forms);
  const auto count = [&](Voice voice) {
    return std::count_if(forms->begin(), forms->end(),
                         [&](const Inflection& f) { return f.upos == Upos::VERB && f.features.voice == voice; });
  };
  EXPECT_GT(count(Voice::kAct), 10);
  EXPECT_GT(count(Voice::kPass), 10);
}

TEST(Inflection, NoFormTwiceWithOnePartOfSpeechAndVoice) {
  for (const std::string& line : read_case_lines("inflection.tsv")) {
    const auto cells = split_at(line, '\t');
    if (cells.size() < 5) continue;
    const auto forms = inflect(cells[0] == "ar" ? Language::kAr : Language::kEn, parse_entry(cells));
    ASSERT_TRUE(forms);
    std::set<std::tuple<std::string, Upos, Voice>> seen;
    for (const Inflection& form : *forms) {
      EXPECT_TRUE(seen.insert({form.form, form.upos, form.features.voice}).second) << form.form;
      EXPECT_EQ(form.form, text::fold(form.form));
      EXPECT_FALSE(form.form.empty());
    }
  }
}

TEST(Inflection, RefusesWhatItCannotRead) {
  const auto lines = read_case_lines("inflection.tsv");
  LexicalEntry entry = parse_entry(split_at(lines.front(), '\t'));
  const std::string root = entry.morphology["root"];
  entry.morphology["form"] = "II";
  entry.lemma = "x";
  auto forms = inflect(Language::kAr, entry);
  ASSERT_FALSE(forms);
  EXPECT_NE(forms.error().message.find("not the lemma"), std::string::npos);
  entry.morphology["form"] = "XI";
  EXPECT_FALSE(inflect(Language::kAr, entry));
  entry.morphology["form"] = "Q1";
  EXPECT_FALSE(inflect(Language::kAr, entry)) << "three letters in a form of four";
  entry.morphology.erase("form");
  EXPECT_FALSE(inflect(Language::kAr, entry));
  forms = inflect(Language::kEn, {"kill", "verb", {{"pats", "killed"}}});
  ASSERT_FALSE(forms);
  EXPECT_NE(forms.error().message.find("pats"), std::string::npos);
}

TEST(Inflection, LeavesOutTheFormsThatAreAnotherWords) {
  const auto has = [](const Result<std::vector<Inflection>>& forms, const char* form) {
    return std::any_of(forms->begin(), forms->end(), [&](const Inflection& each) { return each.form == text::fold(form); });
  };
  LexicalEntry entry{"وعد", "verb", {{"root", "و.ع.د"}, {"form", "I"}, {"ipf", "i"}}};
  EXPECT_TRUE(has(inflect(Language::kAr, entry), "يعد"));
  entry.morphology["without"] = "يعد|تعد";
  const auto forms = inflect(Language::kAr, entry);
  ASSERT_TRUE(forms) << forms.error().to_string();
  EXPECT_FALSE(has(forms, "يعد") || has(forms, "تعد"));
  EXPECT_TRUE(has(forms, "وعدت"));
  entry.morphology["without"] = "كتب";
  EXPECT_FALSE(inflect(Language::kAr, entry)) << "no form of the verb";
}

TEST(Inflection, LeavesWordsThatDoNotInflect) {
  const auto forms = inflect(Language::kEn, {"According to", "prep", {}});
  ASSERT_TRUE(forms);
  ASSERT_EQ(forms->size(), 1u);
  EXPECT_EQ(forms->front().form, "according to");
}

}  // namespace
}  // namespace musnad::language
