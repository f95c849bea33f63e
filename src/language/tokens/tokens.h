// Tokens: a text cut into surface units with exact spans.
//
// Boundaries follow the treebanks of Universal Dependencies: contractions stay one token ("don't"), hyphenated words are
// three ("well", "-", "known") but for prefixes ("pre-war"), numbers keep their separators (1,200 3.5 9:30), "20%" and
// "$20" are two, addresses of the web one. Arabic proclitics stay with their word or number; a number written together
// with a following Arabic word is cut from it. What is done depends on the script of the characters, not on the document.
#pragma once

#include <musnad/error.h>
#include <musnad/span.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace musnad::language {

/// Word lists that tokens and sentences need, of all languages together: codebook/LANG/lexicon/abbreviations.tsv
/// (form, kind, note). Immutable after loading; safe to share between threads.
class TokenLexicon {
 public:
  enum Kind : std::uint16_t {
    kTitle = 1,         ///< "Dr.": keeps its stop, never ends a sentence
    kBeforeNumber = 2,  ///< "No.": keeps its stop where a number follows
    kAbbreviation = 4,  ///< "Inc.": keeps its stop, may end a sentence
    kUnit = 8,          ///< cut from a number it is written together with: "5pm"
    kPrefix = 16,       ///< stays with its word over a hyphen: "pre-war"
    kDomain = 32,       ///< last label of a web address or file name
    kCurrency = 64,     ///< letters that may stand before a currency sign: "US$"
    kStarter = 128,     ///< a word that begins a sentence after an abbreviation: "The"
    kWhole = 256,       ///< one word over its hyphen: "no-one"
    kLetter = 512,      ///< the name of a Latin letter in Arabic: `bi.bi.si` is one word
  };

  /// Fails with kCodebookMissing where no language has the file, kCodebookSyntax or kUnknownName for a wrong line.
  static Result<TokenLexicon> load(const std::filesystem::path& codebook);

  /// `form`: lower case, with its stop where it has one.
  bool is(std::string_view form, unsigned kinds) const {
    const auto found = kinds_.find(std::string(form));
    return found != kinds_.end() && (found->second & kinds) != 0;
  }

 private:
  Result<void> read(const std::filesystem::path& file);
  std::unordered_map<std::string, std::uint16_t> kinds_;
};

/// The tokens of `range` of `text`, in order, without white space and bidi controls at their edges. Linear in the range.
std::vector<ByteSpan> tokenize(std::string_view text, ByteSpan range, const TokenLexicon& lexicon);

}  // namespace musnad::language
