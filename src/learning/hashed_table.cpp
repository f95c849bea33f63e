#include "learning/hashed_table.h"

#include <bit>

namespace musnad::learning {

Result<HashedTable> HashedTable::load(const ModelFile& file, std::string_view section) {
  const auto slots = file.values<Slot>(section);
  if (!slots) return HashedTable();
  if (!std::has_single_bit(slots->size()))
    return fail(ErrorCode::kModelBroken, "section '" + std::string(section) + "' has an odd size", file.path());
  return HashedTable(*slots);
}

std::uint32_t HashedTable::find(Feature hash) const {
  if (slots_.empty()) return 0;
  const auto check = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask, steps = 0; slots_[i].value != 0 && steps <= mask; i = (i + 1) & mask, ++steps)
    if (slots_[i].check == check) return slots_[i].value;
  return 0;
}

std::vector<HashedTable::Slot> HashedTable::build(std::span<const std::pair<Feature, std::uint32_t>> items) {
  std::size_t size = 16;
  while (size < items.size() * 3 / 2) size *= 2;
  std::vector<Slot> slots(size);
  for (const auto& [hash, value] : items) {
    std::size_t i = hash & (size - 1);
    while (slots[i].value != 0 && slots[i].check != static_cast<std::uint32_t>(hash >> 32)) i = (i + 1) & (size - 1);
    slots[i] = {static_cast<std::uint32_t>(hash >> 32), slots[i].value | value};
  }
  return slots;
}

}  // namespace musnad::learning
