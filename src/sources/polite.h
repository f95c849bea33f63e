// PoliteFetcher: fetches as a guest does. To one host one request at a time, on one connection, with a pause between two; robots.txt is
// asked first.
// Thread safety: get and turn_of may be called by any number of threads; two that ask the same host wait for each other.
#pragma once

#include "sources/fetcher.h"
#include "sources/robots.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace musnad::sources {

struct Manners {
  std::string product = "musnad";  ///< the name that robots.txt knows us by
  double gap_seconds = 5;          ///< between the end of one request to a host and the beginning of the next
  double max_wait_seconds = 600;   ///< a Retry-After that asks for more is an error
  int tries = 3;                   ///< of one page, where the server asks for patience (429, 503)
  /// How to wait and what time it is; for tests. Called by the threads that call get.
  std::function<void(double seconds)> sleep = {};
  std::function<std::chrono::steady_clock::time_point()> now = {};
};

class PoliteFetcher {
 public:
  PoliteFetcher(FetcherOptions options, Manners manners);

  /// Waits for its turn, asks robots.txt of every host on the way, follows redirects, waits and tries again where the server
  /// asks for it. Errors: those of Fetcher; kRobotsForbid.
  Result<std::unique_ptr<Answer>> get(const PageAddress& address, const Conditions& conditions = {});
  /// When a request to this origin may begin; for choosing which page to ask for next.
  std::chrono::steady_clock::time_point turn_of(const std::string& origin) const;

 private:
  struct Host {
    bool asked = false;
    Robots robots;
    std::optional<Error> trouble;  ///< why robots.txt could not be asked for
    std::chrono::steady_clock::time_point next;
    std::unique_ptr<Fetcher> fetcher;  ///< with its connection; null where it was closed to make room
    bool busy = false;
  };
  class Visit;
  Result<std::unique_ptr<Answer>> get_one(const PageAddress& address, const Conditions& conditions);
  void ask_robots(const PageAddress& address, Host& host);
  void wait_for(const Host& host);
  void after_request(Host& host, double seconds = 0);

  const FetcherOptions options_;
  Manners manners_;
  mutable std::mutex mutex_;  // of what stands below; a host's own parts belong to the thread that made it busy, but for `next`
  std::condition_variable freed_;
  std::map<std::string, Host> hosts_;  // by origin
  std::size_t open_ = 0;               // hosts with a fetcher
};

/// Seconds that a Retry-After header asks for, in seconds or as a date; 0 where it says nothing.
double retry_after_seconds(std::string_view header, long long now_epoch_seconds);

}  // namespace musnad::sources
