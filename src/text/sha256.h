// SHA-256, as records and versions name what they were made from.
#pragma once

#include <string>
#include <string_view>

namespace musnad::text {

/// 64 hex digits, lower case.
std::string sha256(std::string_view bytes);

}  // namespace musnad::text
