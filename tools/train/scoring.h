// Scores of models on a treebank's own sentences and tokens: quick figures while training. Figures from raw text come
// from the evaluation suite.
#pragma once

#include "corpus.h"
#include "language/models.h"

namespace musnad::training {

struct Scores {
  std::size_t tokens = 0, tokens_right = 0;  ///< cut exactly as in gold
  std::size_t words = 0;                     ///< gold words; below, with gold words as input
  std::size_t upos_right = 0, features_asked = 0, features_right = 0, lemmas_asked = 0, lemmas_right = 0;
  std::size_t heads_right = 0, labelled_right = 0;  ///< under predicted tags; relations without subtypes
  std::string to_text() const;
};

Scores score_models(const Corpus& corpus, const language::LanguageModels& models);

}  // namespace musnad::training
