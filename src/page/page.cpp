#include "page/page.h"

#include "page/blocks.h"
#include "page/byline.h"
#include "page/html.h"
#include "page/language.h"
#include "page/markup/charset.h"
#include "page/markup/metadata.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/sha256.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace musnad::page {
namespace {

constexpr std::size_t kSniffBytes = 2048;
constexpr std::string_view kStage = "page";

/// The bytes are HTML: the caller says so, or the beginning shows it (after dropping NUL, for UTF-16).
bool is_html(const PageInput& input) {
  if (input.kind != PageKind::kAuto) return input.kind == PageKind::kHtml;
  const std::string type = text::lower_ascii(input.content_type);
  if (type.find("html") != std::string::npos) return true;
  if (type.starts_with("text/plain")) return false;
  std::string head = text::lower_ascii(std::string_view(input.bytes).substr(0, kSniffBytes));
  head.erase(std::remove(head.begin(), head.end(), '\0'), head.end());
  for (std::string_view mark : {"<!doctype html", "<html", "<head", "<body", "<meta ", "<title>"})
    if (head.find(mark) != std::string::npos) return true;
  const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFE\xFF");
  std::size_t tags = 0;
  for (std::string_view mark : {"<p>", "<p ", "</p>", "<div", "</div>", "<br", "<h1", "<span", "<a href", "<table", "<article"})
    tags += head.find(mark) != std::string::npos;
  return tags >= 2 || (first != std::string::npos && head[first] == '<' && tags >= 1);
}

/// NUL aside, something a reader could see.
bool has_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint read = text::decode(text, at);
    if (!text::is_space(read.value) && !text::is_bidi_control(read.value) && read.value > 0x20 && read.value != 0xFEFF) return true;
    at += read.length;
  }
  return false;
}

PageMetadata metadata_of(const PageInput& input, const PageClaims& claims) {
  PageMetadata metadata;
  metadata.id = input.id;
  metadata.uri = input.uri;
  metadata.title = input.title.empty() ? claims.title : input.title;
  metadata.page_sha256 = text::sha256(input.bytes);
  metadata.given_date = input.given_date;
  metadata.archive = input.archive;
  metadata.metadata_date = claims.date;
  metadata.title_basis = input.title.empty() ? claims.title_basis : "given";
  metadata.date_basis = claims.date_basis;
  metadata.author = claims.author;
  metadata.author_basis = claims.author_basis;
  metadata.canonical = claims.canonical;
  metadata.publisher = claims.publisher;
  if (!claims.publisher.empty()) metadata.publisher_basis = "metadata";
  return metadata;
}

/// Metadata's author without the words of a byline; the first byline, where metadata name nobody.
void add_author(std::string_view text, const Layout& layout, const PageLexicon& lexicon, PageMetadata& metadata) {
  if (const std::string folded = text::fold(metadata.author); lexicon.words_at_start(LineWord::kByline, stripped(folded)) > 0)
    metadata.author = author_of_byline(metadata.author, lexicon);
  for (const Block& block : layout.blocks) {
    if (!metadata.author.empty()) return;
    const std::string_view line = text.substr(block.span.begin, block.span.length());
    const bool dated = block.kind == BlockKind::kDateline && lexicon.words_at_start(LineWord::kByline, text::fold(line)) > 0;
    if (block.kind != BlockKind::kByline && !dated) continue;
    metadata.author = author_of_byline(line, lexicon);
    if (!metadata.author.empty()) metadata.author_basis = "byline";
  }
}

/// The headline and the title of the metadata have no word of three letters in common.
bool is_other_title(std::string_view headline, std::string_view title) {
  const std::string folded_headline = text::fold(headline), folded_title = text::fold(title);
  const auto words = words_of(folded_headline), others = words_of(folded_title);
  if (words.size() < 3 || others.size() < 3) return false;
  return std::none_of(words.begin(), words.end(), [&](std::string_view word) {
    return word.size() >= 3 && std::find(others.begin(), others.end(), word) != others.end();
  });
}

/// What the page says of itself in one place and otherwise in another.
void note_disagreements(const PageClaims& claims, const Layout& layout, Document& document) {
  if (const auto dates = disagreement(claims.dates))
    document.diagnose(ErrorCode::kDatesDisagree, fmt::format("published on {} says {}, on {} says {}", dates->first.value,
                                                             dates->first.basis, dates->second.value, dates->second.basis));
  for (const Block& block : layout.blocks)
    if (block.kind == BlockKind::kHeadline && !block.repeat_of && is_other_title(document.text(block.span), claims.title)) {
      document.diagnose(ErrorCode::kTitlesDisagree, fmt::format("the title in {} is not the headline", claims.title_basis));
      break;
    }
  const std::string_view code = document.language() == Language::kAr ? "ar" : "en";
  const std::string declared = text::lower_ascii(claims.language).substr(0, 2);
  if (document.language() != Language::kUnd && (declared == "ar" || declared == "en") && declared != code)
    document.diagnose(ErrorCode::kLanguagesDisagree, fmt::format("declared as '{}', written in '{}'", declared, code));
}

/// Up to which byte the page was read.
std::size_t end_of_reading(bool html, const PageContent& content, const Decoded& decoded) {
  if (!html || content.read_bytes == decoded.text.size()) return decoded.end;
  return decoded.map.to_page({0, std::uint32_t(content.read_bytes)}).end;
}

}  // namespace

Result<Page> read_page(const PageInput& input, const PageLexicon& lexicon, const PageLimits& limits) {
  if (input.bytes.size() > limits.max_bytes)
    return fail(ErrorCode::kTooLarge, fmt::format("{} bytes; the limit is {}", input.bytes.size(), limits.max_bytes));
  const bool html = is_html(input);
  auto decoded = decode_page(input.bytes, input.content_type, html, input.kind == PageKind::kText);
  if (!decoded) return tl::unexpected(decoded.error());

  PageContent content;
  if (html) {
    content = read_html(decoded->text, input.title, input.uri, lexicon, limits.markup);
    if (!decoded->map.is_copy()) content.map = content.map.after(decoded->map);
  } else {
    content.text = std::move(decoded->text);
    content.map = std::move(decoded->map);
    content.lines = lines_of(content.text);
  }
  if (content.lines.empty() || !has_text(content.text)) return fail(ErrorCode::kEmptyInput, "the page has no text to read");

  PageMetadata metadata = metadata_of(input, content.claims);
  metadata.posts = std::move(content.posts);
  metadata.part = std::move(content.part);
  const Layout layout = lay_out(content.text, content.lines, metadata.title, lexicon);
  if (metadata.publisher.empty() && layout.site) {
    metadata.publisher = content.text.substr(layout.site->begin, layout.site->length());
    metadata.publisher_basis = "masthead";
  }
  add_author(content.text, layout, lexicon, metadata);
  metadata.charset = decoded->charset;
  metadata.charset_basis = decoded->basis;
  metadata.publisher_span = layout.site && metadata.publisher_basis == "masthead" ? layout.site : std::nullopt;
  metadata.language =
      input.given_language != Language::kUnd ? input.given_language : language_of(content.text, content.claims.language, lexicon);
  Page page{Document(std::move(content.text), std::move(metadata)), std::move(content.map), decoded->charset};
  if (decoded->broken > 0)
    page.document.diagnose(ErrorCode::kBrokenEncoding,
                           fmt::format("{} broken sequences of {} were replaced", decoded->broken, decoded->charset));
  if (decoded->guessed)
    page.document.diagnose(ErrorCode::kGuessedEncoding, fmt::format("the encoding was taken to be {}", decoded->charset));
  note_disagreements(content.claims, layout, page.document);
  if (content.dropped_tags > 0)
    page.document.diagnose(ErrorCode::kDeepMarkup, fmt::format("{} tags nested too deeply or too many were dropped", content.dropped_tags));
  if (const auto& part = page.document.metadata().part)
    page.document.diagnose(ErrorCode::kPartOfStory,
                           fmt::format("page {} of {}{}", part->number, part->of, part->next.empty() ? "" : "; the next is " + part->next));
  if (const std::size_t end = end_of_reading(html, content, *decoded); end < input.bytes.size())
    page.document.diagnose(ErrorCode::kPageCut, fmt::format("the first {} of {} bytes were read", end, input.bytes.size()));
  if (page.document.language() == Language::kUnd)
    page.document.diagnose(ErrorCode::kUnknownLanguage, "the page is neither in Arabic nor in English");
  page.document.seal<Block>(std::vector<Block>(layout.blocks), kStage);
  return page;
}

}  // namespace musnad::page
