#include "coding/mentions.h"

#include <algorithm>

#include "coding/actors.h"
#include "coding/name_forms.h"
#include "coding/phrase.h"
#include "document/reported.h"
#include "document/times.h"
#include "text/utf8.h"

namespace musnad::coding {
namespace {

using codebook::Entry;
using codebook::EntryKind;
using codebook::Facet;

constexpr PhraseCut kWhole{
    .determiner = false, .numeral = false, .clauses = true, .appositions = false, .conjuncts = true, .prepositional = false};

class Finder {
 public:
  Finder(const codebook::Codebook& book, const Document& doc, const Gazetteer* gazetteer)
      : book_(book), doc_(doc), gazetteer_(gazetteer), matches_(book, doc), in_time_(words_in_times(doc)) {}

  std::vector<Candidate> run() {
    const auto sentences = doc_.layer<Sentence>();
    const auto names = doc_.layer<Name>();
    std::size_t name = 0;
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      const TreeIndex tree(doc_, SentenceId{s});
      begin_ = found_.size();
      if (!is_reported(doc_, SentenceId{s})) {
        while (name < names.size() && names[name].span.begin < sentences[s].span.end) ++name;
        continue;
      }
      for (; name < names.size() && names[name].span.begin < sentences[s].span.end; ++name) {
        if (!names[name].words.empty() && tree.words().contains(WordId{names[name].words.begin})) add_parts(tree, names[name]);
      }
      for (std::uint32_t w = tree.words().begin; w < tree.words().end;) w = add_place(tree, w);
      for (std::uint32_t w = tree.words().begin; w < tree.words().end; ++w) add_noun(tree, WordId{w});
      std::sort(found_.begin() + static_cast<std::ptrdiff_t>(begin_), found_.end(),
                [](const Candidate& a, const Candidate& b) { return a.mention.head < b.mention.head; });
    }
    return std::move(found_);
  }

 private:
  const MatchIndex::Item* best_item(WordId word) const {
    const MatchIndex::Item* best = nullptr;
    for (const auto& item : matches_.of(word)) {
      if (best == nullptr || precedence(item) > precedence(*best)) best = &item;
    }
    return best;
  }

  bool taken(WordId word) const {
    return std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(begin_), found_.end(),
                       [&](const Candidate& c) { return c.mention.head == word || (c.name && c.name->overlaps(doc_.at(word).span)); });
  }

  // "Paris, Texas" are two places, whatever the tagger of names thought.
  void add_parts(const TreeIndex& tree, const Name& name) {
    Name part = name;
    if (name.kind != NameKind::kPerson) {
      for (std::uint32_t w = name.words.begin + 1; w + 1 < name.words.end; ++w) {
        const std::string& form = doc_.at(WordId{w}).form;
        const bool joined = name.kind == NameKind::kPlace && doc_.tag(WordId{w}).upos == Upos::CCONJ && is_known({part.words.begin, w});
        if ((form != "," && form != "\u060c" && !joined) || w == part.words.begin) continue;
        part.words.end = w;
        part.span = span_of(doc_, part.words);
        add_name(tree, part);
        part.words = {w + 1, name.words.end};
        part.span = span_of(doc_, part.words);
      }
    }
    add_name(tree, part);
  }

  // A name, with the title before it where one is there: the phrase's head is the topmost of both.
  void add_name(const TreeIndex& tree, const Name& given) {
    const Name name = trimmed(given);
    if (in_time_[name.words.begin] || (name.words.size() == 1 && is_place_noun(WordId{name.words.begin}))) return;
    IdRange<Word> words = name.words;
    const Entry* entry = nullptr;
    if (name.kind == NameKind::kPerson || name.kind == NameKind::kOther) {
      if (const auto title = title_before(tree, name); title.valid()) {
        words.begin = title.value;
        entry = best_item(title)->entry;
      }
    }
    if (entry == nullptr) entry = entry_of(name.words);
    if (entry == nullptr) entry = country_named(doc_.text(name.span));
    const WordId head = top_word(doc_, words);
    if (entry == nullptr && best_item(head) != nullptr) entry = best_item(head)->entry;
    if (entry != nullptr && entry->kind == EntryKind::kCountry && (entry->facet == Facet::kAdjective || is_adjectival(tree, head))) {
      entry = country_named(doc_.at(head).form);
      if (entry == nullptr) return;
    }
    Candidate c = make(tree, head, entry, words);
    c.name = name.span;
    c.name_kind = name.kind;
    c.mention.form = MentionForm::kName;
    c.mention.rule = "name";
    if (entry == nullptr || entry->kind == EntryKind::kActor) {
      const EntityKind named = entity_kind(name.kind);
      if (named != EntityKind::kOther) c.facts.kind = named;
      if (entry == nullptr && stands_as_place(tree, name)) c.facts.kind = EntityKind::kPlace, c.name_kind = NameKind::kPlace;
    }
    found_.push_back(std::move(c));
  }

  // Without the prepositions and particles that the tagger of names left at its ends.
  Name trimmed(Name name) const {
    const auto loose = [&](std::uint32_t w) {
      const Upos upos = doc_.tag(WordId{w}).upos;
      return upos == Upos::ADP || upos == Upos::CCONJ || upos == Upos::SCONJ || upos == Upos::PUNCT || upos == Upos::PART;
    };
    IdRange<Word>& words = name.words;
    const IdRange<Word> before = words;
    while (words.size() > 1 && loose(words.begin)) ++words.begin;
    while (words.size() > 1 && loose(words.end - 1)) --words.end;
    if (name.kind == NameKind::kPlace) {
      while (words.size() > 1 && is_place_noun(WordId{words.begin}) && head_comes_first(doc_, WordId{words.begin})) ++words.begin;
      const auto possessor = [&](std::uint32_t w) {  // "Yemen's Taiz" is the town
        const std::string& form = doc_.at(WordId{w}).form;
        return (form == "'s" || form == "\u2019s") && country_named(doc_.text(span_of(doc_, {words.begin, w}))) != nullptr;
      };
      for (std::uint32_t w = words.begin + 1; w + 1 < words.end; ++w)
        if (possessor(w)) words.begin = w + 1;
      while (words.size() > 1 && matches_.is_nationality(WordId{words.end - 1}) && head_comes_first(doc_, WordId{words.begin}) &&
             !is_known(words))
        --words.end;
    }
    if (is_miscut(words)) --words.begin;
    if (name.kind == NameKind::kPerson) words.end = flat_end(doc_, words);
    if (words != before) name.span = span_of(doc_, words);
    return name;
  }

  // The first letter of a name was taken for a preposition: only with it the name is known.
  bool is_miscut(IdRange<Word> words) const {
    if (gazetteer_ == nullptr || words.begin == 0) return false;
    const IdRange<Word> longer{words.begin - 1, words.end};
    if (doc_.at(WordId{longer.begin}).token != doc_.at(WordId{words.begin}).token) return false;
    return !is_known(words) && is_known(longer);
  }

  bool is_known(IdRange<Word> words) const {
    const std::string_view text = doc_.text(span_of(doc_, words));
    std::vector<Gazetteer::Hit> hits;
    if (gazetteer_ != nullptr) gazetteer_->find(text, hits);
    return !hits.empty() || country_named(text) != nullptr;
  }

  // A name of no person that the gazetteer knows, where a place stands.
  bool stands_as_place(const TreeIndex& tree, const Name& name) const {
    if (gazetteer_ == nullptr || name.kind == NameKind::kPerson || name.kind == NameKind::kNation) return false;
    const bool foreign =
        script_of(doc_.text(name.span)) == Script::kLatin && script_of(doc_.at(WordId{tree.words().begin}).form) == Script::kArabic;
    if (!(foreign && name.kind == NameKind::kOther) && !is_led(tree, name.words.begin)) return false;
    std::vector<Gazetteer::Hit> hits;
    gazetteer_->find(doc_.text(name.span), hits);
    return !hits.empty();
  }

  // The entry whose words are all of the name, else a body whose own name is most of it ("the agency Sputnik").
  const Entry* entry_of(IdRange<Word> words) const {
    const MatchIndex::Item* best = nullptr;
    for (std::uint32_t w = words.begin; w < words.end; ++w) {
      for (const auto& item : matches_.of({w})) {
        const EntryKind kind = item.entry->kind;
        if (!is_named(kind)) continue;
        const IdRange<Word> own = item.match->words;
        const bool all = own.begin <= words.begin && words.end <= own.end;
        const bool most = kind != EntryKind::kCountry && own.size() * 2 >= words.size() && own.begin >= words.begin;
        if ((all || most) && (best == nullptr || precedence(item) > precedence(*best))) best = &item;
      }
    }
    return best == nullptr ? nullptr : best->entry;
  }

  // A person noun right before the name, or with only its own modifiers between ("the Kazakh President X").
  WordId title_before(const TreeIndex& tree, const Name& name) const {
    for (std::uint32_t w = name.words.begin; w-- > tree.words().begin && name.words.begin - w <= 4;) {
      const Tag& tag = doc_.tag(WordId{w});
      if (const auto* item = best_item(WordId{w});
          item != nullptr && item->entry->kind == EntryKind::kActor && item->entry->get("kind") == "person")
        return WordId{w};
      const bool between = tag.upos == Upos::ADJ || tag.upos == Upos::NOUN || tag.upos == Upos::PROPN;
      if (!between) break;
    }
    return {};
  }

  bool is_proper(std::uint32_t word) const { return doc_.tag(WordId{word}).upos == Upos::PROPN || doc_.tag(WordId{word}).upos == Upos::X; }

  bool is_hyphen(std::uint32_t word) const { return doc_.at(WordId{word}).form == "-"; }

  bool is_nominal(std::uint32_t word) const {
    const Upos upos = doc_.tag(WordId{word}).upos;
    return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::ADJ;
  }

  // A nationality behind a noun, where adjectives stand behind their nouns.
  bool is_adjectival(const TreeIndex& tree, WordId word) const {
    return matches_.is_nationality(word) && head_comes_first(doc_, word) && word.value > tree.words().begin &&
           (is_nominal(word.value - 1) || ends_place(word.value));
  }

  const Entry* country_named(std::string_view form) const {
    for (const std::uint32_t i : book_.find_entries(doc_.language(), EntryKind::kCountry, form)) {
      if (book_.entries()[i].facet == Facet::kName || book_.entries()[i].facet == Facet::kAlias) return &book_.entries()[i];
    }
    return nullptr;
  }

  bool is_place_noun(WordId word) const {
    for (const auto& item : matches_.of(word)) {
      if (item.entry->kind == EntryKind::kActor && item.entry->get("kind") == "place") return true;
    }
    return false;
  }

  // A run of proper nouns that the gazetteer knows, where a place may stand: after a preposition of place or a noun for a
  // kind of place, or a name known to many. Gives the word to go on from.
  std::uint32_t add_place(const TreeIndex& tree, std::uint32_t at) {
    constexpr std::uint32_t kLongest = 5;
    if (gazetteer_ == nullptr || taken(WordId{at}) || in_time_[at] || is_place_noun(WordId{at})) return at + 1;
    const bool first = at == tree.words().begin;
    const bool foreign = !first && script_of(doc_.at(WordId{at}).form) == Script::kLatin &&
                         script_of(doc_.at(WordId{tree.words().begin}).form) == Script::kArabic;
    const bool after_noun = !first && is_place_noun(WordId{at - 1});
    const bool nominal = is_nominal(at) && !is_proper(at);
    const bool joined = !first && doc_.tag(WordId{at - 1}).upos == Upos::CCONJ && ends_place(at - 1);
    const bool arabic = script_of(doc_.at(WordId{at}).form) == Script::kArabic;
    const bool again = arabic && nominal && is_led(tree, at) && places_before_.contain(doc_, found_, begin_, WordId{at});
    const bool named = after_noun && (nominal || doc_.tag(WordId{at}).upos == Upos::VERB);  // "the cities of Yerevan and ...": no verb
    const bool known = arabic && nominal && stands_alone(tree, WordId{at}) && is_led(tree, at);
    if (!is_proper(at) && !foreign && !again && !known && !(arabic && (named || joined))) return at + 1;
    std::uint32_t end = at + 1;
    while (end < tree.words().end && end - at < kLongest && !taken(WordId{end}) && (is_proper(end) || (foreign && is_hyphen(end)))) ++end;
    const bool led = foreign || is_led(tree, at);
    for (std::uint32_t to = end; to > at; --to) {
      const IdRange<Word> words{at, to};
      if (entry_of(words) != nullptr) return to;  // the codebook's own
      if (to < end && (!led || foreign)) break;   // a part of a longer name is a place only after a preposition
      std::vector<Gazetteer::Hit> hits;
      const std::string_view name = doc_.text(span_of(doc_, words));
      gazetteer_->find(name, hits);
      if (hits.empty() && led && to == end) gazetteer_->find_like(name, hits);
      if (hits.empty() || (!led && !is_well_known(hits))) continue;
      const bool doubted = known && !is_proper(at) && !again && !after_noun && !joined;  // a common noun, if the town is not known to many
      if (doubted && !is_well_known(hits)) continue;
      Candidate c = make(tree, top_word(doc_, words), nullptr, words);
      c.mention.words = words;
      c.mention.span = span_of(doc_, words);
      c.mention.form = MentionForm::kName;
      c.mention.rule = "gazetteer";
      c.name = c.mention.span;
      c.name_kind = NameKind::kPlace;
      c.facts = ActorFacts{EntityKind::kPlace, {}, {}, {}};
      c.doubtful = true;
      found_.push_back(std::move(c));
      return to;
    }
    return end;
  }

  // A noun of no entry with nothing that describes it, as names have: "in Monastir", not "in the political scene".
  bool stands_alone(const TreeIndex& tree, WordId word) const {
    if (!tree.parsed() || !matches_.of(word).empty()) return false;
    const auto children = tree.children(word);
    return std::none_of(children.begin(), children.end(), [&](WordId child) {
      const Relation relation = base_of(tree.relation(child));
      return relation == Relation::kNmod || relation == Relation::kAmod || relation == Relation::kAcl || relation == Relation::kNummod ||
             relation == Relation::kDet;
    });
  }

  // After a preposition of place, a noun for a kind of place ("the city of X"), or "and" after another place.
  bool is_led(const TreeIndex& tree, std::uint32_t at) const {
    if (at == tree.words().begin) return false;
    const WordId before{at - 1};
    if (is_place_noun(before) || book_.find_grammar(doc_, before, "locative") != nullptr) return true;
    if (before.value == tree.words().begin) return false;
    const Upos upos = doc_.tag(before).upos;
    return (upos == Upos::ADP && is_place_noun(WordId{at - 2})) || (upos == Upos::CCONJ && ends_place(at - 1));
  }

  bool ends_place(std::uint32_t word) const {
    return std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(begin_), found_.end(),
                       [&](const Candidate& c) { return c.facts.kind == EntityKind::kPlace && c.mention.words.end == word; });
  }

  bool is_well_known(const std::vector<Gazetteer::Hit>& hits) const {
    constexpr std::uint32_t kMany = 200000;
    return std::any_of(hits.begin(), hits.end(), [&](const Gazetteer::Hit& hit) {
      const Gazetteer::Place place = gazetteer_->at(hit.place);
      return !hit.skeleton && (place.population >= kMany || place.feature == Gazetteer::Feature::kRegion);
    });
  }

  void add_noun(const TreeIndex& tree, WordId word) {
    const auto* item = best_item(word);
    if (item == nullptr || taken(word)) return;
    const Entry* own = item->entry;
    if (own->kind == EntryKind::kCountry && (own->facet == Facet::kAdjective || own->facet == Facet::kPeople)) {
      if (const Entry* country = country_named(doc_.at(word).form)) own = country;  // one form of both
    }
    const Entry& entry = *own;
    if (entry.kind == EntryKind::kActor && entry.get("kind") == "place") return;  // "the town": no place of its own
    const Upos upos = doc_.tag(word).upos;
    const Relation relation = base_of(tree.relation(word));
    const bool modifies = relation == Relation::kAmod || relation == Relation::kCompound || relation == Relation::kNone;
    if (upos == Upos::ADJ && (modifies || entry.kind == EntryKind::kActor)) return;
    if (entry.kind == EntryKind::kCountry && (entry.facet == Facet::kAdjective || entry.facet == Facet::kPeople)) {
      if (upos == Upos::ADJ && head_comes_first(doc_, word) && relation == Relation::kConj) return;
      if (relation == Relation::kAmod || relation == Relation::kCompound) return;
      if (is_adjectival(tree, word)) return;
    } else if (entry.kind == EntryKind::kActor && is_part(tree, word, entry)) {
      return;
    } else if (entry.kind == EntryKind::kActor) {
      if (upos == Upos::VERB || upos == Upos::ADP || upos == Upos::CCONJ || upos == Upos::SCONJ || upos == Upos::ADV) return;
      // "a security source", "a main street": an adjective describes its noun and is nobody.
      if (upos == Upos::ADJ && base_of(tree.relation(word)) == Relation::kAmod) return;
    }
    const bool named = is_named(entry.kind);
    Candidate c = make(tree, word, &entry, named ? item->match->words : IdRange<Word>{word.value, word.value + 1});
    if (named && entry.facet != Facet::kPeople && entry.facet != Facet::kAdjective) {
      c.mention.form = MentionForm::kName;
      c.name = span_of(doc_, item->match->words);
    }
    c.mention.rule = codebook::to_string(entry.kind);
    found_.push_back(std::move(c));
  }

  // A noun within a longer entry ("law" of "law enforcement"), or under an actor noun that it only makes more precise.
  bool is_part(const TreeIndex& tree, WordId word, const Entry& entry) const {
    const std::uint32_t first = std::max(tree.words().begin + 5, word.value) - 5, last = std::min(tree.words().end, word.value + 4);
    for (std::uint32_t w = first; w < last; ++w) {
      for (const auto& item : matches_.of(WordId{w})) {
        if (WordId{w} != word && item.match->words.contains(word) && item.match->words.size() > 1) return true;
      }
    }
    const std::string_view kind = entry.get("kind");
    if (kind == "organisation" || !tree.parsed()) return false;
    const WordId above = tree.head(word);
    const Relation relation = base_of(tree.relation(word));
    if (!tree.words().contains(above) || (relation != Relation::kNmod && relation != Relation::kCompound)) return false;
    return matches_.of(above).size() > 0 && !tree.child(word, {Relation::kCase}).valid() && kind != "person";
  }

  Candidate make(const TreeIndex& tree, WordId head, const Entry* entry, IdRange<Word> core) const {
    Candidate c;
    c.mention.head = head;
    c.entry = entry;
    IdRange<Word> own = tree.parsed() ? phrase_words(tree, head, kParticipant) : phrase_by_tags(doc_, head);
    if (entry != nullptr && entry->kind != EntryKind::kActor) own = core;  // a name is its own words
    own = {std::min(own.begin, core.begin), std::max(own.end, core.end)};
    IdRange<Word> whole = tree.parsed() ? phrase_words(tree, head, kWhole) : own;
    whole = {std::min(own.begin, whole.begin), std::max(own.end, whole.end)};
    c.mention.words = own;
    c.mention.span = span_of(doc_, own);
    c.facts = compose_facts(book_, tree, matches_, head, entry, whole);
    const Features& features = doc_.tag(head).features;
    const WordId determiner = tree.parsed() ? tree.child(head, {Relation::kDet}) : WordId{};
    c.definite = features.definite == Definite::kDef || (determiner.valid() && doc_.tag(determiner).features.definite == Definite::kDef) ||
                 (determiner.valid() && doc_.tag(determiner).upos == Upos::DET && features.definite == Definite::kNone &&
                  doc_.at(determiner).form.size() > 2);
    c.own_modifiers = own.size() > 1;
    c.any_force = book_.find_grammar(doc_, head, "any_force") != nullptr;
    for (std::uint32_t w = whole.begin; w < whole.end && c.any_force; ++w) c.any_force = WordId{w} == head || matches_.of({w}).empty();
    return c;
  }

  const codebook::Codebook& book_;
  const Document& doc_;
  const Gazetteer* gazetteer_;
  MatchIndex matches_;
  std::vector<bool> in_time_;  // words of time expressions name no places
  std::vector<Candidate> found_;
  std::size_t begin_ = 0;  // of the sentence at hand
  PlacesBefore places_before_;
};

}  // namespace

std::vector<Candidate> find_mentions(const codebook::Codebook& book, const Document& doc, const Gazetteer* gazetteer) {
  return Finder(book, doc, gazetteer).run();
}

}  // namespace musnad::coding
