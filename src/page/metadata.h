// What a page says of itself in its metadata: JSON-LD, OpenGraph and other <meta>, <time>.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace musnad::page {

struct PageClaims {
  std::string title;
  std::string date;  ///< YYYY-MM-DD of publication, or empty
  std::string publisher;
  std::string article;   ///< JSON-LD articleBody, to find the article by; never part of the text
  std::string language;  ///< of <html lang> and the like: "ar", "en-GB"
};

/// YYYY-MM-DD of an ISO 8601, RFC 822 or day/month/year string of metadata, valid in the calendar; empty otherwise.
std::string parse_metadata_date(std::string_view value);

/// Reads one JSON-LD script into what `claims` lacks. Malformed JSON is passed over.
void read_json_ld(std::string_view json, PageClaims& claims);

/// One <meta>: its name, property or itemprop, lower case, and its content.
struct MetaTag {
  std::string name, content;
};
/// Reads <meta> tags into what `claims` lacks, the most telling first.
void read_meta_tags(const std::vector<MetaTag>& tags, PageClaims& claims);

}  // namespace musnad::page
