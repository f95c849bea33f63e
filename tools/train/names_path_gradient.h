// Conditional random field over the tags of names: how likely the gold path is among all paths, and which way it grows.
#pragma once

#include "language/names.h"
#include "learning/network/dense.h"

#include <span>

namespace musnad::training {

/// Turns `scores` (a row a token of one sentence, a column a tag) into the gradient of the cross entropy of the gold path, times
/// `weight`; adds that of `transitions` (row: the tag before). Returns the cross entropy.
double path_gradient(learning::TableView<float> scores, learning::ConstTable transitions, std::span<const language::NameTag> gold,
                     float weight, learning::TableView<float> transitions_gradient);

}  // namespace musnad::training
