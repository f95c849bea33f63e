// Who wrote an article, by the line that says so.
#pragma once

#include "page/markup/page_lexicon.h"

#include <string>
#include <string_view>

namespace musnad::page {

/// "By Nadia K., Sfax | 3 May 2021": Nadia K. Empty where nothing that could be a name is left.
std::string author_of_byline(std::string_view line, const PageLexicon& lexicon);

}  // namespace musnad::page
