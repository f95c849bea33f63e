#include "coding/arguments.h"

#include <algorithm>

#include "coding/entities/entities.h"
#include "coding/entities/phrase.h"

namespace musnad::coding {
namespace {

constexpr std::pair<std::string_view, Role> kRoles[] = {
    {"actor", Role::kActor}, {"recipient", Role::kRecipient}, {"instrument", Role::kInstrument}, {"issue", Role::kIssue}};

bool names_party(const Document& document, EntityId entity) {
  return entity.valid() && is_party(document.at(entity).kind);
}

/// "Blast in Bahrain" (`bil-bahrayn`, with the preposition of instruments): towns, buildings and parties are no instruments.
bool cannot_be_wielded(const Document& document, EntityId entity) {
  if (!entity.valid()) return false;
  const EntityKind kind = document.at(entity).kind;
  return is_party(kind) || kind == EntityKind::kPlace || kind == EntityKind::kFacility;
}

}  // namespace

EntityId entity_at(const Document& document, WordId head) {
  const MentionId mention = find_mention(document, head);
  return mention.valid() ? document.at(mention).entity : EntityId{};
}

void ArgumentFinder::add(const TreeIndex& tree, const codebook::FilledFrame& frame, Predication& act) const {
  for (const auto& [name, role] : kRoles) {
    const codebook::FilledSlot* slot = frame.find(name);
    if (slot == nullptr) continue;
    for (const codebook::Filler& filler : slot->fillers) {
      Argument argument;
      argument.role = role;
      if (!tree.words().contains(filler.head)) {  // a subject taken over from the sentence before
        const MentionId mention = find_mention(document_, filler.head);
        if (!mention.valid()) continue;
        const Mention& named = document_.at(mention);
        act.args.push_back({role, named.entity, named.span, named.head});
        continue;
      }
      argument.head = counts_.counted_noun(tree, filler.head);
      if (role == Role::kActor && reading_.in_time(argument.head)) continue;  // "the deadline of the week"
      // "No group admitted carrying out the attack": nobody is said to have.
      if (role == Role::kActor && frame.status.polarity == Polarity::kAffirmed && is_no_one(argument.head)) continue;
      argument.entity = entity_at(document_, argument.head);
      argument.span = span_of(document_, without_circumstance(words_of_party(tree, argument.head), argument.head, role));
      if (const Upos upos = document_.tag(filler.head).upos; upos == Upos::PRON || upos == Upos::PUNCT) {
        const std::optional<Argument> nominal = antecedent(filler.head, role, act.args);
        if (!nominal && upos == Upos::PUNCT) continue;
        if (nominal) argument = *nominal;
      }
      if (role == Role::kInstrument && cannot_be_wielded(document_, argument.entity)) continue;
      const auto same = [&](const Argument& known) { return known.role == argument.role && known.span == argument.span; };
      if (std::none_of(act.args.begin(), act.args.end(), same)) act.args.push_back(argument);
    }
  }
  add_wielder(tree, act);
}

// A force or a crowd whose the instrument is: a noun before it, in its idafa, or behind "of" or "by". A person's name may be what
// a weapon or a bridge is called.
MentionId ArgumentFinder::wielder_of(const TreeIndex& tree, WordId instrument) const {
  for (const WordId child : tree.children(instrument)) {
    const Relation relation = base_of(tree.relation(child));
    if (relation != Relation::kCompound && relation != Relation::kNmod && relation != Relation::kAmod) continue;
    const WordId marker = tree.child(child, {Relation::kCase});
    if (marker.valid() &&
        (book_.find_grammar(document_, marker, "belonging") == nullptr || book_.find_grammar(document_, marker, "locative")))
      continue;  // "a bomb in Turkey" is nobody's
    const MentionId id = find_mention(document_, child);
    if (!id.valid() || !document_.at(id).entity.valid()) continue;
    const Mention& mention = document_.at(id);
    const bool named_person = document_.at(mention.entity).kind == EntityKind::kPerson && mention.form == MentionForm::kName;
    if (mention.head == child && names_party(document_, mention.entity) && !named_person) return id;
  }
  return {};
}

void ArgumentFinder::add_wielder(const TreeIndex& tree, Predication& act) const {
  if (act.type != "ASSAULT") return;
  // "A bomb killed": a weapon does not act.
  for (Argument& argument : act.args)
    if (argument.role == Role::kActor && argument.entity.valid() && document_.at(argument.entity).kind == EntityKind::kWeapon)
      argument.role = Role::kInstrument;
  const auto by_role = [](const Argument& a, const Argument& b) { return a.role < b.role; };
  std::stable_sort(act.args.begin(), act.args.end(), by_role);
  const auto has_actor = [&](const Argument& argument) { return argument.role == Role::kActor && names_party(document_, argument.entity); };
  if (std::any_of(act.args.begin(), act.args.end(), has_actor)) return;
  for (Argument& argument : act.args) {
    if (names_party(document_, argument.entity) || argument.role == Role::kRecipient || argument.role == Role::kIssue ||
        !tree.words().contains(argument.head))
      continue;
    const MentionId wielder = wielder_of(tree, argument.head);
    if (!wielder.valid()) continue;
    argument.role = Role::kInstrument;
    const Mention& mention = document_.at(wielder);
    act.args.push_back({Role::kActor, mention.entity, mention.span, mention.head});
    std::stable_sort(act.args.begin(), act.args.end(), by_role);
    return;
  }
}

// "No group", "no one else".
bool ArgumentFinder::is_no_one(WordId head) const {
  const auto parts = reading_.children(head);
  return std::any_of(parts.begin(), parts.end(), [&](WordId part) {
    return book_.find_grammar(document_, part, "no_one_of") != nullptr && book_.find_grammar(document_, part, "any") == nullptr;
  });
}

// A name is its own words: behind a place's stands what else is said ("came to X to guard ..."), and a body's may go on where the
// tree lost it.
IdRange<Word> ArgumentFinder::words_of_party(const TreeIndex& tree, WordId head) const {
  const IdRange<Word> phrase = phrase_words(tree, head, kParticipant);
  const MentionId id = find_mention(document_, head);
  if (!id.valid() || document_.at(id).form != MentionForm::kName || !document_.at(id).entity.valid()) return phrase;
  const IdRange<Word> name = document_.at(id).words;
  if (document_.at(document_.at(id).entity).place) return name;
  return {std::min(phrase.begin, name.begin), std::max(phrase.end, name.end)};
}

// "soldiers in Raqqa": where they were, or in what (`fi infijar`), is no part of who they are; nor is what they were shot with
// (`bi-rasas`), nor an "and" or a preposition at the end.
IdRange<Word> ArgumentFinder::without_circumstance(IdRange<Word> words, WordId head, Role role) const {
  const auto begins_circumstance = [&](WordId marker) {
    if (document_.tag(marker).upos != Upos::ADP) return false;
    WordId noun{marker.value + 1};
    if (noun.value + 1 < words.end && document_.tag(noun).upos == Upos::DET) ++noun.value;  // "in the city"
    if (document_.language() == Language::kAr && book_.find_grammar(document_, marker, "means") != nullptr &&
        reading_.is_kind(noun, "weapon"))
      return true;
    if (book_.find_grammar(document_, marker, "locative") == nullptr) return false;
    if (document_.tag(noun).upos == Upos::NOUN && reading_.find_entry(noun, codebook::EntryKind::kEvent) &&
        !reading_.find_entry(noun, codebook::EntryKind::kActor))
      return true;
    const MentionId mention = find_mention(document_, noun);
    return (role != Role::kIssue && reading_.is_kind(noun, "place")) ||
           (mention.valid() && document_.at(mention).entity.valid() && document_.at(document_.at(mention).entity).place);
  };
  for (std::uint32_t word = head.value + 1; word + 1 < words.end; ++word)
    if (begins_circumstance(WordId{word})) words.end = word;
  // What the cut or the tree left at the end: an "and", a preposition.
  while (words.end > head.value + 1) {
    const Upos last = document_.tag(WordId{words.end - 1}).upos;
    if (last != Upos::CCONJ && last != Upos::ADP) break;
    --words.end;
  }
  return words;
}

// A party, of the same number and gender where both show them; English "it" is no person, "he" nobody else.
bool ArgumentFinder::may_stand_for(WordId pronoun, const Mention& mention) const {
  if (mention.form == MentionForm::kPronoun || !names_party(document_, mention.entity)) return false;
  const Features &features = document_.tag(pronoun).features, &other = document_.tag(mention.head).features;
  if (features.number != Number::kNone && other.number != Number::kNone && features.number != other.number) return false;
  if (features.gender != Gender::kNone && other.gender != Gender::kNone && features.gender != other.gender) return false;
  if (document_.language() != Language::kEn || features.number != Number::kSing || features.person != Person::k3) return true;
  const bool person = document_.at(mention.entity).kind == EntityKind::kPerson;
  return (features.gender != Gender::kNone) == person;
}

bool ArgumentFinder::is_quoted(WordId word) const {
  bool open = false;
  for (std::uint32_t at = document_.words_of(document_.at(word).sentence).begin; at < word.value; ++at)
    if (const std::string& form = document_.at(WordId{at}).form; form == "\u201c" || form == "\u00ab")
      open = true;
    else if (form == "\u201d" || form == "\u00bb")
      open = false;
    else if (form == "\"")
      open = !open;
  return open;
}

// `X said, "He began to shoot"`: who opens a quotation does not speak of himself as another.
bool ArgumentFinder::speaks_to(WordId speaker, WordId pronoun) const {
  WordId top = speaker;
  while (reading_.arc(top).head.valid() &&
         (base_of(reading_.arc(top).relation) == Relation::kAppos || base_of(reading_.arc(top).relation) == Relation::kFlat))
    top = reading_.arc(top).head;
  const WordId verb = reading_.arc(top).head;
  if (base_of(reading_.arc(top).relation) != Relation::kNsubj || !verb.valid() || verb > pronoun) return false;
  return reading_.find_entry(verb, codebook::EntryKind::kSpeech) != nullptr && is_quoted(pronoun) && !is_quoted(verb);
}

// "Announced in an interview with X his resignation": whose a noun is, is mostly who does what its verb says, or whom that is done to
// ("asked her to submit her resignation"), not who is named within a phrase.
MentionId ArgumentFinder::owner_in_clause(WordId pronoun, WordId nearest) const {
  if (base_of(reading_.arc(pronoun).relation) != Relation::kNmod) return {};
  WordId verb = pronoun;
  for (int steps = 0; steps < 6 && verb.valid() && document_.tag(verb).upos != Upos::VERB; ++steps) verb = reading_.arc(verb).head;
  if (!verb.valid() || document_.tag(verb).upos != Upos::VERB) return {};
  WordId top = nearest;
  while (top.valid() && reading_.arc(top).head.valid() && document_.tag(reading_.arc(top).head).upos != Upos::VERB)
    top = reading_.arc(top).head;
  WordId owner;
  if (reading_.arc(top).head == verb && base_of(reading_.arc(top).relation) == Relation::kObj) {
    owner = top;
  } else {
    for (WordId child : reading_.children(verb))
      if (child < pronoun && base_of(reading_.arc(child).relation) == Relation::kNsubj) owner = child;
  }
  return owner.valid() ? find_mention(document_, owner) : MentionId{};
}

// The nearest earlier phrase that a pronoun may stand for, and nobody who has another part in the act ("the officer threatened
// him": another one). Where its own sentence names none, a subject goes on with the subject of the sentence before.
std::optional<Argument> ArgumentFinder::antecedent(WordId pronoun, Role role, const std::vector<Argument>& others) const {
  if (is_no_one(pronoun) || book_.find_grammar(document_, pronoun, "nobody") != nullptr) return {};  // "anyone" is nobody named before
  const auto fits = [&](const Mention& mention) {
    const auto is_other = [&](const Argument& known) { return known.role != role && known.entity == mention.entity; };
    return may_stand_for(pronoun, mention) && std::none_of(others.begin(), others.end(), is_other);
  };
  const auto take = [&](const Mention& mention) { return Argument{role, mention.entity, mention.span, mention.head}; };
  const auto mentions = document_.layer<Mention>();
  const SentenceId sentence = document_.at(pronoun).sentence;
  for (std::size_t i = mentions.size(); i-- > 0;) {
    const Mention& nearest = mentions[i];
    if (nearest.head >= pronoun || !fits(nearest)) continue;
    const SentenceId at = document_.at(nearest.head).sentence;
    if (sentence.value - at.value > 1) break;
    MentionId better;
    if (at == sentence) {
      if (document_.tag(pronoun).features.person == Person::k3 && speaks_to(nearest.head, pronoun)) break;
      better = owner_in_clause(pronoun, nearest.head);
    } else if (base_of(reading_.arc(pronoun).relation) == Relation::kNsubj) {
      const WordId subject = reading_.subject_before(pronoun);
      if (subject.valid() && document_.at(subject).sentence == at) better = find_mention(document_, subject);
    }
    return take(better.valid() && fits(document_.at(better)) ? document_.at(better) : nearest);
  }
  return {};
}

}  // namespace musnad::coding
