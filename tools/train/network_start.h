// What the training of every network begins and goes on with: random weights, random silences.
#pragma once

#include "corpus.h"
#include "learning/network/dense.h"

#include <vector>

namespace musnad::training {

/// Uniform numbers of the variance that keeps sums of `fan` of them at `scale`.
void begin_uniform(learning::TableView<float> table, double scale, std::size_t fan, Shuffler& chance);
/// Dropout: 0 for a `share` of the units, for the others what makes up for them.
std::vector<float> silent_units(std::size_t width, double share, Shuffler& chance);

}  // namespace musnad::training
