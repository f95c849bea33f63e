// What a page says of itself in its metadata: JSON-LD, OpenGraph and other <meta>, <time>.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musnad::page {

/// A value and which part of the page states it: "json-ld", "opengraph", "meta", "microdata", "time", "title".
struct Stated {
  std::string value, basis;
};

/// A post of a live page, as its metadata tell it.
struct LiveUpdate {
  std::string headline, body;  ///< as written, maybe with markup
  std::string moment;          ///< see parse_metadata_moment
};

struct PageClaims {
  std::string title;
  std::string date;  ///< YYYY-MM-DD of publication, or empty
  std::string publisher;
  std::string author;     ///< several are separated by commas
  std::string canonical;  ///< the address the page gives for itself
  std::string article;    ///< JSON-LD articleBody, to find the article by; never part of the text
  std::string language;   ///< of <html lang> and the like: "ar", "en-GB"
  std::string title_basis, date_basis, author_basis;
  std::vector<LiveUpdate> updates;  ///< JSON-LD liveBlogUpdate, to find posts and their times by
  std::vector<Stated> dates;        ///< of publication, one for each part of the page that states it

  void offer_title(std::string value, std::string_view basis);
  /// `value`: as written; kept where it is a date.
  void offer_date(std::string_view value, std::string_view basis);
  /// Not an address, as social networks want it.
  void offer_author(std::string value, std::string_view basis);
  /// Takes from `later` what is still missing.
  void complete(PageClaims later);
};

/// The first two dates that lie more than a day apart.
std::optional<std::pair<Stated, Stated>> disagreement(const std::vector<Stated>& dates);

/// YYYY-MM-DD of an ISO 8601, RFC 822 or day/month/year string of metadata, valid in the calendar; empty otherwise.
std::string parse_metadata_date(std::string_view value);

/// Reads one JSON-LD script into what `claims` lacks; what only its WebPage says, into what `weak` lacks. Malformed JSON is
/// passed over.
void read_json_ld(std::string_view json, PageClaims& claims, PageClaims& weak);

/// One <meta>: its name, property or itemprop, lower case, and its content.
struct MetaTag {
  std::string name, content;
};
/// Reads <meta> tags, of OpenGraph, Dublin Core and what sites have made up, into what `claims` lacks, the most telling first.
void read_meta_tags(const std::vector<MetaTag>& tags, PageClaims& claims);

}  // namespace musnad::page
