#include "names_classes.h"

#include <cmath>
#include <map>

namespace musnad::training {
namespace {

// n log n in whole numbers (1/1024 nat), so that sums do not depend on the machine's order of addition.
std::int64_t n_log_n(std::uint64_t n) {
  static std::vector<std::int64_t> table;
  if (table.empty()) {
    table.resize(1 << 16);
    for (std::size_t i = 1; i < table.size(); ++i)
      table[i] = std::llround(static_cast<double>(i) * std::log(static_cast<double>(i)) * 1024);
  }
  return n < table.size() ? table[n] : std::llround(static_cast<double>(n) * std::log(static_cast<double>(n)) * 1024);
}

struct Neighbour {
  std::uint32_t context;
  std::uint32_t count;
};

}  // namespace

std::vector<std::uint16_t> word_classes(const std::vector<std::vector<std::uint32_t>>& sentences, std::size_t vocabulary,
                                        std::size_t class_count, int rounds) {
  // Contexts: the word before (v) and the word after (vocabulary + 1 + v); the sentence's border is number `vocabulary`.
  const std::size_t contexts = 2 * (vocabulary + 1);
  std::vector<std::map<std::uint32_t, std::uint32_t>> counts(vocabulary);
  for (const auto& sentence : sentences)
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      if (sentence[i] >= vocabulary) continue;
      const auto known = [&](std::size_t k) {
        return k < sentence.size() ? std::min<std::uint32_t>(sentence[k], static_cast<std::uint32_t>(vocabulary))
                                   : static_cast<std::uint32_t>(vocabulary);
      };
      ++counts[sentence[i]][i == 0 ? static_cast<std::uint32_t>(vocabulary) : known(i - 1)];
      ++counts[sentence[i]][static_cast<std::uint32_t>(vocabulary) + 1 + known(i + 1)];
    }
  std::vector<std::vector<Neighbour>> neighbours(vocabulary);
  std::vector<std::uint64_t> totals(vocabulary, 0);
  for (std::size_t w = 0; w < vocabulary; ++w) {
    for (const auto& [context, count] : counts[w]) neighbours[w].push_back({context, count}), totals[w] += count;
    counts[w].clear();
  }
  std::vector<std::uint16_t> classes(vocabulary);
  std::vector<std::uint32_t> joint(contexts * class_count, 0);
  std::vector<std::uint64_t> size(class_count, 0);
  const auto move = [&](std::size_t w, std::size_t c, bool in) {
    for (const Neighbour& n : neighbours[w]) joint[n.context * class_count + c] += in ? n.count : -n.count;
    size[c] += in ? totals[w] : -totals[w];
  };
  for (std::size_t w = 0; w < vocabulary; ++w) {
    classes[w] = static_cast<std::uint16_t>(w % class_count);
    move(w, classes[w], true);
  }
  std::vector<std::int64_t> gain(class_count);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t w = 0; w < vocabulary; ++w) {
      move(w, classes[w], false);
      for (std::size_t c = 0; c < class_count; ++c) gain[c] = n_log_n(size[c]) - n_log_n(size[c] + totals[w]);
      for (const Neighbour& n : neighbours[w]) {
        const std::uint32_t* row = &joint[n.context * class_count];
        const std::int64_t alone = n_log_n(n.count);
        for (std::size_t c = 0; c < class_count; ++c) gain[c] += row[c] == 0 ? alone : n_log_n(row[c] + n.count) - n_log_n(row[c]);
      }
      std::size_t best = classes[w];
      for (std::size_t c = 0; c < class_count; ++c)
        if (gain[c] > gain[best]) best = c;
      classes[w] = static_cast<std::uint16_t>(best);
      move(w, best, true);
    }
  }
  for (std::uint16_t& c : classes) ++c;
  return classes;
}

}  // namespace musnad::training
