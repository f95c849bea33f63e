#include "engine/assembly.h"

#include <optional>
#include <utility>

#include "attribution/stages.h"
#include "codebook/codebook.h"
#include "coding/entities.h"
#include "coding/numbers.h"
#include "coding/predications.h"
#include "coding/times.h"
#include "language/models.h"
#include "language/sentences.h"

namespace musnad::engine {
namespace {

using Stages = std::vector<std::unique_ptr<const Stage>>;

/// Stages in their order, or the first error of making one.
class Order {
 public:
  Order& then(std::unique_ptr<const Stage> stage) {
    stages_.push_back(std::move(stage));
    return *this;
  }
  Order& then(Result<std::unique_ptr<const Stage>> stage) {
    if (stage) return then(std::move(*stage));
    if (!error_) error_ = stage.error();
    return *this;
  }
  Result<Pipeline> build() {
    if (error_) return tl::unexpected(*error_);
    return Pipeline::build(std::move(stages_));
  }

 private:
  Stages stages_;
  std::optional<Error> error_;
};

}  // namespace

Result<Assembly> assemble(const EngineOptions& options) {
  Assembly assembly;
  Order order;
  auto models = language::Models::load(options.models.string());
  if (!models) return tl::unexpected(models.error());
  order.then(language::make_sentences_stage(options.codebook));
  order.then(language::make_words_stage(*models));
  order.then(language::make_tags_stage(*models));
  if (options.depth == Depth::kWords) {
    order.then(language::make_trees_stage(*models, language::ParsedSentences::kAll));
  } else {
    auto book = codebook::Codebook::load(options.codebook);
    if (!book) return tl::unexpected(book.error());
    assembly.codebook_version = (*book)->version();
    order.then(codebook::make_matches_stage(*book));
    order.then(language::make_trees_stage(*models, language::ParsedSentences::kWithMatches));
    order.then(coding::make_times_stage(options.codebook));
    order.then(coding::make_numbers_stage(options.codebook));
    order.then(coding::make_entities_stage(*book, options.models));
    order.then(coding::make_predications_stage(*book));
    order.then(attribution::make_attributions_stage(*book));
    order.then(attribution::make_claims_stage());
    order.then(attribution::make_events_stage());
  }
  auto pipeline = order.build();
  if (!pipeline) return tl::unexpected(pipeline.error());
  assembly.pipeline = std::move(*pipeline);
  return assembly;
}

}  // namespace musnad::engine
