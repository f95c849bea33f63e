// What the commands that fetch have in common.
#pragma once

#include "sources/polite.h"

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace musnad::cli {

struct FetchingOptions {
  std::string contact;  ///< an address where the operator can be reached; part of the User-Agent
  bool allow_private = false;
  double gap_seconds = 5;
  long timeout_seconds = 60;
  std::size_t max_bytes = sources::FetchLimits{}.max_bytes;
};

void add_fetching_options(CLI::App& command, FetchingOptions& options);
sources::PoliteFetcher fetcher_for(const FetchingOptions& options);
/// "musnad/0.1.0 (+CONTACT)"
std::string agent_for(std::string_view contact);

}  // namespace musnad::cli
