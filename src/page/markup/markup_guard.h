// Makes markup ready for the parser. Within what a tree can hold: tags nested too deeply, or too many, are cut out, their
// text stays; numbers of character references that would overflow are cut short. And without what is read by nobody: scripts,
// styles, drawings, comments, which are half of many a page.
#pragma once

#include "page/markup/source_map.h"

#include <string>
#include <string_view>

namespace musnad::page {

/// What one page may cost the parser, whatever it is made of. News pages stay far below all of them.
struct MarkupLimits {
  std::uint32_t max_depth = 400;             ///< open elements; deeper tags are dropped
  std::uint32_t max_tags = 200'000;          ///< further tags are dropped
  std::uint32_t max_attributes = 1'000'000;  ///< of all tags; tags beyond are dropped
  std::uint32_t max_reopened = 500'000;  ///< formatting elements, with attributes, that paragraphs may open again; tags beyond are dropped
  std::size_t max_bytes = 8u << 20;      ///< handed to the parser; what stands behind them is not read
  std::uint32_t max_cuts = 500'000;      ///< places where something was cut out; what stands behind them is not read
};

struct GuardedMarkup {
  std::string html;         ///< empty where nothing was cut out: parse the original
  SourceMap map;            ///< from `html` to the original
  bool cut = false;         ///< `html` is not the original
  std::size_t dropped = 0;  ///< tags that were nested too deeply or too many
  std::size_t end = 0;      ///< bytes of the original that were read: all of them, but for the last two limits
};

/// One pass over the tags, linear in time.
GuardedMarkup guard_markup(std::string_view html, const MarkupLimits& limits);

}  // namespace musnad::page
