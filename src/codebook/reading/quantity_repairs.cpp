// Expressions of quantity in the tree: "no less than 46 students" with the students under "less". The counted noun takes the
// place of the whole, and what it was hidden under hangs on it.
#include <algorithm>

#include "codebook/reading/reading.h"
#include "codebook/reading/repairs.h"

namespace musnad::codebook {
namespace {

constexpr std::uint32_t kLongestQualifier = 4;  // words

// "Seven were killed, among them two policemen" with the policemen under the verb: they are the part's.
void repair_subset(const Reading& reading, WordId word, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const Entry* entry = reading.find_class(word, "subset");
  if (entry == nullptr) return;
  const std::uint32_t size = 1 + static_cast<std::uint32_t>(std::count(entry->lemma.begin(), entry->lemma.end(), ' '));
  const WordId last{word.value + size - 1};
  for (std::uint32_t i = last.value + 1; i < std::min<std::size_t>(last.value + 4, arcs.size()); ++i) {
    const WordId part{i};
    if (doc.at(part).sentence != doc.at(word).sentence || doc.tag(part).upos == Upos::VERB) return;
    if (doc.tag(part).upos != Upos::NOUN) continue;
    const Arc& arc = arcs[i];
    const Relation base = base_of(arc.relation);
    const bool core = base == Relation::kNsubj || arc.relation == Relation::kNsubjPass || base == Relation::kObj;
    if (!core || !arc.head.valid() || word <= arc.head || doc.tag(arc.head).upos != Upos::VERB || !reading.markers_of(part).empty()) return;
    for (WordId at = arcs[last.value].head; at.valid(); at = arcs[at.value].head)
      if (at == part) {  // "among them" under the policemen: the other way round
        arcs[last.value] = {arc.head, Relation::kObl};
        break;
      }
    arcs[i] = {last, Relation::kNsubj};
    return;
  }
}

/// One number with the words that qualify it and the noun it counts.
class Quantity {
 public:
  Quantity(const Reading& reading, const NumberMention& number, std::vector<Arc>& arcs)
      : reading_(reading),
        doc_(reading.document()),
        arcs_(arcs),
        sentence_(doc_.at(WordId{number.words.begin}).sentence),
        number_(number.words) {
    unit_ = {qualifier_begin(), number_.end};
    const WordId next{number_.end};
    const bool counted = next.value < arcs_.size() && is_counted(next);
    anchor_ = counted ? next : WordId{number_.end - 1};
    if (counted) unit_.end = next.value + 1;
  }

  /// "Blocked by dozens of residents" with the residents under the verb: they are the number's.
  void take_partitive() {
    const WordId number{number_.end - 1};
    const Arc& above = arcs_[number.value];
    const WordId marker{number_.end};
    if (anchor_ != number || marker.value >= arcs_.size() || doc_.tag(marker).upos != Upos::ADP ||
        arcs_[marker.value].relation != Relation::kCase || !reading_.codebook().find_grammar(doc_, marker, "partitive_of"))
      return;
    const WordId noun = arcs_[marker.value].head;
    if (!noun.valid() || noun < marker || doc_.tag(noun).upos != Upos::NOUN || reading_.in_time(noun) || !above.head.valid()) return;
    if (arcs_[noun.value].head == above.head && base_of(arcs_[noun.value].relation) == Relation::kObl)
      arcs_[noun.value] = {number, Relation::kNmod};
  }

  /// "13 officers at least" with the adverb under the officers: it is the number's.
  void take_adverb() {
    for (std::uint32_t size = kLongestQualifier; size > 0; --size) {
      const IdRange<Word> adverb{unit_.end, unit_.end + size};
      if (adverb.end > arcs_.size() || doc_.at(WordId{adverb.end - 1}).sentence != sentence_) continue;
      const Entry* row = reading_.codebook().find_grammar_over(doc_, WordId{adverb.end - 1}, "qualifier", size - 1);
      if (row == nullptr || row->pos != Upos::ADV) continue;
      for (std::uint32_t word = adverb.begin; word < adverb.end; ++word) arcs_[word] = {WordId{number_.end - 1}, Relation::kAdvmod};
      return;
    }
  }

  void repair() {
    if (unit_.begin == number_.begin) return move_marker();
    const WordId top = find_top();
    if (!top.valid()) return;
    const Arc above = arcs_[top.value];
    if (hangs_within(above.head)) return;
    hand_on_children(above.head);
    for (std::uint32_t word = unit_.begin; word < unit_.end; ++word) {
      if (word == anchor_.value) continue;
      arcs_[word] = {anchor_, number_.contains(WordId{word}) ? Relation::kNummod : Relation::kAdvmod};
    }
    arcs_[anchor_.value] = above;
    // Qualifiers that are written like prepositions ("around") are none.
    if (above.relation == Relation::kObl && !has_marker()) arcs_[anchor_.value].relation = Relation::kObj;
  }

 private:
  std::uint32_t qualifier_begin() const {
    std::uint32_t begin = number_.begin;
    if (begin > 0 && doc_.tag(WordId{begin - 1}).upos == Upos::DET && doc_.at(WordId{begin - 1}).sentence == sentence_)
      --begin;  // "a dozen"
    for (std::uint32_t size = kLongestQualifier; size > 0; --size) {
      if (begin < size || doc_.at(WordId{begin - size}).sentence != sentence_) continue;
      if (reading_.codebook().find_grammar_over(doc_, WordId{begin - 1}, "qualifier", size - 1)) return begin - size;
    }
    return number_.begin;
  }

  bool is_counted(WordId noun) const {
    if (doc_.at(noun).sentence != sentence_ || doc_.tag(noun).upos != Upos::NOUN || reading_.in_time(noun)) return false;
    const auto children = reading_.children(noun);
    return std::none_of(children.begin(), children.end(),
                        [&](WordId child) { return arcs_[child.value].relation == Relation::kCase && child.value >= number_.end; });
  }

  bool outside(WordId word) const { return !word.valid() || !unit_.contains(word); }

  /// The word by which the whole hangs on the rest: one that can be a party, before a modifier.
  WordId find_top() const {
    WordId top;
    for (std::uint32_t word = unit_.begin; word < unit_.end; ++word) {
      const Arc& arc = arcs_[word];
      if (arc.relation == Relation::kNone || !outside(arc.head)) continue;
      const Relation base = base_of(arc.relation);
      const bool modifier = base == Relation::kAdvmod || base == Relation::kCase || base == Relation::kMark || base == Relation::kDet;
      if (!top.valid() || base_of(arcs_[top.value].relation) == Relation::kAdvmod) top = modifier && top.valid() ? top : WordId{word};
    }
    return top;
  }

  bool hangs_within(WordId word) const {
    for (std::size_t steps = 0; word.valid() && steps < arcs_.size(); word = arcs_[word.value].head, ++steps)
      if (!outside(word)) return true;
    return false;
  }

  /// What hung on the words of the expression: parts of the noun phrase go to the noun, the rest to the clause.
  void hand_on_children(WordId above) {
    for (std::uint32_t word = unit_.begin; word < unit_.end; ++word) {
      if (word == anchor_.value) continue;
      for (WordId child : reading_.children(WordId{word})) {
        if (!outside(child)) continue;
        const Relation base = base_of(arcs_[child.value].relation);
        const bool of_clause =
            base == Relation::kObl || base == Relation::kAdvcl || base == Relation::kNsubj || base == Relation::kParataxis;
        arcs_[child.value].head = of_clause && above.valid() ? above : anchor_;
      }
    }
  }

  bool has_marker() const {
    for (std::uint32_t i = unit_.begin; i-- > 0 && unit_.begin - i <= 2 && doc_.at(WordId{i}).sentence == sentence_;)
      if (arcs_[i].relation == Relation::kCase && arcs_[i].head == anchor_) return true;
    return false;
  }

  /// "of eleven students": the preposition is the noun's, not the number's.
  void move_marker() {
    if (number_.contains(anchor_)) return;
    for (std::uint32_t word = number_.begin; word < number_.end; ++word)
      for (WordId child : reading_.children(WordId{word}))
        if (child.value + 1 == number_.begin && arcs_[child.value].relation == Relation::kCase) arcs_[child.value].head = anchor_;
  }

  const Reading& reading_;
  const Document& doc_;
  std::vector<Arc>& arcs_;
  SentenceId sentence_;
  IdRange<Word> number_, unit_;
  WordId anchor_;
};

}  // namespace

void repair_quantities(const Reading& reading, std::vector<Arc>& arcs) {
  for (const NumberMention& number : reading.document().layer<NumberMention>()) {
    if (number.words.empty() || number.ordinal || number.percent) continue;
    const WordId first{number.words.begin};
    if (arcs[first.value].relation == Relation::kNone || reading.in_time(first)) continue;
    // Children are those of before: what two expressions in one another make may be no tree.
    const IdRange<Word> sentence = reading.document().words_of(reading.document().at(first).sentence);
    const std::vector<Arc> before(arcs.begin() + sentence.begin, arcs.begin() + sentence.end);
    Quantity quantity(reading, number, arcs);
    quantity.repair();
    quantity.take_adverb();
    quantity.take_partitive();
    if (!is_tree(arcs, sentence)) std::copy(before.begin(), before.end(), arcs.begin() + sentence.begin);
  }
  for (std::uint32_t word = 0; word < arcs.size(); ++word)
    if (reading.document().tag(WordId{word}).upos == Upos::ADP) repair_subset(reading, WordId{word}, arcs);
}

}  // namespace musnad::codebook
