// Topics: nouns that name an act without telling that it happened ("the fight against kidnapping", "the attack" as what a
// meeting spoke of). They make no claim.
#pragma once

#include <span>

#include "codebook/reading/reading.h"
#include "coding/circumstances.h"
#include "coding/draft.h"

namespace musnad::coding {

/// True where the trigger is a noun and nothing tells of an act: no party, no count, no status of its own, no place or time
/// below it, no verb of happening, causing, doing, suffering or trying above it, and it heads no sentence. A word that also
/// names people ("the wounded") needs a count or such a verb.
bool is_topic(const codebook::Reading& reading, const Circumstances& circumstances, const TreeIndex& tree, const Draft& draft);

/// True where the trigger is part of the name of an office or a body: "Minister of Cooperation", "rescue workers", or of a
/// quoted one.
bool is_in_name(const codebook::Reading& reading, const TreeIndex& tree, WordId trigger);

/// Drops verbs that are part of another trigger of the same type: "forced to leave" is one act, and leaving none beside it; "held talks"
/// is the talks.
void drop_parts_of_others(const Document& document, std::vector<codebook::FilledFrame>& frames);

/// True where the trigger names people ("two of the dead were beheaded") to whom one of `others` was done, and counts nobody.
bool is_only_party(const codebook::Reading& reading, const Draft& draft, std::span<const Draft> others);

}  // namespace musnad::coding
