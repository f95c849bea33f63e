// Does a record keep its contract (docs/record.md)? Keys and their order, types, enumerations; every span within the text,
// ordered, on whole grapheme clusters; blocks that tile the text; ids that are unique and resolve; chains that follow from
// their attributions.
#pragma once

#include <musnad/error.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::record {

/// One breach: E0401 syntax and keys, E0402 spans, E0403 references, E0404 values; where: "claims[2].trigger".
using Violation = Error;

/// All breaches of one line; empty: it is sound. An error record is sound if it has its code and message.
std::vector<Violation> check(std::string_view line);

}  // namespace musnad::record
