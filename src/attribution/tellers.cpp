#include "attribution/tellers.h"

#include <algorithm>
#include <array>

#include "coding/entities/entities.h"
#include "coding/entities/phrase.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::attribution {
namespace {

constexpr std::array<std::string_view, 6> kOfficeSectors = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};

bool holds_office(std::string_view sector) {
  return std::find(kOfficeSectors.begin(), kOfficeSectors.end(), sector) != kOfficeSectors.end();
}

// In sentences: how far back a speaker may have been named whom news writers leave out, and whom they call "she".
constexpr std::uint32_t kReach = 2, kReachOfPronoun = 6;

Teller hidden_teller() {
  Teller teller;
  teller.hidden = true;
  return teller;
}

bool is_named(SourceKind kind) {
  return kind != SourceKind::kUnnamed && kind != SourceKind::kPublic && kind != SourceKind::kWitness;
}

bool is_pronoun(const Document& document, WordId word) {
  const Upos upos = document.tag(word).upos;
  return upos == Upos::PRON || upos == Upos::DET;
}

}  // namespace

std::string_view source_kind(const codebook::Codebook& book, const Document& document, WordId word) {
  const codebook::Entry* row = book.find_grammar(document, word, "source_kind");
  return row == nullptr ? std::string_view{} : row->get("value");
}

TellerFinder::TellerFinder(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading)
    : book_(book), document_(document), reading_(reading) {}

Teller TellerFinder::find(const TreeIndex& tree, const Telling& telling, const std::vector<Telling>& before) const {
  const std::string_view kind = telling.entry ? telling.entry->get("kind") : std::string_view{};
  const codebook::FilledSlot* slot = telling.frame.find("source");
  if (slot != nullptr && !slot->fillers.empty()) {
    const WordId head = speaker_of(tree, slot->fillers.front().head);
    // "She asked for pardon" with the pardon as subject: the one who spoke before.
    if (kind == "verb" && is_deed(head)) return from_context(tree, telling, before);
    // "According to what the police said", "while footage shows": the teller stands behind the verb.
    if (is_linking(tree, head)) {
      const WordId behind = noun_behind(tree, telling.cue_head);
      return behind.valid() ? from_phrase(tree, behind) : from_context(tree, telling, before);
    }
    if (!is_pronoun(document_, head)) return from_phrase(tree, head);
    if (kind == "document")
      if (const WordId paper = document_before(tree, telling.cue_head); paper.valid()) return from_phrase(tree, paper);
    Teller teller = from_context(tree, telling, before);
    if (!teller.hidden) return teller;
    return from_phrase(tree, head);
  }
  if (kind == "preposition" || kind == "citing") {
    // The tree offers nothing: the noun behind "according to".
    for (std::uint32_t word = telling.cue_words.back().value + 1; word < std::min(telling.cue_words.back().value + 3, tree.words().end);
         ++word)
      if (const Upos upos = document_.tag(WordId{word}).upos; upos == Upos::NOUN || upos == Upos::PROPN)
        return from_phrase(tree, WordId{word});
  }
  if (kind == "passive" || kind == "adverb" || is_passive(tree, telling) || has_passive_row(telling.cue_head)) return hidden_teller();
  const codebook::FilledSlot* told = telling.frame.find("addressee");
  const WordId neighbour = neighbour_of(tree, telling.cue_head);
  const bool addressed = told != nullptr && std::any_of(told->fillers.begin(), told->fillers.end(),
                                                        [&](const codebook::Filler& filler) { return filler.head == neighbour; });
  // The tree's object behind the verb is mostly its subject; not so where the verb has another gender.
  const auto gender = [&](WordId word) { return document_.tag(word).features.gender; };
  const bool disagrees = neighbour.valid() && gender(neighbour) != Gender::kNone && gender(telling.cue_head) != Gender::kNone &&
                         gender(neighbour) != gender(telling.cue_head);
  const bool is_object = neighbour.valid() && tree.head(neighbour) == telling.cue_head && tree.relation(neighbour) == Relation::kObj;
  if (neighbour.valid() && !((addressed || is_object) && disagrees)) return from_phrase(tree, neighbour);
  return from_context(tree, telling, before);
}

// "the appeal, in it stands that ...": the pronoun is the subject in front, or the document named last before the cue.
WordId TellerFinder::document_before(const TreeIndex& tree, WordId cue) const {
  if (const WordId subject = tree.child(cue, {Relation::kNsubj, Relation::kDislocated});
      subject.valid() && subject < cue && !is_pronoun(document_, subject))
    return subject;
  for (std::uint32_t word = cue.value; word-- > tree.words().begin;)
    if (source_kind(book_, document_, WordId{word}) == "document") return WordId{word};
  return {};
}

// A relative pronoun, or a noun that a conjunction is made of, that the tree takes for the subject.
bool TellerFinder::is_linking(const TreeIndex& tree, WordId word) const {
  if (!tree.words().contains(word)) return false;
  if (document_.tag(word).upos == Upos::PRON && reading_.find_class(word, "relative")) return tree.head(word).valid();
  return book_.find_grammar(document_, word, "conjunction") != nullptr ||
         (word.value > tree.words().begin && book_.find_grammar_over(document_, word, "conjunction", 1) != nullptr);
}

// "The account of the witnesses", "the same source": who tells stands below the noun.
WordId TellerFinder::speaker_of(const TreeIndex& tree, WordId noun) const {
  for (int steps = 0; steps < 3; ++steps) {
    if (!reading_.find_class(noun, "own_words") && !reading_.find_class(noun, "same")) break;
    WordId below;
    for (const WordId child : tree.children(noun))
      if (const Relation relation = base_of(tree.relation(child));
          noun < child && (relation == Relation::kNmod || relation == Relation::kObl) && !tree.child(child, {Relation::kCase}).valid()) {
        below = child;
        break;
      }
    if (!below.valid()) break;
    noun = below;
  }
  return noun;
}

// A noun for an act that is nobody's name, office or document.
bool TellerFinder::is_deed(WordId noun) const {
  return document_.tag(noun).upos == Upos::NOUN && !may_tell(document_, reading_, noun) &&
         reading_.find_entry(noun, codebook::EntryKind::kEvent);
}

// The noun phrase right behind a verb of telling, where it can tell.
WordId TellerFinder::noun_behind(const TreeIndex& tree, WordId cue) const {
  WordId next{cue.value + 1};
  if (tree.words().contains(next) && text::is_quote(text::decode(document_.at(next).form, 0).value)) ++next.value;
  if (!tree.words().contains(next)) return {};
  const Upos upos = document_.tag(next).upos;
  if (upos != Upos::NOUN && upos != Upos::PROPN) return {};
  const bool tells = reading_.can_act(next) || reading_.find_class(next, "source_kind") || coding::find_mention(document_, next).valid();
  return tells ? next : WordId{};
}

// "It was learned that": a form that also is another verb's active.
bool TellerFinder::has_passive_row(WordId cue) const {
  const auto matches = reading_.matches_of(cue);
  return std::any_of(matches.begin(), matches.end(), [&](std::uint32_t match) {
    const codebook::Entry& entry = book_.entries()[document_.layer<LexiconMatch>()[match].entry];
    return entry.kind == codebook::EntryKind::kSpeech && entry.get("kind") == "passive";
  });
}

// Without vowels most Arabic passives look active: only a form that can be nothing else, or an auxiliary, tells.
bool TellerFinder::is_passive(const TreeIndex& tree, const Telling& telling) const {
  const auto& rules = telling.frame.rules;
  if (std::find(rules.begin(), rules.end(), "passive") == rules.end()) return false;
  if (tree.child(telling.cue_head, {Relation::kAuxPass}).valid()) return true;
  return document_.layer<LexiconMatch>()[telling.frame.match].voice == Voice::kPass;
}

// Where the tree has no subject: a person or body named right behind the cue, or right before it.
WordId TellerFinder::neighbour_of(const TreeIndex& tree, WordId cue) const {
  if (document_.tag(cue).upos != Upos::VERB) return {};
  const auto can_tell = [&](const Mention& mention) {
    if (mention.form == MentionForm::kPronoun || !mention.entity.valid()) return false;
    switch (document_.at(mention.entity).kind) {
      case EntityKind::kPerson:
      case EntityKind::kGroup:
      case EntityKind::kOrganisation:
      case EntityKind::kState:
      case EntityKind::kDocument:
        return true;
      default:
        return false;
    }
  };
  for (const bool behind : {true, false})
    for (const Mention& mention : document_.layer<Mention>()) {
      if (!tree.words().contains(mention.head) || !can_tell(mention)) continue;
      const WordId marker = tree.child(mention.head, {Relation::kCase});
      if (marker.valid()) continue;
      const std::uint32_t edge = behind ? mention.words.begin : mention.words.end;
      // Behind "that" stands who is told of.
      if (behind && edge == cue.value + 2 && document_.tag(WordId{cue.value + 1}).upos == Upos::SCONJ) continue;
      if (behind ? (edge > cue.value && edge <= cue.value + 2) : (edge <= cue.value && edge + 1 >= cue.value)) return mention.head;
    }
  return {};
}

// A left-out or pronominal subject: the one of whom the same sentence speaks, else the last who told something.
Teller TellerFinder::from_context(const TreeIndex& tree, const Telling& telling, const std::vector<Telling>& before) const {
  for (auto it = before.rbegin(); it != before.rend() && it->sentence == telling.sentence; ++it)
    if (const codebook::FilledSlot* origin = it->frame.find("origin"); origin != nullptr && !origin->fillers.empty())
      return from_phrase(tree, origin->fillers.front().head);
  const bool noun_cue = document_.tag(telling.cue_head).upos == Upos::NOUN;
  if (!noun_cue)
    if (const WordId subject = subject_above(tree, telling.cue_head); subject.valid()) {
      for (std::size_t i = before.size(); i-- > 0 && before[i].sentence == telling.sentence;)
        if (before[i].teller.head == subject) {
          Teller teller = before[i].teller;
          teller.taken_from = static_cast<std::int32_t>(i);
          return teller;
        }
      if (!is_pronoun(document_, subject) && may_tell(document_, reading_, subject)) return from_phrase(tree, subject);
    }
  // He who acted in the sentence before, where nobody told anything there.
  const std::uint32_t own = telling.sentence.value;
  const codebook::FilledSlot* source = telling.frame.find("source");
  const bool by_pronoun = source != nullptr && !source->fillers.empty() && is_pronoun(document_, source->fillers.front().head);
  const bool of_person =
      by_pronoun && document_.language() == Language::kEn && document_.tag(source->fillers.front().head).features.gender != Gender::kNone;
  if (!noun_cue && (before.empty() || own - before.back().sentence.value > 1))
    if (const WordId subject = reading_.subject_before(telling.cue_head); subject.valid() && !(of_person && is_several(subject))) {
      Teller teller = from_phrase(TreeIndex(document_, document_.at(subject).sentence), subject);
      teller.head = {};
      return teller;
    }
  // "She said" behind a long quotation: a pronoun reaches further back than a speaker left out.
  const std::uint32_t reach = of_person ? kReachOfPronoun : kReach;
  for (std::size_t i = before.size(); i-- > 0;) {
    // An Arabic verb without a subject goes on with him whose words have just ended.
    const bool goes_on = !noun_cue && document_.language() == Language::kAr;
    const std::uint32_t last_told = std::min(own, goes_on ? last_sentence(document_, before[i]).value : before[i].sentence.value);
    if (own - last_told > reach) break;
    // "Added" goes on with a speaker of its gender, not with the outlet that he was quoted by.
    const Teller& last = before[i].teller;
    const auto gender = [&](WordId word) { return word.valid() ? document_.tag(word).features.gender : Gender::kNone; };
    const bool disagrees = !noun_cue && gender(last.head) != Gender::kNone && gender(telling.cue_head) != Gender::kNone &&
                           document_.tag(last.head).features.number != Number::kPlur && gender(last.head) != gender(telling.cue_head);
    if (last.hidden || disagrees || before[i].rule == Telling::kToldOutlet) continue;
    if (of_person && own - last_told > kReach && last.kind != SourceKind::kPerson && last.kind != SourceKind::kOfficial) continue;
    Teller teller = before[i].teller;
    teller.taken_from = static_cast<std::int32_t>(i);
    return teller;
  }
  return hidden_teller();
}

// A body or more than one: nobody whom "he" stands for.
bool TellerFinder::is_several(WordId noun) const {
  const MentionId id = coding::find_mention(document_, noun);
  const bool body = id.valid() && document_.at(document_.at(id).entity).kind != EntityKind::kPerson;
  return body || document_.tag(noun).features.number == Number::kPlur;
}

WordId TellerFinder::subject_above(const TreeIndex& tree, WordId cue) const {
  for (WordId word = cue; tree.words().contains(word); word = tree.head(word)) {
    if (word != cue)
      if (const WordId subject = tree.child(word, {Relation::kNsubj}); subject.valid()) return subject;
    const Relation relation = base_of(tree.relation(word));
    if (relation != Relation::kAdvcl && relation != Relation::kConj && relation != Relation::kXcomp && relation != Relation::kAcl &&
        !is_linking(tree, word))  // "according to what he said"
      break;
  }
  return {};
}

// A surname alone that the tagger of names did not know: the person of that name whom the page named in full before.
EntityId TellerFinder::surname_of(WordId head) const {
  if (const Upos upos = document_.tag(head).upos; upos != Upos::NOUN && upos != Upos::PROPN) return {};
  const std::string form = text::fold(document_.at(head).form);
  const auto entities = document_.layer<Entity>();
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const Entity& entity = entities[i];
    if (entity.kind != EntityKind::kPerson || entity.mentions.empty() || document_.at(entity.mentions.front()).head >= head) continue;
    const std::string name = text::fold(entity.name);
    const bool named = std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                   [&](MentionId id) { return document_.at(id).form == MentionForm::kName; });
    if (named && name.size() > form.size() && name.ends_with(form) && name[name.size() - form.size() - 1] == ' ') return EntityId{i};
  }
  return {};
}

Teller TellerFinder::from_phrase(const TreeIndex& tree, WordId head) const {
  if (const MentionId mention = coding::find_mention(document_, head); mention.valid()) return from_mention(tree, head, mention);
  Teller teller;
  teller.head = head;
  teller.entity = surname_of(head);
  const IdRange<Word> words = words_of(tree, head);
  teller.span = coding::span_of(document_, words);
  teller.name = coding::written_alone(document_, *teller.span, words);
  teller.kind = kind_of(tree, teller, head, teller.entity.valid());
  teller.named = is_named(teller.kind);
  return teller;
}

Teller TellerFinder::from_mention(const TreeIndex& tree, WordId head, MentionId id) const {
  const Mention& mention = document_.at(id);
  Teller teller;
  teller.head = head;
  teller.entity = mention.entity;
  const IdRange<Word> words = words_of(tree, head);
  teller.span = coding::span_of(document_, words);
  bool has_name = mention.form == MentionForm::kName;
  for (const Name& name : document_.layer<Name>())
    has_name = has_name || (name.kind == NameKind::kPerson && words.begin <= name.words.begin && name.words.end <= words.end);
  const Entity& entity = document_.at(mention.entity);
  teller.name = entity.name.empty() ? coding::written_alone(document_, *teller.span, words) : entity.name;
  teller.kind = kind_of(tree, teller, head, has_name);
  teller.named = is_named(teller.kind);
  return teller;
}

// The kind of source that the noun before a name tells; empty where it tells none.
std::string_view TellerFinder::kind_noun(WordId noun, WordId name) const {
  if (document_.at(noun).sentence != document_.at(name).sentence || !text::is_upper(text::decode(document_.at(name).form, 0).value))
    return {};
  return source_kind(book_, document_, noun);
}

SourceKind TellerFinder::kind_of(const TreeIndex& tree, const Teller& teller, WordId head, bool has_name) const {
  for (std::uint32_t match : reading_.matches_of(head))
    if (const auto& entry = book_.entries()[document_.layer<LexiconMatch>()[match].entry]; entry.kind == codebook::EntryKind::kAgency)
      return entry.get("kind") == "outlet" ? SourceKind::kOutlet : SourceKind::kAgency;
  if (!has_name)
    if (const codebook::Entry* row = book_.find_grammar(document_, head, "source_kind")) {
      const std::string_view value = row->get("value");
      return value == "witness"    ? SourceKind::kWitness
             : value == "public"   ? SourceKind::kPublic
             : value == "document" ? SourceKind::kDocument
             : value == "outlet"   ? SourceKind::kOutlet
             : value == "agency"   ? SourceKind::kAgency
                                   : SourceKind::kUnnamed;
    }
  // "the state channel X": what stands right before a name says what it names.
  if (const std::string_view before = head.value > 0 ? kind_noun(WordId{head.value - 1}, head) : std::string_view{}; before == "outlet")
    return SourceKind::kOutlet;
  else if (before == "agency")
    return SourceKind::kAgency;
  if (!teller.entity.valid()) {
    const Tag& tag = document_.tag(head);
    if (tag.upos == Upos::PROPN) return SourceKind::kPerson;
    return tag.features.definite == Definite::kDef ? SourceKind::kOfficial : SourceKind::kUnnamed;
  }
  const Entity& entity = document_.at(teller.entity);
  switch (entity.kind) {
    case EntityKind::kDocument:
      return SourceKind::kDocument;
    case EntityKind::kOrganisation:
      return entity.sector == "JRN" ? SourceKind::kOutlet : SourceKind::kOrganisation;
    case EntityKind::kState:
    case EntityKind::kPlace:
    case EntityKind::kFacility:
      return SourceKind::kOrganisation;
    case EntityKind::kGroup: {
      const Number number = document_.tag(head).features.number;
      return number == Number::kPlur && !has_name && !holds_office(entity.sector) ? SourceKind::kPublic : SourceKind::kOrganisation;
    }
    case EntityKind::kPerson:
      break;
    default:
      return SourceKind::kUnnamed;
  }
  if (has_name) return holds_office(entity.sector) ? SourceKind::kOfficial : SourceKind::kPerson;
  // A person without a name: an office that only one holds ("the governor of X") names him all the same.
  const Features& features = document_.tag(head).features;
  const WordId article = tree.words().contains(head) ? tree.child(head, {Relation::kDet}) : WordId{};
  const bool definite = features.definite == Definite::kDef || features.definite == Definite::kCons ||
                        (article.valid() && document_.tag(article).features.definite == Definite::kDef);
  if (features.number == Number::kPlur) return SourceKind::kUnnamed;
  return definite && holds_office(entity.sector) ? SourceKind::kOfficial : SourceKind::kUnnamed;
}

IdRange<Word> TellerFinder::phrase_of(const TreeIndex& tree, const Teller& teller) const {
  if (!teller.head.valid() || !tree.words().contains(teller.head)) return {};
  return words_of(tree, teller.head);
}

// "The ministry announced on Tuesday" with Tuesday under the ministry: a day is no part of who tells.
IdRange<Word> TellerFinder::words_of(const TreeIndex& tree, WordId head) const {
  IdRange<Word> words = coding::phrase_words(tree, head, coding::kTeller);
  while (words.end > head.value + 1 && reading_.in_time(WordId{words.end - 1})) --words.end;
  return words;
}

}  // namespace musnad::attribution
