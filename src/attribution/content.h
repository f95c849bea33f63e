// What was told: the content of a cue, from its tree and, where the tree offers nothing, from quotation marks and
// complementisers on the surface.
#pragma once

#include "attribution/quotations.h"
#include "attribution/telling.h"
#include "document/tree.h"

namespace musnad::attribution {

class ContentFinder {
 public:
  /// Keeps references to its arguments.
  ContentFinder(const codebook::Codebook& book, const Document& document, const std::vector<Quotation>& quotations)
      : book_(book), document_(document), quotations_(quotations) {}

  /// The content of the cue, in order of text; empty where nothing of the sentence is. Sets `rule` to how it was found.
  /// `teller`: the words of the teller's phrase, which are no part of it. `cues`: the heads of all cues of the sentence.
  std::vector<ByteSpan> find(const TreeIndex& tree, const Telling& telling, IdRange<Word> teller, const std::vector<WordId>& cues,
                             std::string& rule) const;

 private:
  using Ranges = std::vector<IdRange<Word>>;

  Ranges from_slots(const TreeIndex& tree, const Telling& telling) const;
  bool heads_source_clause(const TreeIndex& tree, const Telling& telling) const;
  Ranges from_clause(const TreeIndex& tree, const Telling& telling, const std::vector<WordId>& cues) const;
  Ranges from_complementiser(const TreeIndex& tree, const Telling& telling, const std::vector<WordId>& cues, bool noun) const;
  bool ends_sentence(const TreeIndex& tree, const Telling& telling) const;
  std::vector<ByteSpan> from_quotation(const TreeIndex& tree, const Telling& telling, IdRange<Word> teller) const;
  std::uint32_t right_edge(const TreeIndex& tree, WordId cue, std::uint32_t after) const;
  Ranges without(const Ranges& ranges, IdRange<Word> hole) const;
  bool says_something(IdRange<Word> range) const;
  std::vector<ByteSpan> to_spans(const Ranges& ranges) const;
  void complete_quotations(std::vector<ByteSpan>& content, const Telling& telling) const;

  const codebook::Codebook& book_;
  const Document& document_;
  const std::vector<Quotation>& quotations_;
};

}  // namespace musnad::attribution
