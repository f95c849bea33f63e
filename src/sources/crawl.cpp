#include "sources/crawl.h"

#include "sources/journal.h"
#include "sources/warc.h"

#include <fmt/format.h>

#include <ctime>
#include <deque>
#include <map>
#include <unordered_set>

namespace musnad::sources {
namespace {

constexpr int kNotModified = 304;

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

bool is_refusal(ErrorCode code) {
  return code == ErrorCode::kRobotsForbid || code == ErrorCode::kForbiddenAddress || code == ErrorCode::kBadAddress;
}

class Crawl {
 public:
  Crawl(PoliteFetcher& fetcher, const CrawlOptions& options, Journal journal, const std::function<bool(const Outcome&)>& tell)
      : fetcher_(fetcher), options_(options), journal_(std::move(journal)), tell_(tell) {}

  Result<void> run(const std::vector<std::string>& uris) {
    if (journal_.is_new())
      if (auto done = journal_.store(warc_info(options_.software, now_utc())); !done) return done;
    if (!sort_by_host(uris)) return {};
    while (!waiting_.empty()) {
      const auto host = next_host();
      const PageAddress address = std::move(host->second.front());
      host->second.pop_front();
      if (host->second.empty()) waiting_.erase(host);
      auto outcome = fetch(address);
      if (!outcome) return tl::unexpected(outcome.error());
      if (!tell_(*outcome)) return {};
    }
    return {};
  }

 private:
  /// False: told to stop.
  bool sort_by_host(const std::vector<std::string>& uris) {
    std::unordered_set<std::string> seen;
    for (const std::string& uri : uris) {
      auto address = PageAddress::parse(uri);
      if (!address) {
        if (!tell_({uri, Outcome::What::kRefused, 0, address.error().message})) return false;
        continue;
      }
      if (!seen.insert(address->text).second) continue;
      const JournalEntry* before = journal_.find(address->text);
      if (before != nullptr && !options_.again) {
        if (!tell_({address->text, Outcome::What::kBefore, before->status, {}})) return false;
        continue;
      }
      waiting_[address->origin].push_back(std::move(*address));
    }
    return true;
  }

  /// Whose turn comes first.
  std::map<std::string, std::deque<PageAddress>>::iterator next_host() {
    auto best = waiting_.begin();
    for (auto at = waiting_.begin(); at != waiting_.end(); ++at)
      if (fetcher_.turn_of(at->first) < fetcher_.turn_of(best->first)) best = at;
    return best;
  }

  Result<Outcome> fetch(const PageAddress& address) {
    const JournalEntry* before = journal_.find(address.text);
    Conditions conditions;
    if (before != nullptr && before->status == 200) conditions = {before->etag, before->last_modified};
    const auto answer = fetcher_.get(address, conditions);
    if (!answer) {
      const bool refused = is_refusal(answer.error().code);
      return Outcome{address.text, refused ? Outcome::What::kRefused : Outcome::What::kFailed, 0, answer.error().message};
    }
    const HttpMessage& message = (*answer)->message;
    Outcome outcome{address.text, Outcome::What::kNotThere, message.status, {}};
    JournalEntry entry{message.status, 0, now_utc(), std::string(message.header("etag")), std::string(message.header("last-modified"))};
    if (message.status >= 500) {
      outcome.what = Outcome::What::kFailed;
      outcome.reason = fmt::format("the server answers with status {}", message.status);
      return outcome;
    }
    const bool unchanged = message.status == kNotModified && before != nullptr;
    if (unchanged || (message.status >= 200 && message.status < 300)) {
      Exchange exchange{(*answer)->address.text, entry.date, (*answer)->ip, (*answer)->request, (*answer)->bytes, {}, {}};
      if (unchanged) exchange.refers_to_uri = exchange.uri, exchange.refers_to_date = before->date;
      if (auto done = journal_.store(warc_records(exchange)); !done) return tl::unexpected(done.error());
      outcome.what = unchanged ? Outcome::What::kUnchanged : Outcome::What::kStored;
      if (unchanged) entry = *before;
    }
    if (auto done = journal_.note(address.text, std::move(entry)); !done) return tl::unexpected(done.error());
    return outcome;
  }

  PoliteFetcher& fetcher_;
  const CrawlOptions& options_;
  Journal journal_;
  const std::function<bool(const Outcome&)>& tell_;
  std::map<std::string, std::deque<PageAddress>> waiting_;  // by origin
};

}  // namespace

Result<void> crawl(const std::vector<std::string>& uris, PoliteFetcher& fetcher, const CrawlOptions& options,
                   const std::function<bool(const Outcome&)>& tell) {
  auto journal = Journal::open(options.archive);
  if (!journal) return tl::unexpected(journal.error());
  return Crawl(fetcher, options, std::move(*journal), tell).run(uris);
}

}  // namespace musnad::sources
