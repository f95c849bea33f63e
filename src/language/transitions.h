// The arc-eager transition system (Nivre 2003) with the root at the end of the buffer (Ballesteros and Nivre 2013), and
// the state that the parser's features look at. Word i of a sentence is node i; node size() is the root.
#pragma once

#include <musnad/grammar.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace musnad::language {

enum class Move : std::uint8_t { kShift, kReduce, kLeft, kRight };

/// A class of the parser's classifier.
struct Action {
  Move move = Move::kShift;
  Relation relation = Relation::kNone;
  friend auto operator<=>(const Action&, const Action&) = default;
};

class ParseState {
 public:
  static constexpr std::int32_t kNoNode = -1;

  explicit ParseState(std::int32_t size);

  std::int32_t size() const { return size_; }
  std::int32_t front() const { return front_; }  ///< the next word of the buffer; size(): only the root is left
  /// Stack element from the top, kNoNode where there is none.
  std::int32_t stack(std::size_t depth) const { return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNoNode; }
  bool is_done() const { return front_ == size_ && stack_.empty(); }
  bool is_on_stack(std::int32_t node) const { return nodes_[static_cast<std::size_t>(node)].on_stack; }

  struct Node {
    std::int32_t head = kNoNode;
    Relation relation = Relation::kNone;
    bool on_stack = false;
    std::uint8_t left_count = 0;  ///< dependents, at most 7
    std::uint8_t right_count = 0;
    std::int32_t left = kNoNode, left2 = kNoNode;  ///< outermost left dependent, the one before it
    std::int32_t right = kNoNode, right2 = kNoNode;
    std::uint64_t left_relations = 0;  ///< a bit a relation
    std::uint64_t right_relations = 0;
  };
  const Node& node(std::int32_t index) const { return nodes_[static_cast<std::size_t>(index)]; }

  bool allows(Action action) const;
  /// A bit for each Move that some relation makes legal.
  bool allows(Move move) const;
  void apply(Action action);

 private:
  void attach(std::int32_t head, std::int32_t dependent, Relation relation);

  std::int32_t size_;
  std::int32_t front_ = 0;
  std::vector<std::int32_t> stack_;
  std::vector<Node> nodes_;
};

/// The gold tree, and what each move would lose of it from a state (Goldberg and Nivre 2012).
class GoldTree {
 public:
  /// `heads`: of each word, the root being heads.size().
  GoldTree(std::vector<std::int32_t> heads, std::vector<Relation> relations);
  std::int32_t head(std::int32_t node) const { return heads_[static_cast<std::size_t>(node)]; }
  Relation relation(std::int32_t node) const { return relations_[static_cast<std::size_t>(node)]; }

  /// Gold arcs that each action makes unreachable; a gold arc under a wrong relation counts as lost.
  struct Costs {
    std::array<int, 4> of_move{};      ///< by Move; of kLeft and kRight without their relation
    std::array<Relation, 4> wanted{};  ///< the gold arc's relation where the move makes it, else kNone
    int of(Action action) const {
      const auto move = static_cast<std::size_t>(action.move);
      return of_move[move] + (wanted[move] != Relation::kNone && wanted[move] != action.relation ? 1 : 0);
    }
  };
  /// Only of the moves that are legal.
  Costs costs(const ParseState& state) const;

 private:
  int dependents_in_buffer(const ParseState& state, std::int32_t node) const;
  int dependents_on_stack(const ParseState& state, std::int32_t node) const;

  std::vector<std::int32_t> heads_;
  std::vector<Relation> relations_;
  std::vector<std::vector<std::int32_t>> dependents_;
};

}  // namespace musnad::language
