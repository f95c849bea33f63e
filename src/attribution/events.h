// Events: the claims of a page that speak of one happening, merged. Every claimed count is kept; nothing is averaged.
#pragma once

#include <musnad/document.h>

namespace musnad::attribution {

/// True where nothing the claims say keeps them from being one happening: type, mode, place, days, parties and status agree
/// or are silent.
bool same_happening(const Document& document, const Claim& a, const Claim& b);

/// Claims -> events, in order of their first claims. Claims are merged where nothing keeps them apart; acts named side by
/// side, and several acts ("explosions") that different tellers tell, only where a word, mode, party or count of one speaks for
/// the other.
std::vector<Event> merge_claims(const Document& document);

}  // namespace musnad::attribution
