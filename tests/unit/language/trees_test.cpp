#include "language/trees.h"
#include "language/transitions.h"

#include <gtest/gtest.h>

namespace musnad::language {
namespace {

// Follows the cheapest legal action; of several, the one `pick` says.
void follow(ParseState& state, const GoldTree& gold, std::span<const Action> actions, std::uint64_t pick, int* lost = nullptr) {
  while (!state.is_done()) {
    const GoldTree::Costs costs = gold.costs(state);
    std::vector<Action> cheapest;
    int least = 1 << 20;
    for (const Action& action : actions) {
      if (!state.allows(action)) continue;
      if (const int cost = costs.of(action); cost < least) least = cost, cheapest.clear();
      if (costs.of(action) == least) cheapest.push_back(action);
    }
    ASSERT_FALSE(cheapest.empty());
    if (lost != nullptr) *lost += least;
    state.apply(cheapest[pick++ % cheapest.size()]);
  }
}

std::vector<Action> all_actions() {
  std::vector<Action> actions = {{Move::kShift}, {Move::kReduce}, {Move::kLeft, Relation::kRoot}};
  for (const Relation relation : {Relation::kNsubj, Relation::kObj, Relation::kAmod}) {
    actions.push_back({Move::kLeft, relation});
    actions.push_back({Move::kRight, relation});
  }
  return actions;
}

// A projective tree over `size` words, made from a number: each stretch has a head, its sides are trees again.
void make_tree(std::vector<std::int32_t>& heads, std::int32_t begin, std::int32_t end, std::int32_t parent, std::uint64_t& number) {
  if (begin >= end) return;
  number = number * 6364136223846793005ULL + 1442695040888963407ULL;
  const auto root = static_cast<std::int32_t>(begin + static_cast<std::int32_t>((number >> 33) % static_cast<std::uint64_t>(end - begin)));
  heads[static_cast<std::size_t>(root)] = parent;
  make_tree(heads, begin, root, root, number);
  make_tree(heads, root + 1, end, root, number);
}

TEST(Transitions, ReachEveryProjectiveTreeWithoutLoss) {
  const std::vector<Action> actions = all_actions();
  std::uint64_t number = 5;
  for (int round = 0; round < 300; ++round) {
    const std::int32_t size = 1 + round % 12;
    std::vector<std::int32_t> heads(static_cast<std::size_t>(size));
    make_tree(heads, 0, size, size, number);
    std::vector<Relation> relations;
    for (std::size_t i = 0; i < heads.size(); ++i)
      relations.push_back(heads[i] == size ? Relation::kRoot : i % 2 == 0 ? Relation::kNsubj : Relation::kObj);
    const GoldTree gold(heads, relations);
    for (std::uint64_t pick = 0; pick < 3; ++pick) {
      ParseState state(size);
      int lost = 0;
      follow(state, gold, actions, pick, &lost);
      EXPECT_EQ(lost, 0);
      for (std::int32_t i = 0; i < size; ++i) {
        EXPECT_EQ(state.node(i).head, heads[static_cast<std::size_t>(i)]);
        EXPECT_EQ(state.node(i).relation, relations[static_cast<std::size_t>(i)]);
      }
    }
  }
}

TEST(Transitions, CostsAreTheArcsThatBecomeUnreachable) {
  // After any wrong action, the arcs still lost at the end by the cheapest course are those that the oracle counted.
  const std::vector<Action> actions = all_actions();
  std::uint64_t number = 11;
  for (int round = 0; round < 200; ++round) {
    const std::int32_t size = 6;
    std::vector<std::int32_t> heads(6);
    make_tree(heads, 0, size, size, number);
    std::vector<Relation> relations(6, Relation::kObj);
    for (std::size_t i = 0; i < 6; ++i)
      if (heads[i] == size) relations[i] = Relation::kRoot;
    const GoldTree gold(heads, relations);
    ParseState state(size);
    int told = 0;
    for (int step = 0; step < 4 && !state.is_done(); ++step) {
      std::vector<Action> legal;
      for (const Action& action : actions)
        if (state.allows(action)) legal.push_back(action);
      const Action chosen = legal[(number >> 20) % legal.size()];
      number = number * 6364136223846793005ULL + 1;
      told += gold.costs(state).of(chosen);
      state.apply(chosen);
    }
    follow(state, gold, actions, 0, &told);
    int wrong = 0;
    for (std::int32_t i = 0; i < size; ++i)
      wrong += state.node(i).head != heads[static_cast<std::size_t>(i)] || state.node(i).relation != relations[static_cast<std::size_t>(i)];
    EXPECT_EQ(told, wrong) << round;
  }
}

TEST(Transitions, AlwaysEnd) {
  for (std::int32_t size = 1; size < 40; ++size) {
    ParseState state(size);
    int steps = 0;
    const std::vector<Action> actions = all_actions();
    std::vector<std::int32_t> scores(actions.size());
    while (!state.is_done()) {
      for (std::size_t i = 0; i < scores.size(); ++i)
        scores[i] = static_cast<std::int32_t>((i * 7 + static_cast<std::size_t>(steps) * 13) % 11);
      const std::size_t best = best_action(state, actions, scores);
      ASSERT_LT(best, actions.size());
      state.apply(actions[best]);
      ASSERT_LE(++steps, 2 * size);
    }
  }
}

TEST(Trees, HaveOneRoot) {
  ParseState state(3);
  for (int i = 0; i < 3; ++i) state.apply({Move::kShift});
  for (int i = 0; i < 3; ++i) state.apply({Move::kLeft, Relation::kRoot});
  std::vector<Tag> tags(3);
  tags[1].upos = Upos::VERB;
  tags[2].upos = Upos::PUNCT;
  std::vector<std::int32_t> heads;
  std::vector<Relation> relations;
  read_tree(state, tags, heads, relations);
  EXPECT_EQ(heads, (std::vector<std::int32_t>{1, 3, 1}));
  EXPECT_EQ(relations, (std::vector<Relation>{Relation::kParataxis, Relation::kRoot, Relation::kPunct}));
}

TEST(Trees, ActionsAreReadAsTheyWereWritten) {
  const std::vector<Action> actions = all_actions();
  const auto read = parse_actions(actions_text(actions), "sample");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, actions);
  EXPECT_FALSE(parse_actions("jump obj\n", "sample"));
  EXPECT_FALSE(parse_actions("shift _\n", "sample"));  // without the others some state has no legal action
}

}  // namespace
}  // namespace musnad::language
