#include "language/projective.h"

#include <algorithm>
#include <limits>

namespace musnad::language {
namespace {

// A value for each span, laid out so that those with one begin stand together, and those with one end.
class Spans {
 public:
  explicit Spans(std::size_t size) : size_(size), by_begin_(size * size), by_end_(size * size) {}
  void set(std::size_t begin, std::size_t end, float value) { by_begin_[begin * size_ + end] = by_end_[end * size_ + begin] = value; }
  /// Those from `begin` to `end` and on.
  const float* from(std::size_t begin, std::size_t end) const { return &by_begin_[begin * size_ + end]; }
  /// Those to `end` from `begin` and on.
  const float* to(std::size_t begin, std::size_t end) const { return &by_end_[end * size_ + begin]; }

 private:
  std::size_t size_;
  std::vector<float> by_begin_, by_end_;
};

// Spans over words 1..count. Open spans hold an arc between their ends and wait for dependents of the lower end; closed
// ones are trees whose head stands at one end.
class Chart {
 public:
  Chart(learning::ConstTable scores, std::size_t count)
      : scores_(scores), size_(count + 1), open_left_(size_), open_right_(size_), closed_left_(size_), closed_right_(size_) {
    for (auto* each : {&open_split_, &left_split_, &right_split_}) each->assign(size_ * size_, 0);
  }

  void fill() {
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

  // "Left": the head is the right end, so that the arc points left.
  void close(std::size_t begin, std::size_t end) {
    const std::size_t length = end - begin;
    std::size_t k = 0;
    float sum = 0;
    learning::greatest_sum(closed_right_.from(begin, begin), closed_left_.to(begin + 1, end), length, k, sum);
    open_split_[at(begin, end)] = begin + k;
    open_left_.set(begin, end, sum + scores_.row(begin)[end]);
    open_right_.set(begin, end, sum + scores_.row(end)[begin]);
    learning::greatest_sum(closed_left_.from(begin, begin), open_left_.to(begin, end), length, k, sum);
    left_split_[at(begin, end)] = begin + k;
    closed_left_.set(begin, end, sum);
    learning::greatest_sum(open_right_.from(begin, begin + 1), closed_right_.to(begin + 1, end), length, k, sum);
    right_split_[at(begin, end)] = begin + 1 + k;
    closed_right_.set(begin, end, sum);
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
  Spans open_left_, open_right_, closed_left_, closed_right_;
  std::vector<std::size_t> open_split_, left_split_, right_split_;
  std::vector<Span> pending_;
};

}  // namespace

std::vector<std::uint32_t> best_projective_tree(learning::ConstTable scores, std::size_t nodes) {
  if (nodes <= 1) return std::vector<std::uint32_t>(nodes);
  Chart chart(scores, nodes - 1);
  chart.fill();
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
