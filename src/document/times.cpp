#include "document/times.h"

namespace musnad {

std::vector<bool> words_in_times(const Document& document) {
  std::vector<bool> in_time(document.layer<Word>().size());
  for (const TimeMention& time : document.layer<TimeMention>())
    for (std::uint32_t word = time.words.begin; word < time.words.end; ++word) in_time[word] = true;
  return in_time;
}

}  // namespace musnad
