// PageLexicon: the words by which a line of a page shows what it is. Read from codebook/<lang>/lexicon/page.tsv.
//
// Columns: kind, at, text, note. `at`: whole (the line is these words), start, end (it begins or ends with them), in (it
// holds them), label (it begins with them and a colon). Comparison is on the folded view, whole words only; a line's outer punctuation does
// not count. Immutable after loading; may be shared between threads.
#pragma once

#include <musnad/error.h>
#include <musnad/layers.h>

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace musnad::page {

enum class LineWord : std::uint8_t {
  kRole,         ///< an office of the paper: "Editor-in-chief"; a name follows
  kSection,      ///< "Home", "World"
  kRelated,      ///< "Read also"
  kCredit,       ///< "Source:", "Reporting by"
  kByline,       ///< "By", "Posted by"
  kUpdated,      ///< "Last updated", "Published on"
  kCaption,      ///< "File photo"
  kBoilerplate,  ///< "All rights reserved", "Subscribe"
  kAgency,       ///< "Reuters", "Agencies", "Special": what stands beside the town in a dateline
  kDate,         ///< names of months and weekdays, AM, PM
  kFunction,     ///< the language's most frequent small words, by which it is told from others
};
constexpr std::size_t kLineWords = std::size_t(LineWord::kFunction) + 1;

class PageLexicon {
 public:
  /// Knows nothing: lines are told apart by their layout alone.
  PageLexicon() = default;
  /// Reads every `directory`/<lang>/lexicon/page.tsv. Fails with the path, line and column of the first mistake, or with
  /// kCodebookMissing where there is no such file.
  static Result<PageLexicon> load(const std::string& directory);

  /// `folded_line`: see text::fold; without outer punctuation (stripped()).
  bool has(LineWord kind, std::string_view folded_line) const;
  /// `folded_word`: one word.
  bool is_word(LineWord kind, std::string_view folded_word) const;
  /// The language's share among the words of a text: function words of `language` per word, 0 to 1.
  double function_share(Language language, const std::vector<std::string_view>& folded_words) const;
  std::size_t size() const { return count_; }

 private:
  enum class Place : std::uint8_t { kWhole, kStart, kEnd, kIn, kLabel };
  struct Entry {
    std::string text;
    Place place;
  };
  Result<void> read(const std::string& path, Language language);
  Result<void> add(std::string_view line, const std::string& where, Language language);

  std::array<std::vector<Entry>, kLineWords> entries_;
  std::array<std::unordered_map<std::string, std::uint8_t>, kLineWords> words_;  // single words; value: languages as bits
  std::size_t count_ = 0;
};

/// A folded line without the punctuation and spaces at its ends.
std::string_view stripped(std::string_view folded);
/// The words of a folded text: runs of letters and digits.
std::vector<std::string_view> words_of(std::string_view folded);

}  // namespace musnad::page
