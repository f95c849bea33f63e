#include "language/name_network.h"

#include <cmath>

namespace musnad::language {

using learning::feature;
using learning::Feature;
using learning::Table;

constexpr std::size_t kKnownTokens = 8192;  // 12 MB a thread

template <class Float>
NameWeights<Float>::NameWeights(const NameShape& shape, Float* numbers) {
  learning::Placement<Float> place{numbers};
  every = place.row(shape.width);
  for (std::size_t i = 0; i < shape.layers; ++i) layers.push_back(place.layer(shape.width));
  out = place.table(shape.width, shape.tags);
  out_bias = place.row(out.columns);
  transitions = place.table(shape.tags, shape.tags);
  count = place.count;
}
template struct NameWeights<float>;
template struct NameWeights<const float>;

namespace {

void score_tags_of_output(const NameWeights<const float>& weights, const Table& output, Table& scores) {
  learning::multiply(output, weights.out, scores);
  for (std::size_t i = 0; i < scores.rows(); ++i) learning::add_scaled(weights.out_bias, 1.0F, scores.row(i), scores.columns());
}

}  // namespace

void score_name_tags(const NameWeights<const float>& weights, std::span<const learning::LayerSilences* const> silences,
                     learning::LayersTrace& trace, Table& scores) {
  learning::run_layers(weights.layers, silences, trace);
  score_tags_of_output(weights, trace.inputs.back(), scores);
}

void score_name_tags(const NameWeights<const float>& weights, std::span<const learning::ByteTable> layers, learning::ReadingTrace& trace,
                     Table& scores) {
  learning::run_layers(weights.layers, layers, trace);
  score_tags_of_output(weights, trace.inputs.back(), scores);
}

void fill_network_features(std::span<const NameToken> tokens, std::size_t at, std::vector<Feature>& to) {
  const NameToken& me = tokens[at];
  Feature id = 500;
  const auto add = [&](auto... values) { to.push_back(feature(++id, values...)); };
  to.clear();
  add(me.core_hash), add(me.bare_hash), add(me.exact), add(me.first[3]), add(me.last[3]);
  add(me.part);
  for (std::size_t n = 0; n < 3; ++n) add(me.first[n]), add(me.last[n]);
  add(me.shape, at == 0), add(me.front, me.core.size() != me.bare.size()), add(me.facts.proper(), me.facts.frequency() == 0);
  add(me.facts.frequency() / 16), add(me.facts.word_class());
  for (const std::uint32_t mask : {0xfU, 0x3fU, 0x3ffU, ~0U}) add(me.cluster & mask);
  for (std::uint32_t list = 0; list < std::size(kNameLists); ++list) {
    if (me.lists >> list & 1) to.push_back(feature(600, list));
    if (me.inside >> list & 1) to.push_back(feature(601, list));
  }
}

Result<NameNetwork> NameNetwork::load(const learning::ModelFile& file, std::size_t tags) {
  auto rows = learning::FeatureRows::load(file, "rows.");
  const auto shape = file.values<NameShape>("network.shape");
  const auto numbers = file.values<float>("network.numbers");
  const auto scale = file.values<float>("network.scale");
  if (!rows) return tl::unexpected(rows.error());
  if (!shape) return tl::unexpected(shape.error());
  if (!numbers) return tl::unexpected(numbers.error());
  if (!scale) return tl::unexpected(scale.error());
  constexpr std::uint32_t kWidest = 1024, kMostLayers = 8;
  if (shape->size() != 1 || scale->size() != 1 || shape->front().tags != tags || shape->front().width > kWidest ||
      shape->front().width % (2 * learning::kLanes) != 0 || shape->front().layers == 0 || shape->front().layers > kMostLayers ||
      rows->width() != shape->front().width || NameWeights<const float>(shape->front(), nullptr).count != numbers->size())
    return fail(ErrorCode::kModelBroken, "the network's sizes do not fit each other", file.path());
  NameNetwork network;
  network.shape_ = shape->front();
  network.file_ = file;
  network.numbers_ = numbers->data();
  network.bytes_ = learning::input_bytes(NameWeights<const float>(network.shape_, numbers->data()).layers);
  network.scale_ = scale->front();
  network.rows_ = std::move(*rows);
  network.scratch_ = std::make_shared<learning::Pool<Scratch>>();
  return network;
}

void NameNetwork::add_scores(std::span<const NameToken> tokens, std::span<std::int32_t> scores) const {
  if (tokens.empty()) return;
  const NameWeights<const float> weights(shape_, numbers_);
  auto lease = scratch_->take();
  Scratch& scratch = *lease;
  learning::ReadingTrace& trace = scratch.trace;
  if (scratch.known.empty()) scratch.known.reset(kKnownTokens, shape_.width);
  trace.ends = {tokens.size()};
  scratch.known.begin(tokens.size(), trace);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const NameToken& token = tokens[i];
    // Of everything that fill_network_features looks at; the rest follows from the form.
    const Feature key = feature(token.exact, token.part, token.lists, token.inside, i == 0);
    float* const input = scratch.known.take(key, i, trace);
    if (input == nullptr) continue;
    std::copy_n(weights.every, shape_.width, input);
    fill_network_features(tokens, i, scratch.features);
    rows_.add_rows(scratch.features, input);
  }
  scratch.known.finish(bytes_.front(), trace);
  score_name_tags(weights, bytes_, trace, scratch.scores);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    for (std::size_t t = 0; t < shape_.tags; ++t)
      scores[i * shape_.tags + t] += static_cast<std::int32_t>(std::lround(scratch.scores.row(i)[t] * scale_));
}

void NameNetwork::add_transitions(std::span<std::int32_t> transitions) const {
  const NameWeights<const float> weights(shape_, numbers_);
  for (std::size_t b = 0; b < shape_.tags; ++b)
    for (std::size_t t = 0; t < shape_.tags; ++t)
      transitions[b * shape_.tags + t] += static_cast<std::int32_t>(std::lround(weights.transitions.row(b)[t] * scale_));
}

}  // namespace musnad::language
