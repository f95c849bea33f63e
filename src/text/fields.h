// The fields of a line.
#pragma once

#include <string_view>
#include <vector>

namespace musnad::text {

/// The stretches between the separators, empty ones too; one more than there are separators.
std::vector<std::string_view> split(std::string_view line, char separator);

}  // namespace musnad::text
