#include "network_start.h"

#include <cmath>

namespace musnad::training {

void begin_uniform(learning::TableView<float> table, double scale, std::size_t fan, Shuffler& chance) {
  const double reach = scale * std::sqrt(3.0 / static_cast<double>(fan));
  for (std::size_t i = 0; i < table.rows * table.columns; ++i) table.data[i] = static_cast<float>((chance.next_share() * 2 - 1) * reach);
}

std::vector<float> silent_units(std::size_t width, double share, Shuffler& chance) {
  std::vector<float> result(width);
  const auto loud = static_cast<float>(1.0 / (1.0 - share));
  for (float& each : result) each = chance.next_share() < share ? 0.0F : loud;
  return result;
}

}  // namespace musnad::training
