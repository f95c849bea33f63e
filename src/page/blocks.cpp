#include "page/blocks.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>

namespace musnad::page {
namespace {

using Kind = BlockKind;

constexpr std::size_t kMaxNameWords = 5;        // a person's name under an office
constexpr std::size_t kMaxSiteWords = 6;        // a site's name or section above the headline
constexpr std::size_t kMaxShortLineWords = 14;  // captions, subheads
constexpr std::size_t kMaxHeaderLines = 40;
constexpr std::size_t kFootLines = 4;      // where credits stand
constexpr std::size_t kMaxStandfirst = 2;  // lines of it
constexpr std::size_t kMaxAppealWords = 60;
constexpr std::size_t kMaxDatedByline = 25;
constexpr std::size_t kMaxFootWords = 45;  // an appeal or a credit at the foot

class Reader {
 public:
  Reader(std::string_view text, const std::vector<Line>& lines, std::string_view title, const PageLexicon& lexicon)
      : text_(text), lines_(lines), lexicon_(lexicon), kinds_(lines.size()) {
    for (const Line& line : lines) shapes_.emplace_back(words_at(line.span), lexicon);
    title_ = text::fold(title);
    title_core_ = stripped(title_);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      kinds_[i] = lines[i].hint;
      if (!shapes_[i].core.empty()) ++copies_[shapes_[i].core];
    }
  }

  Layout run() {
    marked_ = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.hint || line.heading > 0; });
    if (lines_.size() > 1 || marked_) {
      const std::size_t first = first_paragraph();
      if (first < lines_.size()) {
        read_header(first);
        read_rest(first);
      }
    }
    for (auto& kind : kinds_)
      if (!kind) kind = Kind::kBody;
    return emit();
  }

 private:
  std::string_view words_at(ByteSpan span) const { return text_.substr(span.begin, span.length()); }
  bool has(LineWord kind, std::size_t i) const { return shapes_[i].has(kind); }
  bool is_title(std::size_t i) const { return !title_core_.empty() && shapes_[i].core == title_core_; }

  /// Where running text begins: the first prose that is not said to be something else. A line that the title or a later
  /// dateline shows to stand above the article is not it. lines_.size(): there is no prose.
  std::size_t first_paragraph() const {
    const auto is_prose = [&](std::size_t i) {
      return shapes_[i].prose && !shapes_[i].date && !is_title(i) && (!lines_[i].hint || *lines_[i].hint == Kind::kBody) &&
             lines_[i].heading == 0 && !is_dated_byline(i);
    };
    std::size_t first = after_headline();
    while (first < lines_.size() && !is_prose(first)) ++first;
    if (first >= std::min(lines_.size(), kMaxHeaderLines)) return first < lines_.size() ? 0 : lines_.size();
    for (std::size_t i = first + 1; i < std::min(first + 4, lines_.size()); ++i) {
      const bool short_above = shapes_[first].words.size() < 20;
      const bool dated = is_prose(i) && dateline_length(words_at(lines_[i].span), lexicon_) > 0;
      const bool towned = !shapes_[i].prose && is_dateline(words_at(lines_[i].span), shapes_[i], lexicon_);
      if (short_above && first > 0 && (dated || towned) && dateline_length(words_at(lines_[first].span), lexicon_) == 0)
        return dated ? i : i + 1;
    }
    return first;
  }

  /// After a headline that markup and title agree on, if nearly all running text stands after it; else 0.
  std::size_t after_headline() const {
    std::size_t headline = 0, before = 0, after = 0;
    while (headline < lines_.size() && lines_[headline].hint != Kind::kHeadline) ++headline;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (shapes_[i].prose) (i < headline ? before : after) += shapes_[i].words.size();
    return headline < lines_.size() && before * 8 < after ? headline + 1 : 0;
  }

  /// "By Nadia K. on Monday, 3 May 2021 at 11.04 a.m.": ends like a sentence.
  bool is_dated_byline(std::size_t i) const {
    const LineShape& shape = shapes_[i];
    if (shape.words.size() > kMaxDatedByline || !has(LineWord::kByline, i)) return false;
    std::size_t dates = 0, numbers = 0;
    for (std::string_view word : shape.words) {
      numbers += word[0] >= '0' && word[0] <= '9';
      dates += lexicon_.is_word(LineWord::kDate, word);
    }
    return dates >= 2 && numbers >= 1;
  }

  void read_header(std::size_t end) {
    for (std::size_t i = 0; i < end; ++i)
      if (!kinds_[i]) kinds_[i] = by_wording(i, end);
    const std::optional<std::size_t> headline = find_headline(end);
    if (marked_ && headline)
      for (std::size_t i = *headline + 1; i < end; ++i) paragraphs_in_header_ += is_paragraph(i);
    if (headline) kinds_[*headline] = Kind::kHeadline;
    for (std::size_t i = 0; i < end; ++i)
      if (!kinds_[i]) kinds_[i] = by_place(i, headline);
  }

  std::optional<Kind> by_wording(std::size_t i, std::size_t end) {
    const LineShape& shape = shapes_[i];
    if (is_title(i)) return {};
    if (has(LineWord::kRole, i)) {
      name_under_role(i, end);
      return Kind::kMasthead;
    }
    if (shape.date) return Kind::kDateline;
    if (shape.divided || is_menu(shape)) return Kind::kMasthead;
    if ((has(LineWord::kBoilerplate, i) && !shape.ends_sentence) || has(LineWord::kPart, i)) return Kind::kBoilerplate;
    if (has(LineWord::kRelated, i)) return Kind::kRelated;
    if (has(LineWord::kByline, i) && (shape.words.size() <= kMaxShortLineWords || is_dated_byline(i))) return Kind::kByline;
    if (has(LineWord::kCaption, i)) return Kind::kCaption;
    if (has(LineWord::kCredit, i)) return Kind::kCredit;
    return {};
  }

  void name_under_role(std::size_t i, std::size_t end) {
    const std::string_view line = words_at(lines_[i].span);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && colon + 1 < line.size()) return;
    if (i + 1 >= end || kinds_[i + 1] || is_title(i + 1)) return;
    const LineShape& next = shapes_[i + 1];
    if (next.words.size() <= kMaxNameWords && !next.ends_sentence && !has(LineWord::kRole, i + 1)) kinds_[i + 1] = Kind::kMasthead;
  }

  /// "Politics  Society  Incidents": nothing but names of sections.
  bool is_menu(const LineShape& shape) const {
    if (shape.has(LineWord::kSection)) return true;
    return !shape.words.empty() && shape.words.size() <= kMaxShortLineWords &&
           std::all_of(shape.words.begin(), shape.words.end(),
                       [&](std::string_view word) { return lexicon_.is_word(LineWord::kSection, word); });
  }

  std::optional<std::size_t> find_headline(std::size_t end) const {
    for (std::size_t i = 0; i < end; ++i) {
      if (kinds_[i] == Kind::kHeadline) return i;
      if (is_title(i)) return i;
    }
    std::optional<std::size_t> best;
    double best_score = 2.5;
    double above = 0;
    for (std::size_t i = 0; i < end; ++i) {
      if (kinds_[i]) continue;
      const LineShape& shape = shapes_[i];
      double score = double(std::min<std::size_t>(shape.words.size(), 12)) - above;
      if (shape.credited) score -= 6;
      if (shape.prose || shape.ends_sentence) score -= 4;
      if (lines_[i].heading == 1) score += 12;
      if (!shape.asks && is_dateline(words_at(lines_[i].span), shape, lexicon_)) score -= 6;
      if (!title_core_.empty() && (title_core_.starts_with(shape.core) || shape.core.starts_with(title_core_)) && shape.words.size() >= 4)
        score += 12;
      above += 1;
      if (score > best_score) {
        best_score = score;
        best = i;
      }
    }
    return best;
  }

  /// Nothing says what it is.
  bool is_paragraph(std::size_t i) const { return !kinds_[i] && lines_[i].heading == 0 && !shapes_[i].words.empty(); }

  /// No other line says the same. A line of marks alone, which has no core, says nothing.
  bool is_single(const LineShape& shape) const { return shape.core.empty() || copies_.at(shape.core) == 1; }

  Kind by_place(std::size_t i, std::optional<std::size_t> headline) const {
    const LineShape& shape = shapes_[i];
    if (lines_[i].running && headline && i > *headline && !(shape.credited && shape.words.size() <= kMaxShortLineWords)) return Kind::kBody;
    if (headline && i < *headline && shape.prose) return shape.credited ? Kind::kCaption : Kind::kSubheadline;
    if (paragraphs_in_header_ > kMaxStandfirst && is_paragraph(i) && headline && i > *headline) return Kind::kBody;
    if (lines_[i].heading > 0 && shape.prose && headline && i > *headline) return Kind::kSubheadline;
    if (shape.ends_sentence && shape.words.size() >= 3 && is_single(shape)) return Kind::kBody;  // a short first sentence
    if (lines_[i].heading > 0 && headline && i > *headline && shape.core != shapes_[*headline].core)
      return shape.words.size() >= 5 ? Kind::kSubheadline : Kind::kBody;
    if (headline && i > *headline) {
      if (shape.core == shapes_[*headline].core) return Kind::kHeadline;
      if (!is_single(shape) || shape.credited) {
        return shape.credited && is_dateline(words_at(lines_[i].span), shape, lexicon_) && is_single(shape) ? Kind::kDateline
                                                                                                            : Kind::kCaption;
      }
      if (is_dateline(words_at(lines_[i].span), shape, lexicon_)) return Kind::kDateline;
      return shape.words.size() >= 5 ? Kind::kSubheadline : Kind::kCaption;
    }
    return shape.words.size() <= kMaxSiteWords ? Kind::kMasthead : Kind::kSubheadline;
  }

  void read_rest(std::size_t first) {
    last_prose_ = lines_.size();
    while (last_prose_ > first && !shapes_[last_prose_ - 1].prose) --last_prose_;
    read_foot(first);
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (kinds_[i] == Kind::kSubheadline && i > first) kinds_[i] = Kind::kBody;  // a crosshead, whatever its class
      if (kinds_[i]) continue;
      kinds_[i] = in_body(i, first);
      if (kinds_[i] == Kind::kRelated && heads_list(i)) mark_list(i);
    }
  }

  /// What is set apart at the end: small print under a rule, a heading with a list of links, who the sender of a release is.
  void read_foot(std::size_t first) {
    std::size_t end = lines_.size();
    while (end > first && (kinds_[end - 1] || !shapes_[end - 1].prose)) --end;  // after the last prose
    std::size_t small = end;
    while (small > first + 1 && (lines_[small - 1].small || kinds_[small - 1])) --small;
    for (; small < end; ++small)
      if (lines_[small].after_rule && lines_[small].small) break;
    mark(small, end, Kind::kBoilerplate);
    const std::size_t lists = after_prose();
    const std::vector<Items> items = items_to_the_end();
    for (std::size_t i = first + 1; i < lines_.size(); ++i) {
      const bool heads = lines_[i].heading > 0 || (!shapes_[i].prose && !lines_[i].item && shapes_[i].words.size() <= kMaxShortLineWords);
      if (heads && i + 1 >= lists && items[i + 1].are_links()) return mark(i, lines_.size(), Kind::kRelated);
      if (i * 2 > lines_.size() && presents_sender(i)) return mark(i, lines_.size(), Kind::kBoilerplate);
    }
  }
  /// "About Northgate Rail" above "Northgate Rail runs ...".
  bool presents_sender(std::size_t i) const {
    const LineShape& shape = shapes_[i];
    if (i + 1 >= lines_.size() || shape.prose || shape.words.size() < 2 || shape.words.size() > kMaxSiteWords) return false;
    if (!has(LineWord::kSender, i) || !shapes_[i + 1].prose) return false;
    const auto& next = shapes_[i + 1].words;
    return std::find(next.begin(), next.begin() + 3, shape.words.back()) != next.begin() + 3;
  }
  void mark(std::size_t begin, std::size_t end, Kind kind) {
    for (std::size_t i = begin; i < end; ++i)
      if (!kinds_[i]) kinds_[i] = kind;
  }
  /// Behind the last prose that is no item of a list.
  std::size_t after_prose() const {
    std::size_t end = lines_.size();
    while (end > 0 && (lines_[end - 1].item || !shapes_[end - 1].prose)) --end;
    return end;
  }
  struct Items {
    std::size_t all = 0, linked = 0;
    bool are_links() const { return all >= 2 && linked * 3 >= all * 2; }
  };
  /// Of each line: the items from it to the end, and those with links in them.
  std::vector<Items> items_to_the_end() const {
    std::vector<Items> items(lines_.size() + 1);
    for (std::size_t i = lines_.size(); i-- > 0;) {
      items[i] = items[i + 1];
      items[i].all += lines_[i].item;
      items[i].linked += lines_[i].item && (lines_[i].linked || kinds_[i] == Kind::kRelated);
    }
    return items;
  }

  std::optional<Kind> in_body(std::size_t i, std::size_t first) const {
    const LineShape& shape = shapes_[i];
    if (shape.words.empty()) return Kind::kBoilerplate;
    const bool foot = i + kFootLines >= lines_.size() || i >= last_prose_;
    if (shape.date && (!shape.prose || has(LineWord::kUpdated, i))) return Kind::kDateline;
    if (shape.prose) return prose_kind(i, foot);
    if (has(LineWord::kRelated, i)) return Kind::kRelated;
    if ((has(LineWord::kBoilerplate, i) && !shape.ends_sentence) || has(LineWord::kPart, i)) return Kind::kBoilerplate;
    if (shape.words.size() > kMaxShortLineWords) return {};
    if (has(LineWord::kCaption, i)) return Kind::kCaption;
    if (has(LineWord::kCredit, i) || (foot && is_bracketed(i) && i > first)) return Kind::kCredit;
    if (has(LineWord::kByline, i) && (foot || i < first + 2) && !shape.ends_sentence) return Kind::kByline;
    if (foot && has(LineWord::kRole, i)) return Kind::kMasthead;
    if (lines_[i].heading > 0) return Kind::kBody;  // a crosshead
    const bool between = i > first && shapes_[i - 1].prose && i + 1 < lines_.size() && shapes_[i + 1].prose;
    if (between && !lines_[i].item && !shape.ends_sentence && !shape.ends_open && !shape.words.empty()) {
      if (shape.credited) return Kind::kCaption;
      if (is_bulleted(i)) return Kind::kRelated;
      return marked_ ? Kind::kBody : Kind::kSubheadline;  // markup would have told a caption from a crosshead
    }
    return {};
  }

  std::optional<Kind> prose_kind(std::size_t i, bool foot) const {
    const LineShape& shape = shapes_[i];
    const std::string_view line = words_at(lines_[i].span);
    const bool brief = shape.words.size() <= 30, fairly_brief = shape.words.size() <= kMaxFootWords;
    const bool last = i + 2 >= lines_.size() || i + 1 >= last_prose_;
    if (foot && fairly_brief && has(LineWord::kCredit, i) && (line.front() == '(' || line.front() == '[' || last)) return Kind::kCredit;
    const std::size_t colon = line.find(':');
    if (brief && colon != std::string_view::npos && colon < 40 && has(LineWord::kRelated, i)) return Kind::kRelated;
    if (foot && has(LineWord::kBoilerplate, i) && fairly_brief) return Kind::kBoilerplate;
    if (shape.words.size() <= kMaxAppealWords && has(LineWord::kAppeal, i)) return Kind::kBoilerplate;
    return {};
  }

  bool is_bracketed(std::size_t i) const {
    const std::string_view line = words_at(lines_[i].span);
    return (line.front() == '(' || line.front() == '[') && (line.back() == ')' || line.back() == ']') && shapes_[i].words.size() <= 6;
  }

  /// A single line between paragraphs that begins with a mark, as links to other pages do.
  bool is_bulleted(std::size_t i) const {
    const char32_t first = text::decode(text_, lines_[i].span.begin).value;
    return !text::is_letter(first) && !text::is_digit(first) && !text::is_quote(first) && first != '(' && first != '[' && first != '-';
  }

  /// "Read also:" with nothing after it.
  bool heads_list(std::size_t i) const { return shapes_[i].words.size() <= 4 || shapes_[i].ends_open; }
  void mark_list(std::size_t head) {
    for (std::size_t i = head + 1; i < lines_.size() && i <= head + 12; ++i) {
      if (shapes_[i].prose || kinds_[i]) return;
      if (i > head + 1 && i >= 1 && lines_[i].after_gap && !lines_[i].item && i < last_prose_) return;
      kinds_[i] = Kind::kRelated;
    }
  }

  Layout emit() {
    Layout layout;
    std::unordered_map<std::string_view, std::uint32_t> first_with;  // core -> block
    std::uint32_t at = 0;
    const std::size_t dated = first_body();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto next = i + 1 < lines_.size() ? lines_[i + 1].span.begin : std::uint32_t(text_.size());
      Block block{*kinds_[i], {at, next}, {}};
      if (i == dated)
        if (const auto length = std::uint32_t(dateline_length(words_at(lines_[i].span), lexicon_)); length > 0) {
          layout.blocks.push_back({Kind::kDateline, {at, lines_[i].span.begin + length}, {}});
          block.span.begin = lines_[i].span.begin + length;
          if (block.span.begin >= lines_[i].span.end) {
            layout.blocks.back().span.end = next;
            at = next;
            continue;
          }
        }
      if (!shapes_[i].core.empty()) {
        const auto [found, fresh] = first_with.emplace(shapes_[i].core, std::uint32_t(layout.blocks.size()));
        if (!fresh) {
          block.repeat_of = BlockId{found->second};
          block.kind = layout.blocks[found->second].kind;
        }
      }
      if (!layout.site && block.kind == Kind::kMasthead) layout.site = site_name(i);
      layout.blocks.push_back(block);
      at = next;
    }
    return layout;
  }

  std::size_t first_body() const {
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (*kinds_[i] == Kind::kBody) return i;
    return lines_.size();
  }

  /// "Lakeside Courier | News | Opinion": the part before the first divider.
  std::optional<ByteSpan> site_name(std::size_t i) const {
    if (has(LineWord::kRole, i) || is_menu(shapes_[i]) || (i > 0 && has(LineWord::kRole, i - 1))) return {};
    ByteSpan span = lines_[i].span;
    const std::string_view line = words_at(span);
    std::size_t end = line.size();
    for (std::string_view divider : {"|", " - ", " \xE2\x80\x93 ", "\xC2\xBB", " > ", " / "}) end = std::min(end, line.find(divider));
    while (end > 0 && line[end - 1] == ' ') --end;
    if (end == 0) return {};
    span.end = span.begin + std::uint32_t(end);
    const std::string folded = text::fold(words_at(span));
    if (lexicon_.has(LineWord::kSection, stripped(folded))) return {};
    return span;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  const PageLexicon& lexicon_;
  std::deque<LineShape> shapes_;
  std::vector<std::optional<Kind>> kinds_;
  std::unordered_map<std::string_view, int> copies_;
  std::string title_;
  std::string_view title_core_;
  std::size_t last_prose_ = 0;
  std::size_t paragraphs_in_header_ = 0;  // between headline and first prose
  bool marked_ = false;                   // markup says of some lines what they are
};

}  // namespace

Layout lay_out(std::string_view text, const std::vector<Line>& lines, std::string_view title, const PageLexicon& lexicon) {
  return Reader(text, lines, title, lexicon).run();
}

}  // namespace musnad::page
