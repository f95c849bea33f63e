#include "sources/feed.h"

#include "page/markup/charset.h"
#include "page/markup/metadata.h"
#include "sources/address_of_page.h"
#include "sources/feed_xml.h"
#include "sources/inflation.h"
#include "text/utf8.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_set>

namespace musnad::sources {
namespace {

using Json = nlohmann::json;

constexpr int kMaxJsonDepth = 64;
constexpr std::size_t kMaxEntries = 50'000;  // what the sitemap protocol allows
constexpr std::size_t kDeclaration = 256;

std::string string_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Result<Feed> read_json(std::string_view text) {
  int open = 0, deepest = 0;
  for (char c : text) {
    open += (c == '{' || c == '[') - (c == '}' || c == ']');
    deepest = std::max(deepest, open);
  }
  if (deepest > kMaxJsonDepth) return fail(ErrorCode::kFeedSyntax, "JSON nested too deeply");
  const Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded() || !root.is_object()) return fail(ErrorCode::kFeedSyntax, "neither XML nor a JSON Feed");
  Feed feed;
  feed.title = string_of(root, "title");
  feed.language = string_of(root, "language");
  const auto items = root.find("items");
  if (items == root.end() || !items->is_array()) return fail(ErrorCode::kFeedSyntax, "a JSON Feed without items");
  for (const Json& item : *items) {
    if (!item.is_object()) continue;
    FeedEntry entry;
    entry.uri = string_of(item, "url");
    if (entry.uri.empty()) entry.uri = string_of(item, "external_url");
    if (std::string id = string_of(item, "id"); entry.uri.empty() && id.starts_with("http")) entry.uri = std::move(id);
    entry.title = string_of(item, "title");
    entry.language = string_of(item, "language");
    entry.date = page::parse_metadata_date(string_of(item, "date_published"));
    if (entry.date.empty()) entry.date = page::parse_metadata_date(string_of(item, "date_modified"));
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

/// encoding="..." of the XML declaration as a charset parameter; empty where there is none.
std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclaration);
  if (!head.starts_with("<?xml")) return {};
  const std::size_t end = head.find("?>"), at = head.find("encoding");
  if (at == std::string_view::npos || at > end) return {};
  const std::size_t open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = head.find(head[open], open + 1);
  if (close == std::string_view::npos) return {};
  return fmt::format("text/xml; charset={}", head.substr(open + 1, close - open - 1));
}

/// Absolute addresses of http and https, each once.
void tidy(Feed& feed, std::string_view base) {
  const auto at = PageAddress::parse(base);
  std::unordered_set<std::string> seen;
  std::vector<FeedEntry> kept;
  for (FeedEntry& entry : feed.entries) {
    if (kept.size() == kMaxEntries) break;
    const auto address = at && !base.empty() ? at->resolve(entry.uri) : PageAddress::parse(entry.uri);
    if (entry.uri.empty() || !address || !seen.insert(address->text).second) continue;
    entry.uri = address->text;
    if (entry.language.empty()) entry.language = feed.language;
    kept.push_back(std::move(entry));
  }
  feed.entries = std::move(kept);
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, std::string_view base, std::string_view content_type, std::size_t max_bytes) {
  std::string plain;
  if (is_gzip(bytes)) {
    auto open = inflated(bytes, max_bytes);
    if (!open) return tl::unexpected(open.error());
    plain = std::move(*open);
    bytes = plain;
  }
  std::string charset = page::charset_of_content_type(content_type).empty() ? declared_charset(bytes) : std::string(content_type);
  auto decoded = page::decode_page(bytes, charset, false);
  if (!decoded) return tl::unexpected(decoded.error());
  std::string_view text = decoded->text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  text.remove_prefix(first == std::string_view::npos ? text.size() : first);
  auto feed = text.starts_with('{') ? read_json(text) : read_feed_xml(text);
  if (feed) tidy(*feed, base);
  return feed;
}

}  // namespace musnad::sources
