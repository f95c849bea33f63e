// musnad feed: feeds and sitemaps in, a line for each page they name.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <deque>
#include <memory>
#include <unordered_set>

#include "cli/commands.h"
#include "cli/fetching.h"
#include "cli/inputs.h"
#include "record/json_output.h"
#include "sources/feed.h"
#include "text/utf8.h"

namespace musnad::cli {
namespace {

constexpr int kMaxDepth = 3;  // of sitemap indexes

struct FeedOptions {
  std::vector<std::string> places;
  bool follow = false;
  std::string since;
  FetchingOptions fetching;
};

struct List {
  std::string place;
  int depth = 0;
};

bool is_address(const std::string& place) {
  return place.starts_with("http://") || place.starts_with("https://");
}

Result<sources::Feed> read_list(const std::string& place, sources::PoliteFetcher& fetcher, std::size_t max_bytes) {
  if (!is_address(place)) {
    const auto bytes = read_bytes(place, max_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return sources::parse_feed(*bytes, {}, {}, max_bytes);
  }
  const auto address = sources::PageAddress::parse(place);
  if (!address) return tl::unexpected(address.error());
  const auto answer = fetcher.get(*address);
  if (!answer) return tl::unexpected(answer.error());
  const auto& message = (*answer)->message;
  if (message.status < 200 || message.status > 299)
    return fail(ErrorCode::kNotFetched, fmt::format("the server answers with status {}", message.status));
  const auto body = message.decoded_body(max_bytes);
  if (!body) return tl::unexpected(body.error());
  return sources::parse_feed(*body, (*answer)->address.text, message.header("content-type"), max_bytes);
}

void print(const sources::FeedEntry& entry, const std::string& from) {
  std::string line;
  {
    record::ObjectOutput object(line);
    object.string("uri", text::repaired(entry.uri));
    object.optional("title", text::repaired(entry.title));
    object.optional("date", entry.date);
    object.optional("lang", text::repaired(entry.language));
    object.string("from", text::repaired(from));
    object.boolean("list", entry.is_list);
  }
  fmt::print("{}\n", line);
}

int feed(const FeedOptions& options) {
  sources::PoliteFetcher fetcher = fetcher_for(options.fetching);
  std::deque<List> lists;
  for (const std::string& place : options.places) lists.push_back({place});
  std::unordered_set<std::string> seen;
  bool failed = false;
  for (; !lists.empty(); lists.pop_front()) {
    const List list = lists.front();
    const auto read = read_list(list.place, fetcher, options.fetching.max_bytes);
    if (!read) {
      failed = true;
      fmt::print(stderr, "musnad: {}: {}\n", list.place, read.error().to_string());
      continue;
    }
    for (const sources::FeedEntry& entry : read->entries) {
      if (!options.since.empty() && !entry.date.empty() && entry.date < options.since) continue;
      if (!seen.insert(entry.uri).second) continue;
      if (entry.is_list && options.follow && list.depth < kMaxDepth)
        lists.push_back({entry.uri, list.depth + 1});
      else
        print(entry, list.place);
    }
  }
  return failed ? kSomeFailed : kFine;
}

}  // namespace

void add_feed(CLI::App& app, Action& chosen) {
  const auto options = std::make_shared<FeedOptions>();
  CLI::App* command = app.add_subcommand("feed", "List the pages that RSS, Atom, JSON feeds and sitemaps name");
  command->add_option("PLACE", options->places, "Addresses or files; .gz too; - is standard input")->type_name("")->required();
  command->add_flag("--follow", options->follow, "Read the sitemaps that a sitemap index names");
  command->add_option("--since", options->since, "Leave out what is dated before this day")->type_name("YYYY-MM-DD");
  add_fetching_options(*command, options->fetching);
  command->footer(
      "Prints one JSON object a line: {\"uri\", \"title\", \"date\", \"lang\", \"from\", \"list\"}; musnad fetch --list - reads them.");
  command->callback([options, &chosen] { chosen = [options] { return feed(*options); }; });
}

}  // namespace musnad::cli
