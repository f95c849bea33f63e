// TreeIndex: one sentence's tree, made ready for questions: children, subtrees, ancestors.
// Making it is linear in the sentence; every question is linear in its answer.
#pragma once

#include <musnad/document.h>

#include <initializer_list>

namespace musnad {

class TreeIndex {
 public:
  /// The sentence must have words and arcs; where it was not parsed, every word stands alone.
  TreeIndex(const Document& document, SentenceId sentence);
  /// The same tree with other arcs, one a word of the document: repaired ones. They must outlive the index.
  TreeIndex(const Document& document, SentenceId sentence, std::span<const Arc> arcs);

  bool parsed() const { return parsed_; }
  IdRange<Word> words() const { return words_; }
  const Document& document() const { return *document_; }

  WordId head(WordId word) const { return arcs_[word.value].head; }
  Relation relation(WordId word) const { return arcs_[word.value].relation; }
  std::span<const WordId> children(WordId word) const;
  /// The first child with one of the relations (subtypes count as their base where the base is asked), or an invalid id.
  WordId child(WordId word, std::initializer_list<Relation> relations) const;
  /// The word and all below it, in order of text.
  std::vector<WordId> subtree(WordId word) const;
  /// The smallest range that holds the subtree.
  IdRange<Word> extent(WordId word) const { return extents_[word.value - words_.begin]; }
  bool is_below(WordId word, WordId ancestor) const;
  /// The word and its conjuncts: all `conj` below it, in order of text.
  std::vector<WordId> conjuncts(WordId word) const;

 private:
  const Document* document_;
  std::span<const Arc> arcs_;
  IdRange<Word> words_;
  bool parsed_ = false;
  std::vector<std::uint32_t> first_child_;  // offsets into children_, one more than words
  std::vector<WordId> children_;
  std::vector<IdRange<Word>> extents_;
};

/// True where `relation` is `asked` or a subtype of it.
bool is_a(Relation relation, Relation asked);

}  // namespace musnad
