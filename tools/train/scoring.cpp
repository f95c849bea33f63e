#include "scoring.h"

#include "text/folding.h"

#include <fmt/format.h>

namespace musnad::training {
namespace {

double percent(std::size_t right, std::size_t of) {
  return of == 0 ? 0.0 : 100.0 * static_cast<double>(right) / static_cast<double>(of);
}

// Every value that gold has is predicted.
bool agrees(const Features& gold, const Features& made) {
  const auto same = [](auto wanted, auto found) { return wanted == decltype(wanted)::kNone || wanted == found; };
  return same(gold.definite, made.definite) && same(gold.number, made.number) && same(gold.gender, made.gender) &&
         same(gold.voice, made.voice) && same(gold.person, made.person);
}

void score_cuts(const TrainingSentence& sentence, const language::LanguageModels& models, Scores& to) {
  const auto gold = sentence.words();
  std::vector<Word> made;
  models.words.cut(*sentence.document, sentence.id, made);
  std::size_t g = 0, m = 0;
  while (g < gold.size() && m < made.size()) {
    const TokenId token = gold[g].token;
    bool right = true;
    while (g < gold.size() && gold[g].token == token) {
      const bool same =
          m < made.size() && made[m].token == token && made[m].span == gold[g].span && text::fold(made[m].form) == text::fold(gold[g].form);
      right = right && same;
      ++g;
      if (m < made.size() && made[m].token == token) ++m;
    }
    while (m < made.size() && made[m].token == token) right = false, ++m;
    to.tokens += 1;
    to.tokens_right += right;
  }
}

void score_trees(const TrainingSentence& sentence, const language::LanguageModels& models, Scores& to) {
  const auto words = sentence.words();
  const auto gold = sentence.tags();
  const std::vector<Tag> made = models.tags.tag(words);
  const auto heads = sentence.heads();
  const auto relations = sentence.relations();
  const std::vector<Arc> arcs = models.trees.parse(words, made, WordId{0});
  for (std::size_t i = 0; i < words.size(); ++i) {
    to.words += 1;
    to.upos_right += made[i].upos == gold[i].upos;
    if (!(gold[i].features == Features{})) {
      to.features_asked += 1;
      to.features_right += agrees(gold[i].features, made[i].features);
    }
    if (!gold[i].lemma.empty()) {
      to.lemmas_asked += 1;
      to.lemmas_right += text::fold(gold[i].lemma) == text::fold(made[i].lemma);
    }
    const auto head = static_cast<std::size_t>(heads[i]);
    const bool right = arcs[i].head.valid() ? arcs[i].head.value == head : head == words.size();
    to.heads_right += right;
    to.labelled_right += right && base_of(arcs[i].relation) == base_of(relations[i]);
  }
}

}  // namespace

std::string Scores::to_text() const {
  return fmt::format("tokens {} cut right {:.2f} %; words {} upos {:.2f} features {:.2f} lemmas {:.2f} UAS {:.2f} LAS {:.2f}\n", tokens,
                     percent(tokens_right, tokens), words, percent(upos_right, words), percent(features_right, features_asked),
                     percent(lemmas_right, lemmas_asked), percent(heads_right, words), percent(labelled_right, words));
}

Scores score_models(const Corpus& corpus, const language::LanguageModels& models) {
  Scores scores;
  for (const TrainingSentence& sentence : corpus.sentences) {
    score_cuts(sentence, models, scores);
    score_trees(sentence, models, scores);
  }
  return scores;
}

}  // namespace musnad::training
