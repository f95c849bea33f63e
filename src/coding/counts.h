// How many: numbers tied to the parts of a frame that its family counts.
#pragma once

#include <musnad/document.h>

#include "codebook/reading/reading.h"
#include "document/tree.h"

namespace musnad::coding {

/// Whether the word is part of an expression of quantity ("no less than"), whose words look like verbs and negations.
bool in_quantity(const codebook::Codebook& book, const Document& document, WordId word);

/// Counts of filled frames.
class CountFinder {
 public:
  /// Keeps references to its arguments.
  CountFinder(const codebook::Codebook& book, const Document& document);

  /// Whether the trigger is a participle that a number makes a noun: "five dead and 20 injured".
  bool counts_itself(const TreeIndex& tree, const codebook::FilledFrame& frame) const;
  /// The counts of the frame, without ids and subsets. `denied` is set where the sentence says that there was none
  /// ("no one was killed"): the count is then 0.
  std::vector<Count> find(const TreeIndex& tree, const codebook::FilledFrame& frame, bool& denied) const;
  /// Parts of a count named after it in the same sentence: "13 officers, two of them ...". In order of text.
  std::vector<Count> find_subsets(const TreeIndex& tree, const Count& whole, ByteSpan until) const;
  /// The number whose words hold `word`; null where none does.
  const NumberMention* number_at(WordId word) const;
  /// The number that belongs to the phrase of `head`; null where there is none.
  const NumberMention* number_of(const TreeIndex& tree, WordId head) const;
  /// The noun that a number or a vague quantity at the head of its phrase counts ("eight of", "a number of" -> the noun below or behind
  /// it); `head` itself where it is no number or counts nothing named.
  WordId counted_noun(const TreeIndex& tree, WordId head) const;
  /// True where the number stands for a part of something named before: "two of the dead".
  bool is_partitive(const TreeIndex& tree, const NumberMention& number) const;

 private:
  std::optional<Count> count_of(const TreeIndex& tree, WordId head, const codebook::FrameCount& rule, bool negated, bool& denied) const;
  const NumberMention* tally_of(const TreeIndex& tree, WordId trigger) const;
  CountKind kind_on(WordId head, CountKind kind) const;
  bool is_part_of(const TreeIndex& tree, const NumberMention& number, CountKind whole) const;
  bool is_countable(const NumberMention& number) const;
  bool is_victim_noun(WordId head) const;
  Number number_shown_by(WordId word) const;
  std::optional<Count> counted_in_form(WordId head, CountKind kind) const;

  const codebook::Codebook& book_;
  const Document& document_;
  std::vector<std::uint32_t> number_of_word_;  // index + 1 of the number that holds the word
  std::vector<Number> lexical_number_;         // by word: of the codebook's form, kNone where it is ambiguous or no entry
  std::vector<bool> people_;                   // words that name people, by the codebook
};

}  // namespace musnad::coding
