// Which words tell times.
#pragma once

#include <musnad/document.h>

#include <vector>

namespace musnad {

/// By word: whether it stands in an expression of time. All false before there are times.
std::vector<bool> words_in_times(const Document& document);

}  // namespace musnad
