// The XML forms of lists of pages.
#pragma once

#include "sources/feed.h"

namespace musnad::sources {

/// `text`: UTF-8, whatever its declaration says. Addresses as they stand there.
Result<Feed> read_feed_xml(std::string_view text);

}  // namespace musnad::sources
