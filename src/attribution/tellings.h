// All acts of telling of a document: one for every cue of the codebook, for "X: ..." in headlines, and for those that a
// construction implies ("told the agency X" makes the agency tell what was told it).
#pragma once

#include "attribution/content.h"
#include "attribution/tellers.h"

namespace musnad::attribution {

class TellingFinder {
 public:
  /// `reading`: of the document.
  TellingFinder(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading);

  /// In order of text; `outer` set where a construction says who reports whom.
  std::vector<Telling> find();
  const std::vector<Quotation>& quotations() const { return quotations_; }
  const TellerFinder& tellers() const { return tellers_; }

 private:
  struct Scope;  // one sentence at work

  void read_sentence(SentenceId sentence);
  void read_cue(const Scope& scope, codebook::FilledFrame frame);
  void read_colon(const Scope& scope);
  void merge_prepositional_clauses(const Scope& scope);
  void add_citations(const Scope& scope);
  void add_origins(const Scope& scope);
  void add_outlets(const Scope& scope);
  void continue_speech(const Scope& scope);
  void drop_echoes(std::size_t from);
  void drop_empty(std::size_t from);
  std::vector<WordId> owners_of(const TreeIndex& tree, WordId paper, WordId cue) const;
  void set_document_teller(const Scope& scope, Telling& telling) const;
  WordId find_outlet(const Scope& scope, const Telling& telling, std::vector<WordId>& cue) const;
  bool is_citation(const Scope& scope, const Telling& telling) const;
  bool is_publisher(WordId head) const;
  bool is_outlet(WordId head) const;

  const codebook::Codebook& book_;
  const Document& document_;
  const codebook::Reading& reading_;
  std::vector<Quotation> quotations_;
  TellerFinder tellers_;
  ContentFinder contents_;
  std::vector<Telling> tellings_;
};

}  // namespace musnad::attribution
