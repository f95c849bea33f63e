#include "language/trees.h"

#include "language/projective.h"

#include <gtest/gtest.h>

namespace musnad::language {
namespace {

using Heads = std::vector<std::uint32_t>;

bool is_tree(const Heads& heads) {
  std::size_t roots = 0;
  for (std::size_t i = 1; i < heads.size(); ++i) {
    roots += heads[i] == 0;
    std::size_t steps = 0;
    for (std::uint32_t at = heads[i]; at != 0; at = heads[at])
      if (++steps > heads.size()) return false;
  }
  return roots == 1;
}

bool is_projective(const Heads& heads) {
  for (std::uint32_t i = 1; i < heads.size(); ++i)
    for (std::uint32_t j = std::min(i, heads[i]) + 1; j < std::max(i, heads[i]); ++j) {
      const bool inside = heads[j] >= std::min(i, heads[i]) && heads[j] <= std::max(i, heads[i]);
      if (!inside) return false;
    }
  return true;
}

float sum_of(learning::ConstTable scores, const Heads& heads) {
  float sum = 0;
  for (std::size_t i = 1; i < heads.size(); ++i) sum += scores.row(i)[heads[i]];
  return sum;
}

// The best score of all trees, by trying every choice of heads.
float best_by_trying(learning::ConstTable scores, std::size_t nodes) {
  Heads heads(nodes);
  float best = -1e9F;
  std::size_t choices = 1;
  for (std::size_t i = 1; i < nodes; ++i) choices *= nodes;
  for (std::size_t choice = 0; choice < choices; ++choice) {
    std::size_t rest = choice;
    for (std::size_t i = 1; i < nodes; ++i) heads[i] = static_cast<std::uint32_t>(rest % nodes), rest /= nodes;
    bool own = false;
    for (std::size_t i = 1; i < nodes; ++i) own = own || heads[i] == i;
    if (!own && is_tree(heads) && is_projective(heads)) best = std::max(best, sum_of(scores, heads));
  }
  return best;
}

learning::Table scores_of(std::size_t nodes, std::uint64_t& number) {
  learning::Table scores(nodes, nodes);
  for (std::size_t i = 0; i < nodes; ++i)
    for (std::size_t j = 0; j < nodes; ++j) {
      number = number * 6364136223846793005ULL + 1442695040888963407ULL;
      scores.row(i)[j] = static_cast<float>(number >> 40) / static_cast<float>(1 << 24) * 10.0F;
    }
  return scores;
}

TEST(Projective, TreesAreTheBestOfAll) {
  std::uint64_t number = 3;
  for (int round = 0; round < 60; ++round) {
    const std::size_t nodes = 2 + static_cast<std::size_t>(round) % 5;
    const learning::Table scores = scores_of(nodes, number);
    const Heads heads = best_projective_tree(scores, nodes);
    ASSERT_TRUE(is_tree(heads) && is_projective(heads));
    EXPECT_NEAR(sum_of(scores, heads), best_by_trying(scores, nodes), 1e-4);
  }
}

TEST(Projective, BestHeadsAreTakenWhereTheyAreATree) {
  std::uint64_t number = 9;
  std::size_t taken = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::size_t nodes = 2 + static_cast<std::size_t>(round) % 6;
    const learning::Table scores = scores_of(nodes, number);
    const Heads quick = best_heads_if_tree(scores, nodes);
    Heads best(nodes);
    for (std::uint32_t i = 1; i < nodes; ++i)
      for (std::uint32_t j = 0; j < nodes; ++j)
        if (j != i && scores.row(i)[j] > scores.row(i)[best[i]]) best[i] = j;
    EXPECT_EQ(!quick.empty(), is_tree(best) && is_projective(best));
    if (quick.empty()) continue;
    ++taken;
    EXPECT_EQ(quick, best_projective_tree(scores, nodes));
  }
  EXPECT_GT(taken, 300U);
}

TEST(Trees, RelationsAreReadAsTheyWereWritten) {
  const std::vector<Relation> relations = {Relation::kRoot, Relation::kNsubj, Relation::kNsubjPass};
  const auto read = parse_relations(relations_text(relations), "sample");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, relations);
  EXPECT_FALSE(parse_relations("root\nfriend\n", "sample"));
  EXPECT_FALSE(parse_relations("obj\nnsubj\n", "sample"));  // nothing for the root
}

TEST(Trees, DistancesFitTheirTable) {
  for (std::size_t i = 1; i < 400; ++i)
    for (std::size_t j = 0; j < 400; ++j) ASSERT_LT(distance_class(i, j), kDistanceCount);
  EXPECT_NE(distance_class(5, 4), distance_class(4, 5));
}

TEST(NodeFeatures, AreTheSameWithoutHamza) {
  const auto features = [](std::string form, std::string lemma) {
    Word word;
    word.form = std::move(form);
    Tag tag;
    tag.upos = Upos::VERB;
    tag.lemma = std::move(lemma);
    return node_features_of(word, tag, 0, {});
  };
  EXPECT_EQ(features("\u0623\u0643\u062f", "\u0623\u0643\u062f"), features("\u0627\u0643\u062f", "\u0627\u0643\u062f"));
}

TEST(WordClasses, AreThoseOfTheWordAsWrittenOrElseFolded) {
  const auto slots = learning::HashedTable::build(std::vector<std::pair<learning::Feature, std::uint32_t>>{
      {learning::hash_of("turkey"), 5}, {learning::hash_of("Turkey"), 9}, {learning::hash_of("fire"), 3}});
  const learning::HashedTable classes(slots);
  EXPECT_EQ(class_of(view_of("Turkey"), classes), 9u);
  EXPECT_EQ(class_of(view_of("turkey"), classes), 5u);
  EXPECT_EQ(class_of(view_of("FIRE"), classes), 3u);
  EXPECT_EQ(class_of(view_of("zhanaozen"), classes), 0u);
}

}  // namespace
}  // namespace musnad::language
