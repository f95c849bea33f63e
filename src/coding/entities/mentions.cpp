#include "coding/entities/mentions.h"

#include <algorithm>

#include "coding/entities/actors.h"
#include "coding/entities/name_forms.h"
#include "coding/entities/phrase.h"
#include "coding/entities/place_mentions.h"
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
      : book_(book),
        doc_(doc),
        gazetteer_(gazetteer),
        matches_(book, doc),
        in_time_(words_in_times(doc)),
        places_(book, doc, gazetteer, matches_, in_time_) {}

  std::vector<Candidate> run() {
    const auto sentences = doc_.layer<Sentence>();
    const auto names = doc_.layer<Name>();
    std::size_t name = 0;
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      const TreeIndex tree(doc_, SentenceId{s});
      found_.begin = found_.all.size();
      if (!is_reported(doc_, SentenceId{s})) {
        if (doc_.at(sentences[s].block).kind == BlockKind::kDateline) places_.add_places_of_dateline(tree, found_);
        while (name < names.size() && names[name].span.begin < sentences[s].span.end) ++name;
        continue;
      }
      places_.add_known_runs(tree, found_);
      for (; name < names.size() && names[name].span.begin < sentences[s].span.end; ++name) {
        if (!names[name].words.empty() && tree.words().contains(WordId{names[name].words.begin})) add_parts(tree, names[name]);
      }
      places_.add_places(tree, found_);
      for (std::uint32_t w = tree.words().begin; w < tree.words().end; ++w) add_noun(tree, WordId{w});
      std::sort(found_.all.begin() + static_cast<std::ptrdiff_t>(found_.begin), found_.all.end(),
                [](const Candidate& a, const Candidate& b) { return a.mention.head < b.mention.head; });
    }
    return std::move(found_.all);
  }

 private:
  const MatchIndex::Item* best_item(WordId word) const {
    const MatchIndex::Item* best = nullptr;
    for (const auto& item : matches_.of(word)) {
      if (best == nullptr || precedence(item) > precedence(*best)) best = &item;
    }
    return best;
  }

  // What the gazetteer knows by several words is that place, unless the name is of somebody or of a body and has more words.
  bool yields_to_run(const Name& name) {
    const bool is_body = name.kind == NameKind::kPerson || name.kind == NameKind::kOrganisation || name.kind == NameKind::kFacility;
    bool yields = false;
    const auto is_longer = [&](const Candidate& c) {
      if (c.mention.rule != PlaceFinder::kRun || !c.name->overlaps(name.span)) return false;
      const bool longer = is_body && name.words.begin <= c.mention.words.begin && c.mention.words.end <= name.words.end &&
                          (name.words.size() > c.mention.words.size() || (name.kind == NameKind::kOrganisation && !c.led));
      yields = yields || !longer;
      return longer;
    };
    const auto begin = found_.all.begin() + static_cast<std::ptrdiff_t>(found_.begin);
    found_.all.erase(std::remove_if(begin, found_.all.end(), is_longer), found_.all.end());
    return yields;
  }

  // "Paris, Texas" are two places, whatever the tagger of names thought.
  void add_parts(const TreeIndex& tree, const Name& name) {
    if (yields_to_run(name)) return;
    Name part = name;
    if (name.kind != NameKind::kPerson) {
      for (std::uint32_t w = name.words.begin + 1; w + 1 < name.words.end; ++w) {
        const std::string& form = doc_.at(WordId{w}).form;
        const bool joined =
            name.kind == NameKind::kPlace && doc_.tag(WordId{w}).upos == Upos::CCONJ && places_.is_known({part.words.begin, w});
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
    if (in_time_[name.words.begin] || (name.words.size() == 1 && places_.is_place_noun(WordId{name.words.begin}))) return;
    if (name.words != given.words && overlaps_found(name.span)) return;  // the rest of a name over hyphens
    IdRange<Word> words = name.words;
    const Entry* entry = nullptr;
    if (name.kind == NameKind::kPerson || name.kind == NameKind::kOther) {
      if (const auto title = title_before(tree, name); title.valid()) {
        words.begin = title.value;
        entry = best_item(title)->entry;
      }
    }
    if (entry == nullptr) entry = entry_of(name.words);
    if (entry == nullptr) entry = places_.row_named(doc_.text(name.span));
    WordId head = top_word(doc_, words);
    if (const WordId own = top_word(doc_, given.words); name.words.begin < given.words.begin && !words.contains(doc_.arc(own).head))
      head = own;  // "TV Peru": the tree has two subjects
    if (entry == nullptr && best_item(head) != nullptr &&
        !(is_named(best_item(head)->entry->kind) && (name.kind == NameKind::kOrganisation || places_.is_known(name.words))))
      entry = best_item(head)->entry;  // not "Mexico" of "New Mexico"
    if (entry != nullptr && entry->kind == EntryKind::kCountry && (entry->facet == Facet::kAdjective || is_adjectival(tree, head))) {
      entry = places_.country_named(doc_.text(name.span));  // "Korea" alone is the other one
      if (entry == nullptr) entry = places_.country_named(doc_.at(head).form);
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
      if (entry == nullptr && places_.stands_as_place(tree, name, found_))
        c.facts.kind = EntityKind::kPlace, c.name_kind = NameKind::kPlace;
      if (entry == nullptr && c.name_kind != NameKind::kPlace && places_.may_be_place(tree, name, head, found_)) c.doubt = Doubt::kBare;
    }
    c.led = places_.is_led(tree, name.words.begin, found_);
    const bool whole = c.entry != nullptr && codebook::is_named(c.entry->kind);  // its row says where it is
    const bool composed = !whole && (c.facts.kind == EntityKind::kOrganisation || c.facts.kind == EntityKind::kFacility ||
                                     (c.facts.kind == EntityKind::kPlace && !places_.is_known(name.words)));
    found_.all.push_back(std::move(c));
    if (composed) places_.add_places_within(name, found_);
  }

  bool overlaps_found(ByteSpan name) const {
    return std::any_of(found_.all.begin() + static_cast<std::ptrdiff_t>(found_.begin), found_.all.end(),
                       [&](const Candidate& c) { return c.name && c.name->overlaps(name); });
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
    for (std::uint32_t w = words.begin + 1; w < words.end; ++w)  // "Nazarov (in other letters": the bracket is another name
      if (doc_.at(WordId{w}).form == "(") words.end = w;
    const auto possessor = [&](std::uint32_t w) {  // "Yemen's Taiz" is the town, "Peru's UN" the body
      const std::string& form = doc_.at(WordId{w}).form;
      return (form == "'s" || form == "\u2019s") && places_.country_named(doc_.text(span_of(doc_, {words.begin, w}))) != nullptr;
    };
    for (std::uint32_t w = words.begin + 1; name.kind != NameKind::kPerson && w + 1 < words.end; ++w)
      if (possessor(w)) words.begin = w + 1;
    if (name.kind == NameKind::kPlace) {
      while (words.size() > 1 && places_.is_place_noun(WordId{words.begin}) && head_comes_first(doc_, WordId{words.begin})) ++words.begin;
      while (words.size() > 1 && places_.is_direction(words.begin) && !places_.is_known(words) &&
             places_.is_known({words.begin + 1, words.end}))
        ++words.begin;
      while (words.size() > 1 && places_.is_place_noun(WordId{words.end - 1}) && !places_.is_known(words) &&
             places_.is_known({words.begin, words.end - 1}))
        --words.end;
      while (words.size() > 1 && matches_.is_nationality(WordId{words.end - 1}) && head_comes_first(doc_, WordId{words.begin}) &&
             !places_.is_known(words))
        --words.end;
    }
    if (is_behind_outlet(words)) --words.begin, name.kind = NameKind::kOrganisation;
    if (is_miscut(words) || ((name.kind == NameKind::kPlace || name.kind == NameKind::kNation) && is_cut_short(words))) --words.begin;
    if (name.kind == NameKind::kPerson) words.end = flat_end(doc_, words);
    words = places_.over_hyphens(words);
    if (words != before) name.span = span_of(doc_, words);
    if (name.kind == NameKind::kPlace) name.span.begin += places_.uncut_clitic(name.span);
    return name;
  }

  // The first letter of a name was taken for a preposition: only with it the name is known.
  bool is_miscut(IdRange<Word> words) const {
    if (gazetteer_ == nullptr || words.begin == 0) return false;
    const IdRange<Word> longer{words.begin - 1, words.end};
    if (doc_.at(WordId{longer.begin}).token != doc_.at(WordId{words.begin}).token) return false;
    return !places_.is_known(words) && places_.is_known(longer);
  }

  // "TV" Peru.
  bool is_behind_outlet(IdRange<Word> words) const {
    if (words.begin == 0 || doc_.at(WordId{words.begin - 1}).sentence != doc_.at(WordId{words.begin}).sentence) return false;
    const WordId before{words.begin - 1};
    const Entry* row = book_.find_grammar(doc_, before, "source_kind");
    return row != nullptr && row->get("value") == "outlet" && text::is_upper(text::decode(doc_.at(before).form, 0).value) &&
           is_nominal(before.value) && !found_.taken(doc_, before);
  }

  // "Northern" Ireland, "W." Va.: with the word before it the name is known as well.
  bool is_cut_short(IdRange<Word> words) const {
    if (words.begin == 0 || doc_.at(WordId{words.begin - 1}).sentence != doc_.at(WordId{words.begin}).sentence) return false;
    const IdRange<Word> longer{words.begin - 1, words.end};
    return text::is_upper(text::decode(doc_.at(WordId{longer.begin}).form, 0).value) && !found_.taken(doc_, WordId{longer.begin}) &&
           is_nominal(longer.begin) && places_.is_known(longer);
  }

  // The entry whose words are all of the name or of a longer one ("the party X"), else a body whose own name is most of it
  // ("the agency Sputnik").
  const Entry* entry_of(IdRange<Word> words) const {
    constexpr std::uint32_t kLongest = 3;  // words before
    const MatchIndex::Item* best = nullptr;
    for (std::uint32_t w = words.begin - std::min(words.begin, kLongest); w < words.end; ++w) {
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

  bool is_nominal(std::uint32_t word) const {
    const Upos upos = doc_.tag(WordId{word}).upos;
    return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::ADJ;
  }

  // A nationality behind a noun, where adjectives stand behind their nouns.
  bool is_adjectival(const TreeIndex& tree, WordId word) const {
    return matches_.is_nationality(word) && head_comes_first(doc_, word) && word.value > tree.words().begin &&
           (is_nominal(word.value - 1) || found_.ends_place(word.value));
  }

  // "The town", without more: one that was named before.
  void add_place_noun(const TreeIndex& tree, WordId word, const Entry& entry) {
    if (book_.find_grammar(doc_, word, "level") == nullptr) return;
    Candidate c = make(tree, word, &entry, {word.value, word.value + 1});
    if (!c.definite || c.own_modifiers || doc_.tag(word).features.number == Number::kPlur) return;
    c.facts = {};
    c.facts.kind = EntityKind::kPlace;
    c.back = true;
    c.mention.form = MentionForm::kNominal;
    c.mention.rule = "noun";
    found_.all.push_back(std::move(c));
  }

  void add_noun(const TreeIndex& tree, WordId word) {
    const auto* item = best_item(word);
    if (found_.taken(doc_, word)) return;
    if (item == nullptr) return add_street(tree, word);
    const Entry* own = item->entry;
    if (own->kind == EntryKind::kCountry && (own->facet == Facet::kAdjective || own->facet == Facet::kPeople)) {
      if (const Entry* country = places_.country_named(doc_.at(word).form)) own = country;  // one form of both
    }
    const Entry& entry = *own;
    if (entry.kind == EntryKind::kActor && entry.get("kind") == "place") return add_place_noun(tree, word, entry);
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
    if (entry.kind == EntryKind::kActor && c.facts.kind == EntityKind::kFacility) name_facility(tree, word, c);
    found_.all.push_back(std::move(c));
  }

  // "Elm Ave.": nouns that only as part of a name are a way.
  void add_street(const TreeIndex& tree, WordId word) {
    if (!text::is_upper(text::decode(doc_.at(word).form, 0).value) || book_.find_grammar(doc_, word, "street") == nullptr) return;
    Candidate c = make(tree, word, nullptr, {word.value, word.value + 1});
    c.facts = ActorFacts{EntityKind::kFacility, {}, {}, {}};
    c.mention.rule = "street";
    name_facility(tree, word, c);
    if (c.name) found_.all.push_back(std::move(c));
  }

  // "Station Road", "Highway 12": capitals before the noun, or a number behind it, make it a name, with what was taken for a person.
  void name_facility(const TreeIndex& tree, WordId noun, Candidate& c) {
    const auto is_capital = [&](std::uint32_t w) { return text::is_upper(text::decode(doc_.at(WordId{w}).form, 0).value); };
    if (!is_capital(noun.value)) return;
    IdRange<Word> words{noun.value, noun.value + 1};
    while (words.begin > tree.words().begin && is_capital(words.begin - 1) && (is_nominal(words.begin - 1))) --words.begin;
    if (words.size() == 1 && words.end < tree.words().end && doc_.tag(WordId{words.end}).upos == Upos::NUM) ++words.end;
    if (words.size() == 1) return;
    c.name = span_of(doc_, words);
    c.name_kind = NameKind::kFacility;
    c.mention.form = MentionForm::kName;
    const auto is_inside = [&](const Candidate& other) {
      return other.name && other.facts.kind == EntityKind::kPerson && c.name->overlaps(*other.name) && other.name->end <= c.name->end;
    };
    found_.all.erase(std::remove_if(found_.all.begin() + static_cast<std::ptrdiff_t>(found_.begin), found_.all.end(), is_inside),
                     found_.all.end());
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
    const auto of_above = matches_.of(above);
    const auto is_weapon = [](const auto& item) { return item.entry->get("kind") == "weapon"; };
    if (std::any_of(of_above.begin(), of_above.end(), is_weapon)) return false;  // "police bullets": whose they are
    return !of_above.empty() && !tree.child(word, {Relation::kCase}).valid() && kind != "person";
  }

  Candidate make(const TreeIndex& tree, WordId head, const Entry* entry, IdRange<Word> core) const {
    Candidate c;
    c.mention.head = head;
    c.entry = entry;
    IdRange<Word> own = tree.parsed() ? phrase_words(tree, head, kParticipant) : phrase_by_tags(doc_, head);
    if (entry != nullptr && entry->kind != EntryKind::kActor) own = core;  // a name is its own words
    IdRange<Word> said = without_quantity(book_, doc_, without_purpose(book_, doc_, own, head), head);
    said = without_time(doc_, without_possession(book_, doc_, said, head), head);
    own = {std::min(own.begin, core.begin), std::max(said.end, core.end)};
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
    c.collective = book_.find_grammar(doc_, head, "collective") != nullptr;
    c.any_force = book_.find_grammar(doc_, head, "any_force") != nullptr;
    for (std::uint32_t w = whole.begin; w < whole.end && c.any_force; ++w) c.any_force = WordId{w} == head || matches_.of({w}).empty();
    return c;
  }

  const codebook::Codebook& book_;
  const Document& doc_;
  const Gazetteer* gazetteer_;
  MatchIndex matches_;
  std::vector<bool> in_time_;  // words of time expressions name no places
  PlaceFinder places_;
  FoundMentions found_;
};

}  // namespace

std::vector<Candidate> find_mentions(const codebook::Codebook& book, const Document& doc, const Gazetteer* gazetteer) {
  return Finder(book, doc, gazetteer).run();
}

}  // namespace musnad::coding
