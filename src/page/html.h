// From HTML to the lines of its article: headings, paragraphs, captions, with what markup says of each, and metadata.
#pragma once

#include "page/line.h"
#include "page/markup/markup_guard.h"
#include "page/markup/metadata.h"
#include "page/markup/source_map.h"

#include <musnad/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::page {

/// A page as text, before its blocks are told apart.
struct PageContent {
  std::string text;
  SourceMap map;            ///< from `text` to the HTML (UTF-8)
  std::vector<Line> lines;  ///< without blanks around them, in order
  std::vector<Post> posts;  ///< of a live page
  std::optional<StoryPart> part;
  PageClaims claims;
  std::size_t dropped_tags = 0;
  std::size_t read_bytes = 0;  ///< of the HTML; what stands behind was too much
};

/// `html` is valid UTF-8 without NUL. `title`, `address`: of the page, given by the caller, or empty.
PageContent read_html(std::string_view html, std::string_view title, std::string_view address, const PageLexicon& lexicon,
                      const MarkupLimits& limits);

}  // namespace musnad::page
