// HashedTable: a number for each of many strings, read in place from a model file.
#pragma once

#include "learning/hashing.h"
#include "learning/model_file.h"

#include <span>
#include <utility>
#include <vector>

namespace musnad::learning {

/// A table from hashed strings to 32 bits, read in place from a model section. Slots with value 0 are free; 32 bits of the
/// hash are kept, so that a foreign string is taken for a known one about once in a billion look-ups a slot.
class HashedTable {
 public:
  struct Slot {
    std::uint32_t check = 0;
    std::uint32_t value = 0;
  };
  HashedTable() = default;
  explicit HashedTable(std::span<const Slot> slots) : slots_(slots) {}
  /// A section of a file, which must be kept open; an empty table where there is none. E0302 where its size is odd.
  static Result<HashedTable> load(const ModelFile& file, std::string_view section);
  /// 0 where it is not there.
  std::uint32_t find(Feature hash) const;
  /// The slots of a table; values must not be 0.
  static std::vector<Slot> build(std::span<const std::pair<Feature, std::uint32_t>> items);

 private:
  std::span<const Slot> slots_;
};

}  // namespace musnad::learning
