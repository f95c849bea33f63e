// Addresses of pages: http and https, taken apart and put together by libcurl, so that what is checked is what is fetched.
#pragma once

#include <musnad/error.h>

#include <string>
#include <string_view>

namespace musnad::sources {

struct PageAddress {
  std::string text;    ///< the whole, normalised, without fragment
  std::string origin;  ///< scheme, host and port: "https://example.org:8080"
  std::string target;  ///< path and query: "/a?b=c"

  /// Fails with kBadAddress: malformed, another scheme than http and https, a user name in it.
  static Result<PageAddress> parse(std::string_view text);
  /// `reference` as it stands on the page at `text`: absolute or relative.
  Result<PageAddress> resolve(std::string_view reference) const;
};

}  // namespace musnad::sources
