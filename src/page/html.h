// From HTML to the lines of its article: headings, paragraphs, captions, with what markup says of each, and metadata.
#pragma once

#include "page/line.h"
#include "page/metadata.h"
#include "page/source_map.h"

#include <string>
#include <string_view>
#include <vector>

namespace musnad::page {

/// A page as text, before its blocks are told apart.
struct PageContent {
  std::string text;
  SourceMap map;            ///< from `text` to the HTML (UTF-8)
  std::vector<Line> lines;  ///< without blanks around them, in order
  PageClaims claims;
  std::size_t dropped_tags = 0;
};

/// `html` is valid UTF-8 without NUL. `title`: given by the caller, or empty.
PageContent read_html(std::string_view html, std::string_view title, const PageLexicon& lexicon, std::uint32_t max_depth,
                      std::uint32_t max_tags);

}  // namespace musnad::page
