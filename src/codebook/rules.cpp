#include "codebook/rules.h"

namespace musnad::codebook {

void Rules::read(const BlockFile&, Language, std::vector<Example>&, ErrorList&) {}

}  // namespace musnad::codebook
