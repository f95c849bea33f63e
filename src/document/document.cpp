#include <musnad/document.h>

namespace musnad {

IdRange<Word> Document::words_of(SentenceId id) const {
  const auto words = layer<Word>();
  const auto less = [](const Word& word, SentenceId sentence) { return word.sentence < sentence; };
  const auto more = [](SentenceId sentence, const Word& word) { return sentence < word.sentence; };
  const auto first = std::lower_bound(words.begin(), words.end(), id, less);
  const auto last = std::upper_bound(first, words.end(), id, more);
  return {static_cast<std::uint32_t>(first - words.begin()), static_cast<std::uint32_t>(last - words.begin())};
}

std::vector<WordId> Document::children(WordId id) const {
  std::vector<WordId> result;
  const IdRange<Word> range = words_of(at(id).sentence);
  for (std::uint32_t i = range.begin; i < range.end; ++i)
    if (arc(WordId{i}).head == id) result.push_back(WordId{i});
  return result;
}

}  // namespace musnad
