// Clitics: the ways in which a folded Arabic token may be cut into proclitics, stem and enclitics, so that a codebook entry
// is found inside a token even where segmentation erred. Nothing is judged here; every cut whose stem keeps at least two
// letters is given.
#pragma once

#include <musnad/span.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::language {

/// Proclitics of a cut, as bits.
enum Proclitic : std::uint8_t {
  kProWaw = 1,      ///< wa
  kProFeh = 2,      ///< fa
  kProBeh = 4,      ///< bi
  kProKaf = 8,      ///< ka
  kProLam = 16,     ///< li, la
  kProSeen = 32,    ///< sa, before an imperfect
  kProArticle = 64  ///< al
};

/// One cut of a token. Offsets are bytes of the folded token.
struct CliticCut {
  std::uint8_t proclitics = 0;       ///< Proclitic bits
  bool pronoun = false;              ///< an object or possessive pronoun was taken off
  std::uint32_t begin = 0, end = 0;  ///< of the stem in the folded token
  std::string stem;                  ///< as a dictionary writes it: may differ from the bytes [begin, end) in its last letter
};

/// All cuts of a folded token, the uncut token first, then in order of what was taken off (fewest bytes first). Before a
/// pronoun: teh is also read as teh marbuta, alef as alef maqsura, final hamza as alef with hamza, and the plural waw gets
/// its silent alef back. lam + lam is read as lam + article. Empty for a token that has no Arabic letter.
std::vector<CliticCut> clitic_cuts(std::string_view folded_token);

}  // namespace musnad::language
