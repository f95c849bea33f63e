// PageLexicon: the words by which a line of a page shows what it is. Read from codebook/<lang>/lexicon/page.tsv.
//
// Columns: kind, at, text, note. `at`: whole (the line is these words), start, end (it begins or ends with them), in (it
// holds them), label (it begins with them and a colon). Comparison is on the folded view, whole words only; a line's outer punctuation does
// not count; 0 stands for any number. Immutable after loading; may be shared between threads.
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
  kAppeal,       ///< "Sign up for our free newsletter": furniture of a site wherever it stands, even as a whole sentence
  kSender,       ///< "About", before the sender's name at the foot of a release
  kBoilerplate,  ///< "All rights reserved", "Subscribe"
  kAgency,       ///< "Reuters", "Agencies", "Special": what stands beside the town in a dateline
  kPart,         ///< "Page 0 of 0": a line that tells which page of a story this is
  kAfternoon,    ///< "p.m.", after a time of day
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
  bool has(LineWord kind, std::string_view folded_line) const { return (kinds_of(folded_line) >> unsigned(kind)) & 1; }
  /// All kinds that the line has, LineWord k as bit k.
  std::uint16_t kinds_of(std::string_view folded_line) const;
  /// How many words the longest entry of this kind has that the line begins with; 0: none.
  std::size_t words_at_start(LineWord kind, std::string_view folded_line) const;
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
    LineWord kind;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
  Result<void> read(const std::string& path, Language language);
  Result<void> add(std::string_view line, const std::string& where, Language language);

  /// `entry` stands at `at` in the line, where it may.
  static bool fits(const Entry& entry, std::string_view line, std::size_t at);

  Table<std::vector<Entry>> entries_;                  // by their first words
  std::array<Table<std::uint8_t>, kLineWords> words_;  // whole entries; value: languages as bits
  std::size_t count_ = 0;
};

/// A folded line without the punctuation and spaces at its ends.
std::string_view stripped(std::string_view folded);
/// The words of a folded text: runs of letters and digits.
std::vector<std::string_view> words_of(std::string_view folded);

}  // namespace musnad::page
