// Where the named places of a page are: of the places of a name, the one that the page's other places, its countries and
// the words beside it ("Paris, Texas", "in Aktau, in western Kazakhstan") speak for; else the largest.
#pragma once

#include "codebook/codebook.h"
#include "coding/entities/gazetteer.h"
#include "coding/entities/mentions.h"

namespace musnad::coding {

/// Sets `place`, `gazetteer` and the country of candidates that are places, states or capitals. Candidates that are places
/// only if the gazetteer has them, and for which nothing on the page speaks, are removed.
void resolve_places(const codebook::Codebook& book, const Gazetteer& gazetteer, const Document& doc, std::vector<Candidate>& candidates);

}  // namespace musnad::coding
