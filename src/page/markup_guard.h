// Makes markup ready for the parser. Within what a tree can hold: tags nested too deeply, or too many, are cut out, their
// text stays; numbers of character references that would overflow are cut short. And without what is read by nobody: scripts,
// styles, drawings, comments, which are half of many a page.
#pragma once

#include "page/source_map.h"

#include <string>
#include <string_view>

namespace musnad::page {

struct GuardedMarkup {
  std::string html;         ///< empty where nothing was cut out: parse the original
  SourceMap map;            ///< from `html` to the original
  bool cut = false;         ///< `html` is not the original
  std::size_t dropped = 0;  ///< tags that were nested too deeply or too many
};

/// One pass over the tags, linear in time. `max_depth` counts open elements as they stand without implied end tags.
GuardedMarkup guard_markup(std::string_view html, std::uint32_t max_depth, std::uint32_t max_tags);

}  // namespace musnad::page
