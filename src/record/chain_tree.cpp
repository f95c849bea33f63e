#include "record/chain_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "record/enumerations.h"
#include "record/phrases.h"
#include "record/styled_text.h"
#include "text/utf8.h"

namespace musnad::record {
namespace {

constexpr std::string_view kBranch = "\u251c\u2500 ", kLastBranch = "\u2514\u2500 ", kStem = "\u2502  ", kNoStem = "   ";
constexpr std::string_view kOpenQuote = "\u201c", kCloseQuote = "\u201d", kEllipsis = "\u2026";
constexpr unsigned kStemColumns = 3;
constexpr unsigned kMinQuoteColumns = 24;
constexpr std::size_t kMaxQuoteLines = 4;

/// One act of telling, or the page, with what is told there.
struct Telling {
  AttributionId attribution;  ///< invalid: the page
  std::vector<ClaimId> claims;
  std::vector<Telling> inner;

  /// The inner telling of this attribution, or of one that reads the same: the same teller there, the same cue.
  Telling& within(const Document& document, AttributionId id) {
    const Attribution& sought = document.at(id);
    for (Telling& each : inner) {
      const Attribution& known = document.at(each.attribution);
      const bool both = known.source.valid() && sought.source.valid();
      const bool same_teller = both ? document.at(known.source).span == document.at(sought.source).span : known.source == sought.source;
      if (each.attribution == id || (same_teller && known.cue == sought.cue && known.stance == sought.stance)) return each;
    }
    return inner.emplace_back(Telling{id, {}, {}});
  }
};

struct QuotedWord {
  std::string text;
  bool of_trigger;
};

class Drawing {
 public:
  Drawing(const Document& document, const ReportStyle& style, unsigned indent) : document_(document), style_(style), indent_(indent, ' ') {}

  std::string draw(std::span<const ClaimId> claims) {
    Telling page;
    for (ClaimId claim : claims) place(page, claim);
    line("", styled("the page", Style::kTeller, style_.colour) + publisher());
    told(page, "");
    return std::move(lines_);
  }

 private:
  void place(Telling& page, ClaimId claim) {
    std::vector<AttributionId> path;
    for (AttributionId at = document_.at(claim).attribution; at.valid(); at = document_.at(at).parent) path.push_back(at);
    Telling* telling = &page;
    for (auto at = path.rbegin(); at != path.rend(); ++at) telling = &telling->within(document_, *at);
    telling->claims.push_back(claim);
  }

  void line(const std::string& stems, const std::string& text) { lines_ += fmt::format("{}{}{}\n", indent_, stems, text); }

  std::string publisher() const {
    const std::string& name = document_.metadata().publisher;
    return name.empty() ? "" : ", " + isolated(name);
  }

  // What a telling holds: first what it says itself, then whom it quotes.
  void told(const Telling& telling, const std::string& stems) {
    const std::size_t parts = telling.claims.size() + telling.inner.size();
    std::size_t part = 0;
    for (ClaimId claim : telling.claims) quote(document_.at(claim), stems, ++part == parts);
    for (const Telling& inner : telling.inner) {
      const bool last = ++part == parts;
      line(stems + std::string(last ? kLastBranch : kBranch), teller(document_.at(inner.attribution)));
      told(inner, stems + std::string(last ? kNoStem : kStem));
    }
  }

  std::string teller(const Attribution& attribution) const {
    std::string phrase;
    if (!attribution.source.valid()) {
      phrase = styled("someone the text does not name", Style::kWarning, style_.colour);
    } else {
      const Source& source = document_.at(attribution.source);
      const std::string name = isolated(source.span ? document_.text(*source.span) : std::string_view(source.name));
      phrase = fmt::format(
          "{} {}", styled(name, Style::kTeller, style_.colour),
          styled(source.kind == SourceKind::kUnnamed ? "(not named)"
                                                     : fmt::format("({}{})", word(source.kind), source.named ? "" : ", not named"),
                 Style::kDim, style_.colour));
    }
    std::vector<std::string> cues;
    for (ByteSpan cue : attribution.cue) cues.push_back(flat(document_.text(cue)));
    if (!cues.empty()) phrase += fmt::format(" {}", isolated(fmt::format("{}", fmt::join(cues, fmt::format(" {} ", kEllipsis)))));
    if (attribution.stance != Stance::kNeutral)
      phrase += styled(fmt::format(" {}", word(attribution.stance)), Style::kWarning, style_.colour);
    return phrase;
  }

  void quote(const Claim& claim, const std::string& stems, bool last) {
    const unsigned used = static_cast<unsigned>(indent_.size()) + columns_of(stems) + kStemColumns + 2;
    auto rows = quoted_lines(claim, style_.width > used + kMinQuoteColumns ? style_.width - used : kMinQuoteColumns);
    const std::string status = status_phrase(claim.act.status);
    if (!status.empty()) rows.push_back(styled(status, Style::kWarning, style_.colour));
    if (!claim.defects.empty()) rows.push_back(styled("weak: " + defect_words(claim.defects), Style::kWarning, style_.colour));
    for (std::size_t i = 0; i < rows.size(); ++i)
      line(stems + std::string(i > 0 ? (last ? kNoStem : kStem) : (last ? kLastBranch : kBranch)), rows[i]);
  }

  static std::string defect_words(const std::vector<std::string>& defects) {
    std::vector<std::string> words;
    for (const std::string& defect : defects) words.push_back(spaced(defect));
    return fmt::format("{}", fmt::join(words, ", "));
  }

  /// The stretch of the claim's sentence from the first to the last of its parts.
  ByteSpan stretch(const Claim& claim) const {
    const Predication& act = claim.act;
    ByteSpan whole = act.trigger;
    ByteSpan limits{0, static_cast<std::uint32_t>(document_.text().size())};
    if (act.sentence.valid() && act.sentence.value < document_.layer<Sentence>().size()) limits = document_.at(act.sentence).span;
    const auto add = [&](ByteSpan part) {
      if (!part.empty() && limits.contains(part)) whole = whole.cover(part);
    };
    for (const Argument& argument : act.args) add(argument.span);
    for (const Count& count : act.counts) add(count.span);
    if (act.time && act.time->span) add(*act.time->span);
    return whole;
  }

  std::vector<QuotedWord> words(ByteSpan span, ByteSpan trigger) const {
    std::vector<QuotedWord> result;
    const std::string_view text = document_.text();
    for (std::uint32_t begin = span.begin; begin < span.end;) {
      std::uint32_t end = begin;
      std::uint32_t next = span.end;
      for (std::uint32_t at = begin; at < span.end;) {
        const auto [c, length] = text::decode(text, at);
        if (text::is_space(c)) {
          next = at + length;
          break;
        }
        end = at += length;
      }
      const ByteSpan word{begin, end};
      if (!word.empty()) result.push_back({flat(document_.text(word)), word.overlaps(trigger)});
      begin = next;
    }
    return result;
  }

  std::vector<std::string> quoted_lines(const Claim& claim, unsigned columns) const {
    const auto all = words(stretch(claim), claim.act.trigger);
    std::vector<std::string> rows;
    std::string row(kOpenQuote);
    unsigned used = 1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const unsigned width = columns_of(all[i].text);
      if (used > 1 && used + 1 + width > columns) {
        if (rows.size() + 1 == kMaxQuoteLines) {
          row += fmt::format(" {}", kEllipsis);
          break;
        }
        rows.push_back(enclosed(row));
        row.clear();
        used = 0;
      } else if (i > 0) {
        row += ' ';
        ++used;
      }
      row += all[i].of_trigger ? styled(all[i].text, Style::kBold, style_.colour) : all[i].text;
      used += width;
    }
    row += kCloseQuote;
    rows.push_back(enclosed(row));
    return rows;
  }

  // The words are flat already; the escapes of the style must stay.
  static std::string enclosed(std::string_view row) { return fmt::format("\u2068{}\u2069", row); }

  const Document& document_;
  const ReportStyle& style_;
  const std::string indent_;
  std::string lines_;
};

}  // namespace

std::string chain_tree(const Document& document, std::span<const ClaimId> claims, unsigned indent, const ReportStyle& style) {
  return Drawing(document, style, indent).draw(claims);
}

}  // namespace musnad::record
