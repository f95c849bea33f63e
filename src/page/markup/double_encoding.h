// Text that was UTF-8, was taken for windows-1252 or windows-1256, and was written as UTF-8 again.
#pragma once

#include "page/markup/charset.h"

namespace musnad::page {

/// Mends `decoded` where nearly all its letters beyond ASCII are such pairs: then its basis is "repaired" and it counts as
/// guessed. The map leads from each mended character to all bytes it came from.
void undo_double_encoding(Decoded& decoded);

}  // namespace musnad::page
