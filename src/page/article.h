// Which pieces of a page are the article: the part of the tree that holds the running text with the least furniture, and
// in it the pieces that belong.
#pragma once

#include "page/markup/page_lexicon.h"
#include "page/markup/piece.h"

#include <vector>

namespace musnad::page {

/// One piece of the article; `kind`: what is known of it already.
struct ArticlePart {
  std::size_t piece = 0;
  std::optional<BlockKind> kind;
  bool cell = false;     ///< of a table of data: one line with the others of its row
  bool running = false;  ///< stands in an element that holds the article's text and not its headline
};

/// Headline, article and what stands among it, in the order of the page; all pieces where no article is found.
/// `title`: the headline as metadata have it, or empty.
std::vector<ArticlePart> find_article(const PagePieces& page, std::string_view title, const PageLexicon& lexicon);

}  // namespace musnad::page
