// Any bytes as a feed (RSS, Atom, JSON) or a sitemap: an error, or entries with addresses of the web.
#include "fuzzing.h"
#include "sources/feed.h"

using namespace musnad;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto feed = sources::parse_feed(fuzzing::view(data, size), "https://example.org/feed", {}, 1u << 20);
  if (!feed) return 0;
  for (const auto& entry : feed->entries) fuzzing::require(entry.uri.starts_with("http"));
  return 0;
}
