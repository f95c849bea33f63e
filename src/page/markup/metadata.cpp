#include "page/markup/metadata.h"
#include "page/markup/moment.h"
#include "text/ascii.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <unordered_map>

namespace musnad::page {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxJsonBytes = 4u << 20;
constexpr int kMaxJsonDepth = 64;
constexpr int kMaxNodesDepth = 8;
constexpr std::size_t kMaxNames = 200;  // bytes of authors
constexpr std::size_t kMaxUpdates = 2000;

/// The whole run of digits at `at`; nothing where there is none or it is too long.
std::optional<int> number_at(std::string_view text, std::size_t& at, std::size_t max_digits = 4) {
  const std::size_t begin = at;
  int value = 0;
  while (at < text.size() && text::is_ascii_digit(text[at]) && at - begin < max_digits) value = value * 10 + (text[at++] - '0');
  if (at == begin || (at < text.size() && text::is_ascii_digit(text[at]))) return {};
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
    if (text::is_ascii_digit(text[at])) {
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

bool has_type(const Json& node, std::string_view wanted) {
  const Json* type = member(node, "@type");
  if (type == nullptr) return false;
  const auto matches = [&](const Json& value) { return value.is_string() && value.get_ref<const std::string&>() == wanted; };
  return type->is_array() ? std::any_of(type->begin(), type->end(), matches) : matches(*type);
}

bool is_article(const Json& node) {
  for (std::string_view type : {"NewsArticle", "Article", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "Report",
                                "OpinionNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "SocialMediaPosting"})
    if (has_type(node, type)) return true;
  return false;
}

void keep(std::string& target, std::string value) {
  if (target.empty() && !value.empty() && value.find_first_not_of(" \t\r\n") != std::string::npos) target = std::move(value);
}

std::string trimmed(std::string_view text) {
  return std::string(text::trimmed(text, " \t\r\n"));
}

/// Reads the nodes of one script; a node may name another by its @id.
class LinkedNodes {
 public:
  LinkedNodes(PageClaims& claims, PageClaims& weak) : claims_(claims), weak_(weak) {}

  void run(const Json& root) {
    collect(root, 0);
    read(root, 0);
  }

 private:
  void collect(const Json& node, int depth) {
    if (depth > kMaxNodesDepth) return;
    if (node.is_array())
      for (const Json& item : node) collect(item, depth + 1);
    if (!node.is_object()) return;
    if (const Json* graph = member(node, "@graph")) collect(*graph, depth + 1);
    if (std::string id = string_member(node, "@id"), name = string_member(node, "name"); !id.empty() && !name.empty())
      names_.emplace(std::move(id), std::move(name));
  }

  /// Of a person or an organisation, or of several, separated by commas.
  std::string name_of(const Json* node, int depth = 0) const {
    if (node == nullptr || depth > 2) return {};
    if (node->is_string()) return node->get<std::string>();
    if (node->is_object()) {
      if (std::string name = string_member(*node, "name"); !name.empty()) return name;
      const auto found = names_.find(string_member(*node, "@id"));
      return found == names_.end() ? std::string{} : found->second;
    }
    std::string names;
    if (!node->is_array()) return names;
    for (const Json& item : *node)
      if (const std::string name = name_of(&item, depth + 1); !name.empty() && names.size() < kMaxNames)
        names += (names.empty() ? "" : ", ") + name;
    return names;
  }

  void read(const Json& node, int depth) {
    if (depth > kMaxNodesDepth) return;
    if (node.is_array()) {
      for (const Json& item : node) read(item, depth + 1);
      return;
    }
    if (!node.is_object()) return;
    if (const Json* graph = member(node, "@graph")) read(*graph, depth + 1);
    if (const Json* entity = member(node, "mainEntity")) read(*entity, depth + 1);
    const bool article = is_article(node);
    if (!article && !has_type(node, "WebPage")) return;
    PageClaims& to = article ? claims_ : weak_;
    constexpr std::string_view kBasis = "json-ld";
    to.offer_date(string_member(node, "datePublished"), kBasis);
    if (to.date.empty()) to.offer_date(string_member(node, "dateCreated"), kBasis);
    to.offer_title(string_member(node, "headline"), kBasis);
    if (article) to.offer_title(string_member(node, "name"), kBasis);
    to.offer_author(name_of(member(node, "author")), kBasis);
    keep(to.publisher, name_of(member(node, "publisher")));
    keep(to.article, string_member(node, "articleBody"));
    keep(to.language, string_member(node, "inLanguage"));
    keep(to.canonical, string_member(node, "url"));
    if (const Json* updates = member(node, "liveBlogUpdate")) read_updates(*updates, to);
  }

  void read_updates(const Json& node, PageClaims& to) const {
    if (node.is_array()) {
      for (const Json& item : node)
        if (item.is_object()) read_updates(item, to);
      return;
    }
    LiveUpdate update{string_member(node, "headline"), string_member(node, "articleBody"),
                      parse_metadata_moment(string_member(node, "datePublished"))};
    if (!update.moment.empty() && to.updates.size() < kMaxUpdates) to.updates.push_back(std::move(update));
  }

  PageClaims& claims_;
  PageClaims& weak_;
  std::unordered_map<std::string, std::string> names_;  // by @id
};

/// Days since 1970 of YYYY-MM-DD.
long days_of(const std::string& date) {
  const int month = std::stoi(date.substr(5, 2)), day = std::stoi(date.substr(8, 2));
  const int year = std::stoi(date.substr(0, 4)) - (month <= 2);  // years begin in March
  return 365L * year + year / 4 - year / 100 + year / 400 + (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day;
}

}  // namespace

std::string parse_metadata_date(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t')) text.remove_prefix(1);
  std::size_t at = 0;
  if (text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, text::is_ascii_digit) &&
      (text.size() == 8 || !text::is_ascii_digit(text[8]))) {
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

void PageClaims::offer_title(std::string value, std::string_view basis) {
  if (!title.empty()) return;
  keep(title, std::move(value));
  if (!title.empty()) title_basis = basis;
}

void PageClaims::offer_date(std::string_view written, std::string_view basis) {
  std::string value = parse_metadata_date(written);
  if (value.empty()) return;
  if (std::none_of(dates.begin(), dates.end(), [&](const Stated& stated) { return stated.basis == basis; }))
    dates.push_back({value, std::string(basis)});
  if (!date.empty()) return;
  date = std::move(value);
  date_basis = basis;
}

void PageClaims::offer_author(std::string value, std::string_view basis) {
  value = trimmed(value);
  if (!author.empty() || value.empty() || value.size() > kMaxNames || value.find("://") != std::string::npos || value.front() == '@')
    return;
  author = std::move(value);
  author_basis = basis;
}

void PageClaims::complete(PageClaims later) {
  offer_title(std::move(later.title), later.title_basis);
  for (const Stated& stated : later.dates) offer_date(stated.value, stated.basis);
  offer_author(std::move(later.author), later.author_basis);
  keep(publisher, std::move(later.publisher));
  keep(canonical, std::move(later.canonical));
  keep(article, std::move(later.article));
  keep(language, std::move(later.language));
  if (updates.empty()) updates = std::move(later.updates);
}

std::optional<std::pair<Stated, Stated>> disagreement(const std::vector<Stated>& dates) {
  for (std::size_t i = 0; i < dates.size(); ++i)
    for (std::size_t j = i + 1; j < dates.size(); ++j)
      if (std::abs(days_of(dates[i].value) - days_of(dates[j].value)) > 1) return std::pair(dates[i], dates[j]);
  return {};
}

void read_json_ld(std::string_view json, PageClaims& claims, PageClaims& weak) {
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
  if (!root.is_discarded()) LinkedNodes(claims, weak).run(root);
}

void read_meta_tags(const std::vector<MetaTag>& tags, PageClaims& claims) {
  const auto first = [&](std::initializer_list<std::string_view> names) {
    for (std::string_view name : names)
      for (const MetaTag& tag : tags)
        if (tag.name == name && !tag.content.empty()) return tag.content;
    return std::string{};
  };
  constexpr std::string_view kDates[] = {"datepublished",
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
                                         "dcterms.issued",
                                         "dcterms.date",
                                         "dc.date",
                                         "dc.date.created",
                                         "cse_date",
                                         "date",
                                         "datecreated",
                                         "cxenseparse:recs:publishtime",
                                         "created",
                                         "timestamp",
                                         "rnews:datepublished",
                                         "originalpublicationdate",
                                         "article_date_original",
                                         "shareaholic:article_published_time"};
  for (std::string_view name : {"article:published_time", "og:article:published_time"})
    for (const MetaTag& tag : tags)
      if (tag.name == name) claims.offer_date(tag.content, "opengraph");
  for (std::string_view name : kDates)
    for (const MetaTag& tag : tags)
      if (tag.name == name) claims.offer_date(tag.content, "meta");
  claims.offer_title(first({"og:title"}), "opengraph");
  claims.offer_title(first({"twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"}), "meta");
  claims.offer_author(first({"article:author", "og:article:author"}), "opengraph");
  claims.offer_author(first({"author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author"}),
                      "meta");
  keep(claims.publisher,
       first({"og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "twitter:app:name:iphone"}));
  keep(claims.canonical, first({"og:url", "twitter:url", "dc.identifier"}));
  keep(claims.language, first({"og:locale", "content-language", "language", "dc.language", "dcterms.language"}));
}

}  // namespace musnad::page
