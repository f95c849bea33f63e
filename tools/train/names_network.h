// Trainer of the name tagger's network: first on raw text, where it learns to guess the class of hidden words, then on names.
#pragma once

#include "names_corpus.h"

#include "learning/model_file.h"

#include <functional>
#include <string>
#include <vector>

namespace musnad::training {

struct NetworkOptions {
  std::uint32_t width = 96, layers = 2;
  std::size_t text_epochs = 1;  ///< over the raw text
  std::size_t epochs = 12;      ///< over the names
  std::size_t max_rows = 70000;
  double rate = 0.002;       ///< of the first steps; falls to nearly nothing
  double forget_part = 0.1;  ///< share of tokens whose part of speech is not looked at
  float scale = 1;           ///< from the network's scores to the linear model's
  std::function<void(const std::string&)> report;
};

/// Adds the sections of a NameNetwork. The same sentences and options give the same bytes.
void train_names_network(const std::vector<NamedSentence>& names, const std::vector<NamedSentence>& text,
                         const language::NameResources& resources, const NetworkOptions& options, learning::ModelFileWriter& file);

}  // namespace musnad::training
