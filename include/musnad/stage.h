// Stage: one step of the pipeline. Pipeline: an order of steps that was checked before anything ran.
//
// Stages are const after construction: one stage serves many threads. A failed Result means that the stage could not
// run at all; trouble with one document is a Diagnostic on that document.
#pragma once

#include <musnad/document.h>

#include <memory>

namespace musnad {

/// One value per type of LayerTypes, in its order.
enum class LayerKind : std::uint8_t {
  kBlocks,
  kSentences,
  kTokens,
  kWords,
  kTags,
  kMatches,
  kNames,
  kTrees,
  kNumbers,
  kTimes,
  kPageDate,
  kMentions,
  kEntities,
  kPredications,
  kSources,
  kAttributions,
  kClaims,
  kEvents
};
std::string_view to_string(LayerKind kind);

class Stage {
 public:
  virtual ~Stage() = default;
  virtual std::string_view name() const = 0;
  virtual std::span<const LayerKind> needs() const = 0;
  virtual std::span<const LayerKind> writes() const = 0;
  virtual Result<void> run(std::span<Document> batch) const = 0;
};

class Pipeline {
 public:
  /// `given`: the layers that documents bring with them (blocks, from the page reader). Fails with kPipelineOrder where a
  /// stage's needs are unmet or two stages write one layer.
  static Result<Pipeline> build(std::vector<std::unique_ptr<const Stage>> stages,
                                const std::vector<LayerKind>& given = {LayerKind::kBlocks});

  Result<void> run(std::span<Document> batch) const;
  std::span<const std::unique_ptr<const Stage>> stages() const { return stages_; }

 private:
  std::vector<std::unique_ptr<const Stage>> stages_;
};

}  // namespace musnad
