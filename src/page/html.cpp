#include "page/html.h"

#include "page/article.h"
#include "page/markup/parser_memory.h"
#include "page/markup/piece.h"
#include "page/posts.h"
#include "page/story_part.h"
#include "text/utf8.h"

#include <gumbo.h>

namespace musnad::page {
namespace {

constexpr double kLinkedShare = 0.25;
constexpr std::size_t kMaxSiteBytes = 60;

struct TitleParts {
  std::string headline;
  std::string site;  ///< empty where the title has no second part, or a long one
};

constexpr std::string_view kDividers[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB "};

/// "Headline | Site" without the site, where it is known by name.
void cut_site(std::string& title, std::string_view site) {
  for (std::string_view divider : kDividers) {
    if (site.empty() || title.size() <= site.size() + divider.size()) continue;
    const std::size_t end = title.size() - site.size();
    if (std::string_view(title).substr(end) == site && std::string_view(title).substr(0, end).ends_with(divider))
      return title.resize(end - divider.size());
  }
}

/// "Headline | Site", "Headline - Site": the longer part is the headline, a short one after it the site.
TitleParts parts_of_title(std::string_view title) {
  std::string_view best = title, site;
  for (std::string_view divider : kDividers) {
    const std::size_t at = best.rfind(divider);
    if (at == std::string_view::npos) continue;
    const std::string_view before = best.substr(0, at), after = best.substr(at + divider.size());
    if (before.size() >= after.size() && site.empty()) site = after;
    best = before.size() >= after.size() ? before : after;
  }
  return {std::string(best), site.size() <= kMaxSiteBytes ? std::string(site) : std::string{}};
}

/// Takes the piece's map with it.
void append_piece(PageContent& content, Piece& piece) {
  content.text += piece.text;
  content.map.append(piece.map, {0, std::uint32_t(piece.text.size())});
  piece.map = {};
}

/// What <title> says besides the headline: "Site: Headline", "Headline << Site". Empty where that is nothing, or too long.
std::string site_beside(std::string_view title, std::string_view headline) {
  const std::size_t at = title.find(headline);
  if (headline.empty() || at == std::string_view::npos) return {};
  std::string_view rest = at == 0 ? title.substr(headline.size()) : title.substr(0, at);
  const auto is_divider = [](std::string_view character) {
    const char32_t c = text::decode(character, 0).value;
    return !text::is_letter(c) && !text::is_digit(c) && !text::is_mark(c) && c != '.' && c != ')' && c != '!';
  };
  while (!rest.empty() && is_divider(rest)) rest.remove_prefix(text::decode(rest, 0).length);
  while (!rest.empty()) {
    std::size_t last = rest.size() - 1;
    while (last > 0 && (std::uint8_t(rest[last]) & 0xC0) == 0x80) --last;
    if (!is_divider(rest.substr(last))) break;
    rest.remove_suffix(rest.size() - last);
  }
  return rest.size() <= kMaxSiteBytes ? std::string(rest) : std::string{};
}

/// Appends a line break, or a space, that stands for the markup between two pieces.
void append_break(PageContent& content, std::uint32_t next_begin, char mark) {
  if (content.text.empty()) return;
  const auto size = std::uint32_t(content.text.size());
  const std::uint32_t end = content.map.to_page({size - 1, size}).end;
  content.text += mark;
  content.map.append(1, end, next_begin > end ? next_begin - end : 0);
}

PageContent assemble(PagePieces& page, const std::vector<ArticlePart>& parts, const std::vector<PostParts>& posts) {
  PageContent content;
  std::vector<ByteSpan> places;  // of the parts
  for (const ArticlePart& part : parts) {
    Piece& piece = page.pieces[part.piece];
    const std::uint32_t origin = piece.map.to_page({0, 1}).begin;
    const bool same_row = part.cell && &part != &parts.front() && (&part)[-1].cell && page.pieces[(&part)[-1].piece].row == piece.row;
    append_break(content, origin, same_row ? ' ' : '\n');
    if (same_row) {
      append_piece(content, piece);
      content.lines.back().span.end = std::uint32_t(content.text.size());
      places.push_back(content.lines.back().span);
      continue;
    }
    if (piece.gap && !content.text.empty()) {
      content.text += '\n';
      content.map.append(1, origin, 0);
    }
    Line line;
    line.span.begin = std::uint32_t(content.text.size());
    append_piece(content, piece);
    line.span.end = std::uint32_t(content.text.size());
    line.after_gap = piece.gap;
    line.heading = piece.heading;
    line.item = piece.item;
    line.running = part.running;
    line.linked = double(piece.bytes_in_links) > double(piece.text.size()) * kLinkedShare;
    line.small = piece.small;
    line.after_rule = piece.rule;
    line.hint = part.kind;
    content.lines.push_back(line);
    places.push_back(line.span);
  }
  for (const PostParts& post : posts) content.posts.push_back({{places[post.first].begin, places[post.last].end}, post.time});
  content.claims = std::move(page.claims);
  return content;
}

}  // namespace

PageContent read_html(std::string_view html, std::string_view title, std::string_view address, const PageLexicon& lexicon,
                      const MarkupLimits& limits) {
  const GuardedMarkup guarded = guard_markup(html, limits);
  const std::string_view source = guarded.cut ? std::string_view(guarded.html) : html;
  ParserMemory memory;  // of the tree
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // else each one is kept
  options.userdata = &memory;
  options.allocator = [](void* self, std::size_t size) { return static_cast<ParserMemory*>(self)->allocate(size); };
  options.deallocator = [](void* self, void* block) { static_cast<ParserMemory*>(self)->free(block); };
  PagePieces page = pieces_of(gumbo_parse_with_options(&options, source.data(), source.size())->document, source);
  TitleParts parts_named = parts_of_title(page.head_title);
  page.claims.offer_title(std::move(parts_named.headline), "title");
  if (page.claims.publisher.empty()) page.claims.publisher = std::move(parts_named.site);
  cut_site(page.claims.title, page.claims.publisher);
  const std::vector<ArticlePart> parts = find_article(page, title.empty() ? page.claims.title : title, lexicon);
  if (page.claims.publisher.empty())
    for (const ArticlePart& part : parts)
      if (part.kind == BlockKind::kHeadline) page.claims.publisher = site_beside(page.head_title, page.pieces[part.piece].text);
  PageContent content = assemble(page, parts, find_posts(page, parts, lexicon));
  content.part = story_part(page, address.empty() ? content.claims.canonical : address, lexicon);
  if (guarded.cut) content.map = content.map.after(guarded.map);
  content.dropped_tags = guarded.dropped;
  content.read_bytes = guarded.end;
  return content;
}

}  // namespace musnad::page
