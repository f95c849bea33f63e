// The order of the stages: which rooms read a document, one after another.
#pragma once

#include <musnad/engine.h>
#include <musnad/stage.h>

namespace musnad::engine {

/// A pipeline with what identifies the codebook and the models it was made from.
struct Assembly {
  Pipeline pipeline;
  std::string codebook_version;
  std::string models_version;
};

/// Loads what `options` names and puts the stages in order.
Result<Assembly> assemble(const EngineOptions& options);

}  // namespace musnad::engine
