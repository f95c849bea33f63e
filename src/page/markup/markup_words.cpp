#include "page/markup/markup_words.h"
#include "text/ascii.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace musnad::page {
namespace {

constexpr double kSmallPixels = 12, kSmallPoints = 9, kSmallShare = 0.85;  // sizes of small print

// What a word in a name says; an element's words are taken together.
enum Said : unsigned {
  kFurniture = 1,
  kBody = 2,
  kEmbed = 4,  ///< a frame of something embedded: not furniture though it be named "social"
  kPost = 8,
  kGallery = 16,
  kConcealed = 32,
  kCaption = 64,
  kByline = 128,
  kDateline = 256,
  kSubheadline = 512,
  kHeadline = 1024,
};

struct Row {
  unsigned said;
  std::string_view names;
};

constexpr Row kRows[] = {
    {kFurniture,
     "comment comments commentlist disqus respond footer sidebar related relatedposts share sharing sharedaddy social socials promo "
     "promotion newsletter newsletters subscribe subscription signup advert advertisement ads adsense sponsor sponsored breadcrumb "
     "breadcrumbs menu navigation navbar nav popular trending recommended recommendations recirc recirculation outbrain taboola widget "
     "widgets banner cookie cookies consent modal popup lightbox tags taglist tagcloud pagination pager toolbar login masthead teaser "
     "teasers mostread mostpopular newsfeed readmore readnext upnext hidden skip tooltip ticker carousel slideshow playlist survey rating "
     "ratings donate donation follow complementary contentinfo search dialog alert screenreader visuallyhidden sronly offscreen printonly "
     "authorbio aboutauthor disclaimer copyright infobox toc noprint paywall barrier byline-bio interstitial callout dprintblock "
     "visibleprint printable"},
    {kBody,
     "articlebody articlecontent articletext storybody storycontent storytext entrycontent postcontent postbody newstext newsbody "
     "newscontent bodytext articlemain articledetail articledetails"},
    {kEmbed, "embed embedded oembed"},
    {kPost, "twittertweet twittervideo instagrammedia fbpost tiktokembed redditcard blueskyembed mastodonembed telegrampost"},
    {kGallery, "gallery photogallery imagegallery articlegallery"},
    {kConcealed,
     "tooltip tooltiptext tooltipcontent popover popovercontent hovercard rolloverblock rolloverpeopleblock visuallyhidden sronly "
     "screenreadertext screenreader offscreen"},
    {kCaption,
     "caption captions figcaption imagecaption imgcaption wpcaptiontext cutline photocaption photocredit imagecredit mediacaption "
     "captiontext"},
    {kByline, "byline bylines author authors authorname writer reporter contributors"},
    {kDateline,
     "dateline datetime publishdate pubdate datepublished datemodified timestamp postdate publicationdate entrydate updated published "
     "articledate"},
    {kSubheadline, "subtitle subheadline subhead subheading deck dek standfirst strapline alternativeheadline excerpt"},
    {kHeadline, "headline"},
};

const std::unordered_map<std::string_view, unsigned>& table_of_names() {
  static const auto table = [] {
    std::unordered_map<std::string_view, unsigned> made;
    for (const Row& row : kRows)
      for (std::size_t at = 0; at < row.names.size();) {
        const std::size_t end = std::min(row.names.find(' ', at), row.names.size());
        made[row.names.substr(at, end - at)] |= row.said;
        at = end + 1;
      }
    return made;
  }();
  return table;
}

/// A word of a name, as long as any in the table.
class NameWord {
 public:
  void add(char c) {
    if (size_ < letters_.size()) letters_[size_] = c;
    ++size_;
  }
  /// What the word says; begins the next.
  unsigned take() {
    const std::size_t size = std::exchange(size_, 0);
    if (size == 0 || size > letters_.size()) return 0;
    const auto found = table_of_names().find(std::string_view(letters_.data(), size));
    return found == table_of_names().end() ? 0 : found->second;
  }

 private:
  std::array<char, 32> letters_;
  std::size_t size_ = 0;
};

/// What the words of a class or an id say together: each alone, and all that stand without a space between them joined.
unsigned said_by(std::string_view value) {
  NameWord word, whole;
  unsigned said = 0;
  bool was_lower = false;
  for (char c : value) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter || (upper && was_lower)) said |= word.take();
    if (c == ' ' || c == '\t' || c == '\n') said |= whole.take();
    if (letter) word.add(text::lower_ascii(c)), whole.add(text::lower_ascii(c));
    was_lower = letter && !upper;
  }
  return said | word.take() | whole.take();
}

constexpr std::string_view kNaming[] = {"class", "id", "itemprop", "role", "data-component", "data-testid"};

}  // namespace

std::string_view attribute_of(const GumboElement& element, const char* name) {
  for (unsigned int i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    if (std::strcmp(attribute->name, name) == 0) return attribute->value;
  }
  return {};
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
  const std::string_view written = attribute_of(element, "style");
  if (written.empty()) return false;
  std::string style;
  for (char c : written)
    if (c != ' ') style += text::lower_ascii(c);
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

Naming naming_of(const GumboElement& element) {
  unsigned said = 0;
  for (unsigned int i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    if (std::find(std::begin(kNaming), std::end(kNaming), attribute->name) != std::end(kNaming)) said |= said_by(attribute->value);
  }
  Naming naming;
  naming.furniture = (said & kFurniture) != 0 && (said & kEmbed) == 0;
  naming.body = (said & kBody) != 0;
  naming.post = (said & kPost) != 0;
  naming.gallery = (said & kGallery) != 0;
  naming.concealed = (said & kConcealed) != 0;
  if (said & kCaption)
    naming.kind = BlockKind::kCaption;
  else if (said & kByline)
    naming.kind = BlockKind::kByline;
  else if (said & kDateline)
    naming.kind = BlockKind::kDateline;
  else if (said & kSubheadline)
    naming.kind = BlockKind::kSubheadline;
  else if (said & kHeadline)
    naming.kind = BlockKind::kHeadline;
  return naming;
}

bool is_small(const GumboElement& element) {
  if (element.tag == GUMBO_TAG_SMALL) return true;
  if (element.tag == GUMBO_TAG_FONT) {
    const std::string_view size = attribute_of(element, "size");
    return size == "1" || size == "-1" || size == "-2";
  }
  const std::string_view style = attribute_of(element, "style");
  std::size_t at = style.find("font-size:");
  if (at == std::string_view::npos) return false;
  for (at += 10; at < style.size() && style[at] == ' ';) ++at;
  double size = 0, place = 1;
  bool fraction = false;
  const std::size_t begin = at;
  for (; at < style.size() && ((style[at] >= '0' && style[at] <= '9') || style[at] == '.'); ++at) {
    if (style[at] == '.')
      fraction = true;
    else
      size = fraction ? size + (place /= 10) * (style[at] - '0') : size * 10 + (style[at] - '0');
  }
  const std::string_view unit = style.substr(at, 2);
  if (at == begin) return unit == "sm" || unit == "x-" || unit == "xx";  // small, smaller, x-small
  return (unit == "px" && size <= kSmallPixels) || (unit == "pt" && size <= kSmallPoints) || (unit == "em" && size < kSmallShare);
}

}  // namespace musnad::page
