// The compiled matchers against naive ones: all bindings of a rule by trying every tuple of words, all words of a path by
// trying every word, all entries of a word by trying every entry.
#include <algorithm>
#include <random>

#include "codebook/lexicon/lexicon.h"
#include "codebook/rules.h"
#include "support.h"
#include "text/folding.h"

namespace musnad::codebook {
namespace {

using testing::read;

std::vector<std::vector<WordId>> naive_bindings(const Rule& rule, const Reading& reading, IdRange<Word> words) {
  std::vector<std::vector<WordId>> found;
  std::vector<WordId> binding(rule.parts.size(), WordId{words.begin});
  while (true) {
    if (satisfies(rule, reading, binding)) found.push_back(binding);
    std::size_t at = binding.size();
    while (at > 0 && ++binding[at - 1].value == words.end) binding[--at].value = words.begin;
    if (at == 0) break;
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A sentence of random words with a random tree.
std::string random_rows(std::mt19937& random) {
  constexpr const char* kWords[] = {"post post NOUN", "posts post NOUN",      "attacked attack VERB", "gunmen gunman NOUN",
                                    "on on ADP",      "soldier soldier NOUN", "not not PART"};
  constexpr const char* kRelations[] = {"obj", "nsubj", "nmod", "obl", "case", "conj", "acl:relcl"};
  const std::size_t size = 1 + random() % 9;
  std::string rows;
  for (std::size_t i = 1; i <= size; ++i) {
    const std::size_t head = i == 1 ? 0 : 1 + random() % (i - 1);  // earlier words only: never a cycle
    rows += std::string(kWords[random() % 7]) + " " + std::to_string(head) + " " + (head == 0 ? "root" : kRelations[random() % 7]) + "\n";
  }
  return rows;
}

TEST(Rules, CompiledEqualsNaiveOnRandomTrees) {
  std::mt19937 random(7);
  const auto book = testing::small_book();
  const Rules& rules = book->rules(Language::kEn);
  ASSERT_EQ(rules.all().size(), 3u);
  std::size_t hits = 0;
  for (int round = 0; round < 300; ++round) {
    const Document doc = read(random_rows(random));
    const Reading reading(*book, doc);
    for (const Rule& rule : rules.all()) {
      std::vector<std::vector<WordId>> compiled;
      for (const RuleHit& hit : rules.match_all(reading, SentenceId{0}))
        if (hit.rule == &rule) compiled.push_back(hit.words);
      EXPECT_EQ(compiled, naive_bindings(rule, reading, doc.words_of(SentenceId{0}))) << rule.name;
      hits += compiled.size();
    }
  }
  EXPECT_GT(hits, 100u);
}

TEST(Paths, FollowEqualsTryingEveryWord) {
  std::mt19937 random(11);
  const auto book = testing::small_book();
  for (const char* written : {"nsubj", "<obj", "nmod:on", "nmod:-", "<conj>nsubj", "obj>nmod", ">>nmod"}) {
    const Path path = *parse_path(written);
    for (int round = 0; round < 60; ++round) {
      const Document doc = read(random_rows(random));
      const Reading reading(*book, doc);
      const auto fits = [&](WordId from, const Step& step, WordId to) {
        const WordId lower = step.up ? from : to, upper = step.up ? to : from;
        bool linked = reading.arc(lower).head == upper;
        if (step.deep) {
          linked = false;
          for (WordId above = reading.arc(lower).head; above.valid(); above = reading.arc(above).head) linked = linked || above == upper;
        }
        const auto markers = reading.markers_of(lower);
        const bool marked = step.markers.empty() ||
                            (step.markers[0] == "-" ? markers.empty() : std::count(markers.begin(), markers.end(), step.markers[0]) > 0);
        return linked && marked && relation_fits(reading.arc(lower).relation, step.relation);
      };
      const std::uint32_t size = static_cast<std::uint32_t>(doc.layer<Word>().size());
      std::vector<WordId> naive{WordId{0}};
      for (const Step& step : path.steps) {
        std::vector<WordId> next;
        for (WordId from : naive)
          for (std::uint32_t i = 0; i < size; ++i)
            if (fits(from, step, WordId{i})) next.push_back(WordId{i});
        naive = std::move(next);
      }
      auto compiled = reading.follow(WordId{0}, path);
      std::sort(compiled.begin(), compiled.end());
      std::sort(naive.begin(), naive.end());
      EXPECT_EQ(compiled, naive) << written;
    }
  }
}

TEST(Lexicon, FindEqualsTryingEveryEntry) {
  const auto book = testing::small_book();
  for (const char* word : {"killed", "kills", "attacks", "post", "gunmen", "said", "carrying", "zebra", ""}) {
    std::vector<std::uint32_t> naive;
    for (std::uint32_t i = 0; i < book->entries().size(); ++i) {
      Lexicon one;
      ErrorList errors;
      one.compile(book->entries().subspan(i, 1), errors);
      if (!one.find(Language::kEn, text::fold(word)).empty()) naive.push_back(i);
    }
    std::vector<std::uint32_t> compiled;
    for (const FormReading& reading : book->lexicon().find(Language::kEn, text::fold(word)))
      if (std::find(compiled.begin(), compiled.end(), reading.entry) == compiled.end()) compiled.push_back(reading.entry);
    EXPECT_EQ(compiled, naive) << word;
  }
}

TEST(Rules, TheMoreSpecificWins) {
  const auto book = testing::small_book();
  const Document doc = read("Gunmen gunman NOUN 2 nsubj\nattacked attack VERB 0 root\nposts post NOUN 2 obj");
  const Reading reading(*book, doc);
  const auto hits = reading.rule_hits(SentenceId{0});
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].rule->name, "attacked_post");
  EXPECT_FALSE(hits[0].tie);
}

}  // namespace
}  // namespace musnad::codebook
