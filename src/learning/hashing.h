// Names of features: 64-bit hashes of a template and its values. Two features with one hash are one feature; with some
// million features of 64 bits that does not happen in practice.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace musnad::learning {

using Feature = std::uint64_t;

/// The finaliser of MurmurHash3 (public domain): every bit of `x` moves every bit of the result.
constexpr Feature mixed(Feature x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

/// A feature out of another and a further value; the order counts.
constexpr Feature joined(Feature so_far, Feature value) {
  return mixed(so_far * 0x9e3779b97f4a7c15ULL + value + 1);
}

template <class... Values>
constexpr Feature feature(Feature template_id, Values... values) {
  Feature result = template_id;
  ((result = joined(result, static_cast<Feature>(values))), ...);
  return result;
}

/// The half of a hash that tables keep beside what they hold, to tell its owner from others that are sought in one place.
constexpr std::uint32_t check_of(Feature feature) {
  return static_cast<std::uint32_t>(feature >> 32);
}

/// Of a string's bytes; the same on every machine (little endian).
inline Feature hash_of(std::string_view text) {
  Feature result = 0x2545f4914f6cdd1dULL ^ text.size();
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, 8);
    result = (result ^ block) * 0x9e3779b97f4a7c15ULL;
    result ^= result >> 29;
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data() + at, text.size() - at);
  return mixed((result ^ rest) * 0x9e3779b97f4a7c15ULL);
}

}  // namespace musnad::learning
