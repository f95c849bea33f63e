#include "engine/assembly.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <optional>
#include <utility>

#include "attribution/stages.h"
#include "codebook/codebook.h"
#include "coding/entities/entities.h"
#include "coding/predications.h"
#include "coding/times/numbers.h"
#include "coding/times/times.h"
#include "language/models.h"
#include "language/names.h"
#include "language/tokens/sentences.h"
#include "text/sha256.h"

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

/// What tells these models from others: a hash over the heads of the files, which hold their checksums.
std::string models_version(const std::filesystem::path& models) {
  constexpr std::size_t kHeadBytes = 64, kDigits = 12;
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(models, ignored))
    if (entry.path().extension() == ".model" || entry.path().extension() == ".gaz") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string heads;
  for (const auto& path : files) {
    std::string head(kHeadBytes, '\0');
    std::ifstream(path, std::ios::binary).read(head.data(), kHeadBytes);
    heads += path.filename().string() + head;
  }
  return text::sha256(heads).substr(0, kDigits);
}

}  // namespace

Result<Assembly> assemble(const EngineOptions& options) {
  Assembly assembly;
  Order order;
  // Models and codebook are most of a start and have nothing to do with each other.
  auto loading = std::async(std::launch::async, [&] { return language::Models::load(options.models.string()); });
  Result<std::shared_ptr<const codebook::Codebook>> book = nullptr;
  if (options.depth == Depth::kRecord) book = codebook::Codebook::load(options.codebook, options.lexicon);
  auto models = loading.get();
  if (!models) return tl::unexpected(models.error());
  assembly.models_version = models_version(options.models);
  order.then(language::make_sentences_stage(options.codebook));
  auto names = language::WholeNames::load(options.codebook);
  if (!names) return tl::unexpected(names.error());
  order.then(language::make_words_stage(*models, std::move(*names)));
  order.then(language::make_tags_stage(*models));
  if (options.depth == Depth::kWords) {
    order.then(language::make_trees_stage(*models, language::ParsedSentences::kAll));
  } else {
    if (!book) return tl::unexpected(book.error());
    assembly.codebook_version = (*book)->version();
    order.then(codebook::make_matches_stage(*book));
    order.then(language::make_trees_stage(*models, language::ParsedSentences::kWithMatches));
    order.then(language::make_names_stage(options.models.string()));
    order.then(coding::make_times_stage(options.codebook));
    order.then(coding::make_numbers_stage(options.codebook));
    order.then(coding::make_entities_stage(*book, options.models));
    order.then(coding::make_predications_stage(*book));
    order.then(attribution::make_attributions_stage(*book));
    order.then(attribution::make_claims_stage(*book));
    order.then(attribution::make_events_stage());
  }
  auto pipeline = order.build();
  if (!pipeline) return tl::unexpected(pipeline.error());
  assembly.pipeline = std::move(*pipeline);
  return assembly;
}

}  // namespace musnad::engine
