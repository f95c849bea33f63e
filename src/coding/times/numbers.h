// Numbers of news: digits of either set with their separators, words to trillions in all cases and genders, mixed forms
// ("2.5 million"), ordinals, percent, fractions, ranges, qualifiers ("at least") and vague plurals ("dozens").
// The words stand in codebook/LANG/lexicon/numbers.tsv; the grammar is here.
#pragma once

#include <musnad/stage.h>

#include "coding/times/atoms.h"

namespace musnad::coding {

/// A number without its surroundings, as read from one place of a sentence.
struct PlainNumber {
  std::uint32_t begin = 0;  ///< atoms
  std::uint32_t end = 0;
  std::uint32_t skip = 0;  ///< folded bytes of the first atom that are a conjunction or preposition
  double value = 0;
  bool digits = false;        ///< begins with digits
  bool plain_digits = false;  ///< nothing but one run of digits: may be a day, an hour, a year
  bool ordinal = false;
  bool vague = false;
  bool fraction = false;
  bool scaled = false;  ///< has a scale word
};

/// Reads numbers off atoms. Const; shared by threads.
class NumberReader {
 public:
  /// Loads codebook/LANG/lexicon/numbers.tsv.
  static Result<NumberReader> load(const std::filesystem::path& tsv);

  Matches match(const std::vector<Atom>& atoms) const { return Matches(words_, atoms); }
  const WordTable& words() const { return words_; }
  /// The number that begins at atom `at`, if one does.
  std::optional<PlainNumber> plain(const std::vector<Atom>& atoms, const Matches& matches, std::size_t at) const;

 private:
  friend class NumberSentence;
  struct Sum;
  struct Part;
  bool extend(const std::vector<Atom>& atoms, const Matches& matches, Sum& sum) const;
  bool add_word(const Part& part, Sum& sum) const;
  bool add_small(const Part& part, Sum& sum) const;
  bool add_hundred(const Part& part, Sum& sum) const;
  bool add_scale(const Part& part, Sum& sum) const;
  bool add_dozen(const Part& part, Sum& sum) const;
  bool add_fraction(const Part& part, Sum& sum) const;
  bool add_digits(const std::vector<Atom>& atoms, std::size_t at, Sum& sum) const;
  std::optional<PlainNumber> digits(const std::vector<Atom>& atoms, std::size_t at) const;
  std::optional<PlainNumber> ordinal(const std::vector<Atom>& atoms, const Matches& matches, std::size_t at) const;
  std::optional<PlainNumber> vague(const Matches& matches, std::size_t at) const;

  WordTable words_;
  bool units_before_tens_ = false, conjunction_joins_ = false, dot_thousands_ = false, comma_decimal_ = false;
};

/// Layer NumberMention (needs kSentences, kWords, kTimes): every number of the page but those that are part of a date or a
/// clock time. `rule` tells what kind of thing the number is, so that counts may leave it:
///   digits, words, vague    may count something
///   ordinal, percent, fraction, money, measure, duration, age
///   name                    part of a name or a label: "flight 370", "G20", "Khabar 24"
/// `span` is the number words alone; with the Arabic article, without conjunction and preposition. A range is one mention.
/// Bounds: at_least N -> N..open; at_most N -> 0..N; about N -> N..N; vague -> the least that the word says..open
/// (tens 10, dozens 12, hundreds 100, thousands 1000, several and few 3).
Result<std::unique_ptr<const Stage>> make_numbers_stage(const std::filesystem::path& codebook);

}  // namespace musnad::coding
