// Claims: every predication with the chain of tellers through which it reached the page, and what is weak in that chain.
#pragma once

#include <musnad/document.h>

namespace musnad::attribution {

/// The innermost attribution whose content holds `span`, or an invalid id.
AttributionId innermost(const Document& document, ByteSpan span);

/// The tellers from the page inwards to `attribution`; an invalid id stands for one whom the text hides.
std::vector<SourceId> chain_of(const Document& document, AttributionId attribution);

/// Names of the weaknesses of a chain, in the order of docs/chains.md.
std::vector<std::string> defects_of(const Document& document, const Predication& act, AttributionId attribution,
                                    const std::vector<SourceId>& chain);

/// Predications + attributions -> claims. What its teller denies is denied; what he only claims is alleged.
std::vector<Claim> make_claims(const Document& document);

}  // namespace musnad::attribution
