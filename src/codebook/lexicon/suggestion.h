// The nearest known name to a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace musnad::codebook {

/// Damerau-Levenshtein distance (adjacent transposition counts one) over bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// "; did you mean 'x'?" for the nearest of `known` within a third of the length, else an empty string.
std::string suggest(std::string_view wrong, std::span<const std::string> known);

}  // namespace musnad::codebook
