// The way back through the parser's network.
#pragma once

#include "language/tree_network.h"

#include <span>

namespace musnad::training {

/// The weights with their rows and columns exchanged, made anew after every step.
struct ExchangedWeights {
  explicit ExchangedWeights(const language::TreeWeights<const float>& weights);
  std::vector<learning::Table> layers;
  learning::Table arc_dependent, arc_head, arc_pair, arc_distance, label_dependent, label_head, label_out;
};

/// What the sentences of a batch should be: of each node (the roots are not read) its head, counted in its sentence, and
/// the number of its relation.
struct GoldNodes {
  std::vector<std::uint32_t> heads, relations;
  std::vector<bool> known;  ///< false: nothing is learned from the word's head and relation; empty: all are
  bool knows(std::size_t word) const { return known.empty() || known[word]; }
};

/// Cross entropy of heads, and of relations under the right heads, times `weight`; adds the gradients of the weights and
/// returns those of trace.inputs[0]. Call after score_arcs with the same silences.
learning::Table add_gradients(const language::TreeWeights<const float>& weights, const ExchangedWeights& exchanged,
                              std::span<const language::Silences> silences, const language::TreeTrace& trace, const GoldNodes& gold,
                              float weight, const language::TreeWeights<float>& gradients, double& loss);

}  // namespace musnad::training
