#include "tree_gradients.h"

#include "softmax.h"

#include <algorithm>

namespace musnad::training {
namespace {

using language::Silences;
using language::TreeTrace;
using language::TreeWeights;
using learning::ConstTable;
using learning::product_back;
using learning::Table;
using learning::TableView;

void add_rows(ConstTable from, float* to) {
  for (std::size_t i = 0; i < from.rows; ++i) learning::add_scaled(from.row(i), 1.0F, to, from.columns);
}

// Where a unit was clipped to zero, or silent, nothing goes through it.
void clip_back(ConstTable made, Table& gradient) {
  for (std::size_t i = 0; i < gradient.rows(); ++i)
    for (std::size_t k = 0; k < gradient.columns(); ++k)
      if (made.row(i)[k] <= 0.0F) gradient.row(i)[k] = 0.0F;
}

struct Pass {
  const TreeWeights<const float>& weights;
  const ExchangedWeights& exchanged;
  std::span<const Silences> silences;
  const TreeTrace& trace;
  const GoldNodes& gold;
  float weight;
  const TreeWeights<float>& gradients;
  std::size_t nodes;
  Table output_exchanged;
  double loss = 0;

  template <class Visit>
  void for_each_word(Visit visit) {
    for (std::size_t s = 0; s < trace.ends.size(); ++s)
      for (std::size_t i = 1; i < trace.steps_of(s); ++i)
        visit(language::NodePair{s, i, gold.heads[trace.begin_of(s) + i]}, trace.begin_of(s));
  }

  template <class Pick>
  void silence_back(Table& gradient, Pick silent) {
    for (std::size_t s = 0; s < silences.size(); ++s)
      for (std::size_t i = trace.begin_of(s); i < trace.ends[s]; ++i)
        for (std::size_t k = 0; k < gradient.columns(); ++k) gradient.row(i)[k] *= silent(silences[s])[k];
  }

  void relations_back(Table& output) {
    Table hidden(nodes, weights.label_out.rows), scores(nodes, weights.label_out.columns), arc_hidden, arc_scores;
    std::vector<language::NodePair> arcs;
    for_each_word([&](language::NodePair arc, std::size_t) { arcs.push_back(arc); });
    score_relations(weights, silences, trace, arcs, arc_hidden, arc_scores);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const std::size_t row = trace.begin_of(arcs[i].sentence) + arcs[i].dependent, columns = scores.columns();
      if (gold.knows(row))
        loss += soften(arc_scores.row(i), columns, gold.relations[row], columns, weight);
      else
        std::fill_n(arc_scores.row(i), columns, 0.0F);
      std::copy_n(arc_hidden.row(i), hidden.columns(), hidden.row(row));
      std::copy_n(arc_scores.row(i), columns, scores.row(row));
    }
    add_rows(scores, gradients.label_out_bias);
    Table of_hidden(nodes, hidden.columns());
    product_back(learning::transposed(hidden), scores, exchanged.label_out, gradients.label_out, of_hidden);
    clip_back(hidden, of_hidden);
    silence_back(of_hidden, [](const Silences& each) { return each.label.data(); });
    Table of_heads(nodes, hidden.columns());
    for_each_word([&](language::NodePair arc, std::size_t begin) {
      const float* const from = of_hidden.row(begin + arc.dependent);
      learning::add_scaled(from, 1.0F, of_heads.row(begin + arc.head), of_heads.columns());
      learning::add_scaled(from, 1.0F, gradients.label_distance.row(language::distance_class(arc.dependent, arc.head)), of_heads.columns());
    });
    add_rows(of_hidden, gradients.label_bias);
    product_back(output_exchanged, of_hidden, exchanged.label_dependent, gradients.label_dependent, output);
    product_back(output_exchanged, of_heads, exchanged.label_head, gradients.label_head, output);
  }

  struct ArcGradients {
    Table pairs, heads, distances;
  };

  // From the arc scores of one sentence.
  void pairs_back(std::size_t sentence, ArcGradients& to) {
    const std::size_t begin = trace.begin_of(sentence), count = trace.steps_of(sentence), width = trace.arc_pairs.columns();
    Table scores = trace.arc_scores[sentence];
    std::fill_n(scores.row(0), scores.columns(), 0.0F);
    for (std::size_t i = 1; i < count; ++i) {
      if (!gold.knows(begin + i)) {
        std::fill_n(scores.row(i), scores.columns(), 0.0F);
        continue;
      }
      loss += soften(scores.row(i), count, gold.heads[begin + i], i, weight);
      std::fill(scores.row(i) + count, scores.row(i) + scores.columns(), 0.0F);
      for (std::size_t head = 0; head < count; ++head)
        to.distances.row(begin + i)[language::distance_class(i, head)] += scores.row(i)[head];
    }
    learning::multiply_add(scores, {trace.arc_heads.row(begin), count, width}, {to.pairs.row(begin), count, width});
    const Table exchanged_scores = learning::transposed(scores);
    learning::multiply_add({exchanged_scores.row(0), count, exchanged_scores.columns()}, {trace.arc_pairs.row(begin), count, width},
                           {to.heads.row(begin), count, width});
  }

  void arcs_back(Table& output) {
    const std::size_t width = trace.arc_pairs.columns();
    ArcGradients of{Table(nodes, width), Table(nodes, width), Table(nodes, language::kDistanceCount)};
    for (std::size_t s = 0; s < trace.ends.size(); ++s) pairs_back(s, of);
    add_rows(of.pairs, gradients.arc_any);
    Table of_dependents(nodes, width);
    const Table dependents_exchanged = learning::transposed(trace.arc_dependents);
    product_back(dependents_exchanged, of.pairs, exchanged.arc_pair, gradients.arc_pair, of_dependents);
    product_back(dependents_exchanged, of.distances, exchanged.arc_distance, gradients.arc_distance, of_dependents);
    clip_back(trace.arc_dependents, of_dependents);
    clip_back(trace.arc_heads, of.heads);
    silence_back(of_dependents, [](const Silences& each) { return each.arc_dependent.data(); });
    silence_back(of.heads, [](const Silences& each) { return each.arc_head.data(); });
    add_rows(of_dependents, gradients.arc_dependent_bias);
    add_rows(of.heads, gradients.arc_head_bias);
    product_back(output_exchanged, of_dependents, exchanged.arc_dependent, gradients.arc_dependent, output);
    product_back(output_exchanged, of.heads, exchanged.arc_head, gradients.arc_head, output);
  }
};

}  // namespace

ExchangedWeights::ExchangedWeights(const TreeWeights<const float>& weights) {
  for (const auto& layer : weights.layers) layers.push_back(learning::transposed(layer.input));
  arc_dependent = learning::transposed(weights.arc_dependent);
  arc_head = learning::transposed(weights.arc_head);
  arc_pair = learning::transposed(weights.arc_pair);
  arc_distance = learning::transposed(weights.arc_distance);
  label_dependent = learning::transposed(weights.label_dependent);
  label_head = learning::transposed(weights.label_head);
  label_out = learning::transposed(weights.label_out);
}

Table add_gradients(const TreeWeights<const float>& weights, const ExchangedWeights& exchanged, std::span<const Silences> silences,
                    const TreeTrace& trace, const GoldNodes& gold, float weight, const TreeWeights<float>& gradients, double& loss) {
  const Table& output = trace.inputs.back();
  Pass pass{weights, exchanged, silences, trace, gold, weight, gradients, output.rows(), learning::transposed(output), 0.0};
  Table gradient(output.rows(), output.columns());
  pass.relations_back(gradient);
  pass.arcs_back(gradient);
  learning::run_layers_back(weights.layers, exchanged.layers, language::layers_of(silences), trace, gradients.layers, gradient);
  loss += pass.loss;
  return gradient;
}

}  // namespace musnad::training
