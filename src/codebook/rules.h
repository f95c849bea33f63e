// Rules over words and trees, for what frames cannot say. Format: docs/codebook.md.
#pragma once

#include <musnad/layers.h>

#include <string>
#include <utility>
#include <vector>

#include "codebook/codebook.h"
#include "codebook/tables.h"

namespace musnad::codebook {

class Rules {
 public:
  /// Reads the blocks `rule NAME` of one file.
  void read(const BlockFile& file, Language language, std::vector<Example>& examples, ErrorList& errors);
};

}  // namespace musnad::codebook
