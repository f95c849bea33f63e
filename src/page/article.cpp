#include "page/article.h"

#include "page/line.h"
#include "text/folding.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace musnad::page {
namespace {

constexpr double kMaxLinkShare = 0.5;
constexpr double kOutsideCost = 2;        // of a short piece among running text, in words
constexpr double kPreferMarked = 0.6;     // share of the best sum at which an <article> or articleBody is taken instead
constexpr double kWholePageShare = 1.15;  // an outer element must add so much to what an inner one holds
constexpr double kWrapperShare = 0.5;     // an element with so much of the page's prose is its wrapper, whatever its name
constexpr double kMaxHintedWords = 70;    // a container named a byline or caption that holds more is something else
constexpr double kMaxPictureWords = 40;   // beside a picture, as its caption
constexpr double kMaxDataLinks = 0.34;    // of the cells of a table of data
constexpr double kCoreShare = 0.8;        // of the article's prose, in the element of its running text
constexpr double kRivalShare = 0.4;       // of a marked element, in others marked alike: then it is one of several
constexpr double kMinPostWords = 20;      // of an <article> that can be the page's own
constexpr double kMaxCardWords = 80;      // a teaser: a linked title and a sentence or two
constexpr std::size_t kMaxCardPieces = 8;
constexpr int kMinCards = 3;  // so many side by side are a list of other pages
constexpr std::size_t kMaxOpeningWords = 16;
constexpr std::size_t kMinArticleWords = 12;
constexpr std::size_t kShingle = 5;

struct Seen {
  std::size_t words = 0;
  double links = 0;  ///< share of its text in links
  bool prose = false;
  bool date = false;
  bool opening = false;   ///< by its words a date, byline, dateline or caption
  bool credited = false;  ///< ends with whose picture it is
  bool given = false;     ///< in the articleBody of the metadata
  std::uint16_t zone = 0;
  std::optional<BlockKind> hint;
  double value = 0;  ///< in words; negative: furniture
  std::string core;
};

class Finder {
 public:
  Finder(const PagePieces& page, std::string_view title, const PageLexicon& lexicon) : page_(page), lexicon_(lexicon) {
    title_ = text::fold(title);
    title_core_ = stripped(title_);
    read_given();
    read_ends();
    for (const Piece& piece : page.pieces) look(piece);
    read_zones();
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      seen_[i].zone = zones_[page.pieces[i].container] | page.pieces[i].zone;
      seen_[i].hint = page.pieces[i].hint ? page.pieces[i].hint : hints_[page.pieces[i].container];
      seen_[i].value = value_of(page.pieces[i], seen_[i]);
    }
  }

  std::vector<ArticlePart> run() {
    const std::uint32_t root = choose_container();
    const std::optional<std::size_t> headline = find_headline(root);
    const std::uint32_t core = core_of(root);
    const bool has_core = core != 0 && (!headline || !inside(page_.pieces[*headline].container, core));
    const std::size_t end = end_of(root);
    std::vector<ArticlePart> parts;
    double words = 0;
    for (std::size_t i = 0; i < page_.pieces.size(); ++i) {
      const std::uint32_t container = page_.pieces[i].container;
      if (headline == i) {
        parts.push_back({i, BlockKind::kHeadline, false, false});
      } else if (inside(container, root)) {
        if (belongs(i)) parts.push_back({i, kind_of(i), is_cell(i), has_core && inside(container, core)}), words += double(seen_[i].words);
      } else if (headline && i > *headline && i < end && (kind_of(i) || seen_[i].opening) && !is_furniture(i)) {
        parts.push_back({i, kind_of(i), is_cell(i), false});
      }
    }
    if (words < kMinArticleWords && parts.size() <= 1) return everything(headline);
    add_date_above(parts);
    return parts;
  }

 private:
  /// The nearest line above the article that is a date, where neither metadata nor the article have one.
  void add_date_above(std::vector<ArticlePart>& parts) const {
    if (!page_.claims.date.empty() || parts.empty()) return;
    if (std::any_of(parts.begin(), parts.end(), [&](const ArticlePart& part) { return seen_[part.piece].date; })) return;
    for (std::size_t i = parts.front().piece; i-- > 0;)
      if (seen_[i].date && seen_[i].links == 0) {
        parts.insert(parts.begin(), {i, BlockKind::kDateline, false, false});
        return;
      }
  }

  void look(const Piece& piece) {
    const LineShape shape(piece.text, lexicon_);
    Seen seen;
    seen.words = shape.words.size();
    seen.links = piece.text.empty() ? 0 : double(piece.bytes_in_links) / double(piece.text.size());
    seen.prose = shape.prose && !shape.date;
    seen.credited = shape.credited;
    seen.date = shape.date;
    seen.given = !given_.empty() && is_given(shape.words);
    seen.opening = !seen.prose && seen.words <= kMaxOpeningWords &&
                   (shape.date || shape.has(LineWord::kByline) || shape.has(LineWord::kUpdated) || shape.has(LineWord::kCaption) ||
                    is_dateline(piece.text, shape, lexicon_));
    seen.core = shape.core;
    seen_.push_back(std::move(seen));
  }

  struct Sum {
    double prose = 0, words = 0;
    std::size_t pieces = 0, linked = 0;
    bool title = false;  ///< holds an <h1>
    int cards = 0;       ///< among its children
    int tables = 0;
    std::uint32_t images = 0;

    bool is_card() const { return linked > 0 && words <= kMaxCardWords && pieces <= kMaxCardPieces && prose > 0 && !title; }
  };

  std::vector<Sum> sums_of_containers() const {
    std::vector<Sum> sums(page_.containers.size());
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      Sum& sum = sums[page_.pieces[i].container];
      if (seen_[i].prose) sum.prose += double(seen_[i].words) * (1 - seen_[i].links);
      sum.words += double(seen_[i].words);
      ++sum.pieces;
      sum.title |= page_.pieces[i].heading == 1;
      sum.linked += seen_[i].links > kMaxLinkShare && seen_[i].words >= 2;
    }
    for (std::size_t c = 0; c < sums.size(); ++c) sums[c].images = page_.containers[c].images;
    for (std::size_t c = sums.size(); c-- > 1;) {
      Sum& parent = sums[page_.containers[c].parent];
      parent.prose += sums[c].prose;
      parent.words += sums[c].words;
      parent.pieces += sums[c].pieces;
      parent.linked += sums[c].linked;
      parent.title |= sums[c].title;
      parent.cards += sums[c].is_card();
      parent.images += sums[c].images;
      parent.tables += sums[c].tables + ((page_.containers[c].zone & kInTable) != 0);
    }
    return sums;
  }

  /// What a container is for follows from all elements around it, but for those that wrap most of the page's prose.
  void read_zones() {
    sums_ = sums_of_containers();
    const std::uint32_t own_post = post_of_title();
    zones_.assign(sums_.size(), 0);
    hints_.assign(sums_.size(), {});
    for (std::uint32_t c = 1; c < sums_.size(); ++c) {
      const Container& container = page_.containers[c];
      constexpr int kFurniture = kInNav | kInAside | kInUnlikely;
      const Sum& sum = sums_[c];
      int own = container.zone;
      const bool wrapper = sum.prose >= sums_[0].prose * kWrapperShare;
      if (wrapper) own &= ~kFurniture;
      if (sum.is_card() && sums_[container.parent].cards >= kMinCards) own |= kInUnlikely;
      if (own_post != 0 && container.article && !inside(c, own_post) && !inside(own_post, c)) own |= kInUnlikely;
      if ((own & kInTable) != 0) own = (own & ~kInTable) | use_of_table(sum);
      if (container.gallery && !wrapper && !(own & (kInData | kInQuote)) && sum.tables == 0) own |= kInFigure;
      zones_[c] = std::uint16_t(zones_[container.parent] | own);
      hints_[c] = hint_of(container, sum);
    }
  }

  static int use_of_table(const Sum& sum) {
    if (sum.prose * 2 > sum.words) return 0;  // laid out by a table
    return double(sum.linked) <= double(sum.pieces) * kMaxDataLinks ? kInData : kInTable;
  }

  std::optional<BlockKind> hint_of(const Container& container, const Sum& sum) const {
    if (container.hint && sum.words <= kMaxHintedWords) return container.hint;
    return hints_[container.parent];
  }

  /// The <article> that holds the page's title as a heading: another one is another page's teaser, or a comment. 0: none.
  std::uint32_t post_of_title() const {
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      const Piece& piece = page_.pieces[i];
      if (piece.heading == 0 || title_core_.empty() || seen_[i].core != title_core_) continue;
      std::uint32_t outermost = 0;
      for (std::uint32_t c = piece.container; c != 0; c = page_.containers[c].parent)
        if (page_.containers[c].article) outermost = c;
      if (outermost == 0 || sums_[outermost].words < kMinPostWords) continue;
      if (found != 0 && found != outermost) return 0;
      found = outermost;
    }
    return found;
  }

  /// The innermost element that holds nearly all prose of `root`.
  std::uint32_t core_of(std::uint32_t root) const {
    std::uint32_t core = root;
    for (std::uint32_t c = root + 1; c < sums_.size() && inside(c, root); ++c)
      if (page_.containers[c].parent == core && sums_[c].prose >= sums_[root].prose * kCoreShare) core = c;
    return core;
  }

  double value_of(const Piece& piece, const Seen& seen) const {
    const double words = double(seen.words);
    if (seen.given) return words;
    const bool furniture = (seen.zone & (kInNav | kInUnlikely | kInAside)) != 0;
    if (furniture) return -std::min(words, 30.0) / 2;
    if (seen.hint || piece.heading > 0 || (seen.zone & kInData)) return 0;
    if (seen.links > kMaxLinkShare) return -(kOutsideCost + words / 2);
    if (seen.prose) return words * (1 - seen.links) * (given_.empty() ? 1.0 : 0.3);
    return -kOutsideCost;
  }

  void read_given() {
    const std::string folded = text::fold(page_.claims.article);
    const auto words = words_of(folded);
    if (words.size() < 40) return;
    for (std::size_t i = 0; i + kShingle <= words.size(); ++i) given_.insert(shingle(words, i));
  }
  static std::string shingle(const std::vector<std::string_view>& words, std::size_t at) {
    std::string joined;
    for (std::size_t i = at; i < at + kShingle; ++i) joined.append(words[i]).append(1, ' ');
    return joined;
  }
  bool is_given(const std::vector<std::string_view>& words) const {
    if (words.size() < kShingle) return false;
    std::size_t hits = 0;
    for (std::size_t i = 0; i + kShingle <= words.size(); ++i) hits += given_.contains(shingle(words, i));
    return hits * 2 > words.size() - kShingle + 1;
  }

  bool inside(std::uint32_t container, std::uint32_t root) const { return container >= root && container < ends_[root]; }
  /// Containers stand in the order of the page, so what one holds is a run of them.
  void read_ends() {
    ends_.resize(page_.containers.size());
    for (std::uint32_t c = std::uint32_t(ends_.size()); c-- > 0;) {
      ends_[c] = std::max(ends_[c], c + 1);
      if (c > 0) ends_[page_.containers[c].parent] = std::max(ends_[page_.containers[c].parent], ends_[c]);
    }
  }

  /// The container whose pieces sum to most; of nearly equal ones the inner; a marked one where it holds most of it.
  std::uint32_t choose_container() const {
    std::vector<double> sums(page_.containers.size(), 0.0);
    for (std::size_t i = 0; i < page_.pieces.size(); ++i) sums[page_.pieces[i].container] += seen_[i].value;
    for (std::size_t c = sums.size(); c-- > 1;)
      if (sums[c] > 0 || page_.containers[c].parent != 0) sums[page_.containers[c].parent] += sums[c];
    std::uint32_t best = 0;
    for (std::uint32_t c = 0; c < sums.size(); ++c)
      if (sums[c] >= sums[best] || (inside(c, best) && sums[c] * kWholePageShare >= sums[best])) best = c;
    double marked_sum = sums[best] * kPreferMarked;
    std::uint32_t marked = best;
    for (std::uint32_t c = 0; c < sums.size(); ++c) {
      const bool is_marked = page_.containers[c].body || page_.containers[c].article;
      if (!is_marked || sums[c] < marked_sum || has_rivals(c, best, sums)) continue;
      marked = c;
      marked_sum = sums[c];
    }
    return marked;
  }

  /// Other elements within `best` are marked as body text too and hold a good part: entries of a live page.
  bool has_rivals(std::uint32_t marked, std::uint32_t best, const std::vector<double>& sums) const {
    double rivals = 0;
    for (std::uint32_t c = best + 1; c < sums.size() && inside(c, best); ++c)
      if (page_.containers[c].body && sums[c] > 0 && !inside(c, marked) && !inside(marked, c)) rivals += sums[c];
    return rivals > sums[marked] * kRivalShare;
  }

  std::optional<std::size_t> find_headline(std::uint32_t root) const {
    std::optional<std::size_t> best;
    double best_score = 0;
    std::size_t first_inside = page_.pieces.size();
    for (std::size_t i = 0; i < page_.pieces.size() && first_inside == page_.pieces.size(); ++i)
      if (inside(page_.pieces[i].container, root) && seen_[i].prose) first_inside = i;
    for (std::size_t i = 0; i < std::min(first_inside + 1, page_.pieces.size()); ++i) {
      const Piece& piece = page_.pieces[i];
      const std::string_view core = seen_[i].core;
      if (core.empty()) continue;
      double score = 0;
      if (!title_core_.empty() && core == title_core_)
        score += 6;
      else if (seen_[i].words >= 3 && !title_core_.empty() && (title_core_.starts_with(core) || core.starts_with(title_core_)))
        score += 4;
      if (piece.heading == 1)
        score += 3;
      else if (piece.heading == 2)
        score += 1.5;
      else if (piece.heading > 0)
        score += 0.5;
      if (seen_[i].hint == BlockKind::kHeadline) score += 2;
      if (seen_[i].words < 3) score -= 2;
      if (seen_[i].zone & (kInNav | kInUnlikely | kInAside)) score -= 2.5;
      if (score == 0 || (seen_[i].prose && score < 4)) continue;
      if (score >= best_score) best_score = score, best = i;
    }
    return best_score >= 1.5 ? best : std::nullopt;
  }

  /// Behind the last piece of `root`.
  std::size_t end_of(std::uint32_t root) const {
    std::size_t end = page_.pieces.size();
    while (end > 0 && !inside(page_.pieces[end - 1].container, root)) --end;
    return end;
  }

  bool belongs(std::size_t i) const {
    if (seen_[i].given) return true;
    return !is_furniture(i);
  }
  bool is_cell(std::size_t i) const { return (seen_[i].zone & kInData) != 0 && page_.pieces[i].row != 0; }
  bool is_furniture(std::size_t i) const { return (seen_[i].zone & (kInNav | kInUnlikely | kInAside)) != 0; }

  std::optional<BlockKind> kind_of(std::size_t i) const {
    const Seen& seen = seen_[i];
    if (seen.given) return BlockKind::kBody;
    if (seen.hint && *seen.hint != BlockKind::kHeadline) return seen.hint;
    if (seen.zone & (kInPost | kInData)) return BlockKind::kBody;
    if ((seen.zone & kInTable) && !seen.prose) return BlockKind::kBoilerplate;
    if (seen.links > kMaxLinkShare && seen.words > 0 && !seen.prose) return BlockKind::kRelated;
    if (seen.links > 0.8) return BlockKind::kRelated;
    if ((seen.zone & kInFigure) || is_beside_picture(i)) return BlockKind::kCaption;
    return {};
  }

  /// A short line, no sentence and no heading, that has a small element to share with a picture; of a sentence, the credit
  /// in brackets at its end tells.
  bool is_beside_picture(std::size_t i) const {
    const Piece& piece = page_.pieces[i];
    if (seen_[i].opening || piece.heading > 0 || piece.bytes_in_links > 0 || double(seen_[i].words) > kMaxPictureWords) return false;
    if (seen_[i].prose && !seen_[i].credited) return false;
    if (piece.image) return true;
    const Container& container = page_.containers[piece.container];
    return sums_[piece.container].images > 0 && !container.article && !container.body && sums_[piece.container].words <= kMaxPictureWords;
  }

  std::vector<ArticlePart> everything(std::optional<std::size_t> headline) const {
    std::vector<ArticlePart> parts;
    for (std::size_t i = 0; i < page_.pieces.size(); ++i)
      parts.push_back({i,
                       headline == i                              ? std::optional(BlockKind::kHeadline)
                       : (seen_[i].zone & (kInNav | kInUnlikely)) ? std::optional(BlockKind::kBoilerplate)
                                                                  : kind_of(i),
                       is_cell(i), false});
    return parts;
  }

  const PagePieces& page_;
  const PageLexicon& lexicon_;
  std::string title_;
  std::string_view title_core_;
  std::unordered_set<std::string> given_;
  std::vector<Seen> seen_;
  std::vector<std::uint32_t> ends_;              // of containers: behind the last one inside
  std::vector<Sum> sums_;                        // of containers
  std::vector<std::uint16_t> zones_;             // of containers
  std::vector<std::optional<BlockKind>> hints_;  // of containers
};

}  // namespace

std::vector<ArticlePart> find_article(const PagePieces& page, std::string_view title, const PageLexicon& lexicon) {
  return Finder(page, title, lexicon).run();
}

}  // namespace musnad::page
