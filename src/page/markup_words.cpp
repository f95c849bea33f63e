#include "page/markup_words.h"

#include <algorithm>
#include <array>

namespace musnad::page {
namespace {

using Names = std::initializer_list<std::string_view>;

bool has_any(const std::vector<std::string>& words, Names names) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return std::find(names.begin(), names.end(), word) != names.end(); });
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

void add_words(std::string_view value, std::vector<std::string>& words) {
  std::string word, whole;
  const auto flush = [&](std::string& from) {
    if (!from.empty()) words.push_back(from);
    from.clear();
  };
  bool was_lower = false;
  for (char c : value) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter || (upper && was_lower)) flush(word);
    if (c == ' ' || c == '\t' || c == '\n') flush(whole);
    if (letter) word += lower(c), whole += lower(c);
    was_lower = letter && !upper;
  }
  flush(word);
  flush(whole);
}

}  // namespace

std::string_view attribute_of(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool is_unseen(const GumboElement& element) {
  switch (element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_LEGEND:
      return true;
    default:
      break;
  }
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  if (attribute_of(element, "aria-hidden") == "true") return true;
  std::string style;
  for (char c : attribute_of(element, "style"))
    if (c != ' ') style += lower(c);
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

bool is_block_element(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
      return true;
    default:
      return false;
  }
}

std::vector<std::string> naming_words(const GumboElement& element) {
  std::vector<std::string> words;
  for (const char* name : {"class", "id", "itemprop", "role", "data-component", "data-testid"})
    add_words(attribute_of(element, name), words);
  return words;
}

bool names_furniture(const std::vector<std::string>& words) {
  return has_any(
      words,
      {"comment",      "comments",    "commentlist", "disqus",       "respond",         "footer",         "sidebar",       "related",
       "relatedposts", "share",       "sharing",     "sharedaddy",   "social",          "socials",        "promo",         "promotion",
       "newsletter",   "newsletters", "subscribe",   "subscription", "signup",          "advert",         "advertisement", "ads",
       "adsense",      "sponsor",     "sponsored",   "breadcrumb",   "breadcrumbs",     "menu",           "navigation",    "navbar",
       "nav",          "popular",     "trending",    "recommended",  "recommendations", "recirc",         "recirculation", "outbrain",
       "taboola",      "widget",      "widgets",     "banner",       "cookie",          "cookies",        "consent",       "modal",
       "popup",        "lightbox",    "tags",        "taglist",      "tagcloud",        "pagination",     "pager",         "toolbar",
       "login",        "masthead",    "teaser",      "teasers",      "mostread",        "mostpopular",    "newsfeed",      "readmore",
       "readnext",     "upnext",      "hidden",      "skip",         "tooltip",         "ticker",         "carousel",      "slideshow",
       "playlist",     "survey",      "rating",      "ratings",      "donate",          "donation",       "follow",        "complementary",
       "contentinfo",  "search",      "dialog",      "alert",        "screenreader",    "visuallyhidden", "sronly",        "offscreen",
       "printonly",    "authorbio",   "aboutauthor", "disclaimer",   "copyright",       "infobox",        "toc",           "noprint",
       "paywall",      "barrier",     "byline-bio",  "interstitial", "callout"});
}

bool names_article_body(const std::vector<std::string>& words) {
  return has_any(words,
                 {"articlebody", "articlecontent", "articletext", "storybody", "storycontent", "storytext", "entrycontent", "postcontent",
                  "postbody", "newstext", "newsbody", "newscontent", "bodytext", "articlemain", "articledetail", "articledetails"});
}

std::optional<BlockKind> kind_named(const std::vector<std::string>& words) {
  if (has_any(words, {"caption", "captions", "figcaption", "imagecaption", "imgcaption", "wpcaptiontext", "cutline", "photocaption",
                      "photocredit", "imagecredit", "mediacaption", "captiontext"}))
    return BlockKind::kCaption;
  if (has_any(words, {"byline", "bylines", "author", "authors", "authorname", "writer", "reporter", "contributors"}))
    return BlockKind::kByline;
  if (has_any(words, {"dateline", "datetime", "publishdate", "pubdate", "datepublished", "datemodified", "timestamp", "postdate",
                      "publicationdate", "entrydate", "updated", "published", "articledate"}))
    return BlockKind::kDateline;
  if (has_any(words, {"subtitle", "subheadline", "subhead", "subheading", "deck", "dek", "standfirst", "strapline", "alternativeheadline",
                      "excerpt"}))
    return BlockKind::kSubheadline;
  if (has_any(words, {"headline"})) return BlockKind::kHeadline;
  return {};
}

}  // namespace musnad::page
