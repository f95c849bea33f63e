#include "language/transitions.h"

#include <algorithm>
#include <cassert>

namespace musnad::language {

ParseState::ParseState(std::int32_t size) : size_(size), nodes_(static_cast<std::size_t>(size) + 1) {}

bool ParseState::allows(Move move) const {
  const std::int32_t top = stack(0);
  switch (move) {
    case Move::kShift:
      return front_ < size_;
    case Move::kReduce:
      return top != kNoNode && node(top).head != kNoNode;
    case Move::kLeft:
      return top != kNoNode && node(top).head == kNoNode;
    case Move::kRight:
      return top != kNoNode && front_ < size_;
  }
  return false;
}

bool ParseState::allows(Action action) const {
  if (!allows(action.move)) return false;
  const bool to_root = action.relation == Relation::kRoot;
  if (action.move == Move::kLeft) return to_root == (front_ == size_);
  return action.move != Move::kRight || !to_root;
}

void ParseState::attach(std::int32_t head, std::int32_t dependent, Relation relation) {
  Node& lower = nodes_[static_cast<std::size_t>(dependent)];
  Node& upper = nodes_[static_cast<std::size_t>(head)];
  lower.head = head;
  lower.relation = relation;
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(relation);
  if (dependent < head) {
    upper.left2 = upper.left;
    upper.left = dependent;
    upper.left_relations |= bit;
    upper.left_count = static_cast<std::uint8_t>(std::min(7, upper.left_count + 1));
  } else {
    upper.right2 = upper.right;
    upper.right = dependent;
    upper.right_relations |= bit;
    upper.right_count = static_cast<std::uint8_t>(std::min(7, upper.right_count + 1));
  }
}

void ParseState::apply(Action action) {
  assert(allows(action));
  switch (action.move) {
    case Move::kRight:
      attach(stack(0), front_, action.relation);
      [[fallthrough]];
    case Move::kShift:
      nodes_[static_cast<std::size_t>(front_)].on_stack = true;
      stack_.push_back(front_++);
      return;
    case Move::kLeft:
      attach(front_, stack(0), action.relation);
      [[fallthrough]];
    case Move::kReduce:
      nodes_[static_cast<std::size_t>(stack_.back())].on_stack = false;
      stack_.pop_back();
      return;
  }
}

GoldTree::GoldTree(std::vector<std::int32_t> heads, std::vector<Relation> relations)
    : heads_(std::move(heads)), relations_(std::move(relations)), dependents_(heads_.size() + 1) {
  for (std::size_t i = 0; i < heads_.size(); ++i) dependents_[static_cast<std::size_t>(heads_[i])].push_back(static_cast<std::int32_t>(i));
}

int GoldTree::dependents_in_buffer(const ParseState& state, std::int32_t node) const {
  const auto& all = dependents_[static_cast<std::size_t>(node)];
  return static_cast<int>(all.end() - std::lower_bound(all.begin(), all.end(), state.front()));
}

int GoldTree::dependents_on_stack(const ParseState& state, std::int32_t node) const {
  int count = 0;
  for (const std::int32_t each : dependents_[static_cast<std::size_t>(node)])
    if (each < state.front() && state.is_on_stack(each) && state.node(each).head == ParseState::kNoNode) ++count;
  return count;
}

GoldTree::Costs GoldTree::costs(const ParseState& state) const {
  const std::int32_t top = state.stack(0);
  const std::int32_t front = state.front();
  Costs costs;
  const auto of = [&](Move move) -> int& { return costs.of_move[static_cast<std::size_t>(move)]; };
  const auto wants = [&](Move move, std::int32_t node) { costs.wanted[static_cast<std::size_t>(move)] = relation(node); };
  if (state.allows(Move::kShift)) {
    const std::int32_t wanted = head(front);
    of(Move::kShift) = of(Move::kRight) = dependents_on_stack(state, front);
    const bool on_stack = wanted < front && state.is_on_stack(wanted);
    if (on_stack) ++of(Move::kShift);
    if (wanted == top)
      wants(Move::kRight, front);
    else if (wanted > front || on_stack)
      ++of(Move::kRight);
  }
  if (top != ParseState::kNoNode) {
    of(Move::kReduce) = of(Move::kLeft) = dependents_in_buffer(state, top);
    if (head(top) == front)
      wants(Move::kLeft, top);
    else if (head(top) > front)
      ++of(Move::kLeft);
  }
  return costs;
}

}  // namespace musnad::language
