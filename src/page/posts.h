// Posts: the parts of a live page, each with its own time. Found by structure: elements side by side that each hold text and a time, or
// lines that each begin with a time of day.
#pragma once

#include "page/article.h"
#include "page/markup/piece.h"

#include <string>
#include <vector>

namespace musnad::page {

/// A run of the article's parts.
struct PostParts {
  std::size_t first = 0, last = 0;  ///< indices of parts, both of the post
  std::string time;                 ///< see Post
};

/// In the order of the page; none where it is no live page. A time of day without a day takes the day of the page, and the next one
/// where the times go past midnight.
std::vector<PostParts> find_posts(const PagePieces& page, const std::vector<ArticlePart>& parts, const PageLexicon& lexicon);

}  // namespace musnad::page
