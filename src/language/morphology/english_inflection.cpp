#include "language/morphology/english_inflection.h"

#include "language/morphology/arabic_entries.h"
#include "text/folding.h"

#include <algorithm>

namespace musnad::language {
namespace {

constexpr IrregularVerb kVerbs[] = {
#define MUSNAD_IRREGULAR(base, past, participle) {base, past, participle},
#define MUSNAD_PLURAL(singular, plural)
#include "language/morphology/english_irregular.def"
};
constexpr std::pair<std::string_view, std::string_view> kPlurals[] = {
#define MUSNAD_IRREGULAR(base, past, participle)
#define MUSNAD_PLURAL(singular, plural) {singular, plural},
#include "language/morphology/english_irregular.def"
};

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}
char from_end(std::string_view word, std::size_t i) {
  return i < word.size() ? word[word.size() - 1 - i] : 0;
}

std::string with_s(const std::string& word) {
  const char last = from_end(word, 0), before = from_end(word, 1);
  if (last == 'y' && !is_vowel(before)) return word.substr(0, word.size() - 1) + "ies";
  const bool hisses = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 'c' || before == 's'));
  if (word == "go" || word == "do" || word == "undergo" || word == "forgo" || word == "veto" || word == "echo") return word + "es";
  return word + (hisses ? "es" : "s");
}

int vowel_groups(std::string_view word) {
  int groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((is_vowel(word[i]) || (word[i] == 'y' && i > 0)) && (i == 0 || !(is_vowel(word[i - 1]) || word[i - 1] == 'y'))) ++groups;
  return groups;
}

// A single vowel and a single consonant at the end of a stressed syllable: stop, commit, compel, kidnap, travel (British).
bool doubles(const std::string& word, bool& optional) {
  optional = false;
  const char last = from_end(word, 0), before = from_end(word, 1), third = from_end(word, 2);
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h' || !is_vowel(before)) return false;
  if (is_vowel(third) && !(third == 'u' && from_end(word, 3) == 'q')) return false;
  if (vowel_groups(word) == 1) return true;
  static constexpr std::string_view kStressed[] = {"mit", "fer", "cur", "pel", "bel", "trol", "gin", "get",  "bet",  "quip",
                                                   "nap", "rol", "run", "set", "put", "cut",  "ban", "ship", "stop", "tap",
                                                   "lap", "map", "log", "tag", "car", "nul",  "til", "gram"};
  if (word == "target" || word == "budget" || word == "limit" || word == "profit" || word == "visit" || word == "edit" ||
      word == "credit" || word == "suffer" || word == "offer" || word == "differ" || word == "open" || word == "trumpet" ||
      word == "exhibit" || word == "prohibit" || word == "inhibit" || word == "market" || word == "label")
    return optional = word == "label", optional;
  for (const std::string_view ending : kStressed)
    if (word.ends_with(ending)) return optional = ending == "nap", true;
  optional = last == 'l' || last == 'p';  // travelled, worshipped
  return optional;
}

std::vector<std::string> with_ending(const std::string& word, std::string_view ending) {
  const char last = from_end(word, 0), before = from_end(word, 1);
  const std::string e(ending);
  if (last == 'e' && (ending == "ed" || ending == "er")) return {word + e.substr(1)};
  if (ending == "ing" && word.ends_with("ie")) return {word.substr(0, word.size() - 2) + "ying"};
  if (last == 'e' && before != 'e' && before != 'o' && before != 'y' && ending == "ing" && word.size() > 2 && !word.ends_with("nge"))
    return {word.substr(0, word.size() - 1) + e};
  if (word.ends_with("nge") && ending == "ing")
    return word == "singe" || word == "binge" ? std::vector<std::string>{word + e}
                                              : std::vector<std::string>{word.substr(0, word.size() - 1) + e};
  if (last == 'y' && !is_vowel(before) && ending != "ing") return {word.substr(0, word.size() - 1) + "i" + e};
  if (last == 'c' && before == 'i') return {word + "k" + e};
  bool optional = false;
  if (!doubles(word, optional)) return {word + e};
  const std::string twice = word + last + e;
  return optional ? std::vector<std::string>{word + e, twice} : std::vector<std::string>{twice};
}

class Row {
 public:
  Row(const LexicalEntry& entry, std::vector<Inflection>& forms) : entry_(entry), forms_(forms) {
    const std::string folded = text::fold(entry.lemma);
    const std::size_t space = folded.find(' ');
    base_ = folded.substr(0, space);
    rest_ = space == std::string::npos ? "" : folded.substr(space);
  }

  void verb() {
    const IrregularVerb* irregular = find_irregular_verb(base_);
    add(base_, Tense::kPres, VerbForm::kFin, Voice::kAct, "base");
    each("s", {with_s(base_)}, Tense::kPres, VerbForm::kFin, Voice::kAct, "third person");
    const std::vector<std::string> past = irregular ? list(irregular->past) : with_ending(base_, "ed");
    each("past", past, Tense::kPast, VerbForm::kFin, Voice::kNone, "past");
    each("pp",
         irregular       ? list(irregular->participle)
         : given("past") ? list(value("past"))
                         : past,
         Tense::kPast, VerbForm::kPart, Voice::kNone, "past participle");
    each("ger", with_ending(base_, "ing"), Tense::kPres, VerbForm::kGer, Voice::kAct, "gerund");
    for (const std::string& noun : list(value("noun"))) this->noun(noun, VerbForm::kVnoun);
  }

  void noun(const std::string& singular, VerbForm form = VerbForm::kNone) {
    put(singular, Upos::NOUN, Number::kSing, form, "singular");
    for (const std::string& plural : given("pl") && form == VerbForm::kNone ? list(value("pl")) : plurals(singular))
      put(plural, Upos::NOUN, Number::kPlur, form, "plural");
  }
  void noun() { noun(base_ + std::exchange(rest_, "")); }

  void adjective() {
    put(base_, Upos::ADJ, Number::kNone, VerbForm::kNone, "adjective");
    for (const char* key : {"er", "est"})
      for (const std::string& word : list(value(key))) put(word, Upos::ADJ, Number::kNone, VerbForm::kNone, "comparison");
  }

 private:
  std::string_view value(const std::string& key) const {
    const auto found = entry_.morphology.find(key);
    return found == entry_.morphology.end() ? std::string_view{} : std::string_view(found->second);
  }
  bool given(const std::string& key) const { return !value(key).empty(); }
  static std::vector<std::string> list(std::string_view cell) {
    std::vector<std::string> words;
    for (const std::string_view word : alternatives(cell)) words.push_back(text::fold(word));
    return words;
  }
  static std::vector<std::string> plurals(const std::string& word) {
    // The last word of a compound inflects: policeman, airman.
    for (const auto& [singular, plural] : kPlurals)
      if (word == singular || (word.ends_with("man") && singular == "man" && !word.ends_with("human") && !word.ends_with("german") &&
                               !word.ends_with("roman"))) {
        std::vector<std::string> result;
        for (const std::string& each : list(plural)) result.push_back(word.substr(0, word.size() - singular.size()) + each);
        return result;
      }
    return {with_s(word)};
  }
  void each(const std::string& key, const std::vector<std::string>& regular, Tense tense, VerbForm form, Voice voice, const char* pattern) {
    for (const std::string& word : given(key) ? list(value(key)) : regular) add(word, tense, form, voice, pattern);
  }
  void add(const std::string& word, Tense tense, VerbForm form, Voice voice, const char* pattern) {
    Inflection made{word + rest_, Upos::VERB, {}, pattern};
    made.features.tense = tense, made.features.verb_form = form, made.features.voice = voice;
    forms_.push_back(std::move(made));
  }
  void put(const std::string& word, Upos upos, Number number, VerbForm form, const char* pattern) {
    Inflection made{word + (upos == Upos::ADJ ? rest_ : ""), upos, {}, pattern};
    made.features.number = number, made.features.verb_form = form;
    forms_.push_back(std::move(made));
  }

  const LexicalEntry& entry_;
  std::vector<Inflection>& forms_;
  std::string base_, rest_;  // the word that inflects, and what follows it
};

}  // namespace

const IrregularVerb* find_irregular_verb(std::string_view base) {
  const auto* found = std::find_if(std::begin(kVerbs), std::end(kVerbs), [&](const IrregularVerb& verb) { return verb.base == base; });
  return found == std::end(kVerbs) ? nullptr : found;
}

Result<void> inflect_english(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  Row row(entry, forms);
  if (entry.pos == "verb") row.verb();
  if (entry.pos == "noun") row.noun();
  if (entry.pos == "adj") row.adjective();
  return {};
}

}  // namespace musnad::language
