// Who reports whom: each telling gets the telling inside whose content it stands.
#pragma once

#include "attribution/tellings.h"

namespace musnad::attribution {

/// Sets `outer` of every telling that has none yet: the one with the smallest content that holds its cue, or the one that
/// reports the telling its teller was taken over from. Never makes a cycle. Contents may grow: an outlet's content holds
/// what its speaker goes on to say.
void nest(const Document& document, std::vector<Telling>& tellings);

/// A document quoted in one sentence and passed on in an earlier one: its telling is put inside what was told of the
/// passing on, below its carrier, who gets a telling of his own.
void add_carriers(const codebook::Codebook& book, const Document& document, const TellerFinder& tellers, std::vector<Telling>& tellings);

}  // namespace musnad::attribution
