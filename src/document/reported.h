// Which parts of a page report something.
#pragma once

#include <musnad/document.h>

namespace musnad {

/// True for sentences of headlines, captions and the body; false for mastheads, links, boilerplate, credits, and for the
/// second copy of a block: nothing there is told or happens.
bool is_reported(const Document& document, SentenceId sentence);

}  // namespace musnad
