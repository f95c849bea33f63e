#include "sources/fetcher.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>

namespace musnad::sources {
namespace {

constexpr std::size_t kMaxHeaderBytes = 256 << 10;
constexpr long kLowSpeedBytes = 64, kLowSpeedSeconds = 20;  // a second; so slow for so long is a stalled server

using CurlHeaders = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void add(CurlHeaders& list, const std::string& line) {
  if (line.find_first_of("\r\n") != std::string::npos) return;
  if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
    (void)list.release();
    list.reset(longer);
  }
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

struct Fetcher::Transfer {
  const FetcherOptions& options;
  std::string head, body;
  std::string refused;  // an address the policy forbids
  std::string ip;
  bool too_large = false;

  static curl_socket_t open(void* self, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(self);
    const sockaddr& to = address->addr;
    const bool known = to.sa_family == AF_INET || to.sa_family == AF_INET6;
    const bool allowed = known && (transfer.options.policy == AddressPolicy::kAny || is_public(to)) &&
                         (!transfer.options.watch || transfer.options.watch(to));
    if (!allowed) {
      transfer.refused = known ? text_of(to) : "of an unknown family";
      return CURL_SOCKET_BAD;
    }
    transfer.ip = text_of(to);
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  void set_up(CURL* curl) {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_HTTP_TRANSFER_DECODING, 0L);  // the archive keeps the answer as it came
    curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options.agent.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, options.limits.timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, options.limits.connect_timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytes);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kLowSpeedSeconds);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &Transfer::open);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  }

  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) transfer.head.clear(), transfer.body.clear();  // an interim answer came before
    if (transfer.head.size() + line.size() > kMaxHeaderBytes) {
      transfer.too_large = true;
      return 0;
    }
    transfer.head += line;
    return size * count;
  }

  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (transfer.body.size() + size * count > transfer.options.limits.max_bytes) {
      transfer.too_large = true;
      return 0;
    }
    transfer.body.append(bytes, size * count);
    return size * count;
  }
};

Fetcher::Fetcher(FetcherOptions options) : options_(std::move(options)) {
  static std::once_flag started;
  std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  handle_ = curl_easy_init();
}

Fetcher::~Fetcher() {
  if (handle_ != nullptr) curl_easy_cleanup(handle_);
}

Result<std::unique_ptr<Answer>> Fetcher::get(const PageAddress& address, const Conditions& conditions) {
  if (handle_ == nullptr) return fail(ErrorCode::kNotFetched, "libcurl does not start");
  CURL* curl = handle_;
  curl_easy_reset(curl);
  Transfer transfer{options_, {}, {}, {}, {}, false};
  CurlHeaders headers(nullptr, curl_slist_free_all);
  add(headers, "Accept: text/html, application/xhtml+xml, application/xml;q=0.9, application/feed+json;q=0.9, text/plain;q=0.8, */*;q=0.1");
  add(headers, "Accept-Encoding: gzip, deflate");
  if (!conditions.etag.empty()) add(headers, "If-None-Match: " + conditions.etag);
  if (!conditions.last_modified.empty()) add(headers, "If-Modified-Since: " + conditions.last_modified);
  curl_easy_setopt(curl, CURLOPT_URL, address.text.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  transfer.set_up(curl);
  const CURLcode code = curl_easy_perform(curl);
  if (!transfer.refused.empty() && code != CURLE_OK)
    return fail(ErrorCode::kForbiddenAddress, fmt::format("the address {} is not one of the public internet", transfer.refused),
                address.text);
  if (transfer.too_large)
    return fail(ErrorCode::kTooLarge, fmt::format("the answer is larger than {} bytes", options_.limits.max_bytes), address.text);
  if (code != CURLE_OK) return fail(ErrorCode::kNotFetched, curl_easy_strerror(code), address.text);
  auto answer = std::make_unique<Answer>();
  answer->address = address;
  const char* primary = nullptr;
  curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &primary);
  answer->ip = primary != nullptr ? primary : transfer.ip;
  answer->request = fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {}\r\n", address.target,
                                address.origin.substr(address.origin.find("//") + 2), options_.agent);
  for (const curl_slist* line = headers.get(); line != nullptr; line = line->next) answer->request.append(line->data).append("\r\n");
  answer->request += "\r\n";
  answer->bytes = std::move(transfer.head);
  answer->bytes += transfer.body;
  auto message = parse_response(answer->bytes);
  if (!message) return fail(ErrorCode::kNotFetched, message.error().message, address.text);
  answer->message = std::move(*message);
  return answer;
}

Result<std::unique_ptr<Answer>> Fetcher::follow(const PageAddress& address) {
  return follow_redirects(address, options_.limits.max_redirects,
                          [this](const PageAddress& at, const Conditions& conditions) { return get(at, conditions); });
}

Result<std::unique_ptr<Answer>> follow_redirects(const PageAddress& address, int max_redirects, const GetOne& get,
                                                 const Conditions& conditions) {
  std::vector<std::string> been;
  std::vector<std::unique_ptr<Answer>> redirects;
  PageAddress at = address;
  for (int hop = 0; hop <= max_redirects; ++hop) {
    been.push_back(at.text);
    auto answer = get(at, hop == 0 ? conditions : Conditions{});
    if (!answer) return answer;
    const std::string_view location = (*answer)->message.header("location");
    if (!is_redirect((*answer)->message.status) || location.empty()) {
      (*answer)->redirects = std::move(redirects);
      return answer;
    }
    auto next = at.resolve(location);
    if (!next) return tl::unexpected(next.error());
    if (std::find(been.begin(), been.end(), next->text) != been.end())
      return fail(ErrorCode::kNotFetched, fmt::format("redirected in a circle, to {}", next->text), address.text);
    redirects.push_back(std::move(*answer));
    at = std::move(*next);
  }
  return fail(ErrorCode::kNotFetched, fmt::format("redirected more than {} times", max_redirects), address.text);
}

}  // namespace musnad::sources
