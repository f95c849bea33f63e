// Presence: a bit for every key of a table. Most words and features of a text are in no table, and a look at bits that stay
// in the processor's cache says so of nearly all of them.
#pragma once

#include "learning/hashing.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace musnad::learning {

class Presence {
 public:
  Presence() = default;
  /// Of `bits` bits at least, a power of two from 64 to 2^32.
  explicit Presence(std::size_t bits) : bits_(std::bit_ceil(std::max<std::size_t>(64, bits)) / 64) {
    shift_ = static_cast<std::uint32_t>(32 - std::min(32, std::countr_zero(bits_.size() * 64)));
  }

  /// `check`: the upper 32 bits of the key's hash, see check_of.
  void add(std::uint32_t check) { bits_[check >> shift_ >> 6] |= 1ULL << (check >> shift_ & 63); }
  /// Asks for the memory that `has` will look at.
  void prefetch(std::uint32_t check) const { __builtin_prefetch(&bits_[check >> shift_ >> 6]); }
  /// False: it was not added. True: it probably was.
  bool has(std::uint32_t check) const { return bits_[check >> shift_ >> 6] >> (check >> shift_ & 63) & 1; }

 private:
  std::vector<std::uint64_t> bits_;
  std::uint32_t shift_ = 0;
};

}  // namespace musnad::learning
