// Acts and their effects: "a blast killed five and wounded ten" and "an attack that led to the death of two" are one
// predication each, that carries all its counts.
#pragma once

#include "coding/draft.h"
#include "document/tree.h"

namespace musnad::coding {

/// Marks the drafts of one sentence that are effects of another one as merged, and gives that one their counts, and their
/// victims where it has none. Guided by the tree: outcome verbs ("led to"), coordination of effects, participles.
void merge_effects(const codebook::Codebook& book, const TreeIndex& tree, std::span<Draft> drafts);

}  // namespace musnad::coding
