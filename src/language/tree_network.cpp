#include "language/tree_network.h"

#include <algorithm>

namespace musnad::language {

using learning::Table;
using learning::TableView;

namespace {
constexpr std::size_t kAfter = 10;  // added to the class where the head stands behind
}

std::size_t distance_class(std::size_t dependent, std::size_t head) {
  if (head == 0) return 0;
  const bool before = head < dependent;
  const std::size_t steps = before ? dependent - head : head - dependent;
  const std::size_t size = steps <= 5 ? steps : steps <= 7 ? 6 : steps <= 10 ? 7 : steps <= 15 ? 8 : steps <= 25 ? 9 : 10;
  return before ? size : kAfter + size;
}

template <class Float>
TreeWeights<Float>::TreeWeights(const TreeShape& shape, Float* numbers) {
  learning::Placement<Float> place{numbers};
  const auto row = [&](std::size_t size) { return place.row(size); };
  const auto table = [&](std::size_t rows, std::size_t columns) { return place.table(rows, columns); };
  domains = table(shape.domains, shape.width);
  for (std::size_t i = 0; i < shape.layers; ++i) layers.push_back(place.layer(shape.width));
  arc_dependent = table(shape.width, shape.arc_width);
  arc_head = table(shape.width, shape.arc_width);
  arc_pair = table(shape.arc_width, shape.arc_width);
  arc_distance = table(shape.arc_width, kDistanceCount);
  for (Float** each : {&arc_dependent_bias, &arc_head_bias, &arc_any}) *each = row(shape.arc_width);
  label_dependent = table(shape.width, shape.label_width);
  label_head = table(shape.width, shape.label_width);
  label_distance = table(kDistanceCount, shape.label_width);
  label_out = table(shape.label_width, shape.relations);
  label_bias = row(shape.label_width);
  label_out_bias = row(learning::whole_lanes(shape.relations));
  count = place.count;
}
template struct TreeWeights<float>;
template struct TreeWeights<const float>;

namespace {

// Multiplies the rows of each sentence by what `silent` picks of its silences.
template <class Pick>
void silence(std::span<const Silences> silences, const TreeTrace& trace, Table& table, Pick silent) {
  for (std::size_t s = 0; s < silences.size(); ++s)
    for (std::size_t i = trace.begin_of(s); i < trace.ends[s]; ++i)
      for (std::size_t k = 0; k < table.columns(); ++k) table.row(i)[k] *= silent(silences[s])[k];
}

void score_pairs(const TreeTrace& trace, std::size_t sentence, Table& scores) {
  const std::size_t begin = trace.begin_of(sentence), nodes = trace.steps_of(sentence), width = trace.arc_heads.columns();
  const Table heads = learning::transposed({trace.arc_heads.row(begin), nodes, width});
  learning::multiply({trace.arc_pairs.row(begin), nodes, width}, heads, scores);
  std::vector<std::uint8_t> classes(nodes);  // by steps to a head before
  for (std::size_t steps = 1; steps < nodes; ++steps) classes[steps] = static_cast<std::uint8_t>(distance_class(1 + steps, 1));
  for (std::size_t i = 1; i < nodes; ++i) {
    float* const to = scores.row(i);
    const float* const distances = trace.arc_distances.row(begin + i);
    to[0] += distances[distance_class(i, 0)];
    for (std::size_t head = 1; head < i; ++head) to[head] += distances[classes[i - head]];
    for (std::size_t head = i; head < nodes; ++head) to[head] += distances[kAfter + classes[head - i]];
  }
}

}  // namespace

std::vector<const learning::LayerSilences*> layers_of(std::span<const Silences> silences) {
  std::vector<const learning::LayerSilences*> result;
  for (const Silences& each : silences) result.push_back(&each.layers);
  return result;
}

TreeBytes::TreeBytes(const TreeWeights<const float>& weights)
    : layers(learning::input_bytes(weights.layers)),
      arc_dependent(weights.arc_dependent),
      arc_head(weights.arc_head),
      label_dependent(weights.label_dependent),
      label_head(weights.label_head) {}

namespace {

// From the products of the nodes to the scores.
void score_arcs_of_products(const TreeWeights<const float>& weights, std::span<const Silences> silences, TreeTrace& trace) {
  learning::add_bias_and_clip(weights.arc_dependent_bias, trace.arc_dependents);
  silence(silences, trace, trace.arc_dependents, [](const Silences& each) { return each.arc_dependent.data(); });
  learning::add_bias_and_clip(weights.arc_head_bias, trace.arc_heads);
  silence(silences, trace, trace.arc_heads, [](const Silences& each) { return each.arc_head.data(); });
  learning::multiply(trace.arc_dependents, weights.arc_pair, trace.arc_pairs);
  for (std::size_t i = 0; i < trace.arc_pairs.rows(); ++i)
    learning::add_scaled(weights.arc_any, 1.0F, trace.arc_pairs.row(i), trace.arc_pairs.columns());
  learning::multiply(trace.arc_dependents, weights.arc_distance, trace.arc_distances);
  trace.arc_scores.resize(trace.ends.size());
  for (std::size_t s = 0; s < trace.ends.size(); ++s) score_pairs(trace, s, trace.arc_scores[s]);
}

}  // namespace

void score_arcs(const TreeWeights<const float>& weights, std::span<const Silences> silences, TreeTrace& trace) {
  learning::run_layers(weights.layers, layers_of(silences), trace);
  const Table& nodes = trace.inputs.back();
  learning::multiply(nodes, weights.arc_dependent, trace.arc_dependents);
  learning::multiply(nodes, weights.arc_head, trace.arc_heads);
  learning::multiply(nodes, weights.label_dependent, trace.label_dependents);
  learning::multiply(nodes, weights.label_head, trace.label_heads);
  score_arcs_of_products(weights, silences, trace);
}

void score_arcs(const TreeWeights<const float>& weights, const TreeBytes& bytes, TreeTrace& trace) {
  learning::run_layers(weights.layers, bytes.layers, trace);
  trace.bytes.set(trace.inputs.back());
  learning::multiply(trace.bytes, bytes.arc_dependent, trace.arc_dependents);
  learning::multiply(trace.bytes, bytes.arc_head, trace.arc_heads);
  learning::multiply(trace.bytes, bytes.label_dependent, trace.label_dependents);
  learning::multiply(trace.bytes, bytes.label_head, trace.label_heads);
  score_arcs_of_products(weights, {}, trace);
}

void score_relations(const TreeWeights<const float>& weights, std::span<const Silences> silences, const TreeTrace& trace,
                     std::span<const NodePair> arcs, Table& hidden, Table& scores) {
  const std::size_t width = weights.label_out.rows;
  hidden.resize(arcs.size(), width);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const NodePair& arc = arcs[i];
    const std::size_t begin = trace.begin_of(arc.sentence);
    const float *lower = trace.label_dependents.row(begin + arc.dependent), *upper = trace.label_heads.row(begin + arc.head);
    std::copy_n(lower, width, hidden.row(i));
    learning::add_scaled(upper, 1.0F, hidden.row(i), width);
    learning::add_scaled(weights.label_distance.row(distance_class(arc.dependent, arc.head)), 1.0F, hidden.row(i), width);
  }
  learning::add_bias_and_clip(weights.label_bias, hidden);
  if (!silences.empty())
    for (std::size_t i = 0; i < arcs.size(); ++i)
      for (std::size_t k = 0; k < width; ++k) hidden.row(i)[k] *= silences[arcs[i].sentence].label[k];
  scores.resize(arcs.size(), weights.label_out.columns);
  for (std::size_t i = 0; i < arcs.size(); ++i) std::copy_n(weights.label_out_bias, weights.label_out.columns, scores.row(i));
  learning::multiply_add(hidden, weights.label_out, scores);
}

}  // namespace musnad::language
