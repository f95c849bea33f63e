// Words that look like cues and are none: parts of other expressions, nouns that only name what a verb tells, verbs that
// are acts themselves.
#pragma once

#include "attribution/telling.h"
#include "document/tree.h"

namespace musnad::attribution {

/// False for a word that stands inside an expression of quantity ("no less than"), says what something is called, or stands inside the
/// trigger of an act that is no speech ("declared a state of emergency").
bool may_be_cue(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading,
                const codebook::FilledFrame& cue);

/// Empties the contents of the sentence's tellings, from `first` on, that repeat another's: a noun of speech beside the
/// verb that governs the same clause, a cue within another's teller or cue, a content that is no clause and names no act,
/// what happens "according to the rules".
void prune(const Document& document, const codebook::Codebook& book, const codebook::Reading& reading, const TreeIndex& tree,
           std::vector<Telling>& tellings, std::size_t first);

}  // namespace musnad::attribution
