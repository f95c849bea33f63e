// Ties the mentions of a page to entities.
#pragma once

#include "coding/entities/mentions.h"

namespace musnad::coding {

/// Gives every candidate an entity; `candidates` in order of text.
std::vector<Entity> tie_mentions(const Document& doc, std::vector<Candidate>& candidates);

}  // namespace musnad::coding
