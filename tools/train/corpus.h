// Treebanks made ready for training.
#pragma once

#include "language/conllu.h"

#include <string>
#include <vector>

namespace musnad::training {

/// Weights that every domain shares are learned from all; those of kHand decide where the two disagree.
enum class Domain : std::uint8_t { kHand, kMachine };
inline constexpr std::size_t kDomainCount = 2;

struct TreebankFile {
  Domain domain = Domain::kHand;
  std::string path;
};

/// Leaves out every document whose running number is `part` modulo `parts`, or all others (`inverted`); nothing where
/// parts is 0.
struct LeaveOut {
  std::size_t part = 0;
  std::size_t parts = 0;
  bool inverted = false;
  bool leaves_out(std::size_t number) const { return parts > 0 && (number % parts == part) != inverted; }
};

struct CorpusOptions {
  std::vector<TreebankFile> files;
  Language language = Language::kUnd;
  LeaveOut hand_left_out;         ///< of the documents of hand-made files, counted through them
  std::size_t machine_limit = 0;  ///< sentences; 0: all
  double bare_share = 0.15;       ///< of sentences repeated without their last full stop
  double lower_share = 0.0;       ///< of sentences repeated in lower case
  double upper_share = 0.0;       ///< of sentences repeated in capitals
  double title_share = 0.0;       ///< of short sentences repeated as headlines, in Title Case
  double latin_share = 0.0;       ///< of sentences repeated with their proper nouns in made-up Latin letters
  std::string forms;              ///< a file of forms, one a line, words parted by +: each a sentence for words alone
};

/// One sentence of one of the corpus's documents.
struct TrainingSentence {
  const Document* document = nullptr;
  SentenceId id;
  Domain domain = Domain::kHand;
  bool is_form = false;  ///< one form, without tags and tree

  std::span<const Word> words() const { return document->slice(document->words_of(id)); }
  std::span<const Tag> tags() const;
  /// Heads within the sentence; words().size() is the root.
  std::vector<std::int32_t> heads() const;
  std::vector<Relation> relations() const;
};

struct Corpus {
  std::vector<Document> documents;
  std::vector<TrainingSentence> sentences;
};

/// Reads treebanks and makes them alike: clitics written together become one token, the article after li is written out,
/// lemmas lose their vowel signs. Copies are added as the options say.
Result<Corpus> load_corpus(const CorpusOptions& options);

/// A fixed sequence of numbers for shuffling; the same on every machine.
class Shuffler {
 public:
  explicit Shuffler(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double next_share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  template <class Value>
  void shuffle(std::vector<Value>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[next() % i]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace musnad::training
