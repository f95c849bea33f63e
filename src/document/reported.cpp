#include "document/reported.h"

namespace musnad {

bool is_reported(const Document& document, SentenceId sentence) {
  const Block& block = document.at(document.at(sentence).block);
  if (block.repeat_of.valid()) return false;
  switch (block.kind) {
    case BlockKind::kHeadline:
    case BlockKind::kSubheadline:
    case BlockKind::kBody:
    case BlockKind::kCaption:
      return true;
    default:
      return false;
  }
}

}  // namespace musnad
