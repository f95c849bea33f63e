// Words out of tokens: Arabic proclitics and pronoun suffixes, English contractions. A ranker chooses among the cuts that
// the language's known clitics allow; both the clitics and the weights come from the model file.
#pragma once

#include "language/whole_names.h"
#include "learning/linear_model.h"

#include <musnad/document.h>

#include <string>
#include <vector>

namespace musnad::language {

/// Words written before or after a stem, together. `restored`: what the stem's form has and its writing lacks
/// (alef or alef-lam after li).
struct Clitics {
  std::vector<std::string> forms;
  std::string surface;  ///< the forms in a row
  std::string restored;
  learning::Feature hash = 0;
  std::uint16_t edge = 0;  ///< the two bytes of `surface` at the word's edge, a letter in Arabic; 0: it has fewer
};

/// What a language joins to its words. Element 0 of each list is the empty one.
struct CliticTable {
  std::vector<Clitics> before;
  std::vector<Clitics> after;

  std::string to_text() const;  ///< a line each: "<|>" TAB forms parted by blanks TAB restored
  static Result<CliticTable> parse(std::string_view text, const std::string& where);
  void add(bool is_before, std::vector<std::string> forms, std::string restored);
};

/// A token as the ranker reads it: without tatweel and vowel signs, in lower case.
struct PlainToken {
  std::string plain;
  std::string folded;               ///< of the same length
  std::vector<std::uint32_t> from;  ///< for each byte of `plain` and its end: the byte of the surface
  learning::Feature hash = 0;       ///< of `folded`
  explicit PlainToken(std::string_view surface);
};

/// A cut: `before` + plain[begin, end) + `after`.
struct Cut {
  std::uint16_t before = 0;
  std::uint16_t after = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The cuts that the table allows; the first is the uncut token.
void list_cuts(const CliticTable& table, const PlainToken& token, std::vector<Cut>& to);
/// The features of a cut of tokens[at].
void fill_cut_features(const CliticTable& table, std::span<const PlainToken> tokens, std::size_t at, const Cut& cut,
                       std::vector<learning::Feature>& to);

/// Tokens longer than this many bytes are one word.
inline constexpr std::size_t kMaxTokenBytes = 120;

class WordCutter {
 public:
  /// Loads e.g. "models/ar.words.model" of kind "ar.words".
  static Result<WordCutter> load(const std::string& path, std::string_view kind);
  /// From a file already open.
  static Result<WordCutter> make(const learning::ModelFile& file);
  /// The words of a sentence's tokens, appended in order. A token that is one of `names`, or proclitics and one of them,
  /// is cut before the name and nowhere else.
  void cut(const Document& document, SentenceId sentence, std::vector<Word>& to, const WholeNames& names = {}) const;

 private:
  std::size_t best_cut(std::span<const PlainToken> tokens, std::size_t at, std::span<const Cut> cuts,
                       std::vector<learning::Feature>& scratch) const;
  CliticTable table_;
  learning::LinearModel model_;
};

/// Writes the words of `cut` for the token `id` of the sentence.
void append_words(const CliticTable& table, const Document& document, TokenId id, const PlainToken& token, const Cut& cut,
                  std::vector<Word>& to);

}  // namespace musnad::language
