// The best projective tree with one root, given the score of every arc (Eisner 1996).
#pragma once

#include "learning/network/dense.h"

#include <cstdint>
#include <vector>

namespace musnad::language {

/// `scores`: row and column 0 are the root; row i, column j: word i hangs from node j (row 0 is not read). Returns the
/// head of each node, heads[0] being 0; exactly one word hangs from node 0. Time grows with the cube of the length.
std::vector<std::uint32_t> best_projective_tree(learning::ConstTable scores, std::size_t nodes);

/// Each word under its best head, where that happens to be a projective tree with one root; else empty.
std::vector<std::uint32_t> best_heads_if_tree(learning::ConstTable scores, std::size_t nodes);

}  // namespace musnad::language
