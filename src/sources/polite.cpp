#include "sources/polite.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <thread>

namespace musnad::sources {
namespace {

constexpr std::size_t kMaxOpen = 64;  // connections kept
constexpr double kPatience = 30;      // seconds, where a server is busy and does not say for how long

bool is_busy(int status) {
  return status == 429 || status == 503;
}

}  // namespace

double retry_after_seconds(std::string_view header, long long now) {
  while (!header.empty() && header.front() == ' ') header.remove_prefix(1);
  if (header.empty() || header.size() > 64) return 0;
  if (std::all_of(header.begin(), header.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return header.size() > 9 ? 1e9 : double(std::stol(std::string(header)));
  const time_t then = curl_getdate(std::string(header).c_str(), nullptr);
  return then < 0 ? 0 : std::max(0.0, double(then - now));
}

/// A thread's stay at a host: no other thread asks it meanwhile.
class PoliteFetcher::Visit {
 public:
  Visit(PoliteFetcher& owner, const std::string& origin) : owner_(owner) {
    std::unique_lock lock(owner.mutex_);
    host_ = &owner.hosts_[origin];
    owner.freed_.wait(lock, [this] { return !host_->busy; });
    host_->busy = true;
    if (host_->fetcher) return;
    host_->fetcher = std::make_unique<Fetcher>(owner.options_);
    ++owner.open_;
  }
  ~Visit() {
    {
      const std::lock_guard lock(owner_.mutex_);
      host_->busy = false;
      if (owner_.open_ > kMaxOpen) {
        host_->fetcher.reset();
        --owner_.open_;
      }
    }
    owner_.freed_.notify_all();
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  Host& host() { return *host_; }

 private:
  PoliteFetcher& owner_;
  Host* host_ = nullptr;
};

PoliteFetcher::PoliteFetcher(FetcherOptions options, Manners manners) : options_(std::move(options)), manners_(std::move(manners)) {
  if (!manners_.sleep) manners_.sleep = [](double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); };
  if (!manners_.now) manners_.now = [] { return std::chrono::steady_clock::now(); };
}

std::chrono::steady_clock::time_point PoliteFetcher::turn_of(const std::string& origin) const {
  const std::lock_guard lock(mutex_);
  const auto found = hosts_.find(origin);
  return found == hosts_.end() ? std::chrono::steady_clock::time_point{} : found->second.next;
}

void PoliteFetcher::wait_for(const Host& host) {
  std::unique_lock lock(mutex_);
  const double seconds = std::chrono::duration<double>(host.next - manners_.now()).count();
  lock.unlock();
  if (seconds > 0) manners_.sleep(seconds);
}

void PoliteFetcher::after_request(Host& host, double seconds) {
  const std::lock_guard lock(mutex_);
  const double gap = std::max({manners_.gap_seconds, host.robots.crawl_delay_seconds(), seconds});
  host.next = manners_.now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(gap));
}

// RFC 9309, 2.3.1: a file that is not there allows everything, a server that fails forbids everything.
void PoliteFetcher::ask_robots(const PageAddress& address, Host& host) {
  host.asked = true;
  host.robots = Robots::closed();
  const auto file = address.resolve("/robots.txt");
  if (!file) return;
  const auto answer = host.fetcher->follow(*file);
  if (answer) {
    const int status = (*answer)->message.status;
    if (status >= 400 && status < 500 && status != 429) host.robots = Robots();
    if (status >= 200 && status < 300)
      if (const auto body = (*answer)->message.decoded_body(options_.limits.max_bytes))
        host.robots = Robots::parse(*body, manners_.product);
  }
  if (!answer) host.trouble = answer.error();
  after_request(host);
}

Result<std::unique_ptr<Answer>> PoliteFetcher::get_one(const PageAddress& address, const Conditions& conditions) {
  Visit visit(*this, address.origin);
  Host& host = visit.host();
  if (!host.asked) {
    wait_for(host);
    ask_robots(address, host);
  }
  if (host.trouble) return tl::unexpected(*host.trouble);
  if (!host.robots.allows(address.target)) return fail(ErrorCode::kRobotsForbid, "robots.txt does not allow this page", address.text);
  wait_for(host);
  auto answer = host.fetcher->get(address, conditions);
  after_request(host);
  return answer;
}

Result<std::unique_ptr<Answer>> PoliteFetcher::get(const PageAddress& address, const Conditions& conditions) {
  for (int attempt = 1;; ++attempt) {
    auto answer = follow_redirects(
        address, options_.limits.max_redirects, [this](const PageAddress& at, const Conditions& with) { return get_one(at, with); },
        conditions);
    if (!answer || !is_busy((*answer)->message.status)) return answer;
    double wait = retry_after_seconds((*answer)->message.header("retry-after"), static_cast<long long>(std::time(nullptr)));
    if (wait == 0) wait = kPatience * attempt;
    after_request(Visit(*this, (*answer)->address.origin).host(), std::min(wait, manners_.max_wait_seconds));
    if (attempt >= manners_.tries || wait > manners_.max_wait_seconds)
      return fail(ErrorCode::kNotFetched,
                  fmt::format("the server is busy (status {}) and asks for {:.0f} seconds", (*answer)->message.status, wait), address.text);
  }
}

}  // namespace musnad::sources
