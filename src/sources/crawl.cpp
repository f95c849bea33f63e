#include "sources/crawl.h"

#include "sources/journal.h"
#include "sources/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
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
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(options_.hosts, waiting_.size()); ++i) others.emplace_back([this] { work(); });
    work();
    for (std::thread& other : others) other.join();
    return std::move(result_);
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
      waiting_[address->origin].pages.push_back(std::move(*address));
    }
    return true;
  }

  struct Queue {
    std::deque<PageAddress> pages;
    bool busy = false;
  };

  /// Fetches pages of hosts that no other thread is at, until there are none.
  void work() {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
      const auto host = next_host();
      if (host == waiting_.end()) {
        if (std::all_of(waiting_.begin(), waiting_.end(), [](const auto& each) { return each.second.pages.empty(); })) break;
        freed_.wait(lock);
        continue;
      }
      const PageAddress address = std::move(host->second.pages.front());
      host->second.pages.pop_front();
      host->second.busy = true;
      const Conditions conditions = conditions_of(address);
      lock.unlock();
      const auto answer = fetcher_.get(address, conditions);
      lock.lock();
      host->second.busy = false;
      const auto outcome = keep(address, answer);
      if (!outcome && result_) result_ = tl::unexpected(outcome.error());
      stopped_ |= !outcome || !tell_(*outcome);
      freed_.notify_all();
    }
    freed_.notify_all();
  }

  /// The host whose turn comes first, of those that nobody is at; the end: there is none.
  std::map<std::string, Queue>::iterator next_host() {
    auto best = waiting_.end();
    for (auto at = waiting_.begin(); at != waiting_.end(); ++at)
      if (!at->second.busy && !at->second.pages.empty() &&
          (best == waiting_.end() || fetcher_.turn_of(at->first) < fetcher_.turn_of(best->first)))
        best = at;
    return best;
  }

  Conditions conditions_of(const PageAddress& address) const {
    const JournalEntry* before = journal_.find(address.text);
    if (before == nullptr || before->status != 200) return {};
    return {before->etag, before->last_modified};
  }

  /// Writes what came into archive and journal.
  Result<Outcome> keep(const PageAddress& address, const Result<std::unique_ptr<Answer>>& answer) {
    if (!answer) {
      const bool refused = is_refusal(answer.error().code);
      return Outcome{address.text, refused ? Outcome::What::kRefused : Outcome::What::kFailed, 0, answer.error().message};
    }
    const JournalEntry* before = journal_.find(address.text);
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
      std::string records;
      for (const auto& redirect : (*answer)->redirects) records += warc_records(exchange_of(*redirect, entry.date));
      Exchange exchange = exchange_of(**answer, entry.date);
      if (unchanged) exchange.refers_to_uri = exchange.uri, exchange.refers_to_date = before->date;
      records += warc_records(exchange);
      if (auto done = journal_.store(records); !done) return tl::unexpected(done.error());
      outcome.what = unchanged ? Outcome::What::kUnchanged : Outcome::What::kStored;
      if (unchanged) entry = *before;
    }
    if (auto done = journal_.note(address.text, std::move(entry)); !done) return tl::unexpected(done.error());
    return outcome;
  }

  static Exchange exchange_of(const Answer& answer, const std::string& date) {
    return {answer.address.text, date, answer.ip, answer.request, answer.bytes, {}, {}};
  }

  PoliteFetcher& fetcher_;
  const CrawlOptions& options_;
  Journal journal_;
  const std::function<bool(const Outcome&)>& tell_;
  std::mutex mutex_;  // of all that stands below, of the journal and of tell_
  std::condition_variable freed_;
  std::map<std::string, Queue> waiting_;  // by origin
  Result<void> result_;
  bool stopped_ = false;
};

}  // namespace

Result<void> crawl(const std::vector<std::string>& uris, PoliteFetcher& fetcher, const CrawlOptions& options,
                   const std::function<bool(const Outcome&)>& tell) {
  auto journal = Journal::open(options.archive);
  if (!journal) return tl::unexpected(journal.error());
  return Crawl(fetcher, options, std::move(*journal), tell).run(uris);
}

}  // namespace musnad::sources
