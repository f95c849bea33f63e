// The trainers of the three models of a language. Each returns the content of a model file.
#pragma once

#include "corpus.h"
#include "language/tags.h"
#include "language/trees.h"
#include "learning/perceptron.h"

#include <functional>

namespace musnad::training {

struct TrainingOptions {
  std::size_t epochs = 8;
  std::size_t hand_repeats = 1;                        ///< how often an epoch goes through the hand-made sentences
  std::size_t last_epochs = 0, last_hand_repeats = 1;  ///< the parser's last epochs, and how often these do
  double hand_share = 1.0;                             ///< of the hand-made domain's own weights in the model; the rest is the machine's
  learning::Pruning pruning;
  std::uint32_t width = language::TreeShape{}.width;      ///< of the parser's vectors
  std::uint32_t layers = language::TreeShape{}.layers;    ///< of the parser's recurrent units
  std::vector<learning::HashedTable::Slot> word_classes;  ///< of a large text (class_of)
  double rate = 0.002;    ///< of the first steps of the parser's training; falls to nearly nothing at its end
  double dropout = 0.33;  ///< share of the parser's units silent in a sentence of its training
  std::function<void(const std::string&)> report;
};

/// Which of a token's words is the stem that clitics are joined to.
enum class StemPlace : std::uint8_t { kFirst, kLongest };

learning::ModelFileWriter train_words(const Corpus& corpus, const std::string& kind, StemPlace stem, const TrainingOptions& options);
learning::ModelFileWriter train_tags(const Corpus& corpus, const std::string& kind, const TrainingOptions& options);
/// `tags`: for each sentence, tags as the tagger would give them to text it has not seen.
learning::ModelFileWriter train_trees(const Corpus& corpus, const std::vector<std::vector<Tag>>& tags, const std::string& kind,
                                      const TrainingOptions& options);

/// Tags each third of the corpus with a tagger trained on the others.
std::vector<std::vector<Tag>> jackknifed_tags(const Corpus& corpus, const TrainingOptions& options);

/// The sentences of an epoch, shuffled: hand-made ones `hand_repeats` times.
std::vector<std::size_t> epoch_order(const Corpus& corpus, std::size_t hand_repeats, Shuffler& shuffler);
/// The shares of the domains' own weights.
std::vector<double> domain_shares(const TrainingOptions& options);

}  // namespace musnad::training
