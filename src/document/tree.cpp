#include "document/tree.h"

namespace musnad {

bool is_a(Relation relation, Relation asked) {
  return relation == asked || base_of(relation) == asked;
}

TreeIndex::TreeIndex(const Document& document, SentenceId sentence) : TreeIndex(document, sentence, document.layer<Arc>()) {}

TreeIndex::TreeIndex(const Document& document, SentenceId sentence, std::span<const Arc> arcs)
    : document_(&document), arcs_(arcs), words_(document.words_of(sentence)) {
  const std::uint32_t size = words_.size();
  first_child_.assign(size + 1, 0);
  extents_.resize(size);
  const auto local = [&](WordId id) { return id.value - words_.begin; };
  for (std::uint32_t i = 0; i < size; ++i) {
    const WordId word{words_.begin + i};
    extents_[i] = {word.value, word.value + 1};
    parsed_ = parsed_ || relation(word) != Relation::kNone;
    if (const WordId above = head(word); words_.contains(above)) ++first_child_[local(above) + 1];
  }
  for (std::uint32_t i = 0; i < size; ++i) first_child_[i + 1] += first_child_[i];
  children_.resize(first_child_[size]);
  std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end());
  for (std::uint32_t i = 0; i < size; ++i)
    if (const WordId above = head(WordId{words_.begin + i}); words_.contains(above))
      children_[next[local(above)]++] = WordId{words_.begin + i};
  // Extents from the leaves up: each word widens its ancestors; a cycle (never from our parser) ends after `size` steps.
  for (std::uint32_t i = 0; i < size; ++i) {
    WordId above = head(WordId{words_.begin + i});
    for (std::uint32_t steps = 0; words_.contains(above) && steps < size; ++steps, above = head(above)) {
      auto& extent = extents_[local(above)];
      const std::uint32_t word = words_.begin + i;
      if (extent.begin <= word && word < extent.end) continue;
      extent = {std::min(extent.begin, word), std::max(extent.end, word + 1)};
    }
  }
}

std::span<const WordId> TreeIndex::children(WordId word) const {
  const std::uint32_t i = word.value - words_.begin;
  return std::span(children_).subspan(first_child_[i], first_child_[i + 1] - first_child_[i]);
}

WordId TreeIndex::child(WordId word, std::initializer_list<Relation> relations) const {
  for (WordId below : children(word))
    for (Relation asked : relations)
      if (is_a(relation(below), asked)) return below;
  return {};
}

std::vector<WordId> TreeIndex::subtree(WordId word) const {
  std::vector<WordId> result{word};
  for (std::size_t i = 0; i < result.size() && result.size() <= words_.size(); ++i)
    for (WordId below : children(result[i])) result.push_back(below);
  std::sort(result.begin(), result.end());
  return result;
}

bool TreeIndex::is_below(WordId word, WordId ancestor) const {
  for (std::uint32_t steps = 0; words_.contains(word) && steps <= words_.size(); ++steps, word = head(word))
    if (word == ancestor) return true;
  return false;
}

std::vector<WordId> TreeIndex::conjuncts(WordId word) const {
  std::vector<WordId> result{word};
  for (std::size_t i = 0; i < result.size() && result.size() <= words_.size(); ++i)
    for (WordId below : children(result[i]))
      if (relation(below) == Relation::kConj) result.push_back(below);
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace musnad
