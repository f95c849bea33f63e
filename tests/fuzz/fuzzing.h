// What all fuzz targets have in common.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace musnad::fuzzing {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace musnad::fuzzing
