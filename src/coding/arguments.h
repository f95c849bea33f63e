// Who takes part in an act: the fillers of a frame's slots as arguments with entity and span.
#pragma once

#include <musnad/document.h>

#include <optional>

#include "codebook/reading/reading.h"
#include "coding/counts.h"
#include "document/tree.h"

namespace musnad::coding {

/// The entity of the mention headed by the word; invalid where it heads none.
EntityId entity_at(const Document& document, WordId head);

class ArgumentFinder {
 public:
  /// Keeps references to its arguments.
  ArgumentFinder(const codebook::Reading& reading, const Document& document, const CountFinder& counts)
      : reading_(reading), book_(reading.codebook()), document_(document), counts_(counts) {}

  /// Adds the fillers of the frame's roles to the act, once each; a pronoun gives way to whom it stands for. Who wields the
  /// instrument ("killed by police bullets") does what nobody else is said to do.
  void add(const TreeIndex& tree, const codebook::FilledFrame& frame, Predication& act) const;

 private:
  bool is_no_one(WordId head) const;
  IdRange<Word> words_of_party(const TreeIndex& tree, WordId head) const;
  IdRange<Word> without_circumstance(IdRange<Word> words, WordId head, Role role) const;
  void add_wielder(const TreeIndex& tree, Predication& act) const;
  MentionId wielder_of(const TreeIndex& tree, WordId instrument) const;
  std::optional<Argument> antecedent(WordId pronoun, Role role, const std::vector<Argument>& others) const;
  MentionId owner_in_clause(WordId pronoun, WordId nearest) const;
  bool may_stand_for(WordId pronoun, const Mention& mention) const;
  bool is_quoted(WordId word) const;
  bool speaks_to(WordId speaker, WordId pronoun) const;

  const codebook::Reading& reading_;
  const codebook::Codebook& book_;
  const Document& document_;
  const CountFinder& counts_;
};

}  // namespace musnad::coding
