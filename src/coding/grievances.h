// What people are against beside their protest: the reason of the protest, no act of its own.
#pragma once

#include "codebook/codebook.h"
#include "coding/draft.h"

namespace musnad::coding {

/// "Protests began ... Residents of X and Y opposed the rise in prices": the refusal of people who speak for no body goes into
/// the protest of the same paragraph that has nobody and no issue of its own, with its actor, its issue and its places
/// (marked as merged). `drafts`: those of the whole page, in order of text.
void settle_grievances(const Document& document, std::span<Draft> drafts);

}  // namespace musnad::coding
