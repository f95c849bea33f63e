#include "page/metadata.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace musnad::page {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxJsonBytes = 4u << 20;
constexpr int kMaxJsonDepth = 64;
constexpr int kMaxNodesDepth = 8;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The whole run of digits at `at`; nothing where there is none or it is too long.
std::optional<int> number_at(std::string_view text, std::size_t& at, std::size_t max_digits = 4) {
  const std::size_t begin = at;
  int value = 0;
  while (at < text.size() && is_digit(text[at]) && at - begin < max_digits) value = value * 10 + (text[at++] - '0');
  if (at == begin || (at < text.size() && is_digit(text[at]))) return {};
  return value;
}

std::string date_of(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > kDays[std::size_t(month - 1)]) return {};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2 && day == 29 && !leap) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

/// "Fri, 07 Jan 2022 10:00:00 GMT", "January 7, 2022", "7 January 2022".
std::string date_with_month_name(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  int month = 0, day = 0, year = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_digit(text[at])) {
      const std::size_t begin = at;
      const auto value = number_at(text, at);
      if (!value) return {};
      if (at - begin == 4 && year == 0)
        year = *value;
      else if (at - begin <= 2 && day == 0)
        day = *value;
      if (year != 0 && day != 0) break;
      continue;
    }
    std::string word;
    while (at < text.size() && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')) word += char(text[at++] | 32);
    for (std::size_t i = 0; i < kMonths.size() && word.size() >= 3; ++i)
      if (month == 0 && word.starts_with(kMonths[i])) month = int(i + 1);
    if (word.empty()) ++at;
  }
  return date_of(year, month, day);
}

const Json* member(const Json& node, const char* key) {
  if (!node.is_object()) return nullptr;
  const auto found = node.find(key);
  return found == node.end() ? nullptr : &*found;
}

std::string string_member(const Json& node, const char* key) {
  const Json* value = member(node, key);
  if (value == nullptr) return {};
  if (value->is_array() && !value->empty()) value = &value->front();
  return value->is_string() ? value->get<std::string>() : std::string{};
}

/// The node's @type holds one of schema.org's article types.
bool is_article(const Json& node) {
  constexpr std::array<std::string_view, 11> kTypes = {"NewsArticle",           "Article", "ReportageNewsArticle", "LiveBlogPosting",
                                                       "BlogPosting",           "Report",  "OpinionNewsArticle",   "AnalysisNewsArticle",
                                                       "BackgroundNewsArticle", "WebPage", "SocialMediaPosting"};
  const Json* type = member(node, "@type");
  if (type == nullptr) return false;
  const auto matches = [&](const Json& value) {
    return value.is_string() && std::find(kTypes.begin(), kTypes.end(), value.get_ref<const std::string&>()) != kTypes.end();
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), matches) : matches(*type);
}

std::string name_of(const Json* node) {
  if (node == nullptr) return {};
  if (node->is_array()) return node->empty() ? std::string{} : name_of(&node->front());
  if (node->is_string()) return node->get<std::string>();
  return string_member(*node, "name");
}

void keep(std::string& target, std::string value) {
  if (target.empty() && !value.empty() && value.find_first_not_of(" \t\r\n") != std::string::npos) target = std::move(value);
}

void read_node(const Json& node, PageClaims& claims, int depth) {
  if (depth > kMaxNodesDepth) return;
  if (node.is_array()) {
    for (const Json& item : node) read_node(item, claims, depth + 1);
    return;
  }
  if (!node.is_object()) return;
  if (const Json* graph = member(node, "@graph")) read_node(*graph, claims, depth + 1);
  if (const Json* entity = member(node, "mainEntity")) read_node(*entity, claims, depth + 1);
  if (!is_article(node)) return;
  keep(claims.date, parse_metadata_date(string_member(node, "datePublished")));
  keep(claims.date, parse_metadata_date(string_member(node, "dateCreated")));
  keep(claims.title, string_member(node, "headline"));
  keep(claims.publisher, name_of(member(node, "publisher")));
  keep(claims.article, string_member(node, "articleBody"));
  keep(claims.language, string_member(node, "inLanguage"));
}

}  // namespace

std::string parse_metadata_date(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t')) text.remove_prefix(1);
  std::size_t at = 0;
  if (text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, is_digit) && (text.size() == 8 || !is_digit(text[8]))) {
    const auto digits = [&](std::size_t begin, std::size_t length) { return std::stoi(std::string(text.substr(begin, length))); };
    return date_of(digits(0, 4), digits(4, 2), digits(6, 2));
  }
  const auto first = number_at(text, at);
  if (first && at < text.size() && (text[at] == '-' || text[at] == '/' || text[at] == '.')) {
    const std::size_t first_digits = at;
    const char mark = text[at++];
    const auto second = number_at(text, at, 2);
    if (second && at < text.size() && text[at] == mark) {
      const auto third = number_at(text, ++at);
      if (third && first_digits == 4) return date_of(*first, *second, *third);
      // Day first, unless only month first fits; American order is not to be told from it where both fit.
      if (third && *third >= 1900) return *second > 12 ? date_of(*third, *first, *second) : date_of(*third, *second, *first);
    }
    return {};
  }
  return date_with_month_name(text);
}

void read_json_ld(std::string_view json, PageClaims& claims) {
  if (json.size() > kMaxJsonBytes) return;
  int deepest = 0, open = 0;  // the parser recurses when it frees: no deeper than this
  for (char c : json) {
    open += (c == '{' || c == '[') - (c == '}' || c == ']');
    deepest = std::max(deepest, open);
  }
  if (deepest > kMaxJsonDepth) return;
  std::string clean(json);
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return std::uint8_t(c) < 0x20; }, ' ');  // raw line breaks in strings
  const Json root = Json::parse(clean, nullptr, false, true);
  if (!root.is_discarded()) read_node(root, claims, 0);
}

void read_meta_tags(const std::vector<MetaTag>& tags, PageClaims& claims) {
  const auto first = [&](std::initializer_list<std::string_view> names) {
    for (std::string_view name : names)
      for (const MetaTag& tag : tags)
        if (tag.name == name && !tag.content.empty()) return tag.content;
    return std::string{};
  };
  for (std::string_view name : {"article:published_time",
                                "og:article:published_time",
                                "datepublished",
                                "sailthru.date",
                                "parsely-pub-date",
                                "article.published",
                                "publish-date",
                                "publish_date",
                                "publication_date",
                                "pubdate",
                                "pub_date",
                                "date.issued",
                                "dc.date.issued",
                                "dcterms.created",
                                "dcterms.date",
                                "dc.date",
                                "dc.date.created",
                                "cxenseparse:recs:publishtime",
                                "cse_date",
                                "originalpublicationdate",
                                "article_date_original",
                                "date",
                                "datecreated",
                                "created",
                                "timestamp",
                                "rnews:datepublished",
                                "shareaholic:article_published_time"})
    for (const MetaTag& tag : tags)
      if (tag.name == name) keep(claims.date, parse_metadata_date(tag.content));
  keep(claims.title, first({"og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title"}));
  keep(claims.publisher, first({"og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone"}));
  keep(claims.language, first({"og:locale", "content-language", "language", "dc.language"}));
}

}  // namespace musnad::page
