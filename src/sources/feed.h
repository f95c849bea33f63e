// Lists of pages: RSS 0.9 to 2.0, Atom, JSON Feed, sitemaps with their news extension, and sitemap indexes.
//
// XML is read by expat without document types of its own: no entity is ever defined, and nothing outside is loaded.
#pragma once

#include <musnad/error.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::sources {

struct FeedEntry {
  std::string uri;
  std::string title;     ///< or empty
  std::string date;      ///< YYYY-MM-DD of publication, else of the last change; or empty
  std::string language;  ///< as written: "ar", "en-GB"; or empty
  bool is_list = false;  ///< leads to another list (of a sitemap index), not to a page
};

struct Feed {
  std::vector<FeedEntry> entries;  ///< in order, without repeats; at most 50,000
  std::string title, language;
};

/// `bytes` may be gzipped. `base`: where the list was found, for relative addresses; may be empty. `content_type`: of HTTP,
/// or empty. Entries without an http or https address are left out. Fails with kFeedSyntax, or with kTooLarge where it inflates to
/// more than `max_bytes`.
Result<Feed> parse_feed(std::string_view bytes, std::string_view base, std::string_view content_type, std::size_t max_bytes);

}  // namespace musnad::sources
