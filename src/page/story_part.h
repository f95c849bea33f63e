// StoryPart: which page of a story of several pages this one is, by its links to the others and by lines such as "Page 2 of 3".
#pragma once

#include "page/markup/page_lexicon.h"
#include "page/markup/piece.h"

#include <musnad/document.h>

#include <optional>
#include <string_view>

namespace musnad::page {

/// Nothing where the page is a whole story. `address`: of this page, or empty.
std::optional<StoryPart> story_part(const PagePieces& page, std::string_view address, const PageLexicon& lexicon);

/// The number of the page that `link` leads to, if that is one of the pages of the story at `address`: the same address but for a number at
/// its end ("/story/2", "/story?page=2"); 1 for the first. 0: it is another story.
int page_number(std::string_view address, std::string_view link);

/// `link` as it stands in a page at `address`, as a whole address.
std::string resolved(std::string_view address, std::string_view link);

}  // namespace musnad::page
