// Places that the gazetteer knows by several tokens, or by a token of which the cutter of clitics took a letter, whatever tags,
// names and nouns say of their parts: Deir ez-Zor is no monastery, Baqubah no punishment.
#include <algorithm>

#include "codebook/lexicon/folded_words.h"
#include "coding/entities/name_forms.h"
#include "coding/entities/phrase.h"
#include "coding/entities/place_mentions.h"
#include "text/utf8.h"

namespace musnad::coding {
namespace {

constexpr std::uint32_t kLongestRun = 4;     // tokens
constexpr std::uint32_t kCutTown = 15'000;   // people of a place that the cutter took apart
constexpr std::uint32_t kNotPerson = 5'000;  // of one that may be somebody's name

}  // namespace

// A hyphen between two Latin words with capitals, or two Arabic ones, nothing around it; no party and state ("R-Ohio").
bool PlaceFinder::hyphen_at(std::uint32_t word) const {
  const auto words = doc_.layer<Word>();
  if (word == 0 || word + 1 >= words.size() || !is_hyphen(word)) return false;
  const Word &before = words[word - 1], &after = words[word + 1];
  if (before.sentence != after.sentence || before.span.end != words[word].span.begin || words[word].span.end != after.span.begin)
    return false;
  if (script_of(before.form) == Script::kArabic) return script_of(after.form) == Script::kArabic;
  return script_of(before.form) == Script::kLatin && before.form.size() > 1 && is_capital(word - 1) && is_capital(word + 1);
}

// "Al", "Ash", two Arabic letters: no name by itself before a hyphen.
bool PlaceFinder::is_short_part(std::uint32_t word) const {
  constexpr std::size_t kLongest = 3, kLongestArabic = 4;  // bytes
  const std::string& form = doc_.at(WordId{word}).form;
  return script_of(form) == Script::kArabic ? form.size() <= kLongestArabic : form.size() <= kLongest && is_capital(word);
}

// "Al" of "Al-Bab", "Port" of "Port-au-Prince", but "Paris" of "Paris-London" is whole.
bool PlaceFinder::is_cut_at_hyphen(IdRange<Word> words) const {
  if (is_hyphen(words.end - 1)) return true;
  const bool touches = words.end < doc_.layer<Word>().size() && is_hyphen(words.end) &&
                       doc_.at(WordId{words.end}).span.begin == doc_.at(WordId{words.end - 1}).span.end;
  return touches && hyphen_at(words.end) && is_short_part(words.end - 1);
}

IdRange<Word> PlaceFinder::over_hyphens(IdRange<Word> name) const {
  const auto joins = [&](IdRange<Word> longer, IdRange<Word> left) {
    return is_known(longer) || is_short_part(left.end - 1) || !is_known(left);
  };
  while (name.begin >= 2 && hyphen_at(name.begin - 1) && joins({name.begin - 2, name.end}, {name.begin - 2, name.begin - 1}))
    name.begin -= 2;
  while (hyphen_at(name.end) && joins({name.begin, name.end + 2}, name)) name.end += 2;
  return name;
}

// The most people of a place of that name; 0: there is none.
std::uint32_t PlaceFinder::people_of(ByteSpan name) const {
  return people_of_key(name_key(doc_.text(name)));
}
std::uint32_t PlaceFinder::people_of_key(std::string_view key) const {
  std::vector<Gazetteer::Hit> hits;
  gazetteer_->find_key(key, hits);
  std::uint32_t most = 0;
  for (const Gazetteer::Hit& hit : hits) {
    const Gazetteer::Place place = gazetteer_->at(hit.place);
    most = std::max({most, place.population, place.feature == Gazetteer::Feature::kRegion ? kTown : 1U});
  }
  return most;
}

// The words of tokens that stand next to each other, only blanks between them, from the first alone to kLongestRun of them.
// `keys`: of tokens seen before, by first word.
std::vector<PlaceFinder::Run> PlaceFinder::runs_from(const TreeIndex& tree, std::uint32_t at, std::vector<std::string>& keys) const {
  std::vector<Run> runs;
  for (std::uint32_t next = at; next < tree.words().end && runs.size() < kLongestRun;) {
    const Word& word = doc_.at(WordId{next});
    const ByteSpan token = doc_.at(word.token).span;
    if (in_time_[next] || script_of(word.form) != Script::kArabic) break;
    if (!runs.empty() && (token.begin != doc_.at(doc_.at(WordId{next - 1}).token).span.end + 1 || word.span.begin != token.begin)) break;
    std::string& key = keys[next - tree.words().begin];
    if (key.empty()) key = name_key(doc_.text({word.span.begin, token.end}));
    Run run{{at, next}, key};
    if (!runs.empty()) run.key = runs.back().key + ' ' + run.key;
    while (run.words.end < tree.words().end && doc_.at(WordId{run.words.end}).token == word.token) ++run.words.end;
    next = run.words.end;
    runs.push_back(std::move(run));
  }
  return runs;
}

// No preposition or conjunction follows a preposition, and no preposition a noun that needs a name: what was cut off there is the
// name's first letter.
bool PlaceFinder::is_cut_wrongly(const TreeIndex& tree, std::uint32_t at) const {
  if (at == tree.words().begin) return false;
  const Tag &before = doc_.tag(WordId{at - 1}), &cut = doc_.tag(WordId{at});
  if (before.upos == Upos::ADP) return cut.upos == Upos::ADP || cut.upos == Upos::CCONJ;
  return is_place_noun(WordId{at - 1}) && before.features.definite != Definite::kDef && cut.upos != Upos::CCONJ;
}

// Nothing is written to it but a preposition or a conjunction before it.
bool PlaceFinder::stands_in_token(std::uint32_t at) const {
  const auto words = doc_.layer<Word>();
  if (at + 1 < words.size() && words[at + 1].token == words[at].token) return false;
  for (std::uint32_t w = at; w-- > 0 && words[w].token == words[at].token;) {
    const Upos upos = doc_.tag(WordId{w}).upos;
    if ((upos != Upos::ADP && upos != Upos::CCONJ)) return false;
  }
  return true;
}

// A town's name that is no word and nobody's, however it was tagged, where no name of somebody or something has it.
bool PlaceFinder::is_unmistakable(std::uint32_t at) const {
  const Word& word = doc_.at(WordId{at});
  const Upos upos = doc_.tag(WordId{at}).upos;
  if (!word.exact || in_time_[at] || !stands_in_token(at) || upos == Upos::ADP || upos == Upos::CCONJ || upos == Upos::SCONJ ||
      upos == Upos::PRON)
    return false;
  if (script_of(word.form) != Script::kArabic || !gazetteer_->is_unmistakable(doc_.text(word.span))) return false;
  const auto names = doc_.layer<Name>();
  return std::none_of(names.begin(), names.end(), [&](const Name& name) { return name.span.overlaps(word.span); });
}

bool PlaceFinder::may_begin(std::uint32_t word, bool led) const {
  const Upos upos = doc_.tag(WordId{word}).upos;
  return is_nominal(word) || upos == Upos::X || (led && (upos == Upos::VERB || upos == Upos::ADP));
}

// Of several tokens; `led`: a place may begin there.
bool PlaceFinder::is_run(const TreeIndex& tree, const Run& run, bool led) const {
  const std::uint32_t begin = run.words.begin;
  if (is_direction(run.words.end - 1)) return false;
  const std::uint32_t people = people_of_key(run.key);
  if (people < (led ? 1 : kTown)) return false;
  const auto names = doc_.layer<Name>();
  const bool person = std::any_of(names.begin(), names.end(), [&](const Name& each) {
    return each.kind == NameKind::kPerson && each.words.begin <= begin && begin < each.words.end;
  });
  const bool after_noun = begin > tree.words().begin && is_place_noun(WordId{begin - 1});
  return !person || after_noun || (led && people >= kNotPerson);
}

// The longest place that begins with a token and has several, or one that was cut wrongly; empty where there is none.
IdRange<Word> PlaceFinder::known_run(const TreeIndex& tree, std::uint32_t at, bool is_cut, bool led, std::vector<std::string>& keys) const {
  const bool begins = may_begin(at, led);
  if (!begins && !is_cut) return {at, at};
  const std::vector<Run> runs = runs_from(tree, at, keys);
  for (std::size_t n = runs.size(); begins && n > 1; --n)
    if (is_run(tree, runs[n - 1], led)) return runs[n - 1].words;
  const bool whole = is_cut && !runs.empty() && is_cut_wrongly(tree, at) && people_of_key(runs.front().key) >= kCutTown;
  return whole ? runs.front().words : IdRange<Word>{at, at};
}

void PlaceFinder::add_known_runs(const TreeIndex& tree, FoundMentions& found) const {
  if (gazetteer_ == nullptr) return;
  std::vector<std::string> keys(tree.words().size());
  for (std::uint32_t at = tree.words().begin; at < tree.words().end; ++at) {
    const Word& word = doc_.at(WordId{at});
    const bool begins_token = at == tree.words().begin || doc_.at(WordId{at - 1}).token != word.token;
    const bool is_cut = begins_token && at + 1 < tree.words().end && doc_.at(WordId{at + 1}).token == word.token;
    const Upos upos = doc_.tag(WordId{at}).upos;
    const bool names_kind = is_place_noun(WordId{at}) && !word.form.starts_with(codebook::kArabicArticle);  // "the city of", but al-Madina
    if (!is_cut && (upos == Upos::ADP || upos == Upos::CCONJ || upos == Upos::PRON || names_kind)) continue;
    const bool led = is_led(tree, at, found);
    if (const IdRange<Word> run = known_run(tree, at, is_cut, led, keys); !run.empty()) {
      Candidate c = make(run, Doubt::kLed);
      c.mention.span.end = doc_.at(doc_.at(WordId{run.end - 1}).token).span.end;
      c.name = c.mention.span;
      c.mention.rule = kRun;
      c.led = led;
      found.all.push_back(std::move(c));
      at = run.end - 1;
    } else if (is_unmistakable(at)) {
      found.all.push_back(make({at, at + 1}, Doubt::kLed));
    }
  }
}

}  // namespace musnad::coding
