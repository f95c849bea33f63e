// Actor facts composed from a noun phrase: the sector from its head or the nearest part that has one, the country from
// adjectives, idafa, possessors and modifiers with a preposition of belonging.
#pragma once

#include "coding/entities/mentions.h"

namespace musnad::coding {

/// The entries that the matches of one document give each word.
class MatchIndex {
 public:
  MatchIndex(const codebook::Codebook& book, const Document& doc);
  struct Item {
    const codebook::Entry* entry;
    const LexiconMatch* match;
  };
  std::span<const Item> of(WordId head) const;
  bool is_nationality(WordId word) const;

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<Item> items_;
};

/// Composes the facts of the phrase with head `head`. `entry` is the head's own (may be null), `phrase` the phrase with its
/// appositions and prepositional modifiers, `tree` its sentence's.
ActorFacts compose_facts(const codebook::Codebook& book, const TreeIndex& tree, const MatchIndex& matches, WordId head,
                         const codebook::Entry* entry, IdRange<Word> phrase);

/// Of several entries at one word the one of highest precedence is taken: the longest, then bodies and countries before common nouns.
int precedence(const MatchIndex::Item& item);

EntityKind parse_entity_kind(std::string_view name);
/// "KAZ COP", "IGO CSTO", "KAZ"; empty where nothing is known.
std::string actor_code(const ActorFacts& facts);

}  // namespace musnad::coding
