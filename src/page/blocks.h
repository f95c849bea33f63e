// From lines to blocks: headline, captions, masthead, datelines, related links, body; by markup where there is any, by
// wording (PageLexicon) and by layout.
#pragma once

#include "page/line.h"

#include <optional>
#include <string_view>
#include <vector>

namespace musnad::page {

struct Layout {
  std::vector<Block> blocks;     ///< tile the text; a block's span takes the line breaks after it
  std::optional<ByteSpan> site;  ///< the name of the page's publisher, in its masthead
};

/// `title`: what metadata or the caller say the headline is; may be empty. `lines` in the order of the text.
Layout lay_out(std::string_view text, const std::vector<Line>& lines, std::string_view title, const PageLexicon& lexicon);

}  // namespace musnad::page
