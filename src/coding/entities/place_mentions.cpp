#include "coding/entities/place_mentions.h"

#include <algorithm>

#include "codebook/lexicon/folded_words.h"
#include "coding/entities/name_forms.h"
#include "coding/entities/phrase.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::coding {

using codebook::Entry;
using codebook::EntryKind;
using codebook::Facet;

bool FoundMentions::taken(const Document& doc, WordId word) const {
  return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(),
                     [&](const Candidate& c) { return c.mention.head == word || (c.name && c.name->overlaps(doc.at(word).span)); });
}

bool FoundMentions::ends_place(std::uint32_t word) const {
  return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(),
                     [&](const Candidate& c) { return c.facts.kind == EntityKind::kPlace && c.mention.words.end == word; });
}

bool PlacesBefore::contain(const Document& doc, const FoundMentions& found, WordId word) {
  const auto is_place = [](const Candidate& c) { return c.name && c.facts.kind == EntityKind::kPlace; };
  const auto name_of = [&](const Candidate& c) { return text::fold(doc.text(*c.name)); };
  for (; noted_ < found.begin; ++noted_)
    if (is_place(found.all[noted_])) names_.insert(name_of(found.all[noted_]));
  const std::string form = text::fold(doc.at(word).form);
  if (names_.contains(form)) return true;
  return std::any_of(found.all.begin() + static_cast<std::ptrdiff_t>(found.begin), found.all.end(),
                     [&](const Candidate& c) { return is_place(c) && c.mention.head < word && name_of(c) == form; });
}

std::string_view level_after(const codebook::Codebook& book, const Document& doc, std::uint32_t end) {
  constexpr std::uint32_t kLongestList = 16;
  const auto words = doc.layer<Word>();
  bool joined = false;
  for (std::uint32_t w = end; w < words.size() && w < end + kLongestList && w > 0 && words[w].sentence == words[w - 1].sentence; ++w) {
    const Upos upos = doc.tag(WordId{w}).upos;
    const bool plural = doc.tag(WordId{w}).features.number == Number::kPlur;
    if (const Entry* entry = book.find_grammar(doc, WordId{w}, "level"); entry != nullptr && (w == end || (joined && plural)))
      return entry->get("value");
    joined = joined || upos == Upos::CCONJ;
    if (upos != Upos::PROPN && upos != Upos::CCONJ && words[w].form != ",") break;
  }
  return {};
}

const Entry* PlaceFinder::country_named(std::string_view form) const {
  for (const std::uint32_t i : book_.find_entries(doc_.language(), EntryKind::kCountry, form)) {
    if (book_.entries()[i].facet == Facet::kName || book_.entries()[i].facet == Facet::kAlias) return &book_.entries()[i];
  }
  return nullptr;
}

const Entry* PlaceFinder::row_named(std::string_view form) const {
  const Entry* capital = nullptr;
  for (const std::uint32_t i : book_.find_entries(doc_.language(), EntryKind::kCountry, form)) {
    const Entry& entry = book_.entries()[i];
    if (entry.facet == Facet::kName || entry.facet == Facet::kAlias) return &entry;
    if (entry.facet == Facet::kCapital) capital = &entry;
  }
  return capital;
}

bool PlaceFinder::is_known(IdRange<Word> words) const {
  const std::string_view text = doc_.text(span_of(doc_, words));
  std::vector<Gazetteer::Hit> hits;
  if (gazetteer_ != nullptr) gazetteer_->find(text, hits);
  return !hits.empty() || country_named(text) != nullptr;
}

std::uint32_t PlaceFinder::uncut_clitic(ByteSpan name) const {
  constexpr std::u32string_view kClitics = U"\u0628\u0644\u0648\u0641\u0643";
  const text::CodePoint first = text::decode(doc_.text(), name.begin);
  if (gazetteer_ == nullptr || kClitics.find(first.value) == std::u32string_view::npos) return 0;
  std::vector<Gazetteer::Hit> hits;
  gazetteer_->find(doc_.text(name), hits);
  if (!hits.empty()) return 0;
  const auto length = static_cast<std::uint32_t>(first.length);
  gazetteer_->find(doc_.text({name.begin + length, name.end}), hits);
  constexpr std::uint32_t kSome = 20000;  // of few people are names that any cut may make
  const bool known = std::any_of(hits.begin(), hits.end(), [&](const Gazetteer::Hit& hit) {
    const Gazetteer::Place place = gazetteer_->at(hit.place);
    return place.population >= kSome || place.feature == Gazetteer::Feature::kRegion;
  });
  return known ? length : 0;
}

bool PlaceFinder::is_place_noun(WordId word) const {
  for (const auto& item : matches_.of(word)) {
    if (item.entry->kind == EntryKind::kActor && item.entry->get("kind") == "place") return true;
  }
  return false;
}

bool PlaceFinder::is_common_noun(std::uint32_t word) const {
  const auto items = matches_.of(WordId{word});
  return std::any_of(items.begin(), items.end(), [](const auto& item) { return item.entry->kind == EntryKind::kActor; });
}

bool PlaceFinder::is_site(WordId word) const {
  const auto items = matches_.of(word);
  return book_.find_grammar(doc_, word, "street") != nullptr || std::any_of(items.begin(), items.end(), [](const auto& item) {
           return item.entry->kind == EntryKind::kActor && item.entry->get("kind") == "facility";
         });
}

bool PlaceFinder::is_proper(std::uint32_t word) const {
  const Upos upos = doc_.tag(WordId{word}).upos;
  return upos == Upos::PROPN || upos == Upos::X;
}

// Written with a capital where not all letters are.
bool PlaceFinder::is_capital(std::uint32_t word) const {
  const std::string& form = doc_.at(WordId{word}).form;
  const text::CodePoint first = text::decode(form, 0);
  return text::is_upper(first.value) && (form.size() == first.length || !text::is_upper(text::decode(form, first.length).value));
}

bool PlaceFinder::is_nominal(std::uint32_t word) const {
  const Upos upos = doc_.tag(WordId{word}).upos;
  return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::ADJ;
}

bool PlaceFinder::is_well_known(const std::vector<Gazetteer::Hit>& hits) const {
  constexpr std::uint32_t kMany = 200000;
  return std::any_of(hits.begin(), hits.end(), [&](const Gazetteer::Hit& hit) {
    const Gazetteer::Place place = gazetteer_->at(hit.place);
    return !hit.skeleton && (place.population >= kMany || place.feature == Gazetteer::Feature::kRegion);
  });
}

bool PlaceFinder::is_division(const std::vector<Gazetteer::Hit>& hits) const {
  return std::any_of(hits.begin(), hits.end(), [&](const Gazetteer::Hit& hit) {
    return !hit.alternate && !hit.skeleton && gazetteer_->at(hit.place).feature == Gazetteer::Feature::kAdmin1;
  });
}

bool PlaceFinder::stands_as_place(const TreeIndex& tree, const Name& name, const FoundMentions& found) const {
  if (gazetteer_ == nullptr || name.kind == NameKind::kNation) return false;
  std::vector<Gazetteer::Hit> hits;
  const std::uint32_t at = name.words.begin;
  gazetteer_->find(doc_.text(name.span), hits);
  if (hits.empty()) return false;
  // "Lumpkin, Ga." is a division behind a place of it, "D-Ga." an abbreviation of one, whatever it was tagged.
  const bool behind_place = at > tree.words().begin + 1 && doc_.at(WordId{at - 1}).form == "," && found.ends_place(at - 1);
  if ((behind_place || doc_.text(name.span).ends_with('.')) && is_division(hits)) return true;
  if (opens_dateline(tree, name.words)) return true;
  if (name.kind == NameKind::kPerson) return false;
  const bool foreign =
      script_of(doc_.text(name.span)) == Script::kLatin && script_of(doc_.at(WordId{tree.words().begin}).form) == Script::kArabic;
  return (foreign && name.kind == NameKind::kOther) || is_led(tree, at, found);
}

// "BOSTON - The ...": capitals and a dash at the beginning of a sentence.
bool PlaceFinder::opens_dateline(const TreeIndex& tree, IdRange<Word> words) const {
  if (words.begin != tree.words().begin || words.end >= tree.words().end) return false;
  const std::string_view name = doc_.text(span_of(doc_, words));
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint c = text::decode(name, at);
    if (text::is_letter(c.value) && !text::is_upper(c.value)) return false;
    at += c.length;
  }
  const std::string& next = doc_.at(WordId{words.end}).form;
  return next == "-" || next == "--" || next == "\u2013" || next == "\u2014" || next == "(";
}

bool PlaceFinder::may_be_place(const TreeIndex& tree, const Name& name, WordId head, const FoundMentions& found) const {
  if (gazetteer_ == nullptr || !is_bare_name(name.words)) return false;
  const WordId above = tree.parsed() ? tree.head(head) : WordId{};
  const bool modifies = tree.words().contains(above) && above > head && base_of(tree.relation(head)) == Relation::kCompound &&
                        doc_.tag(above).upos == Upos::NOUN;
  const bool listed = !level_after(book_, doc_, name.words.end).empty();
  if (!modifies && !listed && !is_led(tree, name.words.begin, found)) return false;
  std::vector<Gazetteer::Hit> hits;
  gazetteer_->find(doc_.text(name.span), hits);
  return std::any_of(hits.begin(), hits.end(), [](const Gazetteer::Hit& hit) { return !hit.alternate; });
}

bool PlaceFinder::is_direction(std::uint32_t word) const {
  return doc_.tag(WordId{word}).upos != Upos::ADP && book_.find_grammar(doc_, WordId{word}, "locative") != nullptr;
}

bool PlaceFinder::is_led(const TreeIndex& tree, std::uint32_t at, const FoundMentions& found) const {
  if (at == tree.words().begin) return false;
  const WordId before{at - 1};
  if (is_place_noun(before) || book_.find_grammar(doc_, before, "locative") != nullptr) return true;
  if (before.value == tree.words().begin) return false;
  const Upos upos = doc_.tag(before).upos;
  return (upos == Upos::ADP && is_place_noun(WordId{at - 2})) || (upos == Upos::CCONJ && found.ends_place(at - 1));
}

// Words with capitals that the codebook does not know: what nothing leads may be anybody's name.
bool PlaceFinder::is_bare_name(IdRange<Word> words) const {
  for (std::uint32_t w = words.begin; w < words.end; ++w)
    if (!matches_.of({w}).empty() || !is_capital(w)) return false;
  return true;
}

Candidate PlaceFinder::make(IdRange<Word> words, Doubt doubt) const {
  Candidate c;
  c.mention.head = top_word(doc_, words);
  c.mention.words = words;
  c.mention.span = span_of(doc_, words);
  c.mention.form = MentionForm::kName;
  c.mention.rule = "gazetteer";
  c.name = c.mention.span;
  c.name_kind = NameKind::kPlace;
  c.facts.kind = EntityKind::kPlace;
  c.own_modifiers = words.size() > 1;
  c.doubt = doubt;
  return c;
}

void PlaceFinder::add_places(const TreeIndex& tree, FoundMentions& found) {
  if (gazetteer_ == nullptr) return;
  for (std::uint32_t w = tree.words().begin; w < tree.words().end;) w = add_place(tree, w, found);
}

// A noun of no entry with nothing that describes it, as names have: "in Monastir", not "in the political scene".
bool PlaceFinder::stands_alone(const TreeIndex& tree, WordId word) const {
  if (!tree.parsed() || !matches_.of(word).empty()) return false;
  const auto children = tree.children(word);
  return std::none_of(children.begin(), children.end(), [&](WordId child) {
    if (in_time_[child.value]) return false;
    const Relation relation = base_of(tree.relation(child));
    return relation == Relation::kNmod || relation == Relation::kAmod || relation == Relation::kAcl || relation == Relation::kNummod ||
           relation == Relation::kDet;
  });
}

// "Western Australia", "Sichuan province": what the tagger takes for an adjective is one of a name there.
bool PlaceFinder::begins_adjectival(const TreeIndex& tree, std::uint32_t at) const {
  if (at + 1 >= tree.words().end) return false;
  return is_direction(at) ? is_proper(at + 1) : book_.find_grammar(doc_, WordId{at + 1}, "level") != nullptr;
}

// "The town of X", but neither "the inner regions", where an adjective follows a noun with an article, nor "the country's towns": towns
// that are named are named one by one, with "and" between them.
bool PlaceFinder::may_be_named_by(std::uint32_t noun, std::uint32_t at) const {
  const bool with_article = doc_.at(WordId{noun}).form.starts_with(codebook::kArabicArticle);  // a tag cannot tell it from an idafa
  const bool joined = at + 1 < doc_.layer<Word>().size() && doc_.tag(WordId{at + 1}).upos == Upos::CCONJ;
  return (!with_article && (doc_.tag(WordId{noun}).features.number != Number::kPlur || joined)) || is_unmistakable(at);
}

// A run of proper nouns that the gazetteer knows. Gives the word to go on from.
std::uint32_t PlaceFinder::add_place(const TreeIndex& tree, std::uint32_t at, FoundMentions& found) {
  constexpr std::uint32_t kLongest = 5;
  if (found.taken(doc_, WordId{at}) || in_time_[at] || is_place_noun(WordId{at})) return at + 1;
  const bool first = at == tree.words().begin;
  const bool foreign = !first && script_of(doc_.at(WordId{at}).form) == Script::kLatin &&
                       script_of(doc_.at(WordId{tree.words().begin}).form) == Script::kArabic;
  const bool after_noun = !first && is_place_noun(WordId{at - 1});
  const bool nominal = is_nominal(at) && !is_proper(at);
  const bool joined = !first && doc_.tag(WordId{at - 1}).upos == Upos::CCONJ && found.ends_place(at - 1) && is_nominal(at);
  const bool arabic = script_of(doc_.at(WordId{at}).form) == Script::kArabic;
  const bool again = arabic && nominal && is_led(tree, at, found) && places_before_.contain(doc_, found, WordId{at});
  const bool adjective = !first && doc_.tag(WordId{at}).upos == Upos::ADJ && is_capital(at) && begins_adjectival(tree, at);
  // "The cities of Yerevan and ...": no verb.
  const bool named = after_noun && (nominal || doc_.tag(WordId{at}).upos == Upos::VERB) && (!arabic || may_be_named_by(at - 1, at));
  const bool known = arabic && nominal && stands_alone(tree, WordId{at}) && is_led(tree, at, found) && is_unmistakable(at);
  if (!is_proper(at) && !adjective && !foreign && !again && !known && !(arabic && (named || joined))) return at + 1;
  std::uint32_t end = at + 1;
  while (end < tree.words().end && end - at < kLongest && !found.taken(doc_, WordId{end}) &&
         (is_proper(end) || (foreign && is_hyphen(end))))
    ++end;
  const bool led = foreign || is_led(tree, at, found) || (!arabic && !level_after(book_, doc_, end).empty());
  for (std::uint32_t to = end; to > at; --to) {
    const IdRange<Word> words{at, to};
    for (std::uint32_t w = at; w < to; ++w)
      for (const auto& item : matches_.of({w}))
        if (codebook::is_named(item.entry->kind) && item.match->words.begin <= at && to <= item.match->words.end) return to;
    if (is_cut_at_hyphen({at, to})) continue;                                      // "Al" of "Al-Bab"
    if (to < tree.words().end && is_capital(to) && is_site(WordId{to})) continue;  // "Mill Street" is not in Mill
    if (to < end && (!led || foreign)) break;  // a part of a longer name is a place only after a preposition
    std::vector<Gazetteer::Hit> hits;
    const std::string_view name = doc_.text(span_of(doc_, words));
    gazetteer_->find(name, hits);
    if (hits.empty() && led && to == end && (!arabic || !nominal)) gazetteer_->find_like(name, hits);
    const bool bare = !led && !is_well_known(hits);
    if (bare && !first && is_nominal(at - 1) && is_capital(at - 1)) break;  // "City Hall": the end of another's name
    if (hits.empty() || (bare && !is_bare_name(words)) || (words.size() == 1 && is_direction(at) && !after_noun)) continue;
    const bool doubted = known && !is_proper(at) && !again && !after_noun && !joined;  // a common noun, if the town is not known to many
    const bool homonym = doubted && !is_well_known(hits);                              // the page must speak for the town
    if (homonym && people_of(span_of(doc_, words)) < kTown) continue;
    const bool vague = bare || homonym;
    found.all.push_back(make(words, vague ? Doubt::kBare : Doubt::kLed));
    return to;
  }
  return end;
}

// Where a part of a name may be a name of its own: at its beginning, after a preposition, a comma, a hyphen or a direction ("Metro Leeds");
// where heads come first, anywhere behind the head.
bool PlaceFinder::begins_part(const Name& name, std::uint32_t at) const {
  if (head_comes_first(doc_, WordId{at})) return at > name.words.begin;
  if (at == name.words.begin) return true;
  const Upos before = doc_.tag(WordId{at - 1}).upos;
  return before == Upos::ADP || before == Upos::PUNCT || is_direction(at - 1);
}

void PlaceFinder::add_places_within(const Name& name, FoundMentions& found) const {
  if (gazetteer_ == nullptr || name.words.size() < 2) return;
  const Candidate& whole = found.all.back();
  const WordId head = whole.mention.head;
  // A building is where its name says; bodies, teams and papers may be named after any place.
  const bool is_building = whole.facts.kind == EntityKind::kFacility;
  for (std::uint32_t at = name.words.begin; at < name.words.end; ++at) {
    if (!is_nominal(at) || !begins_part(name, at) || is_direction(at)) continue;
    std::uint32_t to = name.words.end;
    if (at == name.words.begin) --to;  // not the whole name
    for (; to > at; --to) {
      const IdRange<Word> words{at, to};
      if (is_cut_at_hyphen(words)) continue;
      const bool described = words.size() == 1 && doc_.tag(WordId{at}).upos == Upos::ADJ && head_comes_first(doc_, WordId{at});
      if (words.contains(head) || described || (words.size() == 1 && is_common_noun(at))) continue;
      std::vector<Gazetteer::Hit> hits;
      const std::string_view text = doc_.text(span_of(doc_, words));
      gazetteer_->find(text, hits);
      std::erase_if(hits, [](const Gazetteer::Hit& hit) { return hit.alternate; });
      const Entry* country = row_named(text);
      if (hits.empty() && country == nullptr) continue;
      Candidate c = make(words, Doubt::kBare);
      c.mention.rule = "place in a name";
      c.within = true;
      if (country != nullptr) c.entry = country, c.facts.country = country->get("iso3");
      const bool is_country = country != nullptr && country->facet != Facet::kCapital;
      if (is_country || is_division(hits) || (is_building && is_well_known(hits))) c.doubt = Doubt::kLed;
      found.all.push_back(std::move(c));
      at = to - 1;
      break;
    }
  }
}

void PlaceFinder::add_places_of_dateline(const TreeIndex& tree, FoundMentions& found) const {
  for (std::uint32_t at = tree.words().begin; at < tree.words().end; ++at) {
    if (doc_.at(WordId{at}).form == "(") return;  // the agency
    for (std::uint32_t to = std::min(tree.words().end, at + 4); to > at; --to) {
      const IdRange<Word> words{at, to};
      if (in_time_[at] || !is_nominal(at) || !is_nominal(to - 1) || !is_known(words)) continue;
      Candidate c = make(words, Doubt::kLed);
      c.mention.rule = "dateline";
      if (const Entry* country = country_named(doc_.text(c.mention.span)))
        c.entry = country, c.facts = ActorFacts{EntityKind::kState, country->get("iso3").data(), {}, {}}, c.doubt = Doubt::kNone;
      found.all.push_back(std::move(c));
      at = to - 1;
      break;
    }
  }
}

}  // namespace musnad::coding
