#include "learning/network/recurrent.h"

#include "learning/network/lanes.h"

namespace musnad::learning {
namespace {

constexpr float kPassedBy = 1.7320508F;  // keeps the variance of the output near that of the input

// The rows of one sequence in the direction of the units.
struct Steps {
  std::size_t begin, end;
  bool backwards;
  std::size_t count() const { return end - begin; }
  std::size_t at(std::size_t step) const { return backwards ? end - 1 - step : begin + step; }
};

MUSNAD_INLINE void run_units(const RecurrentWeights<const float>& weights, const RecurrentStep& given, RecurrentTrace& trace,
                             TableView<float> output, const float* before, std::size_t at, std::size_t begin, std::size_t end) {
  const std::size_t width = output.columns;
  const float* const projected = given.projected;
  for (std::size_t k = begin; k < end; k += kLanes) {
    Lanes last = {};
    if (before != nullptr) last = lanes_at(before + k);
    Lanes forget = lanes_at(projected + width + k) + lanes_at(weights.forget_memory + k) * last + lanes_at(weights.forget_bias + k);
    Lanes reset = lanes_at(projected + 2 * width + k) + lanes_at(weights.reset_memory + k) * last + lanes_at(weights.reset_bias + k);
    squash(forget);
    squash(reset);
    const Lanes memory = forget * last + (1.0F - forget) * lanes_at(projected + k);
    store(trace.forget.row(at) + k, forget);
    store(trace.reset.row(at) + k, reset);
    store(trace.memory.row(at) + k, memory);
    store(output.row(at) + k, reset * memory + (1.0F - reset) * lanes_at(given.x + k) * kPassedBy);
  }
}

MUSNAD_INLINE void run_all_units_body(const RecurrentWeights<const float>& weights, std::span<const RecurrentStep> given, std::size_t begin,
                                      std::size_t end, RecurrentTrace& trace, TableView<float> output) {
  const std::size_t half = output.columns / 2;
  for (const bool backwards : {false, true}) {
    const Steps steps{begin, end, backwards};
    for (std::size_t step = 0; step < steps.count(); ++step)
      run_units(weights, given[steps.at(step)], trace, output, step == 0 ? nullptr : trace.memory.row(steps.at(step - 1)), steps.at(step),
                backwards ? half : 0, backwards ? 2 * half : half);
  }
}

// A step of reading: nothing is kept for a way back but the memory, and the two gates share one division. What the next step is given
// lies anywhere in memory; it is asked for a step ahead.
MUSNAD_INLINE void read_units(const RecurrentWeights<const float>& weights, const RecurrentStep& given, const RecurrentStep& next,
                              float* memory, float* output, std::size_t width, std::size_t begin, std::size_t end) {
  for (std::size_t k = begin; k < end; k += kLanes) {
    for (const float* const row : {next.x, next.projected, next.projected + width, next.projected + 2 * width}) __builtin_prefetch(row + k);
    const Lanes last = lanes_at(memory + k);
    Lanes forget = lanes_at(given.projected + width + k) + lanes_at(weights.forget_memory + k) * last + lanes_at(weights.forget_bias + k);
    Lanes reset = lanes_at(given.projected + 2 * width + k) + lanes_at(weights.reset_memory + k) * last + lanes_at(weights.reset_bias + k);
    squash_both(forget, reset);
    const Lanes now = forget * last + (1.0F - forget) * lanes_at(given.projected + k);
    store(memory + k, now);
    store(output + k, reset * now + (1.0F - reset) * lanes_at(given.x + k) * kPassedBy);
  }
}

MUSNAD_INLINE void read_all_units_body(const RecurrentWeights<const float>& weights, std::span<const RecurrentStep> given,
                                       std::size_t begin, std::size_t end, float* memory, TableView<float> output) {
  const std::size_t width = output.columns, half = width / 2;
  std::fill_n(memory, width, 0.0F);
  for (const bool backwards : {false, true}) {
    const Steps steps{begin, end, backwards};
    for (std::size_t step = 0; step < steps.count(); ++step)
      read_units(weights, given[steps.at(step)], given[steps.at(std::min(step + 1, steps.count() - 1))], memory, output.row(steps.at(step)),
                 width, backwards ? half : 0, backwards ? width : half);
  }
}

struct Back {
  const RecurrentWeights<const float>& weights;
  const RecurrentWeights<float>& gradients;
  const RecurrentTrace& trace;
  ConstTable x, output_gradient;
  TableView<float> projected_gradient, x_gradient;
  float* memory_gradient;  // of the step at hand, then of the one before
};

MUSNAD_INLINE void run_units_back(const Back& back, const float* before, std::size_t at, std::size_t begin, std::size_t end) {
  const std::size_t width = back.x.columns;
  for (std::size_t k = begin; k < end; k += kLanes) {
    Lanes last = {};
    if (before != nullptr) last = lanes_at(before + k);
    const Lanes forget = lanes_at(back.trace.forget.row(at) + k), reset = lanes_at(back.trace.reset.row(at) + k);
    const Lanes memory = lanes_at(back.trace.memory.row(at) + k), given = lanes_at(back.output_gradient.row(at) + k);
    const Lanes of_memory = lanes_at(back.memory_gradient + k) + given * reset;
    const Lanes of_reset = given * (memory - lanes_at(back.x.row(at) + k) * kPassedBy) * reset * (1.0F - reset);
    const Lanes of_forget = of_memory * (last - lanes_at(back.trace.projected.row(at) + k)) * forget * (1.0F - forget);
    add_to(back.x_gradient.row(at) + k, given * (1.0F - reset) * kPassedBy);
    store(back.projected_gradient.row(at) + k, of_memory * (1.0F - forget));
    store(back.projected_gradient.row(at) + width + k, of_forget);
    store(back.projected_gradient.row(at) + 2 * width + k, of_reset);
    add_to(back.gradients.forget_memory + k, of_forget * last);
    add_to(back.gradients.reset_memory + k, of_reset * last);
    add_to(back.gradients.forget_bias + k, of_forget);
    add_to(back.gradients.reset_bias + k, of_reset);
    store(back.memory_gradient + k,
          of_memory * forget + of_forget * lanes_at(back.weights.forget_memory + k) + of_reset * lanes_at(back.weights.reset_memory + k));
  }
}

MUSNAD_INLINE void run_all_units_back_body(const Back& back, std::size_t begin, std::size_t end) {
  const std::size_t half = back.x.columns / 2;
  for (const bool backwards : {false, true}) {
    const Steps steps{begin, end, backwards};
    for (std::size_t step = steps.count(); step-- > 0;)
      run_units_back(back, step == 0 ? nullptr : back.trace.memory.row(steps.at(step - 1)), steps.at(step), backwards ? half : 0,
                     backwards ? 2 * half : half);
  }
}

MUSNAD_FOR_MACHINES(run_all_units,
                    (const RecurrentWeights<const float>& weights, std::span<const RecurrentStep> given, std::size_t begin, std::size_t end,
                     RecurrentTrace& trace, TableView<float> output),
                    (weights, given, begin, end, trace, output))
MUSNAD_FOR_MACHINES(read_all_units,
                    (const RecurrentWeights<const float>& weights, std::span<const RecurrentStep> given, std::size_t begin, std::size_t end,
                     float* memory, TableView<float> output),
                    (weights, given, begin, end, memory, output))
MUSNAD_FOR_MACHINES(run_all_units_back, (const Back& back, std::size_t begin, std::size_t end), (back, begin, end))

}  // namespace

void run_recurrent(const RecurrentWeights<const float>& weights, std::size_t width, std::span<const RecurrentStep> steps,
                   std::span<const std::size_t> ends, RecurrentTrace& trace, Table& output) {
  for (Table* each : {&trace.forget, &trace.reset, &trace.memory, &output}) each->resize(steps.size(), width);
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    run_all_units(weights, steps, begin, end, trace, output);
    begin = end;
  }
}

void read_recurrent(const RecurrentWeights<const float>& weights, std::size_t width, std::span<const RecurrentStep> steps,
                    std::span<const std::size_t> ends, Table& memory, Table& output) {
  memory.resize(1, width);
  output.resize(steps.size(), width);
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    read_all_units(weights, steps, begin, end, memory.row(0), output);
    begin = end;
  }
}

void run_recurrent_back(const RecurrentWeights<const float>& weights, ConstTable x, std::span<const std::size_t> ends,
                        const RecurrentTrace& trace, ConstTable output_gradient, const RecurrentWeights<float>& gradients,
                        TableView<float> projected_gradient, TableView<float> x_gradient) {
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    std::vector<float> memory_gradient(x.columns);
    run_all_units_back({weights, gradients, trace, x, output_gradient, projected_gradient, x_gradient, memory_gradient.data()}, begin, end);
    begin = end;
  }
}

}  // namespace musnad::learning
