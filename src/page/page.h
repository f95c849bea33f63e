// read_page: the bytes of a page -> a Document with its text, its blocks and what the page says of itself.
//
//   auto lexicon = page::PageLexicon::load("codebook");                      // the words that mark captions, credits, ...
//   auto page = page::read_page({.bytes = bytes, .id = "x1"}, *lexicon);
//   page->document.layer<Block>();  page->map.to_page(block.span);
//
// Thread safety: free functions, no state; a PageLexicon may be shared.
// Text input comes back byte for byte (invalid sequences and NUL replaced by U+FFFD); the text of HTML is built here from
// its visible words: the headline, the article with captions and credits, related links and boilerplate that stand among
// them; navigation, scripts, comments and what is hidden are left out.
// A block's span takes the line breaks that follow it; blocks tile the text.
#pragma once

#include "page/markup/markup_guard.h"
#include "page/markup/page_lexicon.h"
#include "page/markup/source_map.h"

#include <musnad/document.h>

#include <string>

namespace musnad::page {

enum class PageKind : std::uint8_t { kAuto, kHtml, kText };

struct PageInput {
  std::string bytes = {};
  std::string id = {};
  std::string uri = {};
  std::string title = {};         ///< given by the caller, or empty; a line equal to it is the headline
  std::string content_type = {};  ///< as in HTTP: "text/html; charset=windows-1256"; or empty. Give charset=utf-8 for decoded HTML
  std::string given_date = {};    ///< YYYY-MM-DD or empty
  Language given_language = Language::kUnd;  ///< kUnd: told from the page
  PageKind kind = PageKind::kAuto;
  std::optional<ArchivePlace> archive = {};
};

struct PageLimits {
  std::size_t max_bytes = 64u << 20;  ///< more fails with kTooLarge
  MarkupLimits markup = {};           ///< dropped tags are told by kDeepMarkup, their text is kept; an early end by kPageCut
};

struct Page {
  Document document;    ///< blocks sealed by stage "page"
  SourceMap map;        ///< from document.text() to the page's bytes
  std::string charset;  ///< WHATWG name
};

/// Fails with kEmptyInput, kNotText or kTooLarge. Diagnostics: kBrokenEncoding, kGuessedEncoding, kDeepMarkup, kPageCut.
Result<Page> read_page(const PageInput& input, const PageLexicon& lexicon, const PageLimits& limits = {});

}  // namespace musnad::page
