#include "trainers.h"

namespace musnad::training {

std::vector<std::size_t> epoch_order(const Corpus& corpus, std::size_t hand_repeats, Shuffler& shuffler) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < corpus.sentences.size(); ++i) {
    const std::size_t times = corpus.sentences[i].domain == Domain::kHand ? hand_repeats : 1;
    order.insert(order.end(), times, i);
  }
  shuffler.shuffle(order);
  return order;
}

std::vector<double> domain_shares(const TrainingOptions& options) {
  return {options.hand_share, 1.0 - options.hand_share};
}

}  // namespace musnad::training
