// Tables from features to places, by open addressing: read in place from a model file and written there.
#pragma once

#include "learning/hashing.h"

#include <span>
#include <vector>

namespace musnad::learning {

/// A feature and its place in the table beside. A slot with place 0 is free.
struct Slot {
  std::uint32_t check = 0;  ///< the feature's upper 32 bits
  std::uint32_t place = 0;
};

/// Where the search for a feature begins in a table of `slot_count` slots; it goes on slot by slot, round the end.
inline std::uint32_t first_slot(Feature feature, std::size_t slot_count) {
  return static_cast<std::uint32_t>(((feature & 0xffffffffU) * slot_count) >> 32);
}

/// The place of a feature, 0 where the table has no such feature. One slot at least must be free.
inline std::uint32_t find_place(std::span<const Slot> table, Feature feature) {
  const std::uint32_t check = check_of(feature);
  for (const Slot* slot = &table[first_slot(feature, table.size())];;) {
    if (slot->place == 0 || slot->check == check) return slot->place;
    if (++slot == table.data() + table.size()) slot = table.data();
  }
}

/// Free slots for `count` features: a third of the table stays free.
inline std::vector<Slot> empty_slots(std::size_t count) {
  return std::vector<Slot>(count * 5 / 3 + 8);
}

/// `place` is not 0, and the table has a free slot.
inline void insert_place(std::vector<Slot>& table, Feature feature, std::uint32_t place) {
  std::size_t at = first_slot(feature, table.size());
  while (table[at].place != 0) at = at + 1 == table.size() ? 0 : at + 1;
  table[at] = {check_of(feature), place};
}

}  // namespace musnad::learning
