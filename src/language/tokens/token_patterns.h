// Shapes of tokens that hold more than letters: web addresses, numbers with separators, runs of marks. Each function
// looks at a bounded stretch of text from `at` and gives the end of the shape in bytes, or `at` where there is none.
#pragma once

#include "language/tokens/tokens.h"

#include <cstdint>
#include <string_view>

namespace musnad::language {

/// Longest stretch that a web address may take, in bytes.
inline constexpr std::uint32_t kLongestAddress = 2048;

/// URL, e-mail address, host name, file name, Latin @handle and #tag. Call where white space or an opening mark precedes.
std::uint32_t match_address(std::string_view text, std::uint32_t at, std::uint32_t end, const TokenLexicon& lexicon);

/// Digits of any set with separators inside: 1,200 3.5 9:30 21/08/2023 713-853-3989 5r4 (Arabic decimal reh).
/// `at` stands on a digit.
std::uint32_t match_number(std::string_view text, std::uint32_t at, std::uint32_t end);

/// A mark that is no letter: "..." "--" "?!" ":-)" are one, all else one grapheme cluster. `at` stands on it.
std::uint32_t match_mark(std::string_view text, std::uint32_t at, std::uint32_t end);

/// The end of the grapheme cluster at `at` (marks, variation selectors, joined emoji, flags).
std::uint32_t grapheme_end(std::string_view text, std::uint32_t at, std::uint32_t end);

}  // namespace musnad::language
