#include "sources/address_of_page.h"
#include "text/ascii.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace musnad::sources {
namespace {

constexpr std::size_t kMaxBytes = 8 << 10;

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(const Handle& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

Result<PageAddress> parts_of(const Handle& url, std::string_view shown) {
  const std::string scheme = part(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return fail(ErrorCode::kBadAddress, fmt::format("'{}': pages are fetched by http and https alone", shown));
  if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty())
    return fail(ErrorCode::kBadAddress, "an address may hold no user name");
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  const std::string named = text::lower_ascii(part(url, CURLUPART_HOST));
  if (!named.empty()) curl_url_set(url.get(), CURLUPART_HOST, named.c_str(), 0);
  PageAddress address;
  address.text = part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  const std::string host = part(url, CURLUPART_HOST), port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (host.empty() || address.text.empty()) return fail(ErrorCode::kBadAddress, fmt::format("'{}' names no host", shown));
  address.origin = fmt::format("{}://{}:{}", scheme, host, port);
  address.target = part(url, CURLUPART_PATH);
  if (const std::string query = part(url, CURLUPART_QUERY); !query.empty()) address.target += "?" + query;
  return address;
}

}  // namespace

Result<PageAddress> PageAddress::parse(std::string_view text) {
  const std::string copy(text.substr(0, kMaxBytes));
  if (text.size() > kMaxBytes) return fail(ErrorCode::kBadAddress, fmt::format("longer than {} bytes", kMaxBytes));
  if (std::any_of(copy.begin(), copy.end(), [](char c) { return std::uint8_t(c) < 0x20; }))
    return fail(ErrorCode::kBadAddress, "control characters in the address");
  const Handle url(curl_url(), curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE) != CURLUE_OK)
    return fail(ErrorCode::kBadAddress, fmt::format("'{}' is not an address", copy));
  return parts_of(url, copy);
}

Result<PageAddress> PageAddress::resolve(std::string_view reference) const {
  const std::string copy(reference.substr(0, kMaxBytes));
  const Handle url(curl_url(), curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE) != CURLUE_OK)
    return fail(ErrorCode::kBadAddress, fmt::format("'{}' is not an address", copy));
  return parts_of(url, copy);
}

}  // namespace musnad::sources
