#include "page/posts.h"

#include "page/markup/moment.h"
#include "text/folding.h"

#include <algorithm>
#include <map>

namespace musnad::page {
namespace {

constexpr std::size_t kMinPosts = 3;
constexpr std::size_t kMaxClockLine = 48;  // bytes of a line that is no more than a time
constexpr std::size_t kMinTextBytes = 40;  // of a post's text
constexpr int kMaxClimb = 12;              // levels from a piece to the element of its post
constexpr std::size_t kLeastUpdate = 12;   // bytes by which an update is known again, and
constexpr std::size_t kMostUpdate = 60;    // the most that are compared
constexpr int kDayMinutes = 24 * 60;
constexpr double kTimedShare = 2.0 / 3;  // of the elements side by side that hold text
constexpr double kArticleShare = 0.5;    // of the article's text, in posts

/// A post while it is looked for.
struct Candidate {
  std::size_t first = 0, last = 0;
  std::size_t bytes = 0;     ///< of text
  std::string stated;        ///< by markup
  std::optional<int> clock;  ///< minutes, as the reader sees it

  bool timed() const { return !stated.empty() || clock; }
};

class Finder {
 public:
  Finder(const PagePieces& page, const std::vector<ArticlePart>& parts, const PageLexicon& lexicon) : page_(page), parts_(parts) {
    for (const ArticlePart& part : parts) {
      const Piece& piece = page.pieces[part.piece];
      clocks_.push_back(clock_of(piece, lexicon));
      if (is_text(clocks_.size() - 1)) all_bytes_ += piece.text.size();
    }
  }

  std::vector<PostParts> run() const {
    std::vector<Candidate> posts = elements();
    if (posts.empty()) posts = lines();
    const std::vector<Candidate> told = updates();
    if (posts.empty()) return dated(told);
    for (Candidate& post : posts)
      for (const Candidate& update : told)
        if (post.stated.empty() && post.first <= update.first && update.first <= post.last) post.stated = update.stated;
    return dated(posts);
  }

 private:
  struct LineClock {
    int minutes = 0;
    bool whole = false;  ///< the line is no more than that
  };

  /// The time that a line begins with, or that a short line holds.
  static std::optional<LineClock> clock_of(const Piece& piece, const PageLexicon& lexicon) {
    const std::string folded = text::fold(std::string_view(piece.text).substr(0, kMaxClockLine));
    const auto clock = clock_in(folded, lexicon);
    if (!clock) return {};
    const bool whole = piece.text.size() < kMaxClockLine;
    if (!whole && clock->begin > 0) return {};
    return LineClock{clock->minutes, whole};
  }

  const Piece& piece(std::size_t part) const { return page_.pieces[parts_[part].piece]; }
  bool is_text(std::size_t part) const {
    return parts_[part].kind != BlockKind::kHeadline && piece(part).text.size() >= kMinTextBytes &&
           !(clocks_[part] && clocks_[part]->whole);
  }

  /// The elements side by side that look most like posts: most of them have a time, and together they are most of the article.
  std::vector<Candidate> elements() const {
    using Siblings = std::map<std::uint32_t, Candidate>;  // by container
    std::map<std::uint32_t, Siblings> by_parent;
    const auto climb = [&](std::uint32_t container, const auto& visit) {
      for (int level = 0; container != 0 && level < kMaxClimb; ++level) {
        const std::uint32_t parent = page_.containers[container].parent;
        visit(parent, container);
        container = parent;
      }
    };
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].kind == BlockKind::kHeadline) continue;
      climb(piece(i).container, [&](std::uint32_t parent, std::uint32_t child) {
        const auto [found, fresh] = by_parent[parent].try_emplace(child);
        Candidate& post = found->second;
        if (fresh) post.first = i;
        post.last = i;
        if (is_text(i)) post.bytes += piece(i).text.size();
        if (clocks_[i] && clocks_[i]->whole && !post.clock) post.clock = clocks_[i]->minutes;
      });
    }
    for (const StatedTime& time : page_.times)
      climb(time.container, [&](std::uint32_t parent, std::uint32_t child) {
        const auto siblings = by_parent.find(parent);
        if (siblings == by_parent.end()) return;
        const auto post = siblings->second.find(child);
        if (post != siblings->second.end() && post->second.stated.empty()) post->second.stated = time.moment;
      });
    std::vector<Candidate> best;
    for (const auto& [parent, siblings] : by_parent) {
      std::vector<Candidate> posts;
      std::size_t with_text = 0, bytes = 0;
      for (const auto& [child, post] : siblings) {
        with_text += post.bytes > 0;
        if (post.bytes == 0 || !post.timed()) continue;
        bytes += post.bytes;
        posts.push_back(post);
      }
      if (posts.size() >= kMinPosts && posts.size() >= best.size() && double(posts.size()) >= double(with_text) * kTimedShare &&
          double(bytes) >= double(all_bytes_) * kArticleShare)
        best = std::move(posts);
    }
    std::sort(best.begin(), best.end(), [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
    return best;
  }

  /// Posts of parts in a row. `begins` gives the one that begins at a part, or nothing; `share`: of the article's text, in posts.
  template <class Begins>
  std::vector<Candidate> in_a_row(Begins begins, double share) const {
    std::vector<Candidate> posts;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (std::optional<Candidate> post = begins(i, posts)) posts.push_back(std::move(*post));
      if (posts.empty()) continue;
      posts.back().last = i;
      if (is_text(i)) posts.back().bytes += piece(i).text.size(), bytes += piece(i).text.size();
    }
    std::erase_if(posts, [](const Candidate& post) { return post.bytes == 0; });
    if (posts.size() < kMinPosts || double(bytes) < double(all_bytes_) * share) posts.clear();
    return posts;
  }

  /// Posts without elements of their own: each begins with a line that is a time, or with a time in its first line.
  std::vector<Candidate> lines() const {
    std::size_t time = 0;
    const auto begins = [&](std::size_t i, const std::vector<Candidate>&) -> std::optional<Candidate> {
      std::string stated;
      for (; time < page_.times.size() && page_.times[time].piece <= parts_[i].piece; ++time)
        if (page_.times[time].piece == parts_[i].piece) stated = page_.times[time].moment;
      if (!clocks_[i] || parts_[i].cell || parts_[i].kind == BlockKind::kHeadline) return {};
      return Candidate{i, i, 0, stated, clocks_[i]->minutes};
    };
    return in_a_row(begins, kTimedShare);
  }

  /// How a text begins, without what spacing and markup differ in.
  static std::string beginning(std::string_view text) {
    std::string plain;
    bool markup = false;
    for (const char c : text) {
      if (c == '<') markup = true;
      if (!markup && c != ' ' && c != '\n') plain += c;
      if (c == '>') markup = false;
      if (plain.size() >= 2 * kMostUpdate) break;
    }
    return text::fold(plain).substr(0, kMostUpdate);
  }

  /// Posts that metadata tell, found again by how their headlines or texts begin.
  std::vector<Candidate> updates() const {
    std::vector<std::pair<std::string, std::string>> moments;  // by beginning
    for (const LiveUpdate& update : page_.claims.updates)
      for (const std::string* text : {&update.headline, &update.body})
        if (std::string key = beginning(*text); key.size() >= kLeastUpdate) moments.emplace_back(std::move(key), update.moment);
    if (moments.empty()) return {};
    const auto begins = [&](std::size_t i, const std::vector<Candidate>& before) -> std::optional<Candidate> {
      const auto update = std::find_if(moments.begin(), moments.end(),
                                       [text = beginning(piece(i).text)](const auto& each) { return text.starts_with(each.first); });
      if (update == moments.end() || (!before.empty() && before.back().stated == update->second)) return {};
      return Candidate{i, i, 0, update->second, {}};
    };
    return in_a_row(begins, kArticleShare);
  }

  std::vector<PostParts> dated(const std::vector<Candidate>& posts) const {
    std::vector<PostParts> made;
    made.reserve(posts.size());
    for (const Candidate& post : posts) made.push_back({post.first, post.last, post.stated});
    std::vector<std::size_t> clocked;  // posts that only tell the time of day; the earliest first, if that makes the page shorter
    for (std::size_t i = 0; i < posts.size(); ++i)
      if (posts[i].stated.empty() && posts[i].clock) clocked.push_back(i);
    int down = 0, up = 0;  // minutes from post to post
    for (std::size_t i = 1; i < clocked.size(); ++i) {
      const int step = *posts[clocked[i]].clock - *posts[clocked[i - 1]].clock;
      down += (step + kDayMinutes) % kDayMinutes;
      up += (kDayMinutes - step) % kDayMinutes;
    }
    if (up < down) std::reverse(clocked.begin(), clocked.end());
    int days = 0, last = 0;
    for (std::size_t i : clocked) {
      const int minutes = *posts[i].clock;
      days += minutes < last;
      last = minutes;
      made[i].time = moment_on(page_.claims.date, days, minutes);
    }
    return made;
  }

  const PagePieces& page_;
  const std::vector<ArticlePart>& parts_;
  std::vector<std::optional<LineClock>> clocks_;  // of parts
  std::size_t all_bytes_ = 0;                     // of text
};

}  // namespace

std::vector<PostParts> find_posts(const PagePieces& page, const std::vector<ArticlePart>& parts, const PageLexicon& lexicon) {
  return Finder(page, parts, lexicon).run();
}

}  // namespace musnad::page
