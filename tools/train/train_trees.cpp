#include "trainers.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace musnad::training {
namespace {

using language::Action;
using language::GoldTree;
using language::Move;
using language::ParserView;
using language::ParseState;
using learning::Feature;

constexpr std::size_t kFollowGoldEpochs = 1;  // after them the parser follows its own choices
constexpr double kFollowOwn = 0.9;

class TreesTrainer {
 public:
  TreesTrainer(const Corpus& corpus, const std::vector<std::vector<Tag>>& tags)
      : corpus_(corpus), actions_(actions_of(corpus)), perceptron_(actions_.size(), kDomainCount) {
    for (std::size_t i = 0; i < corpus.sentences.size(); ++i)
      views_.push_back(language::parser_views(corpus.sentences[i].words(), tags[i]));
    scores_.resize(actions_.size());
  }

  std::size_t run_epoch(std::span<const std::size_t> order, bool follow_gold) {
    std::size_t wrong = 0;
    for (const std::size_t index : order) wrong += learn(index, follow_gold);
    return wrong;
  }

  learning::ModelFileWriter write(const std::string& kind, const TrainingOptions& options) const {
    learning::ModelFileWriter file(kind);
    file.add("actions", language::actions_text(actions_));
    perceptron_.write(file, "moves.", domain_shares(options), options.pruning);
    return file;
  }
  std::size_t feature_count() const { return perceptron_.feature_count(); }

 private:
  static std::vector<Action> actions_of(const Corpus& corpus) {
    std::set<Action> left_right = {{Move::kLeft, Relation::kRoot}};
    for (const TrainingSentence& sentence : corpus.sentences) {
      const auto heads = sentence.heads();
      const auto relations = sentence.relations();
      for (std::size_t i = 0; i < heads.size(); ++i)
        if (relations[i] != Relation::kRoot)
          left_right.insert({static_cast<std::size_t>(heads[i]) > i ? Move::kLeft : Move::kRight, relations[i]});
    }
    std::vector<Action> actions = {{Move::kShift}, {Move::kReduce}};
    actions.insert(actions.end(), left_right.begin(), left_right.end());
    return actions;
  }

  // The legal action of least cost with the highest score.
  std::size_t best_gold_action(const ParseState& state, const GoldTree::Costs& costs) const {
    int least = 1 << 20;
    std::size_t best = actions_.size();
    for (std::size_t i = 0; i < actions_.size(); ++i) {
      const int cost = costs.of(actions_[i]);
      if (cost > least || (cost == least && scores_[i] <= scores_[best]) || !state.allows(actions_[i])) continue;
      best = i;
      least = cost;
    }
    return best;
  }

  std::size_t learn(std::size_t index, bool follow_gold) {
    const TrainingSentence& sentence = corpus_.sentences[index];
    const auto domain = static_cast<std::size_t>(sentence.domain);
    const GoldTree gold(sentence.heads(), sentence.relations());
    ParseState state(static_cast<std::int32_t>(sentence.words().size()));
    std::size_t wrong = 0;
    while (!state.is_done()) {
      if (state.front() == state.size()) {
        state.apply(state.allows(Move::kReduce) ? Action{Move::kReduce} : Action{Move::kLeft, Relation::kRoot});
        continue;
      }
      language::fill_parser_features(views_[index], state, features_);
      perceptron_.score(features_, domain, scores_);
      const GoldTree::Costs costs = gold.costs(state);
      const std::size_t own = language::best_action(state, actions_, scores_);
      const std::size_t best = best_gold_action(state, costs);
      const bool is_wrong = costs.of(actions_[own]) > costs.of(actions_[best]);
      if (is_wrong) {
        perceptron_.update(features_, domain, best, own);
        ++wrong;
      }
      perceptron_.step();
      const bool follow_own = !follow_gold && chance_.next_share() < kFollowOwn;
      state.apply(actions_[is_wrong && !follow_own ? best : own]);
    }
    return wrong;
  }

  const Corpus& corpus_;
  std::vector<Action> actions_;
  learning::Perceptron perceptron_;
  std::vector<std::vector<ParserView>> views_;
  std::vector<std::int32_t> scores_;
  std::vector<Feature> features_;
  Shuffler chance_{17};
};

}  // namespace

learning::ModelFileWriter train_trees(const Corpus& corpus, const std::vector<std::vector<Tag>>& tags, const std::string& kind,
                                      const TrainingOptions& options) {
  TreesTrainer trainer(corpus, tags);
  Shuffler shuffler(19);
  for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
    const std::size_t wrong = trainer.run_epoch(epoch_order(corpus, options, shuffler), epoch < kFollowGoldEpochs);
    if (options.report)
      options.report(fmt::format("trees epoch {}: {} wrong moves, {} features", epoch + 1, wrong, trainer.feature_count()));
  }
  return trainer.write(kind, options);
}

}  // namespace musnad::training
