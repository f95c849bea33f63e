// The network of the name tagger: what a token is (the sum of the rows of its features), what it is in its sentence (recurrent
// layers), and from that a score for each tag. Its tags are chosen together with those of the linear model, see names.h.
#pragma once

#include "language/name_features.h"
#include "learning/network/feature_rows.h"
#include "learning/network/known_inputs.h"
#include "learning/network/recurrent_layers.h"
#include "learning/pool.h"

namespace musnad::language {

/// Sizes, as they stand in the model file.
struct NameShape {
  std::uint32_t width = 96;  ///< of a token's vector
  std::uint32_t layers = 2;
  std::uint32_t tags = 0;
  friend bool operator==(const NameShape&, const NameShape&) = default;
};

/// Where everything stands in one row of numbers; the same for weights and for their gradients.
template <class Float>
struct NameWeights {
  NameWeights(const NameShape& shape, Float* numbers);

  Float* every;  ///< added to every token
  std::vector<learning::RecurrentWeights<Float>> layers;
  learning::TableView<Float> out;  ///< a row a unit, a column a tag
  Float* out_bias;
  learning::TableView<Float> transitions;  ///< a row for the tag before
  std::size_t count = 0;
};

/// From trace.inputs[0] and trace.ends to the scores of tags, a row a token.
void score_name_tags(const NameWeights<const float>& weights, std::span<const learning::LayerSilences* const> silences,
                     learning::LayersTrace& trace, learning::Table& scores);
/// The same from trace.given, nobody silent, with the products of the layers in bytes.
void score_name_tags(const NameWeights<const float>& weights, std::span<const learning::ByteTable> layers, learning::ReadingTrace& trace,
                     learning::Table& scores);

/// The features of tokens[at]: first those that hold its form (kNameFormFeatures), then its part of speech, then the others.
inline constexpr std::size_t kNameFormFeatures = 5;
void fill_network_features(std::span<const NameToken> tokens, std::size_t at, std::vector<learning::Feature>& to);

class NameNetwork {
 public:
  /// Reads the sections network.* and rows.*; E0302 where they are missing or do not fit each other.
  static Result<NameNetwork> load(const learning::ModelFile& file, std::size_t tags);
  /// Adds to the scores of a linear model, `tags` for each token, and to those of tags behind each other.
  void add_scores(std::span<const NameToken> tokens, std::span<std::int32_t> scores) const;
  void add_transitions(std::span<std::int32_t> transitions) const;

 private:
  NameShape shape_;
  learning::ModelFile file_;  // keeps the mapping
  const float* numbers_ = nullptr;
  std::vector<learning::ByteTable> bytes_;  // of each layer
  float scale_ = 0;                         // from the network's scores to the linear model's
  learning::FeatureRows rows_;
  struct Scratch {
    learning::KnownInputs known;
    learning::ReadingTrace trace;
    std::vector<learning::Feature> features;
    learning::Table scores;
  };
  std::shared_ptr<learning::Pool<Scratch>> scratch_;
};

}  // namespace musnad::language
