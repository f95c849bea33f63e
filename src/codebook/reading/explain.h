// What the codebook sees in a document, for people: words, trees, entries, constructions; what fired and what nearly did.
#pragma once

#include <string>
#include <vector>

#include "codebook/reading/reading.h"

namespace musnad::codebook {

/// An entry whose form stands at a word and that was not taken, and why.
struct NearMiss {
  std::uint32_t entry = 0;
  WordId word;
  std::string reason;
};

/// In order of text. Grammar words are left out. Needs words and tags.
std::vector<NearMiss> find_near_misses(const Codebook& codebook, const Document& doc);

/// Plain text, several lines a sentence. Inserted words stand in directional isolates.
std::string explain(const Codebook& codebook, const Document& doc);

}  // namespace musnad::codebook
