#include "language/projective.h"

#include "learning/network/lanes.h"

#include <algorithm>
#include <limits>

namespace musnad::language {
namespace {

using learning::IntLanes;
using learning::kLanes;
using learning::Lanes;

constexpr float kNever = -1e30F;  // less than any sum of scores

// A value for each pair of words, those with one first word together; kNever until it is set, and where lanes read beyond the last.
class Pairs {
 public:
  explicit Pairs(std::size_t size) : step_(learning::whole_lanes(size + kLanes - 1)), values_(size * step_, kNever) {}
  void set(std::size_t first, std::size_t second, float value) { values_[first * step_ + second] = value; }
  const float* from(std::size_t first, std::size_t second) const { return &values_[first * step_ + second]; }

 private:
  std::size_t step_;
  std::vector<float> values_;
};

struct Greatest {
  std::size_t at;
  float sum;
};

// The first i < count whose a[i] + b[i] is the greatest. Whole lanes are read: what stands behind the count must be less.
MUSNAD_INLINE Greatest greatest_sum(const float* a, const float* b, std::size_t count) {
  Lanes most = learning::lanes_at(a) + learning::lanes_at(b);
  IntLanes first = {0, 1, 2, 3, 4, 5, 6, 7}, here = first;
  for (std::size_t i = kLanes; i < count; i += kLanes) {
    here += static_cast<std::int32_t>(kLanes);
    const Lanes next = learning::lanes_at(a + i) + learning::lanes_at(b + i);
    first = next > most ? here : first;
    most = next > most ? next : most;
  }
  Greatest result{static_cast<std::size_t>(first[0]), most[0]};
  for (std::size_t k = 1; k < kLanes; ++k) {
    const auto at = static_cast<std::size_t>(first[k]);
    if (most[k] > result.sum || (most[k] == result.sum && at < result.at)) result = {at, most[k]};
  }
  return result;
}

// Spans over words 1..count. Open spans hold an arc between their ends and wait for dependents of the lower end; closed
// ones are trees whose head stands at one end. "Left": the head is the right end, so that the arc points left.
class Chart {
 public:
  Chart(learning::ConstTable scores, std::size_t count)
      : scores_(scores),
        size_(count + 1),
        open_left_by_end_(size_),
        open_right_(size_),
        closed_left_(size_),
        closed_left_by_end_(size_),
        closed_right_(size_),
        closed_right_by_end_(size_) {
    for (auto* each : {&open_split_, &left_split_, &right_split_}) each->assign(size_ * size_, 0);
    for (std::size_t i = 0; i < size_; ++i) {
      set_closed_left(i, i, 0);
      set_closed_right(i, i, 0);
    }
  }

  __attribute__((always_inline)) void fill() {
    for (std::size_t length = 1; length < size_ - 1; ++length)
      for (std::size_t begin = 1; begin + length < size_; ++begin) close(begin, begin + length);
  }

  // Sets heads for the tree over begin..end whose head is `root`.
  std::vector<std::uint32_t> read() {
    std::size_t root = 1;
    float best = std::numeric_limits<float>::lowest();
    for (std::size_t i = 1; i < size_; ++i)
      if (const float sum = *closed_left_.from(1, i) + *closed_right_.from(i, size_ - 1) + scores_.row(i)[0]; sum > best)
        best = sum, root = i;
    std::vector<std::uint32_t> heads(size_);
    pending_ = {{1, root, Kind::kClosedLeft}, {root, size_ - 1, Kind::kClosedRight}};
    while (!pending_.empty()) read_one(heads);
    return heads;
  }

 private:
  enum class Kind : std::uint8_t { kOpenLeft, kOpenRight, kClosedLeft, kClosedRight };
  struct Span {
    std::size_t begin, end;
    Kind kind;
  };
  std::size_t at(std::size_t begin, std::size_t end) const { return begin * size_ + end; }

  void set_closed_left(std::size_t begin, std::size_t end, float value) {
    closed_left_.set(begin, end, value);
    closed_left_by_end_.set(end, begin, value);
  }
  void set_closed_right(std::size_t begin, std::size_t end, float value) {
    closed_right_.set(begin, end, value);
    closed_right_by_end_.set(end, begin, value);
  }

  __attribute__((always_inline)) void close(std::size_t begin, std::size_t end) {
    const std::size_t length = end - begin;
    const Greatest open = greatest_sum(closed_right_.from(begin, begin), closed_left_by_end_.from(end, begin + 1), length);
    open_split_[at(begin, end)] = static_cast<std::uint32_t>(begin + open.at);
    open_left_by_end_.set(end, begin, open.sum + scores_.row(begin)[end]);
    open_right_.set(begin, end, open.sum + scores_.row(end)[begin]);
    const Greatest left = greatest_sum(closed_left_.from(begin, begin), open_left_by_end_.from(end, begin), length);
    left_split_[at(begin, end)] = static_cast<std::uint32_t>(begin + left.at);
    set_closed_left(begin, end, left.sum);
    const Greatest right = greatest_sum(open_right_.from(begin, begin + 1), closed_right_by_end_.from(end, begin + 1), length);
    right_split_[at(begin, end)] = static_cast<std::uint32_t>(begin + 1 + right.at);
    set_closed_right(begin, end, right.sum);
  }

  void read_one(std::vector<std::uint32_t>& heads) {
    const Span span = pending_.back();
    pending_.pop_back();
    if (span.begin == span.end) return;
    const std::size_t here = at(span.begin, span.end);
    switch (span.kind) {
      case Kind::kClosedLeft:
        pending_.push_back({span.begin, left_split_[here], Kind::kClosedLeft});
        pending_.push_back({left_split_[here], span.end, Kind::kOpenLeft});
        return;
      case Kind::kClosedRight:
        pending_.push_back({span.begin, right_split_[here], Kind::kOpenRight});
        pending_.push_back({right_split_[here], span.end, Kind::kClosedRight});
        return;
      case Kind::kOpenLeft:
      case Kind::kOpenRight:
        const bool left = span.kind == Kind::kOpenLeft;
        heads[left ? span.begin : span.end] = static_cast<std::uint32_t>(left ? span.end : span.begin);
        pending_.push_back({span.begin, open_split_[here], Kind::kClosedRight});
        pending_.push_back({open_split_[here] + 1, span.end, Kind::kClosedLeft});
    }
  }

  learning::ConstTable scores_;
  std::size_t size_;
  Pairs open_left_by_end_, open_right_, closed_left_, closed_left_by_end_, closed_right_, closed_right_by_end_;
  std::vector<std::uint32_t> open_split_, left_split_, right_split_;
  std::vector<Span> pending_;
};

MUSNAD_INLINE void fill_body(Chart& chart) {
  chart.fill();
}
MUSNAD_FOR_MACHINES(fill, (Chart & chart), (chart))

}  // namespace

std::vector<std::uint32_t> best_projective_tree(learning::ConstTable scores, std::size_t nodes) {
  if (nodes <= 1) return std::vector<std::uint32_t>(nodes);
  Chart chart(scores, nodes - 1);
  fill(chart);
  return chart.read();
}

std::vector<std::uint32_t> best_heads_if_tree(learning::ConstTable scores, std::size_t nodes) {
  std::vector<std::uint32_t> heads(nodes);
  std::size_t roots = 0;
  for (std::size_t i = 1; i < nodes; ++i) {
    std::size_t best = 0;
    for (std::size_t j = 0; j < nodes; ++j)
      if (j != i && scores.row(i)[j] > scores.row(i)[best]) best = j;
    heads[i] = static_cast<std::uint32_t>(best);
    roots += best == 0;
  }
  if (roots != 1) return {};
  // Projective and connected: reading from left to right, every word's head closes over words that are done.
  std::vector<std::uint32_t> waiting(nodes), stack;
  for (std::size_t i = 1; i < nodes; ++i) ++waiting[heads[i]];
  for (std::uint32_t i = 0; i < nodes; ++i) {
    stack.push_back(i);
    while (stack.size() >= 2) {
      const std::uint32_t top = stack.back(), below = stack[stack.size() - 2];
      if (below != 0 && heads[below] == top && waiting[below] == 0) {
        --waiting[top];
        stack.erase(stack.end() - 2);
      } else if (heads[top] == below && waiting[top] == 0 && top != 0) {
        --waiting[below];
        stack.pop_back();
      } else {
        break;
      }
    }
  }
  if (stack.size() != 1) return {};
  return heads;
}

}  // namespace musnad::language
