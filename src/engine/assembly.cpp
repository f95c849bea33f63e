#include "engine/assembly.h"

#include <utility>

#include "language/sentences.h"

namespace musnad::engine {
namespace {

using Stages = std::vector<std::unique_ptr<const Stage>>;
using Made = Result<std::unique_ptr<const Stage>>;

/// Appends a stage, or keeps the first error.
class Order {
 public:
  void then(Made stage) {
    if (!stage && !error_) error_ = stage.error();
    if (stage) stages_.push_back(std::move(*stage));
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
  order.then(language::make_sentences_stage(options.codebook));

  auto pipeline = order.build();
  if (!pipeline) return tl::unexpected(pipeline.error());
  assembly.pipeline = std::move(*pipeline);
  return assembly;
}

}  // namespace musnad::engine
