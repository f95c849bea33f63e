// Lexicon: the compiled forms of all entries of one codebook: a hash over folded forms, made once, then read only.
//
// An entry of one word is listed under every form that language::inflect gives for it. An entry of several words is listed
// under the forms of its head; the words before and after stand in its pattern. Names are not inflected.
//
// Inflecting takes most of a start, so a lexicon can be written to a file and mapped from there (`musnad codebook compile`).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/lexicon/entry.h"
#include "codebook/lexicon/form_table.h"
#include "codebook/lexicon/tables.h"
#include "language/tokens/tokens.h"

namespace musnad::codebook {

/// The words that must stand around the head, folded. A `loose` pattern lets up to three other words stand between (verb
/// and particle); the others are adjacent.
struct Surroundings {
  std::vector<std::string> before, after;
  bool loose = false;
  bool acronym = false;  ///< the name is written in capitals: only capitals in the text match
  bool name = false;     ///< a proper name: in a script with case its first letter is a capital
};

class Lexicon {
 public:
  /// `tokens` cuts hyphenated words as the text's are cut.
  explicit Lexicon(language::TokenLexicon tokens = {}) : tokens_(std::move(tokens)) {}

  /// Compiles `entries`; entries that the inflection refuses are errors at their origin.
  void compile(std::span<const Entry> entries, ErrorList& errors);

  /// Writes what was compiled, marked with the version of the codebook it is of. E0101 where the file cannot be written.
  Result<void> write(const std::filesystem::path& path, std::string_view version) const;
  /// Takes a written lexicon instead of compiling. False, and nothing is changed, where it is of another version of the
  /// codebook; E03xx where the file cannot be read or is broken.
  Result<bool> read(const std::filesystem::path& path, std::string_view version, std::span<const Entry> entries);

  /// The readings of a folded form in a language, in the order of the codebook; empty where it is none.
  std::span<const FormReading> find(Language language, std::string_view folded) const;
  /// The words of a phrase as a text has them, folded: "vice-president" is three.
  std::vector<std::string> words_of(std::string_view phrase) const;
  const Surroundings& surroundings(std::uint32_t entry) const { return surroundings_[entry]; }
  /// Forms compiled, for `codebook check`.
  std::size_t size() const { return forms_; }

 private:
  std::vector<std::string> written_words(std::string_view phrase) const;
  Surroundings surroundings_of(const Entry& entry, const std::vector<std::string>& words, std::size_t head) const;
  void compile_language(Language language, std::span<const Entry> entries, ErrorList& errors);
  void note_surroundings(std::span<const Entry> entries);

  language::TokenLexicon tokens_;
  FormTable tables_[3];                      // by Language
  std::optional<learning::ModelFile> file_;  // keeps the mapping
  std::vector<Surroundings> surroundings_;
  std::size_t forms_ = 0;
};

}  // namespace musnad::codebook
