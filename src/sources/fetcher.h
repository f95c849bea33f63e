// Fetcher: one HTTP GET at a time, by libcurl, within limits and only to addresses that the policy allows.
//
// The policy is asked for the very address that a socket is about to be connected to, after every resolution and every
// redirect, so a name that changes between two look-ups changes nothing. Proxies of the environment are not used: behind
// one the address could not be seen. Redirects are followed here, not by libcurl, each as a new address.
// Thread safety: one Fetcher a thread.
#pragma once

#include "sources/address.h"
#include "sources/address_of_page.h"
#include "sources/http_message.h"

#include <musnad/error.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace musnad::sources {

struct FetchLimits {
  std::size_t max_bytes = 16u << 20;  ///< of a body as sent, and of it inflated
  long timeout_seconds = 60;          ///< for one answer, from look-up to last byte
  long connect_timeout_seconds = 15;
  int max_redirects = 8;
};

struct FetcherOptions {
  std::string agent;  ///< the whole User-Agent header
  AddressPolicy policy = AddressPolicy::kPublicOnly;
  FetchLimits limits = {};
  /// Told of every address before a socket is opened for it; false forbids it. For tests.
  std::function<bool(const sockaddr&)> watch = {};
};

/// What to send besides the address.
struct Conditions {
  std::string etag;           ///< If-None-Match
  std::string last_modified;  ///< If-Modified-Since
};

struct Answer {
  PageAddress address;                             ///< of this answer: the last of the redirects
  std::string ip;                                  ///< from where it came
  std::string request;                             ///< as it was sent
  std::string bytes;                               ///< the response as it came: status line, headers, body with its codings
  HttpMessage message;                             ///< points into `bytes`
  std::vector<std::unique_ptr<Answer>> redirects;  ///< the answers that led here, in order
  Answer() = default;
  Answer(Answer&&) = delete;
};

using GetOne = std::function<Result<std::unique_ptr<Answer>>(const PageAddress&, const Conditions&)>;
/// Asks by `get`, which follows no redirect, until an answer is none. Errors: those of `get`; kNotFetched for circles and for more than
/// `max_redirects`.
Result<std::unique_ptr<Answer>> follow_redirects(const PageAddress& address, int max_redirects, const GetOne& get,
                                                 const Conditions& conditions = {});

class Fetcher {
 public:
  explicit Fetcher(FetcherOptions options);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// One request, no redirect followed. Errors: kForbiddenAddress, kTooLarge, kNotFetched.
  Result<std::unique_ptr<Answer>> get(const PageAddress& address, const Conditions& conditions = {});
  /// Follows redirects.
  Result<std::unique_ptr<Answer>> follow(const PageAddress& address);

  const FetchLimits& limits() const { return options_.limits; }

 private:
  struct Transfer;
  FetcherOptions options_;
  void* handle_ = nullptr;  // CURL*, kept so that a host's connection is used again
};

}  // namespace musnad::sources
