// musnad fetch: addresses in, pages into a WARC archive.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/fetching.h"
#include "cli/inputs.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "sources/crawl.h"

namespace musnad::cli {
namespace {

constexpr std::size_t kMaxLine = 64 << 10;

constexpr unsigned kHosts = 8;

struct FetchOptions {
  std::vector<std::string> uris;
  std::vector<std::string> lists;
  FetchingOptions fetching;
  sources::CrawlOptions crawl = {.archive = {}, .again = false, .software = {}, .hosts = kHosts};
};

/// A bare address, or a line of `musnad feed`; empty: neither, or a comment.
std::string uri_of(const std::string& line) {
  if (line.starts_with('{')) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) return line;
    const auto found = json.find("uri");
    return found != json.end() && found->is_string() ? found->get<std::string>() : line;
  }
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string::npos || line[first] == '#') return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

Result<void> add_list(const std::string& path, std::vector<std::string>& uris) {
  const bool standard = path == kStandardInput;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(standard ? stdin : std::fopen(path.c_str(), "rb"),
                                                             standard ? [](std::FILE*) { return 0; } : std::fclose);
  if (!file) return fail(ErrorCode::kCannotRead, std::strerror(errno), path);
  Lines lines(file.get(), kMaxLine);
  std::string line;
  while (lines.next(line) != Lines::Next::kEnd)
    if (std::string uri = uri_of(line); !uri.empty()) uris.push_back(std::move(uri));
  return {};
}

int fetch(const FetchOptions& options) {
  std::vector<std::string> uris = options.uris;
  for (const std::string& list : options.lists)
    if (auto added = add_list(list, uris); !added) return cannot_start(added.error());
  sources::PoliteFetcher fetcher = fetcher_for(options.fetching);
  sources::CrawlOptions crawl_options = options.crawl;
  crawl_options.software = agent_for(options.fetching.contact);
  std::size_t count[6] = {};
  Progress progress(uris.size(), "pages");
  const auto done = sources::crawl(uris, fetcher, crawl_options, [&](const sources::Outcome& outcome) {
    using What = sources::Outcome::What;
    ++count[std::size_t(outcome.what)];
    progress.advance();
    if (outcome.what == What::kNotThere || outcome.what == What::kFailed || outcome.what == What::kRefused) {
      progress.clear();
      fmt::print(stderr, "musnad: {}: {}\n", outcome.uri,
                 outcome.reason.empty() ? fmt::format("the server answers with status {}", outcome.status) : outcome.reason);
    }
    return true;
  });
  progress.clear();
  if (!done) return cannot_start(done.error());
  fmt::print(stderr, "musnad: {} stored, {} unchanged, {} fetched before, {} not there, {} refused, {} failed\n", count[0], count[1],
             count[2], count[3], count[5], count[4]);
  return count[3] + count[4] + count[5] > 0 ? kSomeFailed : kFine;
}

constexpr const char* kExamples = R"(Examples:
  musnad fetch --contact https://example.org/bot --out pages.warc.gz --list addresses.txt
  musnad feed https://example.org/rss | musnad fetch --out pages.warc.gz --list -
  musnad warc pages.warc.gz > records.jsonl
A run that was stopped goes on when it is started again with the same --out.)";

}  // namespace

void add_fetch(CLI::App& app, Action& chosen) {
  const auto options = std::make_shared<FetchOptions>();
  CLI::App* command = app.add_subcommand("fetch", "Fetch pages politely into a WARC archive");
  command->add_option("URL", options->uris, "Addresses of pages")->type_name("");
  command->add_option("--list", options->lists, "Files of addresses, one a line, or lines of musnad feed; - is standard input");
  command->add_option("--out", options->crawl.archive, "The archive, .warc.gz; a journal is kept beside it")->required();
  command->add_flag("--again", options->crawl.again, "Ask again for pages fetched before; what did not change is not sent again");
  command->add_option("--hosts", options->crawl.hosts, "Hosts asked side by side; of each one page at a time")
      ->check(CLI::Range(1u, 64u))
      ->capture_default_str();
  add_fetching_options(*command, options->fetching);
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return fetch(*options); }; });
}

}  // namespace musnad::cli
