// Commitments: what PLOVER makes of cooperation that is only promised. "Agreed to send aid" is one act, AGREE, that carries
// the recipient of the aid; "will send aid" is AGREE as well.
#pragma once

#include "coding/draft.h"
#include "document/tree.h"

namespace musnad::coding {

/// In one sentence: a verb and the act that is its object become one where they name one act. An AGREE takes in the cooperative act that it
/// promises (that draft is marked as merged), with its recipient, place and time where it has none of its own; a planned visit, support,
/// cooperation or aid becomes AGREE (PLOVER 0.8, section AGREE: these "reported in future tense are also taken to imply intentions").
/// Retreats and concessions keep their type, as the manual asks. A threat or refusal that names nobody is against whom its content is:
/// "threatened to shell the port".
void settle_commitments(const TreeIndex& tree, std::span<Draft> drafts);

}  // namespace musnad::coding
