#include <fmt/format.h>
#include <musnad/stage.h>

#include <array>

namespace musnad {

namespace {
constexpr std::array<std::string_view, std::tuple_size_v<LayerTypes>> kLayerNames = {
    "blocks", "sentences", "tokens",   "words",    "tags",         "matches", "names",        "trees",  "numbers",
    "times",  "page date", "mentions", "entities", "predications", "sources", "attributions", "claims", "events"};
}

std::string_view to_string(LayerKind kind) {
  return kLayerNames[static_cast<std::size_t>(kind)];
}

Result<Pipeline> Pipeline::build(std::vector<std::unique_ptr<const Stage>> stages, const std::vector<LayerKind>& given) {
  std::array<std::string_view, kLayerNames.size()> writer{};
  for (LayerKind kind : given) writer[static_cast<std::size_t>(kind)] = "the input";
  for (const auto& stage : stages) {
    for (LayerKind kind : stage->needs())
      if (writer[static_cast<std::size_t>(kind)].empty())
        return fail(ErrorCode::kPipelineOrder,
                    fmt::format("stage '{}' needs {}, which no earlier stage writes", stage->name(), to_string(kind)));
    for (LayerKind kind : stage->writes()) {
      auto& who = writer[static_cast<std::size_t>(kind)];
      if (!who.empty())
        return fail(ErrorCode::kPipelineOrder,
                    fmt::format("stage '{}' writes {}, which {} already writes", stage->name(), to_string(kind), who));
      who = stage->name();
    }
  }
  Pipeline pipeline;
  pipeline.stages_ = std::move(stages);
  return pipeline;
}

Result<void> Pipeline::run(std::span<Document> batch) const {
  for (const auto& stage : stages_)
    if (auto done = stage->run(batch); !done) return done;
  return {};
}

}  // namespace musnad
