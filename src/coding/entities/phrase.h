// Noun phrases cut from trees: which words belong to the phrase of a head, and where it stands in the text.
#pragma once

#include "document/tree.h"

namespace musnad::coding {

/// What a phrase leaves out. Prepositions before the head, punctuation at the edges, and the head's own relation markers are
/// never part of it.
struct PhraseCut {
  bool determiner = true;  ///< article and demonstrative at the front ("the"; the Arabic article is part of its word)
  bool numeral = true;     ///< number words and what qualifies them
  bool clauses = true;     ///< relative and other clauses
  bool appositions = false;
  bool conjuncts = true;
  bool prepositional = false;  ///< modifiers with a preposition of their own
};

/// Actors and recipients: no article, no numeral, no clause.
inline constexpr PhraseCut kParticipant{};
/// Tellers: with article, apposition and modifiers, without clauses.
inline constexpr PhraseCut kTeller{.determiner = false, .numeral = false};

/// The words of the phrase, an unbroken range around `head`.
IdRange<Word> phrase_words(const TreeIndex& tree, WordId head, PhraseCut cut);

/// The text of `span` as it is written alone: "for-the-secretary" without the preposition is "the secretary", whose article the text
/// has not. `words`: those of the phrase that the span lies in.
std::string written_alone(const Document& document, ByteSpan span, IdRange<Word> words);
/// From the first word's first character to the last word's last.
ByteSpan span_of(const Document& document, IdRange<Word> words);

}  // namespace musnad::coding
