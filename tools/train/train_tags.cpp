#include "trainers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace musnad::training {
namespace {

using language::LemmaEdit;
using language::LexicalView;
using language::TagClasses;
using learning::Feature;
using learning::Perceptron;

constexpr std::size_t kLeastEditCount = 3;
constexpr std::size_t kFrequentForm = 100;  // times in the treebanks
constexpr std::size_t kRareShare = 500;     // what is seen less than once in so many is an error of the treebank
constexpr std::size_t kNoBundle = learning::LinearModel::kMaxClasses;

std::string bundle_key(const Tag& tag) {
  TagClasses one;
  one.bundles.push_back({tag.upos, tag.features});
  return one.bundles_text();
}

// The most frequent keys, at most as many as a model has classes.
template <class Key>
std::vector<Key> frequent(const std::map<Key, std::size_t>& counts, std::size_t least) {
  std::vector<std::pair<std::size_t, Key>> sorted;
  for (const auto& [key, count] : counts)
    if (count >= least) sorted.emplace_back(count, key);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  sorted.resize(std::min(sorted.size(), learning::LinearModel::kMaxClasses));
  std::vector<Key> keys;
  for (auto& each : sorted) keys.push_back(std::move(each.second));
  return keys;
}

LemmaEdit edit_of(const Word& word, const Tag& tag) {
  return LemmaEdit::between(language::lemma_base(word.form, tag.upos), tag.lemma);
}

class TagsTrainer {
 public:
  TagsTrainer(const Corpus& corpus, const learning::HashedTable& word_classes, const std::vector<bool>* left_out)
      : corpus_(corpus), left_out_(left_out), upos_(language::kUposCount, kDomainCount) {
    collect_classes();
    for (const TrainingSentence& sentence : corpus.sentences) {
      views_.push_back(language::views_of(sentence.words()));
      for (LexicalView& view : views_.back()) view.word_class = language::class_of(view, word_classes);
    }
    scores_.resize(learning::LinearModel::kMaxClasses);
  }

  bool has(std::size_t index) const { return left_out_ == nullptr || !(*left_out_)[index]; }

  std::size_t run_epoch(std::span<const std::size_t> order) {
    std::size_t wrong = 0;
    for (const std::size_t index : order) {
      if (!has(index)) continue;
      wrong += learn_upos(index);
      learn_bundles(index);
      if (corpus_.sentences[index].domain == Domain::kHand) learn_lemmas(index);
    }
    return wrong;
  }

  learning::ModelFileWriter write(const std::string& kind, const TrainingOptions& options) const {
    learning::ModelFileWriter file(kind);
    file.add("bundles", classes_.bundles_text());
    file.add("edits", classes_.edits_text());
    file.add_values("forms", frequent_forms());
    if (!options.word_classes.empty()) file.add_values("classes", options.word_classes);
    upos_.write(file, "upos.", domain_shares(options), options.pruning);
    bundles_->write(file, "bundles.", domain_shares(options), options.pruning);
    lemmas_->write(file, "lemmas.", {}, options.pruning);
    return file;
  }

 private:
  // What each frequent form was seen as: closed classes above all, which context must not turn into names.
  std::vector<learning::HashedTable::Slot> frequent_forms() const {
    std::map<Feature, std::array<std::size_t, language::kUposCount>> seen;
    for (std::size_t s = 0; s < corpus_.sentences.size(); ++s) {
      if (!has(s)) continue;
      const auto tags = corpus_.sentences[s].tags();
      for (std::size_t i = 0; i < tags.size(); ++i) ++seen[views_[s][i].form][static_cast<std::size_t>(tags[i].upos)];
    }
    std::vector<std::pair<Feature, std::uint32_t>> forms;
    for (const auto& [form, counts] : seen) {
      const std::size_t all = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
      if (all < kFrequentForm) continue;
      std::uint32_t mask = 0;
      for (std::size_t k = 0; k < counts.size(); ++k)
        if (counts[k] > 0 && counts[k] * kRareShare >= all) mask |= 1U << k;
      forms.emplace_back(form, mask);
    }
    return learning::HashedTable::build(forms);
  }

  void collect_classes() {
    std::map<std::string, std::size_t> bundles;
    std::map<std::string, TagClasses::Bundle> by_key;
    std::map<LemmaEdit, std::size_t> edits;
    for (std::size_t s = 0; s < corpus_.sentences.size(); ++s) {
      const TrainingSentence& sentence = corpus_.sentences[s];
      if (!has(s) || sentence.domain != Domain::kHand) continue;
      const auto words = sentence.words();
      const auto tags = sentence.tags();
      for (std::size_t i = 0; i < tags.size(); ++i) {
        const std::string key = bundle_key(tags[i]);
        ++bundles[key];
        by_key[key] = {tags[i].upos, tags[i].features};
        if (!tags[i].lemma.empty()) ++edits[edit_of(words[i], tags[i])];
      }
    }
    for (const std::string& key : frequent(bundles, 1)) {
      bundle_ids_[key] = classes_.bundles.size();
      classes_.bundles.push_back(by_key[key]);
    }
    classes_.edits = frequent(edits, kLeastEditCount);
    if (classes_.edits.empty()) classes_.edits.push_back({});
    if (classes_.bundles.empty()) classes_.bundles.push_back({});
    for (std::size_t i = 0; i < classes_.edits.size(); ++i) edit_ids_[classes_.edits[i]] = i;
    classes_.index();
    bundles_.emplace(classes_.bundles.size(), kDomainCount);
    lemmas_.emplace(classes_.edits.size());
  }

  std::size_t learn_upos(std::size_t index) {
    const TrainingSentence& sentence = corpus_.sentences[index];
    const auto domain = static_cast<std::size_t>(sentence.domain);
    const auto tags = sentence.tags();
    const auto scores = std::span(scores_).first(language::kUposCount);
    std::vector<Upos> history;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      fill_upos_features(views_[index], history, i, features_);
      upos_.score(features_, domain, scores);
      const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      const auto gold = static_cast<std::size_t>(tags[i].upos);
      if (best != gold) {
        upos_.update(features_, domain, gold, best);
        ++wrong;
      }
      upos_.step();
      history.push_back(static_cast<Upos>(best));
    }
    return wrong;
  }

  void learn_bundles(std::size_t index) {
    // The machine's treebank gives features where the ending shows them: only those of verbs are whole.
    const bool verbs_only = corpus_.sentences[index].domain == Domain::kMachine;
    const auto domain = static_cast<std::size_t>(corpus_.sentences[index].domain);
    const auto tags = corpus_.sentences[index].tags();
    const auto scores = std::span(scores_).first(classes_.bundles.size());
    std::vector<Upos> upos;
    for (const Tag& tag : tags) upos.push_back(tag.upos);
    std::size_t last = kNoBundle;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      const auto& allowed = classes_.of_upos[static_cast<std::size_t>(upos[i])];
      const auto found = bundle_ids_.find(bundle_key(tags[i]));
      if (allowed.size() < 2 || found == bundle_ids_.end() || (verbs_only && upos[i] != Upos::VERB)) {
        last = allowed.empty() ? kNoBundle : allowed.front();
        continue;
      }
      fill_bundle_features(views_[index], upos, last, i, features_);
      bundles_->score(features_, domain, scores);
      std::size_t best = allowed.front();
      for (const std::uint8_t each : allowed)
        if (scores[each] > scores[best]) best = each;
      if (best != found->second) bundles_->update(features_, domain, found->second, best);
      bundles_->step();
      last = best;
    }
  }

  void learn_lemmas(std::size_t index) {
    const auto words = corpus_.sentences[index].words();
    const auto tags = corpus_.sentences[index].tags();
    const auto scores = std::span(scores_).first(classes_.edits.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (tags[i].lemma.empty()) continue;
      const auto found = edit_ids_.find(edit_of(words[i], tags[i]));
      if (found == edit_ids_.end()) continue;
      fill_lemma_features(views_[index][i], tags[i], features_);
      lemmas_->score(features_, 0, scores);
      const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      if (best != found->second) lemmas_->update(features_, 0, found->second, best);
      lemmas_->step();
    }
  }

  const Corpus& corpus_;
  const std::vector<bool>* left_out_;
  TagClasses classes_;
  std::map<std::string, std::size_t> bundle_ids_;
  std::map<LemmaEdit, std::size_t> edit_ids_;
  std::vector<std::vector<LexicalView>> views_;
  Perceptron upos_;
  std::optional<Perceptron> bundles_, lemmas_;
  std::vector<std::int32_t> scores_;
  std::vector<Feature> features_;
};

TagsTrainer trained(const Corpus& corpus, const TrainingOptions& options, const std::vector<bool>* left_out) {
  TagsTrainer trainer(corpus, learning::HashedTable(options.word_classes), left_out);
  Shuffler shuffler(13);
  for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
    const std::size_t wrong = trainer.run_epoch(epoch_order(corpus, options.hand_repeats, shuffler));
    if (options.report && left_out == nullptr) options.report(fmt::format("tags epoch {}: {} wrong parts of speech", epoch + 1, wrong));
  }
  return trainer;
}

}  // namespace

learning::ModelFileWriter train_tags(const Corpus& corpus, const std::string& kind, const TrainingOptions& options) {
  return trained(corpus, options, nullptr).write(kind, options);
}

std::vector<std::vector<Tag>> jackknifed_tags(const Corpus& corpus, const TrainingOptions& options) {
  constexpr std::size_t kParts = 3;
  std::vector<std::vector<Tag>> result(corpus.sentences.size());
  for (std::size_t part = 0; part < kParts; ++part) {
    std::vector<bool> left_out(corpus.sentences.size());
    for (std::size_t i = 0; i < left_out.size(); ++i) left_out[i] = i % kParts == part;
    const auto bytes = trained(corpus, options, &left_out).write("tags", options).bytes();
    const auto tagger = language::Tagger::make(*learning::ModelFile::parse(bytes, "tags", "jackknife"));
    for (std::size_t i = part; i < result.size(); i += kParts) result[i] = tagger->tag(corpus.sentences[i].words());
    if (options.report) options.report(fmt::format("jackknife part {} of {}", part + 1, kParts));
  }
  return result;
}

}  // namespace musnad::training
