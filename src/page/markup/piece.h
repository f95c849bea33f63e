// Piece: one paragraph, heading or cell of an HTML page, with where it stood in the tree. Made by walking the tree once.
#pragma once

#include "page/markup/metadata.h"
#include "page/markup/source_map.h"

#include <musnad/layers.h>

#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::page {

/// What the element around a piece, or one further up, is for.
enum Zone : std::uint16_t {
  kInNav = 1,  ///< navigation, footer of the page, form
  kInAside = 2,
  kInFigure = 4,
  kInUnlikely = 8,  ///< its class or id names sharing, comments, promotion, ...
  kInTable = 16,
  kInQuote = 32,
  kInArticle = 64,  ///< <article>, articleBody
  kInPost = 128,    ///< an embedded post of a social network
  kInData = 256,    ///< a table of figures or names, rather than of links or of layout
};

struct Piece {
  std::string text;             ///< white space closed up; line breaks of <br> kept
  SourceMap map;                ///< from `text` to the HTML
  std::uint32_t container = 0;  ///< index of the innermost container
  std::uint16_t zone = 0;       ///< of elements within its container; see PagePieces::containers for the rest
  std::uint8_t heading = 0;
  std::uint32_t row = 0;  ///< which row of a table it stands in, from 1; 0: none
  bool item = false;
  bool gap = true;                ///< a new element, or an empty line, before it
  bool image = false;             ///< holds a picture
  bool small = false;             ///< in small print, all of it
  bool rule = false;              ///< a <hr> stands between it and the piece before
  std::optional<BlockKind> hint;  ///< by its own element or class
  std::size_t bytes_in_links = 0;
};

/// A block element that holds pieces.
struct Container {
  std::uint32_t parent = 0;       ///< its own index at the root
  bool article = false;           ///< <article>
  bool body = false;              ///< itemprop articleBody, or a class that says so
  std::uint16_t zone = 0;         ///< of the element itself
  bool gallery = false;           ///< named so, or a <figure>
  std::uint32_t images = 0;       ///< directly in it
  std::optional<BlockKind> hint;  ///< what its name says that it holds
};

/// A <time> with what it stands for.
struct StatedTime {
  std::uint32_t container = 0;  ///< the innermost around it
  std::size_t piece = 0;        ///< that it stands in, or before
  std::string moment;           ///< see parse_metadata_moment
};

struct PagePieces {
  std::vector<Piece> pieces;          ///< in the order of the page
  std::vector<Container> containers;  ///< a parent before its children; 0 is the root
  PageClaims claims;
  std::string head_title;               ///< of <title>
  std::vector<StatedTime> times;        ///< in the order of the page
  std::vector<std::string> page_links;  ///< addresses that end with a small number, as written
  std::string next_link;                ///< rel="next", as written
};

/// `html`: what `root` was parsed from.
PagePieces pieces_of(const GumboNode* root, std::string_view html);

/// Appends a text node's characters to `text` with their origins in `html`; white space is closed up.
class TextSink {
 public:
  TextSink(std::string_view html, std::string& text, SourceMap& map) : html_(html), text_(text), map_(map) {}
  /// The text and map were emptied: nothing is pending.
  void restart() { pending_ = false; }
  void add(const GumboText& node, bool keep_lines = false);
  /// A line break of the page at `markup`.
  void add_break(std::string_view markup);

 private:
  void put(std::string_view character, std::size_t begin, std::size_t length);
  void put_plain(std::string_view run, std::size_t begin);
  void close_space(char32_t next);
  std::uint32_t offset_of(const char* at) const { return std::uint32_t(at - html_.data()); }

  std::string_view html_;
  std::string& text_;
  SourceMap& map_;
  bool pending_ = false;  // white space not yet written
  std::uint32_t pending_begin_ = 0, pending_end_ = 0;
  bool keep_lines_ = false;
};

}  // namespace musnad::page
