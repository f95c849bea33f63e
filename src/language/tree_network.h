// The network of the parser: what a word is (the sum of the rows of its features), what it is in its sentence (layers of
// recurrent units), and from that the score of every arc and relation (biaffine, after Dozat and Manning 2017).
// Sentences are read in batches, their nodes one after another. Node 0 of a sentence is the root, node i its word i - 1.
#pragma once

#include "learning/network/recurrent_layers.h"

#include <cstdint>
#include <span>
#include <vector>

namespace musnad::language {

/// Sizes, as they stand in the model file.
struct TreeShape {
  std::uint32_t width = 192;  ///< of a word's vector
  std::uint32_t layers = 3;
  std::uint32_t arc_width = 64;    ///< of what an arc is judged by
  std::uint32_t label_width = 96;  ///< of what a relation is judged by
  std::uint32_t relations = 0;
  std::uint32_t domains = 1;  ///< kinds of text told apart; 1 in use
  friend bool operator==(const TreeShape&, const TreeShape&) = default;
};

/// How far a head is, and on which side.
inline constexpr std::size_t kDistanceCount = 24;
std::size_t distance_class(std::size_t dependent, std::size_t head);

/// Where everything stands in one row of numbers; the same for weights and for their gradients.
template <class Float>
struct TreeWeights {
  TreeWeights(const TreeShape& shape, Float* numbers);

  learning::TableView<Float> domains;  ///< added to every word
  std::vector<learning::RecurrentWeights<Float>> layers;
  learning::TableView<Float> arc_dependent, arc_head, arc_pair, arc_distance;
  Float *arc_dependent_bias, *arc_head_bias, *arc_any;
  learning::TableView<Float> label_dependent, label_head, label_distance, label_out;
  Float *label_bias, *label_out_bias;
  std::size_t count = 0;  ///< of all numbers
};

/// Dropout: for each unit 0 (silent in this sentence) or what makes up for the silent ones. Empty: nobody is silent.
struct Silences {
  learning::LayerSilences layers;
  std::vector<float> arc_dependent, arc_head, label;
};

std::vector<const learning::LayerSilences*> layers_of(std::span<const Silences> silences);

/// Everything computed about a batch of sentences; a step is a node.
struct TreeTrace : learning::ReadingTrace {
  learning::Table arc_dependents, arc_heads, arc_pairs, arc_distances;
  std::vector<learning::Table> arc_scores;  ///< of each sentence: a row a dependent, a column a head
  learning::Table label_dependents, label_heads;
};

/// The large tables in bytes, for reading.
struct TreeBytes {
  TreeBytes() = default;
  explicit TreeBytes(const TreeWeights<const float>& weights);

  std::vector<learning::ByteTable> layers;
  learning::ByteTable arc_dependent, arc_head, label_dependent, label_head;
};

/// From trace.inputs[0] and trace.ends to the arc scores; of the tables in the trace any size will do. `silences`: one a sentence, or none
/// at all.
void score_arcs(const TreeWeights<const float>& weights, std::span<const Silences> silences, TreeTrace& trace);
/// The same from trace.given, nobody silent, with the large products in bytes.
void score_arcs(const TreeWeights<const float>& weights, const TreeBytes& bytes, TreeTrace& trace);

/// An arc between two nodes of a sentence of the batch.
struct NodePair {
  std::size_t sentence, dependent, head;
};
/// The scores of the relations of arcs, a row an arc; `hidden` takes what they are made from.
void score_relations(const TreeWeights<const float>& weights, std::span<const Silences> silences, const TreeTrace& trace,
                     std::span<const NodePair> arcs, learning::Table& hidden, learning::Table& scores);

}  // namespace musnad::language
