// Word classes learned from raw text: words that stand beside the same words come into one class.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace musnad::training {

/// Exchange clustering (Martin, Liermann and Ney 1998; one-sided both ways as in Uszkoreit and Brants 2008). `sentences`:
/// word numbers, most frequent words first; words of number >= vocabulary are of no class. Gives a class from 1 on for each
/// word of the vocabulary. Deterministic.
std::vector<std::uint16_t> word_classes(const std::vector<std::vector<std::uint32_t>>& sentences, std::size_t vocabulary,
                                        std::size_t class_count, int rounds);

}  // namespace musnad::training
