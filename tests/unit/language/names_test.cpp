#include "language/names.h"
#include "language/name_features.h"

#include <gtest/gtest.h>
#include <map>
#include <random>

namespace musnad::language {
namespace {

// Every path, one by one: what the fast search must equal.
std::int64_t value_of(std::span<const NameTag> path, std::span<const std::int32_t> scores, std::span<const std::int32_t> transitions) {
  std::int64_t sum = 0;
  NameTag before = NameTag::kOut;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (!may_follow(before, path[i])) return std::numeric_limits<std::int64_t>::min();
    sum += scores[i * kNameTagCount + static_cast<std::size_t>(path[i])] +
           transitions[static_cast<std::size_t>(before) * kNameTagCount + static_cast<std::size_t>(path[i])];
    before = path[i];
  }
  return sum;
}

TEST(BestPath, IsTheBestOfAllPaths) {
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    const std::size_t length = 1 + random() % 4;
    std::vector<std::int32_t> scores(length * kNameTagCount), transitions(kNameTagCount * kNameTagCount);
    for (auto* values : {&scores, &transitions})
      for (std::int32_t& value : *values) value = static_cast<std::int32_t>(random() % 201) - 100;
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    std::size_t paths = 1;
    for (std::size_t i = 0; i < length; ++i) paths *= kNameTagCount;
    for (std::size_t number = 0; number < paths; ++number) {
      std::vector<NameTag> path;
      for (std::size_t i = 0, rest = number; i < length; ++i, rest /= kNameTagCount)
        path.push_back(static_cast<NameTag>(rest % kNameTagCount));
      best = std::max(best, value_of(path, scores, transitions));
    }
    EXPECT_EQ(value_of(best_path(scores, transitions), scores, transitions), best);
  }
}

TEST(BestPath, OfNothingIsNothing) {
  EXPECT_TRUE(best_path({}, std::vector<std::int32_t>(kNameTagCount * kNameTagCount)).empty());
}

// A small world: "paris" is a city, "de gaulle airport" a facility's name.
class SmallWorld : public testing::Test {
 protected:
  SmallWorld() {
    const auto key = [](std::string_view phrase) { return learning::hash_of(phrase_key(phrase)); };
    words_ = HashedTable::build(std::vector<std::pair<learning::Feature, std::uint32_t>>{
        {learning::hash_of("\xd8\xa8\xd8\xba\xd8\xaf\xd8\xa7\xd8\xaf"), WordFacts::pack(50, 7, 5)}});
    phrases_ = HashedTable::build(std::vector<std::pair<learning::Feature, std::uint32_t>>{
        {key("Paris"), 4}, {key("De"), kPrefixBit}, {key("De Gaulle"), kPrefixBit}, {key("De Gaulle Airport"), 4}});
    resources_ = {HashedTable(words_), HashedTable(phrases_), {}};
  }
  std::vector<HashedTable::Slot> words_, phrases_;
  NameResources resources_;
};

TEST_F(SmallWorld, TakesClitics) {
  const NameInput tokens[] = {{"\xd9\x88\xd8\xa8\xd8\xa8\xd8\xba\xd8\xaf\xd8\xa7\xd8\xaf"}, {"Paris's"}};
  const auto views = name_tokens(tokens, resources_);
  EXPECT_EQ(views[0].core, "\xd8\xa8\xd8\xba\xd8\xaf\xd8\xa7\xd8\xaf") << "wa+bi+baghdad";
  EXPECT_EQ(views[0].begin, 4u);
  EXPECT_EQ(views[0].facts.proper(), 5u);
  EXPECT_EQ(views[1].core, "paris");
  EXPECT_EQ(views[1].lists, 4u);
}

TEST_F(SmallWorld, FollowsPhrasesOverTokens) {
  const NameInput tokens[] = {{"the"}, {"De"}, {"Gaulle"}, {"Airport"}, {"De"}, {"Gaulle"}};
  const auto views = name_tokens(tokens, resources_);
  EXPECT_EQ(views[1].lists, 4u);
  EXPECT_EQ(views[2].inside, 4u);
  EXPECT_EQ(views[3].inside, 4u);
  EXPECT_EQ(views[4].lists, 0u) << "half a phrase is none";
}

TEST(NameTagger, RefusesAModelOfAnotherKind) {
  EXPECT_EQ(NameTagger::load("nowhere.model", "ar.names").error().code, ErrorCode::kModelMissing);
  const std::string path = std::string(MUSNAD_SOURCE_DIR) + "/models/en.names.model";
  const auto foreign = NameTagger::load(path, "ar.names");
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::kModelForeign);
}

// A network of one feature, its numbers `missing` short.
Result<NameNetwork> small_network(std::size_t missing) {
  const NameShape shape{16, 1, kNameTagCount};
  std::vector<float> numbers(NameWeights<const float>(shape, nullptr).count - missing);
  const NameWeights<float> weights(shape, numbers.data());
  if (missing == 0) weights.out_bias[1] = 2, weights.transitions.row(1)[2] = 3;
  learning::ModelFileWriter writer("ar.names");
  writer.add_values("network.shape", std::vector{shape});
  writer.add_values("network.numbers", numbers);
  writer.add_values("network.scale", std::vector{10.0F});
  const learning::Feature known = 5;
  learning::FeatureRows::write(writer, "rows.", {&known, 1}, learning::Table(1, 16));
  const auto file = learning::ModelFile::parse(writer.bytes(), "ar.names", "small network");
  EXPECT_TRUE(file);
  return NameNetwork::load(*file, kNameTagCount);
}

TEST(NameNetwork, AddsItsScoresToThoseThere) {
  const auto network = small_network(0);
  ASSERT_TRUE(network) << network.error().to_string();
  std::vector<std::int32_t> scores(2 * kNameTagCount, 7), transitions(kNameTagCount * kNameTagCount);
  network->add_scores(std::vector<NameToken>(2), scores);
  network->add_transitions(transitions);
  EXPECT_EQ(scores[kNameTagCount], 7);
  EXPECT_EQ(scores[kNameTagCount + 1], 27);
  EXPECT_EQ(transitions[kNameTagCount + 2], 30);
}

TEST(NameNetwork, RefusesNumbersThatDoNotFitItsShape) {
  const auto network = small_network(1);
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().code, ErrorCode::kModelBroken);
}

TEST(NamesStage, FindsNamesAndLeavesClitics) {
  auto stage = make_names_stage(std::string(MUSNAD_SOURCE_DIR) + "/models");
  ASSERT_TRUE(stage) << stage.error().to_string();
  PageMetadata metadata;
  metadata.language = Language::kEn;
  const std::string text = "President Barack Obama met officials in London.";
  Document document(text, metadata);
  std::vector<Token> tokens;
  std::vector<Word> words;
  std::vector<Tag> tags;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" .", begin), text.size());
    const ByteSpan span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(end, begin + 1))};
    words.push_back(
        {span, TokenId{static_cast<std::uint32_t>(tokens.size())}, SentenceId{0}, true, text.substr(span.begin, span.length())});
    tags.push_back({'A' <= text[begin] && text[begin] <= 'Z' ? Upos::PROPN : text[begin] == '.' ? Upos::PUNCT : Upos::NOUN, {}, ""});
    tokens.push_back({span, SentenceId{0}});
    begin = span.end + (span.end < text.size() && text[span.end] == ' ');
  }
  document.seal<Sentence>({{{0, static_cast<std::uint32_t>(text.size())}, BlockId{0}, {0, static_cast<std::uint32_t>(tokens.size())}}},
                          "test");
  document.seal<Token>(std::move(tokens), "test");
  document.seal<Word>(std::move(words), "test");
  document.seal<Tag>(std::move(tags), "test");
  ASSERT_TRUE((*stage)->run({&document, 1}));
  std::map<std::string, NameKind> found;
  for (const Name& name : document.layer<Name>()) found[std::string(document.text(name.span))] = name.kind;
  EXPECT_EQ(found, (std::map<std::string, NameKind>{{"Barack Obama", NameKind::kPerson}, {"London", NameKind::kPlace}}));
}

}  // namespace
}  // namespace musnad::language
