// Arabic rows of the codebook: reads their keys, calls the generators.
#pragma once

#include "language/morphology/inflection.h"

#include <string_view>
#include <vector>

namespace musnad::language {

Result<void> inflect_arabic(const LexicalEntry& entry, std::vector<Inflection>& forms);

/// "a|b" -> a, b; empty parts left out.
std::vector<std::string_view> alternatives(std::string_view cell);

}  // namespace musnad::language
