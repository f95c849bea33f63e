// Which language a page is in: by its script, by its small words, by what its markup says.
#pragma once

#include "page/markup/page_lexicon.h"

#include <string_view>

namespace musnad::page {

/// `declared`: of <html lang>, or empty. kUnd where it is neither Arabic nor English.
Language language_of(std::string_view text, std::string_view declared, const PageLexicon& lexicon);

}  // namespace musnad::page
