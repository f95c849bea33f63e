// What elements, classes and ids of web pages say about what they hold: conventions of markup, the same in all languages.
#pragma once

#include <musnad/layers.h>

#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::page {

/// The value of an attribute; empty where it is missing.
std::string_view attribute_of(const GumboElement& element, const char* name);
/// Not shown, or not text: scripts, buttons, what is hidden by an attribute.
bool is_unseen(const GumboElement& element);
/// Begins a line of its own.
bool is_block_element(GumboTag tag);

/// An element's class, id, role and itemprop as lower-case words: "articleBody sub-title" -> article body articlebody sub title.
std::vector<std::string> naming_words(const GumboElement& element);
/// Named after sharing, comments, promotion, navigation and the like.
bool names_furniture(const std::vector<std::string>& words);
/// Named as the article's running text.
bool names_article_body(const std::vector<std::string>& words);
/// Named after a part of an article: byline, caption, date, ...
std::optional<BlockKind> kind_named(const std::vector<std::string>& words);

}  // namespace musnad::page
