// Predications: the frames of a document's sentences with their parties, counts, place, time and status.
#pragma once

#include <musnad/stage.h>

#include <memory>

#include "codebook/codebook.h"

namespace musnad::coding {

/// Needs matches, trees, numbers, times, page date, mentions, entities; writes predications, in order of text.
std::unique_ptr<const Stage> make_predications_stage(std::shared_ptr<const codebook::Codebook> book);

}  // namespace musnad::coding
