// Nouns for a person and the name that goes with them: "the ministry's spokesman, X", "the police chief of Y Colonel X".
#pragma once

#include "coding/entities/mentions.h"

namespace musnad::coding {

inline constexpr std::uint32_t kNoName = 0xffffffff;

/// For each candidate the one that names him: `kNoName` where none does, and for names.
std::vector<std::uint32_t> names_of_titles(const Document& doc, const std::vector<Candidate>& candidates);

/// For each candidate of the body the indefinite noun of the headline that announces him ("rights group accuses ..."), else `kNoName`.
std::vector<std::uint32_t> announced_in_headline(const Document& doc, const std::vector<Candidate>& candidates);

}  // namespace musnad::coding
