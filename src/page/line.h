// Line: one paragraph or heading of a page before it is told what it is, and what can be seen of it: length, ending,
// known words.
#pragma once

#include "page/markup/page_lexicon.h"

#include <musnad/layers.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::page {

struct Line {
  ByteSpan span;                  ///< without the blanks around it
  bool after_gap = false;         ///< a blank line or a new element stands before it
  std::uint8_t heading = 0;       ///< 1 to 6 for <h1> to <h6>
  bool item = false;              ///< of a list
  bool running = false;           ///< the markup says that it stands in the article's text
  bool linked = false;            ///< a good part of it is a link
  bool small = false;             ///< in small print
  bool after_rule = false;        ///< a ruled line stands before it
  std::optional<BlockKind> hint;  ///< what the markup says it is
};

/// The lines of a plain text. Where the text is wrapped at a fixed width, its paragraphs; else lines that a small letter shows to go
/// on with the line before are joined to it.
std::vector<Line> lines_of(std::string_view text);

/// A line's looks.
struct LineShape {
  std::string folded;
  std::string_view core;  ///< of `folded`, without outer punctuation
  std::vector<std::string_view> words;
  std::uint16_t said = 0;      ///< PageLexicon::kinds_of(core)
  bool ends_sentence = false;  ///< full stop, ellipsis; also before a closing quote or bracket
  bool ends_open = false;      ///< colon, comma, semicolon
  bool asks = false;           ///< question or exclamation mark at the end
  bool prose = false;          ///< reads as running text
  bool date = false;           ///< a date or time of day and little else
  bool credited = false;       ///< ends with a short bracket, as captions do: "(Reuters)"
  bool divided = false;        ///< holds | or a guillemet between short parts, as menus do

  LineShape() = default;
  LineShape(std::string_view line, const PageLexicon& lexicon);
  bool has(LineWord kind) const { return (said >> unsigned(kind)) & 1; }
  LineShape(const LineShape&) = delete;  // `core` and `words` point into `folded`
  LineShape(LineShape&&) = delete;
};

/// The length of the dateline with which a paragraph begins, with its dash and the spaces after it: "NAIROBI, May 3
/// (Reuters) - "; 0 where there is none.
std::size_t dateline_length(std::string_view paragraph, const PageLexicon& lexicon);
/// The whole line is a dateline: town and agency or town and correspondent.
bool is_dateline(std::string_view line, const LineShape& shape, const PageLexicon& lexicon);

}  // namespace musnad::page
