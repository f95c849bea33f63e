// What elements, classes and ids of web pages say about what they hold: conventions of markup, the same in all languages.
#pragma once

#include <musnad/layers.h>

#include <gumbo.h>

#include <optional>
#include <string_view>

namespace musnad::page {

/// The value of an attribute; empty where it is missing.
std::string_view attribute_of(const GumboElement& element, const char* name);
/// Not shown, or not text: scripts, buttons, what is hidden by an attribute.
bool is_unseen(const GumboElement& element);
/// Begins a line of its own.
bool is_block_element(GumboTag tag);

/// What an element's class, id, role and itemprop say of what it holds; their words in lower case, each alone and joined:
/// "articleBody sub-title" is article, body, articlebody, sub, title, subtitle.
struct Naming {
  bool furniture = false;         ///< sharing, comments, promotion, navigation and the like
  bool body = false;              ///< the article's running text
  bool post = false;              ///< a post of a social network, embedded
  bool gallery = false;           ///< pictures with their captions
  bool concealed = false;         ///< seen by nobody, or only when it is pointed at
  std::optional<BlockKind> kind;  ///< byline, caption, date, ...
};
Naming naming_of(const GumboElement& element);

/// Set in smaller letters by the element itself: <small>, a font size.
bool is_small(const GumboElement& element);

}  // namespace musnad::page
