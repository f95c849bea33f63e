// Keeps markup within what a tree can hold: tags nested too deeply, or too many, are cut out before parsing; text stays.
#pragma once

#include "page/source_map.h"

#include <string>
#include <string_view>

namespace musnad::page {

struct GuardedMarkup {
  std::string html;         ///< empty where nothing had to be dropped: parse the original
  SourceMap map;            ///< from `html` to the original
  std::size_t dropped = 0;  ///< tags
};

/// One pass over the tags, linear in time. `max_depth` counts open elements as they stand without implied end tags.
GuardedMarkup guard_markup(std::string_view html, std::uint32_t max_depth, std::uint32_t max_tags);

}  // namespace musnad::page
