// The stages of this room.
#pragma once

#include <musnad/stage.h>

#include <memory>

#include "codebook/codebook.h"

namespace musnad::attribution {

/// Needs matches, trees, mentions, entities; writes sources and attributions. Source 0 is the page.
std::unique_ptr<const Stage> make_attributions_stage(std::shared_ptr<const codebook::Codebook> book);
/// Needs predications and attributions; writes claims.
std::unique_ptr<const Stage> make_claims_stage(std::shared_ptr<const codebook::Codebook> codebook);
/// Needs claims; writes events.
std::unique_ptr<const Stage> make_events_stage();

}  // namespace musnad::attribution
