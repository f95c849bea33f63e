#include "cli/fetching.h"

#include <fmt/format.h>
#include <musnad/engine.h>

#include <CLI/CLI.hpp>

namespace musnad::cli {

std::string agent_for(std::string_view contact) {
  return contact.empty() ? fmt::format("musnad/{}", version()) : fmt::format("musnad/{} (+{})", version(), contact);
}

void add_fetching_options(CLI::App& command, FetchingOptions& options) {
  command.add_option("--contact", options.contact, "An address where you can be reached; sent to every server as part of the agent's name")
      ->check([](const std::string& text) {
        return text.find_first_of("\r\n") == std::string::npos ? std::string() : std::string("one line, please");
      });
  command.add_option("--gap", options.gap_seconds, "Seconds between two requests to one host; robots.txt may ask for more")
      ->check(CLI::Range(0.0, 86400.0))
      ->capture_default_str();
  command.add_option("--timeout", options.timeout_seconds, "Seconds for one answer")->check(CLI::Range(1L, 3600L))->capture_default_str();
  command.add_option("--max-bytes", options.max_bytes, "Answers larger than this are given up")->capture_default_str();
  command.add_flag("--allow-private", options.allow_private, "Connect to loopback and private addresses too");
}

sources::PoliteFetcher fetcher_for(const FetchingOptions& options) {
  sources::FetcherOptions fetcher;
  fetcher.agent = agent_for(options.contact);
  fetcher.policy = options.allow_private ? sources::AddressPolicy::kAny : sources::AddressPolicy::kPublicOnly;
  fetcher.limits.max_bytes = options.max_bytes;
  fetcher.limits.timeout_seconds = options.timeout_seconds;
  sources::Manners manners;
  manners.gap_seconds = options.gap_seconds;
  return {std::move(fetcher), std::move(manners)};
}

}  // namespace musnad::cli
