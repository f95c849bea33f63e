#include "sources/polite.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <thread>

namespace musnad::sources {
namespace {

constexpr double kPatience = 30;  // seconds, where a server is busy and does not say for how long

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

PoliteFetcher::PoliteFetcher(FetcherOptions options, Manners manners) : fetcher_(std::move(options)), manners_(std::move(manners)) {
  if (!manners_.sleep) manners_.sleep = [](double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); };
  if (!manners_.now) manners_.now = [] { return std::chrono::steady_clock::now(); };
}

std::chrono::steady_clock::time_point PoliteFetcher::turn_of(const std::string& origin) const {
  const auto found = hosts_.find(origin);
  return found == hosts_.end() ? std::chrono::steady_clock::time_point{} : found->second.next;
}

void PoliteFetcher::wait_for(Host& host) {
  const double seconds = std::chrono::duration<double>(host.next - manners_.now()).count();
  if (seconds > 0) manners_.sleep(seconds);
}

void PoliteFetcher::after_request(Host& host, double seconds) {
  const double gap = std::max({manners_.gap_seconds, host.robots.crawl_delay_seconds(), seconds});
  host.next = manners_.now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(gap));
}

// RFC 9309, 2.3.1: a file that is not there allows everything, a server that fails forbids everything.
void PoliteFetcher::ask_robots(const PageAddress& address, Host& host) {
  host.asked = true;
  host.robots = Robots::closed();
  const auto file = address.resolve("/robots.txt");
  if (!file) return;
  const auto answer = fetcher_.follow(*file, [](const PageAddress&) { return Result<void>(); });
  if (answer) {
    const int status = (*answer)->message.status;
    if (status >= 400 && status < 500 && status != 429) host.robots = Robots();
    if (status >= 200 && status < 300)
      if (const auto body = (*answer)->message.decoded_body(fetcher_.limits().max_bytes))
        host.robots = Robots::parse(*body, manners_.product);
  }
  if (!answer) host.trouble = answer.error();
  after_request(host);
}

Result<void> PoliteFetcher::may_go(const PageAddress& address) {
  Host& host = hosts_[address.origin];
  if (!host.asked) {
    wait_for(host);
    ask_robots(address, host);
  }
  if (host.trouble) return tl::unexpected(*host.trouble);
  if (!host.robots.allows(address.target)) return fail(ErrorCode::kRobotsForbid, "robots.txt does not allow this page", address.text);
  wait_for(host);
  after_request(host);  // told again when the answer is there
  return {};
}

Result<std::unique_ptr<Answer>> PoliteFetcher::get(const PageAddress& address, const Conditions& conditions) {
  for (int attempt = 1;; ++attempt) {
    auto answer = fetcher_.follow(
        address, [&](const PageAddress& at) { return may_go(at); }, conditions);
    Host& host = hosts_[answer ? (*answer)->address.origin : address.origin];
    if (!answer || !is_busy((*answer)->message.status)) {
      after_request(host);
      return answer;
    }
    double wait = retry_after_seconds((*answer)->message.header("retry-after"), static_cast<long long>(std::time(nullptr)));
    if (wait == 0) wait = kPatience * attempt;
    after_request(host, wait);
    if (attempt >= manners_.tries || wait > manners_.max_wait_seconds)
      return fail(ErrorCode::kNotFetched,
                  fmt::format("the server is busy (status {}) and asks for {:.0f} seconds", (*answer)->message.status, wait), address.text);
  }
}

}  // namespace musnad::sources
