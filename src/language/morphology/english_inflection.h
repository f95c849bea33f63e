// English rows of the codebook: -s, -ed, -ing with their spelling, irregular verbs and plurals.
#pragma once

#include "language/morphology/inflection.h"

namespace musnad::language {

Result<void> inflect_english(const LexicalEntry& entry, std::vector<Inflection>& forms);

/// Past and participle of an irregular verb; nullptr where it is regular.
struct IrregularVerb {
  std::string_view base, past, participle;  ///< alternatives with |
};
const IrregularVerb* find_irregular_verb(std::string_view base);

}  // namespace musnad::language
