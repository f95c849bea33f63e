// Who tells: from the cue's slots to an entity, a kind and a name; pronouns and left-out subjects from earlier tellings.
#pragma once

#include "attribution/telling.h"
#include "document/tree.h"

namespace musnad::attribution {

/// What kind of teller the noun is by its row in grammar.tsv ("document", "witness" ...); empty where it has none.
std::string_view source_kind(const codebook::Codebook& book, const Document& document, WordId word);

class TellerFinder {
 public:
  /// Keeps references to its arguments.
  TellerFinder(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading);

  /// The teller of a cue. `before`: the tellings of the document so far, in order of text.
  Teller find(const TreeIndex& tree, const Telling& telling, const std::vector<Telling>& before) const;
  /// The teller that the phrase of `head` names.
  Teller from_phrase(const TreeIndex& tree, WordId head) const;
  /// The words of his phrase; empty where he has none in the sentence.
  IdRange<Word> phrase_of(const TreeIndex& tree, const Teller& teller) const;

 private:
  EntityId surname_of(WordId head) const;
  IdRange<Word> words_of(const TreeIndex& tree, WordId head) const;
  Teller from_mention(const TreeIndex& tree, WordId head, MentionId mention) const;
  Teller from_context(const TreeIndex& tree, const Telling& telling, const std::vector<Telling>& before) const;
  WordId document_before(const TreeIndex& tree, WordId cue) const;
  std::string_view kind_noun(WordId noun, WordId name) const;
  bool is_linking(const TreeIndex& tree, WordId word) const;
  WordId speaker_of(const TreeIndex& tree, WordId noun) const;
  bool is_deed(WordId noun) const;
  bool is_several(WordId noun) const;
  WordId noun_behind(const TreeIndex& tree, WordId cue) const;
  bool has_passive_row(WordId cue) const;
  bool is_passive(const TreeIndex& tree, const Telling& telling) const;
  WordId neighbour_of(const TreeIndex& tree, WordId cue) const;
  WordId subject_above(const TreeIndex& tree, WordId cue) const;
  SourceKind kind_of(const TreeIndex& tree, const Teller& teller, WordId head, bool name_in_phrase) const;

  const codebook::Codebook& book_;
  const Document& document_;
  const codebook::Reading& reading_;
};

}  // namespace musnad::attribution
