// The commands `names` and `names-score` of musnad-train.
#pragma once

#include "names_network.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace musnad::training {

class NamesCommands {
 public:
  explicit NamesCommands(CLI::App& app);
  /// Whether one of them was asked for.
  bool asked() const { return train_->parsed() || score_->parsed(); }
  int run() const { return train_->parsed() ? train() : score(); }

 private:
  int train() const;
  int score() const;

  CLI::App* train_;
  CLI::App* score_;
  std::string language_ = "ar", codebook_ = "codebook", models_ = "models", lists_, out_, model_;
  std::vector<std::string> files_, beside_, tests_;
  std::size_t epochs_ = 10, passes_ = 0, classes_ = 256, vocabulary_ = 20000, max_features_ = 400000;
  int rounds_ = 12;
  bool errors_ = false;
  NetworkOptions network_;
  double hold_out_ = 0, recase_ = 0, min_weight_ = 0, margin_ = 1, dropout_ = 0, beside_share_ = 0.5;
};

}  // namespace musnad::training
