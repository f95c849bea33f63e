// Recurrent layers on top of each other: the part that every network of the engine has in the middle.
#pragma once

#include "learning/network/byte_table.h"
#include "learning/network/recurrent.h"

#include <span>
#include <vector>

namespace musnad::learning {

/// Gives every table of a network its place in one row of numbers. `numbers` may be null: then it only counts.
template <class Float>
struct Placement {
  Float* numbers = nullptr;
  std::size_t count = 0;

  Float* row(std::size_t size) {
    Float* const begin = numbers == nullptr ? nullptr : numbers + count;
    count += size;
    return begin;
  }
  TableView<Float> table(std::size_t rows, std::size_t columns) { return {row(rows * whole_lanes(columns)), rows, whole_lanes(columns)}; }
  RecurrentWeights<Float> layer(std::size_t width) {
    RecurrentWeights<Float> result;
    result.input = table(width, 3 * width);
    for (Float** each : {&result.forget_memory, &result.reset_memory, &result.forget_bias, &result.reset_bias}) *each = row(width);
    return result;
  }
};

/// Dropout in one sequence: for each layer and unit 0 (silent) or what makes up for the silent ones.
using LayerSilences = std::vector<std::vector<float>>;

/// Everything computed about a batch of sequences; a row a step.
struct LayersTrace {
  std::vector<std::size_t> ends;  ///< of each sequence
  std::size_t begin_of(std::size_t sequence) const { return sequence == 0 ? 0 : ends[sequence - 1]; }
  std::size_t steps_of(std::size_t sequence) const { return ends[sequence] - begin_of(sequence); }
  std::vector<Table> inputs;          ///< of each layer; the last is the output
  std::vector<Table> projected_from;  ///< the same under dropout
  std::vector<RecurrentTrace> layers;
};

/// The trace of a batch that is read and not learned from.
struct ReadingTrace : LayersTrace {
  std::vector<RecurrentStep> given;  ///< to the first layer, instead of inputs[0]
  ByteRows bytes;                    ///< working memory
};

/// From trace.inputs[0] and trace.ends to the output. `silences`: one a sequence, or none at all.
void run_layers(std::span<const RecurrentWeights<const float>> weights, std::span<const LayerSilences* const> silences, LayersTrace& trace);

/// The input weights of each layer in bytes.
std::vector<ByteTable> input_bytes(std::span<const RecurrentWeights<const float>> weights);
/// The same from trace.given, nobody silent, with the large products in bytes: within their rounding what the other gives.
void run_layers(std::span<const RecurrentWeights<const float>> weights, std::span<const ByteTable> inputs, ReadingTrace& trace);

/// The way back, with the silences of the way forward: `gradient` is the output's and becomes that of trace.inputs[0]; those of the
/// weights are added to `gradients`. `exchanged`: each layer's input weights with rows and columns exchanged.
void run_layers_back(std::span<const RecurrentWeights<const float>> weights, std::span<const Table> exchanged,
                     std::span<const LayerSilences* const> silences, const LayersTrace& trace,
                     std::span<const RecurrentWeights<float>> gradients, Table& gradient);

/// y = x w, backwards: adds the gradients of w and x.
void product_back(const Table& x_exchanged, const Table& y_gradient, const Table& w_exchanged, TableView<float> w_gradient,
                  TableView<float> x_gradient);

}  // namespace musnad::learning
