#include "coding/counts.h"

#include "text/utf8.h"

#include <algorithm>

#include "codebook/frames.h"
#include "coding/entities/entities.h"
#include "coding/entities/phrase.h"

namespace musnad::coding {
namespace {

Count made_of(const NumberMention& number, CountKind kind) {
  Count count;
  count.kind = kind;
  count.low = number.low;
  count.high = number.high;
  count.qualifier = number.qualifier;
  count.span = number.span;
  return count;
}

}  // namespace

bool in_quantity(const codebook::Codebook& book, const Document& document, WordId word) {
  constexpr std::uint32_t kLongest = 4;  // words of such an expression
  for (std::uint32_t back = 0; back < kLongest; ++back)
    if (book.find_grammar_over(document, word, "qualifier", back) != nullptr) return true;
  return false;
}

CountFinder::CountFinder(const codebook::Codebook& book, const Document& document)
    : book_(book), document_(document), number_of_word_(document.layer<Word>().size()) {
  const auto numbers = document.layer<NumberMention>();
  for (std::uint32_t i = 0; i < numbers.size(); ++i)
    for (std::uint32_t word = numbers[i].words.begin; word < numbers[i].words.end; ++word) number_of_word_[word] = i + 1;
  lexical_number_.resize(document.layer<Word>().size());
  people_.resize(document.layer<Word>().size());
  std::vector<bool> known(lexical_number_.size());
  for (const LexiconMatch& match : document.layer<LexiconMatch>()) {
    const codebook::Entry& entry = book.entry(match);
    if (entry.kind != codebook::EntryKind::kActor) continue;
    if (match.upos == Upos::NOUN) {
      Number& number = lexical_number_[match.head.value];
      number =
          known[match.head.value] && number != match.number ? Number::kNone : match.number;  // one entry's dual may be another's singular
      known[match.head.value] = true;
    }
    if (codebook::names_people(entry)) people_[match.head.value] = true;
  }
}

const NumberMention* CountFinder::number_at(WordId word) const {
  const std::uint32_t index = number_of_word_[word.value];
  return index == 0 ? nullptr : &document_.layer<NumberMention>()[index - 1];
}

bool CountFinder::is_countable(const NumberMention& number) const {
  // "A 34-year-old man": a number joined to the word behind it measures, it does not count.
  const std::string_view behind = document_.text().substr(number.span.end);
  const bool measures = behind.size() > 1 && behind[0] == '-' && text::is_letter(text::decode(behind, 1).value);
  return !measures && !number.percent && !number.ordinal && number.rule != "name" && number.rule != "year";
}

// The head itself, or a numeral under it; in Arabic counted phrases the number is often the head and the noun below it,
// in both languages a qualifier may stand between ("tens of thousands of people").
const NumberMention* CountFinder::number_of(const TreeIndex& tree, WordId head) const {
  if (const NumberMention* number = number_at(head); number && is_countable(*number)) return number;
  for (WordId child : tree.children(head)) {
    const Relation relation = base_of(tree.relation(child));
    if (relation != Relation::kNummod && relation != Relation::kDet && relation != Relation::kAmod && relation != Relation::kNmod) continue;
    const NumberMention* number = number_at(child);
    if (number == nullptr || !is_countable(*number)) continue;
    if (relation == Relation::kNmod && tree.child(child, {Relation::kCase}).valid()) continue;  // "attack on 12 villages": not ours
    if (head < child && document_.tag(WordId{child.value - 1}).upos == Upos::PUNCT) continue;   // "X, 21, who ...": an age
    return number;
  }
  // "between five and seven villagers": the last number before the head within its phrase.
  constexpr PhraseCut kCounted{.determiner = false, .numeral = false, .appositions = true};
  const IdRange<Word> phrase = phrase_words(tree, head, kCounted);
  for (std::uint32_t word = head.value; word > phrase.begin; --word)
    if (const NumberMention* number = number_at(WordId{word - 1}); number && is_countable(*number)) return number;
  const WordId above = tree.head(head);
  if (tree.words().contains(above) && base_of(tree.relation(head)) == Relation::kNmod && !tree.child(head, {Relation::kCase}).valid())
    if (const NumberMention* number = number_at(above); number && is_countable(*number)) return number;
  return nullptr;
}

WordId CountFinder::counted_noun(const TreeIndex& tree, WordId head) const {
  const NumberMention* number = number_at(head);
  const auto is_noun = [&](WordId word) {
    const Upos upos = document_.tag(word).upos;
    return (upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::ADJ) && number_at(word) == nullptr;
  };
  if (number == nullptr) {  // "a number of soldiers", "some of the villagers"
    if (!book_.find_grammar(document_, head, "vague_quantity") && !book_.find_grammar(document_, head, "tally")) return head;
    WordId marker{head.value + 1};
    if (marker.value < tree.words().end && document_.tag(marker).upos == Upos::ADJ) ++marker.value;  // "a large number"
    if (marker.value < tree.words().end && book_.find_grammar(document_, marker, "partitive_of"))
      return head < tree.head(marker) && is_noun(tree.head(marker)) ? tree.head(marker) : head;
    const auto children = tree.children(head);
    const auto below = std::find_if(children.begin(), children.end(), [&](WordId child) {
      return head < child && base_of(tree.relation(child)) == Relation::kNmod && is_noun(child);
    });
    return below == children.end() ? head : *below;
  }
  for (std::uint32_t word = number->words.begin; word < number->words.end; ++word)
    for (WordId child : tree.children(WordId{word})) {
      const Relation relation = base_of(tree.relation(child));
      if ((relation == Relation::kNmod || relation == Relation::kDep || relation == Relation::kCompound) &&
          child.value >= number->words.end && is_noun(child))
        return child;
    }
  const WordId above = tree.head(head);
  if (tree.words().contains(above) && is_noun(above) && base_of(tree.relation(head)) == Relation::kNummod) return above;
  // Without help from the tree: the noun behind it, quotation marks apart.
  for (std::uint32_t word = number->words.end; word < std::min(number->words.end + 2, tree.words().end); ++word) {
    if (is_noun(WordId{word})) return WordId{word};
    if (!text::is_quote(text::decode(document_.at(WordId{word}).form, 0).value)) break;
  }
  return head;
}

bool CountFinder::is_victim_noun(WordId head) const {
  const MentionId id = find_mention(document_, head);
  if (!id.valid() || document_.at(id).form == MentionForm::kPronoun) return false;
  // "the reporter X" is a noun for one man, "X" alone a name.
  if (document_.at(id).form == MentionForm::kName && document_.tag(head).upos != Upos::NOUN) return false;
  return document_.at(document_.at(id).entity).kind == EntityKind::kPerson;
}

// "60 vehicles" are sent along, not deployed as soldiers are.
CountKind CountFinder::kind_on(WordId head, CountKind kind) const {
  const MentionId id = kind == CountKind::kDeployed ? find_mention(document_, head) : MentionId{};
  if (!id.valid()) return kind;
  const EntityKind counted = document_.at(document_.at(id).entity).kind;
  return counted == EntityKind::kVehicle || counted == EntityKind::kWeapon ? CountKind::kOther : kind;
}

std::optional<Count> CountFinder::count_of(const TreeIndex& tree, WordId head, const codebook::FrameCount& rule, bool negated,
                                           bool& denied) const {
  const auto zero = [&](WordId word) {
    Count count;
    count.kind = rule.kind;
    count.high = 0;
    count.span = document_.at(word).span;
    denied = true;
    return count;
  };
  if (negated && book_.find_grammar(document_, head, "nobody") != nullptr) return zero(head);
  if (negated && rule.singly)
    for (WordId child : tree.children(head))
      if (base_of(tree.relation(child)) == Relation::kDet && book_.find_grammar(document_, child, "no_one_of") != nullptr)
        return zero(child);
  if (const NumberMention* number = number_of(tree, head)) return made_of(*number, kind_on(head, rule.kind));
  if (const NumberMention* number = number_at(head); number && number->ordinal && rule.singly) {
    Count count;  // "wounded a third": one more
    count.kind = rule.kind;
    count.low = 1;
    count.high = 1;
    count.span = number->span;
    return count;
  }
  return rule.singly && is_victim_noun(head) ? counted_in_form(head, rule.kind) : std::nullopt;
}

// Arabic plurals often show in no ending: the codebook knows them; where it does not, the tagger.
Number CountFinder::number_shown_by(WordId word) const {
  return lexical_number_[word.value] != Number::kNone ? lexical_number_[word.value] : document_.tag(word).features.number;
}

std::optional<Count> CountFinder::counted_in_form(WordId head, CountKind kind) const {
  const Number number = number_shown_by(head);
  if (number != Number::kSing && number != Number::kDual) return {};
  // Dual and sound plural are written alike but for the nominative: of known people ("the demonstrators", "its citizens") it is the plural,
  // unless the codebook's plural is another word.
  const Tag& tag = document_.tag(head);
  const bool only_dual = lexical_number_[head.value] == Number::kDual;
  const Definite definite = tag.features.definite;
  if (number == Number::kDual &&
      ((definite == Definite::kDef && (!only_dual || tag.features.number == Number::kPlur)) || (definite == Definite::kCons && !only_dual)))
    return {};
  Count count;
  count.kind = kind;
  count.low = number == Number::kDual ? 2 : 1;
  count.high = count.low;
  count.span = document_.at(head).span;
  return count;
}

bool CountFinder::counts_itself(const TreeIndex& tree, const codebook::FilledFrame& frame) const {
  if (frame.frame->counts.empty() || !frame.frame->counts.front().singly || document_.tag(frame.trigger).upos != Upos::VERB) return false;
  const WordId number = tree.child(frame.trigger, {Relation::kNummod});
  return number.valid() && number < frame.trigger && number_at(number) != nullptr;
}

std::vector<Count> CountFinder::find(const TreeIndex& tree, const codebook::FilledFrame& frame, bool& denied) const {
  std::vector<Count> counts;
  const bool refused = frame.status.polarity == Polarity::kDenied;
  // "denied that anyone was killed": the denial of another clause counts nobody.
  const bool negated = !std::any_of(frame.marks.begin(), frame.marks.end(), [&](const codebook::StatusMark& mark) {
    return mark.key == "polarity" && mark.cue.valid() && book_.find_grammar(document_, mark.cue, "negation") == nullptr;
  });
  const auto take = [&](WordId head, const codebook::FrameCount& rule) {
    std::optional<Count> count = count_of(tree, head, rule, negated, denied);
    // "has never killed a farmer" counts nobody.
    if (!count || (refused && count->low > 0 && number_of(tree, head) == nullptr)) return;
    const auto same = [&](const Count& other) { return other.span == count->span; };
    if (std::none_of(counts.begin(), counts.end(), same)) counts.push_back(*count);
  };
  if (counts_itself(tree, frame)) {
    take(frame.trigger, frame.frame->counts.front());
    return counts;
  }
  for (const codebook::FrameCount& rule : frame.frame->counts) {
    if (rule.slot == "trigger") take(frame.trigger, rule);
    if (const codebook::FilledSlot* slot = frame.find(rule.slot))
      for (const codebook::Filler& filler : slot->fillers)
        if (tree.words().contains(filler.head)) take(filler.head, rule);
  }
  if (!counts.empty() || frame.frame->counts.empty()) return counts;
  if (const NumberMention* number = frame.frame->counts.front().singly ? tally_of(tree, frame.trigger) : nullptr) {
    counts.push_back(made_of(*number, frame.frame->counts.front().kind));
    return counts;
  }
  // "no arrests", "five dead": the number stands with the word for the act itself.
  const codebook::FrameCount& rule = frame.frame->counts.front();
  const Upos upos = document_.tag(frame.trigger).upos;
  if (!rule.singly || (upos != Upos::NOUN && upos != Upos::ADJ)) return counts;
  bool none = false;
  for (WordId child : tree.children(frame.trigger))
    none = none || (base_of(tree.relation(child)) == Relation::kDet && book_.find_grammar(document_, child, "no_one_of") != nullptr);
  if (none || number_of(tree, frame.trigger) != nullptr) take(frame.trigger, rule);
  // "left nine people dead": the noun that the adjective is said of.
  if (upos == Upos::ADJ && base_of(tree.relation(frame.trigger)) == Relation::kAmod && counts.empty()) take(tree.head(frame.trigger), rule);
  // "the wounding of a third", where adjectives stand behind: one more
  for (WordId child : tree.children(frame.trigger))
    if (const NumberMention* number = number_at(child); number && number->ordinal && child > frame.trigger && counts.empty())
      take(child, rule);
  return counts;
}

// "put the number of killed at four", "the number of dead rose to nine": the number that goes on after the word for how many.
const NumberMention* CountFinder::tally_of(const TreeIndex& tree, WordId trigger) const {
  constexpr int kClimb = 3;           // words between the act and the word for how many
  constexpr std::uint32_t kNear = 9;  // words up to the number
  bool tallied = false;
  WordId at = trigger;
  for (int steps = 0; steps < kClimb && !tallied; ++steps) {
    const Relation relation = base_of(tree.relation(at));
    if (relation != Relation::kNmod && relation != Relation::kAcl && relation != Relation::kConj) return nullptr;
    at = tree.head(at);
    tallied = tree.words().contains(at) && book_.find_grammar(document_, at, "tally") != nullptr;
    if (!tree.words().contains(at)) return nullptr;
  }
  if (!tallied) return nullptr;
  for (std::uint32_t word = trigger.value + 1; word < std::min(trigger.value + kNear, tree.words().end); ++word) {
    const NumberMention* number = number_at(WordId{word});
    if (number == nullptr || !is_countable(*number)) continue;
    const WordId next{number->words.end};
    // "to nine in two days", but "to nine civilians"
    const bool counts_else = tree.words().contains(next) && document_.tag(next).upos == Upos::NOUN && !people_[next.value];
    return counts_else ? nullptr : number;
  }
  return nullptr;
}

bool CountFinder::is_partitive(const TreeIndex& tree, const NumberMention& number) const {
  const std::uint32_t begin = number.words.begin > tree.words().begin + 3 ? number.words.begin - 3 : tree.words().begin;
  for (std::uint32_t word = begin; word < number.words.begin; ++word)
    if (book_.find_grammar(document_, WordId{word}, "subset") != nullptr) return true;
  for (std::uint32_t word = number.words.end; word < std::min(number.words.end + 2, tree.words().end); ++word)
    if (book_.find_grammar(document_, WordId{word}, "subset_after") != nullptr) return true;
  return false;
}

// "Three of the dead" are no part of the wounded.
bool CountFinder::is_part_of(const TreeIndex& tree, const NumberMention& number, CountKind whole) const {
  constexpr std::uint32_t kNear = 3;  // words between the number and the noun for what befell them
  for (std::uint32_t word = number.words.end; word < std::min(number.words.end + kNear, tree.words().end); ++word)
    if (const codebook::Entry* row = book_.find_grammar(document_, WordId{word}, "outcome")) {
      CountKind kind;
      return !codebook::parse_count_kind(row->get("value"), kind) || kind == whole;
    }
  return true;
}

std::vector<Count> CountFinder::find_subsets(const TreeIndex& tree, const Count& whole, ByteSpan until) const {
  std::vector<Count> result;
  for (const NumberMention& number : document_.layer<NumberMention>()) {
    if (number.span.begin < whole.span.end || number.span.begin >= until.begin || number.words.empty()) continue;
    if (!tree.words().contains(WordId{number.words.begin}) || !is_countable(number) || !is_partitive(tree, number)) continue;
    if (whole.high && number.low > *whole.high) continue;  // a part is not more than its whole
    if (!is_part_of(tree, number, whole.kind)) continue;
    Count part = made_of(number, whole.kind);
    part.of = whole.of;
    result.push_back(part);
  }
  // "among them two minors" in one word: a dual behind the word of the part.
  for (std::uint32_t word = tree.words().begin; word < tree.words().end; ++word) {
    const ByteSpan span = document_.at(WordId{word}).span;
    if (span.begin < whole.span.end || span.begin >= until.begin || number_at(WordId{word}) != nullptr) continue;
    if (number_shown_by(WordId{word}) != Number::kDual || document_.tag(WordId{word}).upos != Upos::NOUN) continue;
    bool part_word = false;
    for (std::uint32_t before = word > tree.words().begin + 3 ? word - 3 : tree.words().begin; before < word; ++before)
      part_word = part_word || book_.find_grammar(document_, WordId{before}, "subset") != nullptr;
    std::optional<Count> part = part_word ? counted_in_form(WordId{word}, whole.kind) : std::nullopt;
    if (!part) continue;
    part->of = whole.of;
    result.push_back(*part);
  }
  return result;
}

}  // namespace musnad::coding
