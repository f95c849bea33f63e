// Claims: every predication with the chain of tellers through which it reached the page, and what is weak in that chain.
#pragma once

#include <musnad/document.h>

#include "codebook/codebook.h"

namespace musnad::attribution {

/// The innermost attribution whose content holds `span`, or an invalid id.
AttributionId innermost(const Document& document, ByteSpan span);

/// The tellers from the page inwards to `attribution`; an invalid id stands for one whom the text hides.
std::vector<SourceId> chain_of(const Document& document, AttributionId attribution);

/// Names of the weaknesses of a chain, in the order of docs/chains.md. `credited`: credits_agency of the page.
std::vector<std::string> defects_of(const Document& document, const Predication& act, AttributionId attribution,
                                    const std::vector<SourceId>& chain, bool credited);

/// Whether a credit, byline or dateline of the page names a news agency other than the publisher of the page.
bool credits_agency(const codebook::Codebook& book, const Document& document);

/// Predications + attributions -> claims. What its teller denies is denied; what he only claims is alleged.
/// `credited` as above.
std::vector<Claim> make_claims(const Document& document, bool credited);

}  // namespace musnad::attribution
