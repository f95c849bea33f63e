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
  bool opening = false;  ///< by its words a date, byline, dateline or caption
  bool given = false;    ///< in the articleBody of the metadata
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
    std::vector<ArticlePart> parts;
    double words = 0;
    for (std::size_t i = 0; i < page_.pieces.size(); ++i) {
      if (headline == i) {
        parts.push_back({i, BlockKind::kHeadline});
      } else if (inside(page_.pieces[i].container, root)) {
        if (belongs(i)) parts.push_back({i, kind_of(i)}), words += double(seen_[i].words);
      } else if (headline && i > *headline && before_article(i, root) && (kind_of(i) || seen_[i].opening) && !is_furniture(i)) {
        parts.push_back({i, kind_of(i)});
      }
    }
    if (words >= kMinArticleWords || parts.size() > 1) return parts;
    return everything(headline);
  }

 private:
  void look(const Piece& piece) {
    const LineShape shape(piece.text, lexicon_);
    Seen seen;
    seen.words = shape.words.size();
    seen.links = piece.text.empty() ? 0 : double(piece.bytes_in_links) / double(piece.text.size());
    seen.prose = shape.prose && !shape.date;
    seen.given = !given_.empty() && is_given(shape.words);
    seen.opening = !seen.prose && seen.words <= kMaxOpeningWords &&
                   (shape.date || lexicon_.has(LineWord::kByline, shape.core) || lexicon_.has(LineWord::kUpdated, shape.core) ||
                    lexicon_.has(LineWord::kCaption, shape.core) || is_dateline(piece.text, shape, lexicon_));
    seen.core = shape.core;
    seen_.push_back(std::move(seen));
  }

  struct Sum {
    double prose = 0, words = 0;
    std::size_t pieces = 0, linked = 0;
    bool title = false;  ///< holds an <h1>
    int cards = 0;       ///< among its children

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
    for (std::size_t c = sums.size(); c-- > 1;) {
      Sum& parent = sums[page_.containers[c].parent];
      parent.prose += sums[c].prose;
      parent.words += sums[c].words;
      parent.pieces += sums[c].pieces;
      parent.linked += sums[c].linked;
      parent.title |= sums[c].title;
      parent.cards += sums[c].is_card();
    }
    return sums;
  }

  /// What a container is for follows from all elements around it, but for those that wrap most of the page's prose.
  void read_zones() {
    const std::vector<Sum> sums = sums_of_containers();
    zones_.assign(sums.size(), 0);
    hints_.assign(sums.size(), {});
    for (std::size_t c = 1; c < sums.size(); ++c) {
      const Container& container = page_.containers[c];
      constexpr int kFurniture = kInNav | kInAside | kInUnlikely;
      int own = container.zone;
      if (sums[c].prose >= sums[0].prose * kWrapperShare) own &= ~kFurniture;
      if (sums[c].is_card() && sums[container.parent].cards >= kMinCards) own |= kInUnlikely;
      if ((own & kInTable) != 0 && sums[c].prose * 2 > sums[c].words) own &= ~kInTable;  // laid out by a table
      zones_[c] = std::uint16_t(zones_[container.parent] | own);
      hints_[c] = container.hint && sums[c].words <= kMaxHintedWords ? container.hint : hints_[container.parent];
    }
  }

  double value_of(const Piece& piece, const Seen& seen) const {
    const double words = double(seen.words);
    if (seen.given) return words;
    const bool furniture = (seen.zone & (kInNav | kInUnlikely | kInAside)) != 0;
    if (furniture) return -std::min(words, 30.0) / 2;
    if (seen.hint || piece.heading > 0) return 0;
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

  bool inside(std::uint32_t container, std::uint32_t root) const {
    while (container > root) container = page_.containers[container].parent;
    return container == root;
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
      if (!is_marked || sums[c] < marked_sum) continue;
      marked = c;
      marked_sum = sums[c];
    }
    return marked;
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

  bool before_article(std::size_t i, std::uint32_t root) const {
    for (std::size_t j = i + 1; j < page_.pieces.size(); ++j)
      if (inside(page_.pieces[j].container, root)) return true;
    return false;
  }

  bool belongs(std::size_t i) const {
    if (seen_[i].given) return true;
    return !is_furniture(i);
  }
  bool is_furniture(std::size_t i) const { return (seen_[i].zone & (kInNav | kInUnlikely | kInAside)) != 0; }

  std::optional<BlockKind> kind_of(std::size_t i) const {
    if (seen_[i].given) return BlockKind::kBody;
    if (seen_[i].hint && *seen_[i].hint != BlockKind::kHeadline) return seen_[i].hint;
    if ((seen_[i].zone & kInTable) && !seen_[i].prose) return BlockKind::kBoilerplate;
    if (seen_[i].links > kMaxLinkShare && seen_[i].words > 0 && !seen_[i].prose) return BlockKind::kRelated;
    if (seen_[i].links > 0.8) return BlockKind::kRelated;
    if ((seen_[i].zone & kInFigure) && !seen_[i].prose) return BlockKind::kCaption;
    return {};
  }

  std::vector<ArticlePart> everything(std::optional<std::size_t> headline) const {
    std::vector<ArticlePart> parts;
    for (std::size_t i = 0; i < page_.pieces.size(); ++i)
      parts.push_back({i, headline == i                              ? std::optional(BlockKind::kHeadline)
                          : (seen_[i].zone & (kInNav | kInUnlikely)) ? std::optional(BlockKind::kBoilerplate)
                                                                     : kind_of(i)});
    return parts;
  }

  const PagePieces& page_;
  const PageLexicon& lexicon_;
  std::string title_;
  std::string_view title_core_;
  std::unordered_set<std::string> given_;
  std::vector<Seen> seen_;
  std::vector<std::uint16_t> zones_;             // of containers
  std::vector<std::optional<BlockKind>> hints_;  // of containers
};

}  // namespace

std::vector<ArticlePart> find_article(const PagePieces& page, std::string_view title, const PageLexicon& lexicon) {
  return Finder(page, title, lexicon).run();
}

}  // namespace musnad::page
