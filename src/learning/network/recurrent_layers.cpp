#include "learning/network/recurrent_layers.h"

namespace musnad::learning {
namespace {

void silence(std::span<const LayerSilences* const> silences, const LayersTrace& trace, std::size_t layer, Table& table) {
  for (std::size_t s = 0; s < silences.size(); ++s)
    for (std::size_t i = trace.begin_of(s); i < trace.ends[s]; ++i)
      for (std::size_t k = 0; k < table.columns(); ++k) table.row(i)[k] *= (*silences[s])[layer][k];
}

ConstTable first_rows(const Table& table, std::size_t rows) {
  return {table.row(0), rows, table.columns()};
}

std::vector<RecurrentStep> steps_of(ConstTable x, ConstTable projected) {
  std::vector<RecurrentStep> steps(x.rows);
  for (std::size_t i = 0; i < x.rows; ++i) steps[i] = {x.row(i), projected.row(i)};
  return steps;
}

}  // namespace

void run_layers(std::span<const RecurrentWeights<const float>> weights, std::span<const LayerSilences* const> silences,
                LayersTrace& trace) {
  const std::size_t count = weights.size();
  trace.inputs.resize(count + 1);
  trace.layers.resize(count);
  trace.projected_from.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Table* from = &trace.inputs[i];
    if (!silences.empty()) {
      trace.projected_from[i] = trace.inputs[i];
      silence(silences, trace, i, trace.projected_from[i]);
      from = &trace.projected_from[i];
    }
    RecurrentTrace& layer = trace.layers[i];
    multiply(*from, weights[i].input, layer.projected);
    run_recurrent(weights[i], weights[i].input.rows, steps_of(trace.inputs[i], layer.projected), trace.ends, layer, trace.inputs[i + 1]);
  }
}

std::vector<ByteTable> input_bytes(std::span<const RecurrentWeights<const float>> weights) {
  std::vector<ByteTable> result;
  for (const auto& layer : weights) result.emplace_back(layer.input);
  return result;
}

void run_layers(std::span<const RecurrentWeights<const float>> weights, std::span<const ByteTable> inputs, ReadingTrace& trace) {
  const std::size_t count = weights.size();
  trace.inputs.resize(count + 1);
  trace.layers.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    RecurrentTrace& layer = trace.layers[i];
    if (i > 0) {
      trace.bytes.set(trace.inputs[i]);
      multiply(trace.bytes, inputs[i], layer.projected);
      for (std::size_t step = 0; step < trace.given.size(); ++step)
        trace.given[step] = {trace.inputs[i].row(step), layer.projected.row(step)};
    }
    read_recurrent(weights[i], weights[i].input.rows, trace.given, trace.ends, layer.memory, trace.inputs[i + 1]);
  }
}

void product_back(const Table& x_exchanged, const Table& y_gradient, const Table& w_exchanged, TableView<float> w_gradient,
                  TableView<float> x_gradient) {
  multiply_add(first_rows(x_exchanged, w_gradient.rows), y_gradient, w_gradient);
  multiply_add(y_gradient, first_rows(w_exchanged, y_gradient.columns()), x_gradient);
}

void run_layers_back(std::span<const RecurrentWeights<const float>> weights, std::span<const Table> exchanged,
                     std::span<const LayerSilences* const> silences, const LayersTrace& trace,
                     std::span<const RecurrentWeights<float>> gradients, Table& gradient) {
  const std::size_t steps = gradient.rows(), width = gradient.columns();
  for (std::size_t layer = weights.size(); layer-- > 0;) {
    Table projected(steps, 3 * width), input(steps, width), projected_from(steps, width);
    run_recurrent_back(weights[layer], trace.inputs[layer], trace.ends, trace.layers[layer], gradient, gradients[layer], projected, input);
    const Table& from = silences.empty() ? trace.inputs[layer] : trace.projected_from[layer];
    product_back(transposed(from), projected, exchanged[layer], gradients[layer].input, projected_from);
    silence(silences, trace, layer, projected_from);
    for (std::size_t i = 0; i < steps; ++i) add_scaled(projected_from.row(i), 1.0F, input.row(i), width);
    gradient = std::move(input);
  }
}

}  // namespace musnad::learning
