// Atoms: what the grammars of numbers and times read. Letters, digits and marks apart from one another, over the folded
// view, so that neither a tokenizer nor a segmenter has to be right first. WordTable: the word lists they know.
#pragma once

#include "learning/presence.h"

#include <musnad/document.h>

#include "text/folding.h"

#include <filesystem>
#include <unordered_map>

namespace musnad::coding {

struct Atom {
  enum class Kind : std::uint8_t { kWord, kDigits, kMark };
  ByteSpan span;
  FoldedSpan folded;
  std::string_view text;  ///< folded; a view into the FoldedText
  Kind kind = Kind::kMark;
  bool spaced = true;    ///< white space (or the beginning) before it
  bool capital = false;  ///< begins with an upper-case letter in the text
};

/// The atoms of a stretch of the text that `folded` was made from.
std::vector<Atom> lex(std::string_view text, const text::FoldedText& folded, ByteSpan span);

/// A word list: `kind, forms, value, note` (forms separated by |, each of one or more words). Rows of kind `proclitic`
/// (value conj, prep, article) are letters written to the front of a word; rows of kind `setting` are options.
class WordTable {
 public:
  struct Entry {
    std::uint8_t kind = 0;  ///< index into the kinds given to load
    bool capital = false;   ///< the value began with ^: matches only with an upper-case initial
    std::string value;
    double number = 0;  ///< of the value, where it is one
  };
  struct Hit {
    const Entry* entry = nullptr;
    std::uint32_t end = 0;   ///< one past the last atom
    std::uint32_t skip = 0;  ///< folded bytes of the first atom before the entry: conjunction and preposition, not the article
    bool conj = false;
    bool prep = false;
    bool article = false;
  };

  static Result<WordTable> load(const std::filesystem::path& path, std::span<const std::string_view> kinds);

  /// Every entry that begins at atom `at`, longest first; entries of equal length in the order of the file.
  void find(const std::vector<Atom>& atoms, std::size_t at, std::vector<Hit>& hits) const;
  bool setting(std::string_view name) const;
  /// True where `letters` are nothing but letters written to the front of a word.
  bool is_proclitic(std::string_view letters) const;

 private:
  struct Row {
    std::vector<std::string> rest;
    Entry entry;
  };
  struct Proclitic {
    std::string letters;
    int rank;  // 0 conj, 1 prep, 2 article, 3 prep + article
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  Result<void> add_row(std::string_view line, std::span<const std::string_view> kinds, const std::string& where);
  void find_stripped(const std::vector<Atom>& atoms, std::size_t at, std::size_t cut, Hit seed, std::vector<Hit>& hits) const;

  std::unordered_map<std::string, std::vector<Row>, Hash, std::equal_to<>> rows_;
  learning::Presence presence_{1 << 14};  // of the first words of rows
  std::vector<Proclitic> proclitics_;
  std::vector<std::string> settings_;
};

/// The hits of every atom of a sentence, found once.
class Matches {
 public:
  Matches(const WordTable& table, const std::vector<Atom>& atoms);
  std::span<const WordTable::Hit> at(std::size_t atom) const { return {hits_.data() + begin_[atom], hits_.data() + begin_[atom + 1]}; }
  /// The longest hit of `kind` at `atom`, or null.
  const WordTable::Hit* find(std::size_t atom, std::uint8_t kind) const;

 private:
  std::vector<WordTable::Hit> hits_;
  std::vector<std::uint32_t> begin_;
};

/// The words whose spans lie in, or overlap, `span`.
IdRange<Word> words_in(const Document& doc, ByteSpan span);

}  // namespace musnad::coding
