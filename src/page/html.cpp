#include "page/html.h"

#include "page/article.h"
#include "page/markup_guard.h"
#include "page/piece.h"

#include <gumbo.h>

#include <memory>

namespace musnad::page {
namespace {

struct OutputCloser {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

struct TitleParts {
  std::string headline;
  std::string site;  ///< empty where the title has no second part, or a long one
};

/// "Headline | Site", "Headline - Site": the longer part is the headline, a short one after it the site.
TitleParts parts_of_title(std::string_view title) {
  constexpr std::size_t kMaxSiteBytes = 60;
  std::string_view best = title, site;
  for (std::string_view divider : {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB "}) {
    const std::size_t at = best.rfind(divider);
    if (at == std::string_view::npos) continue;
    const std::string_view before = best.substr(0, at), after = best.substr(at + divider.size());
    if (before.size() >= after.size() && site.empty()) site = after;
    best = before.size() >= after.size() ? before : after;
  }
  return {std::string(best), site.size() <= kMaxSiteBytes ? std::string(site) : std::string{}};
}

/// Appends a line break that stands for the markup between two pieces.
void append_break(PageContent& content, std::uint32_t next_begin) {
  if (content.text.empty()) return;
  const auto size = std::uint32_t(content.text.size());
  const std::uint32_t end = content.map.to_page({size - 1, size}).end;
  content.text += '\n';
  content.map.append(1, end, next_begin > end ? next_begin - end : 0);
}

PageContent assemble(PagePieces& page, const std::vector<ArticlePart>& parts) {
  PageContent content;
  for (const ArticlePart& part : parts) {
    const Piece& piece = page.pieces[part.piece];
    const std::uint32_t origin = piece.map.to_page({0, 1}).begin;
    append_break(content, origin);
    if (piece.gap && !content.text.empty()) {
      content.text += '\n';
      content.map.append(1, origin, 0);
    }
    Line line;
    line.span.begin = std::uint32_t(content.text.size());
    content.text += piece.text;
    content.map.append(piece.map, {0, std::uint32_t(piece.text.size())});
    line.span.end = std::uint32_t(content.text.size());
    line.after_gap = piece.gap;
    line.heading = piece.heading;
    line.item = piece.item;
    line.hint = part.kind;
    content.lines.push_back(line);
  }
  content.claims = std::move(page.claims);
  return content;
}

}  // namespace

PageContent read_html(std::string_view html, std::string_view title, const PageLexicon& lexicon, std::uint32_t max_depth,
                      std::uint32_t max_tags) {
  const GuardedMarkup guarded = guard_markup(html, max_depth, max_tags);
  const std::string_view source = guarded.dropped > 0 ? std::string_view(guarded.html) : html;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // else each one is kept
  const std::unique_ptr<GumboOutput, OutputCloser> output(gumbo_parse_with_options(&options, source.data(), source.size()));
  PagePieces page = pieces_of(output->document, source);
  TitleParts parts_named = parts_of_title(page.head_title);
  if (page.claims.title.empty()) page.claims.title = std::move(parts_named.headline);
  if (page.claims.publisher.empty()) page.claims.publisher = std::move(parts_named.site);
  const std::vector<ArticlePart> parts = find_article(page, title.empty() ? page.claims.title : title, lexicon);
  PageContent content = assemble(page, parts);
  if (guarded.dropped > 0) content.map = content.map.after(guarded.map);
  content.dropped_tags = guarded.dropped;
  return content;
}

}  // namespace musnad::page
