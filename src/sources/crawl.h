// Crawl: fetches a list of pages into a WARC file and can be killed at any moment: beside the archive stands a journal of
// what is in it, and a second run with the same files goes on where the first one stopped.
#pragma once

#include "sources/polite.h"

#include <musnad/error.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::sources {

struct CrawlOptions {
  std::string archive;   ///< path of the .warc.gz
  bool again = false;    ///< ask again for pages that an earlier run fetched, unless the server says they did not change
  std::string software;  ///< written into the archive
  unsigned hosts = 1;    ///< asked side by side, by a thread each; of one host one page at a time
};

struct Outcome {
  enum class What : std::uint8_t {
    kStored,     ///< in the archive now
    kUnchanged,  ///< the server says so: a revisit record is in the archive now
    kBefore,     ///< an earlier run has fetched it
    kNotThere,   ///< the server answered, but with another status
    kFailed,     ///< a later run will try again
    kRefused,    ///< robots.txt, the address policy, no address at all
  };
  std::string uri;
  What what = What::kFailed;
  int status = 0;      ///< of HTTP; 0: no answer
  std::string reason;  ///< of kFailed and kRefused
};

/// Fetches every page of `uris` once, the host first whose turn is next. A page that was redirected is archived with the answers that led
/// to it. `tell` hears of each page as it is done, of one at a time; false stops the crawl once what is under way is done. Fails where
/// archive or journal cannot be written, or belong to something else (kCannotRead).
Result<void> crawl(const std::vector<std::string>& uris, PoliteFetcher& fetcher, const CrawlOptions& options,
                   const std::function<bool(const Outcome&)>& tell);

}  // namespace musnad::sources
