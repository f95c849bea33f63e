#include "page/markup/markup_words.h"
#include "page/markup/moment.h"
#include "page/markup/piece.h"
#include "text/ascii.h"
#include "text/utf8.h"

#include <algorithm>

namespace musnad::page {
namespace {

constexpr int kMaxWalkDepth = 4000;
constexpr std::size_t kMaxPageLinks = 500;
constexpr std::size_t kMaxNamedBytes = 400;  // a byline or caption named so by its class is no longer than this

/// What holds for an element and everything in it.
struct Context {
  std::uint32_t container = 0;
  std::uint16_t zone = 0;
  std::uint8_t heading = 0;
  bool item = false;
  bool link = false;
  bool pre = false;
  bool small = false;
  std::uint32_t row = 0;
  std::optional<BlockKind> hint;
  int depth = 0;
};

class Walker {
 public:
  explicit Walker(std::string_view html) : html_(html) { result_.containers.push_back({}); }

  PagePieces run(const GumboNode* root) {
    visit(root, {});
    close();
    PageClaims& claims = result_.claims;
    if (!canonical_.empty()) claims.canonical = canonical_;
    read_meta_tags(metas_, claims);
    claims.complete(std::move(micro_));
    claims.complete(std::move(weak_));
    claims.offer_date(time_, "time");
    return std::move(result_);
  }

 private:
  void visit(const GumboNode* node, const Context& context) {
    if (context.depth > kMaxWalkDepth) return;
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        add_text(node->v.text, context);
        break;
      case GUMBO_NODE_ELEMENT:
        visit_element(node->v.element, context);
        break;
      case GUMBO_NODE_DOCUMENT:
        visit_children(node->v.document.children, context);
        break;
      default:
        break;
    }
  }

  void visit_children(const GumboVector& children, const Context& context) {
    for (unsigned int i = 0; i < children.length; ++i) visit(static_cast<const GumboNode*>(children.data[i]), context);
  }

  void visit_element(const GumboElement& element, const Context& outer) {
    read_metadata(element);
    if (element.tag == GUMBO_TAG_HEAD) return visit_head(element);
    if (element.tag == GUMBO_TAG_TIME) note_time(element, outer.container);
    if (element.tag == GUMBO_TAG_A) note_link(element);
    if (is_unseen(element)) return;
    if (element.tag == GUMBO_TAG_BR) return add_line_break(element);
    if (element.tag == GUMBO_TAG_IMG) return add_image(outer);
    if (element.tag == GUMBO_TAG_HR) rule_ = true;
    const Naming naming = naming_of(element);
    if (naming.concealed) return;
    Context context = outer;
    ++context.depth;
    if (element.tag == GUMBO_TAG_A) context.link = true;
    context.small |= is_small(element);
    if (is_block_element(element.tag) || naming.kind == BlockKind::kCaption) {
      close();
      enter(element, naming, context);
      visit_children(element.children, context);
      close();
      return;
    }
    if (naming.kind && !context.hint && open_text_.empty() && *naming.kind != BlockKind::kHeadline) context.hint = naming.kind;
    visit_children(element.children, context);
  }

  /// Sets what a block element says of its content.
  void enter(const GumboElement& element, const Naming& naming, Context& context) {
    const bool root = element.tag == GUMBO_TAG_BODY || element.tag == GUMBO_TAG_HTML;
    if (element.tag >= GUMBO_TAG_H1 && element.tag <= GUMBO_TAG_H6) context.heading = std::uint8_t(element.tag - GUMBO_TAG_H1 + 1);
    switch (element.tag) {
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_FORM:
      case GUMBO_TAG_FOOTER:
        context.zone |= kInNav;
        break;
      case GUMBO_TAG_ASIDE:
        context.zone |= kInAside;
        break;
      case GUMBO_TAG_FIGCAPTION:
        context.hint = BlockKind::kCaption;
        break;
      case GUMBO_TAG_TABLE:
        context.zone |= kInTable;
        break;
      case GUMBO_TAG_BLOCKQUOTE:
        context.zone |= kInQuote;
        break;
      case GUMBO_TAG_LI:
      case GUMBO_TAG_TD:
      case GUMBO_TAG_DD:
        context.item = true;
        break;
      case GUMBO_TAG_TR:
        context.row = ++rows_;
        break;
      case GUMBO_TAG_PRE:
        context.pre = true;
        break;
      default:
        break;
    }
    const bool article = element.tag == GUMBO_TAG_ARTICLE;
    if (naming.body || article) context.zone |= kInArticle;
    if (naming.post) context.zone |= kInPost;
    if (!root && !naming.body && !article && naming.furniture) context.zone |= kInUnlikely;
    if (!root && !naming.body && naming.kind) context.hint = naming.kind;
    if (element.tag != GUMBO_TAG_P && context.heading == 0) {
      const bool gallery = element.tag == GUMBO_TAG_FIGURE || (naming.gallery && !naming.body && !article && !root);
      result_.containers.push_back({context.container, article, naming.body, context.zone, gallery, 0, context.hint});
      context.zone = 0;
      context.hint.reset();
      context.container = std::uint32_t(result_.containers.size() - 1);
    }
  }

  void add_text(const GumboText& node, const Context& context) {
    if (open_text_.empty()) open_context_ = context;
    const std::size_t before = open_text_.size();
    sink_.add(node, context.pre);
    if (context.link) bytes_in_links_ += open_text_.size() - before;
    if (open_text_.size() > before) breaks_ = 0, small_ &= context.small;
  }

  void add_image(const Context& context) {
    ++result_.containers[context.container].images;
    image_ = true;
  }

  /// Two in a row begin a paragraph.
  void add_line_break(const GumboElement& element) {
    if (++breaks_ >= 2) {
      if (!open_text_.empty()) close();
      return;
    }
    if (!open_text_.empty()) sink_.add_break({element.original_tag.data, element.original_tag.length});
  }

  void close() {
    breaks_ = 0;
    while (!open_text_.empty() && open_text_.back() == '\n') open_text_.pop_back();
    if (!open_text_.empty()) {
      Piece piece;
      piece.container = open_context_.container;
      piece.zone = open_context_.zone;
      piece.heading = open_context_.heading;
      piece.item = open_context_.item;
      piece.bytes_in_links = bytes_in_links_;
      piece.row = open_context_.row;
      piece.image = image_;
      piece.small = small_;
      piece.rule = rule_;
      rule_ = false;
      if (open_context_.hint && open_text_.size() <= kMaxNamedBytes) piece.hint = open_context_.hint;
      if (open_map_.text_size() == open_text_.size())
        piece.map = std::move(open_map_);
      else
        piece.map.append(open_map_, {0, std::uint32_t(open_text_.size())});
      piece.text = std::move(open_text_);
      split_at_sentences(std::move(piece));
    }
    open_text_.clear();
    open_map_ = {};
    bytes_in_links_ = 0;
    image_ = false;
    small_ = true;
    sink_.restart();
  }

  /// A <br> after the end of a sentence divides paragraphs; elsewhere it is a break within one.
  void split_at_sentences(Piece piece) {
    const std::string_view text = piece.text;
    std::uint32_t begin = 0;
    const double links = double(piece.bytes_in_links) / double(text.size());
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      if (at == 0 || !ends_sentence(text.substr(begin, at - begin))) continue;
      push_part(piece, {begin, std::uint32_t(at)}, links);
      begin = std::uint32_t(at + 1);
    }
    if (begin == 0)
      result_.pieces.push_back(std::move(piece));
    else
      push_part(piece, {begin, std::uint32_t(text.size())}, links);
  }

  void push_part(const Piece& piece, ByteSpan span, double links) {
    if (span.empty()) return;
    Piece part;
    part.container = piece.container;
    part.zone = piece.zone;
    part.heading = piece.heading;
    part.item = piece.item;
    part.row = piece.row;
    part.image = piece.image;
    part.small = piece.small;
    part.rule = piece.rule && span.begin == 0;
    part.gap = span.begin == 0;
    part.hint = piece.hint;
    part.text = piece.text.substr(span.begin, span.length());
    part.map.append(piece.map, span);
    part.bytes_in_links = std::size_t(links * span.length());
    result_.pieces.push_back(std::move(part));
  }

  static bool ends_sentence(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0) {
      std::size_t last = at - 1;
      while (last > 0 && (std::uint8_t(text[last]) & 0xC0) == 0x80) --last;
      const char32_t c = text::decode(text, last).value;
      if (c == '.' || c == '?' || c == '!' || c == 0x61F || c == 0x2026 || c == 0x6D4) return true;
      if (!text::is_quote(c) && c != ')' && c != ' ') return false;
      at = last;
    }
    return false;
  }

  void visit_head(const GumboElement& head) {
    for (unsigned int i = 0; i < head.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(head.children.data[i]);
      if (child->type == GUMBO_NODE_ELEMENT) read_metadata(child->v.element);
    }
  }

  void note_time(const GumboElement& element, std::uint32_t container) {
    std::string moment = parse_metadata_moment(attribute_of(element, "datetime"));
    if (!moment.empty()) result_.times.push_back({container, result_.pieces.size(), std::move(moment)});
  }

  /// Links that may lead to other pages of the story.
  void note_link(const GumboElement& element) {
    const std::string_view address = attribute_of(element, "href");
    std::string_view end = address.substr(0, address.find('#'));
    while (end.ends_with('/')) end.remove_suffix(1);
    const bool numbered = !end.empty() && end.back() >= '0' && end.back() <= '9';
    if (numbered && result_.page_links.size() < kMaxPageLinks) result_.page_links.emplace_back(address);
    if (attribute_of(element, "rel") == "next" && result_.next_link.empty()) result_.next_link = address;
  }

  /// itemprop and <time>, wherever they stand.
  void read_properties(const GumboElement& element) {
    if (element.tag == GUMBO_TAG_TIME && time_.empty()) time_ = parse_metadata_date(attribute_of(element, "datetime"));
    const std::string_view property = attribute_of(element, "itemprop");
    if (property.empty() || element.tag == GUMBO_TAG_META) return;
    const auto value = [&] {
      for (const char* name : {"content", "datetime"})
        if (const std::string_view given = attribute_of(element, name); !given.empty()) return std::string(given);
      std::string text;
      gather(element, text, 0);
      return text;
    };
    if (property == "datePublished") micro_.offer_date(value(), "microdata");
    if (property == "headline") micro_.offer_title(value(), "microdata");
    if (property == "author" || property == "creator") micro_.offer_author(value(), "microdata");
  }

  /// The words of an element, up to the length of a headline.
  static void gather(const GumboElement& element, std::string& text, int depth) {
    constexpr std::size_t kMaxBytes = 400;
    for (unsigned int i = 0; i < element.children.length && text.size() < kMaxBytes && depth < 8; ++i) {
      const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
      if (child->type == GUMBO_NODE_TEXT) text += child->v.text.text;
      if (child->type == GUMBO_NODE_WHITESPACE && !text.empty()) text += ' ';
      if (child->type == GUMBO_NODE_ELEMENT) gather(child->v.element, text, depth + 1);
    }
  }

  void read_metadata(const GumboElement& element) {
    read_properties(element);
    if (element.tag == GUMBO_TAG_META) {
      for (const char* name : {"property", "name", "itemprop", "http-equiv"})
        if (const std::string_view value = attribute_of(element, name); !value.empty())
          metas_.push_back(meta_tag(value, attribute_of(element, "content")));
    } else if (element.tag == GUMBO_TAG_SCRIPT && attribute_of(element, "type").find("ld+json") != std::string_view::npos) {
      read_json_ld(first_text(element), result_.claims, weak_);
    } else if (element.tag == GUMBO_TAG_LINK) {
      if (attribute_of(element, "rel") == "canonical" && canonical_.empty()) canonical_ = attribute_of(element, "href");
      if (attribute_of(element, "rel") == "next") note_link(element);
    } else if (element.tag == GUMBO_TAG_HTML) {
      result_.claims.language = attribute_of(element, "lang");
    } else if (element.tag == GUMBO_TAG_TITLE && result_.head_title.empty()) {
      SourceMap unused;
      TextSink sink(html_, result_.head_title, unused);
      for (unsigned int i = 0; i < element.children.length; ++i)
        if (const auto* child = static_cast<const GumboNode*>(element.children.data[i]); child->type == GUMBO_NODE_TEXT)
          sink.add(child->v.text);
    }
  }

  static MetaTag meta_tag(std::string_view name, std::string_view content) { return {text::lower_ascii(name), std::string(content)}; }

  static std::string_view first_text(const GumboElement& element) {
    for (unsigned int i = 0; i < element.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) return child->v.text.text;
    }
    return {};
  }

  std::string_view html_;
  PagePieces result_;
  std::vector<MetaTag> metas_;
  PageClaims micro_, weak_;  // of microdata; of what JSON-LD says of the page rather than of the article
  std::string time_, canonical_;
  std::string open_text_;
  SourceMap open_map_;
  TextSink sink_{html_, open_text_, open_map_};
  Context open_context_;
  std::size_t bytes_in_links_ = 0;
  int breaks_ = 0;
  std::uint32_t rows_ = 0;
  bool image_ = false, small_ = true;  // of the open piece
  bool rule_ = false;                  // a <hr> since the last piece
};

}  // namespace

PagePieces pieces_of(const GumboNode* root, std::string_view html) {
  return Walker(html).run(root);
}

}  // namespace musnad::page
