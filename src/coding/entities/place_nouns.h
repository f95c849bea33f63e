// "the city", "the province": nouns that stand for a place the page named before.
#pragma once

#include "codebook/codebook.h"
#include "coding/entities/mentions.h"

namespace musnad::coding {

/// Ties each noun for a kind of place that stands alone (Candidate::by_noun) to the last place before it that is of this kind, or
/// was introduced with this noun; sets stands_for and place. Nouns without such a place are removed.
void tie_place_nouns(const codebook::Codebook& book, const Document& doc, std::vector<Candidate>& candidates);

}  // namespace musnad::coding
