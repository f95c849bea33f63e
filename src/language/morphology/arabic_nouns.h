// Arabic nominals: number, gender, state and case as far as unvowelled writing shows them.
#pragma once

#include "language/morphology/arabic_sounds.h"
#include "language/morphology/inflection.h"

namespace musnad::language {

/// How a nominal ends.
enum class NominalEnd : std::uint8_t {
  kPlain,     ///< qatil
  kFeminine,  ///< sulta: the stem without its ending
  kWeakI,     ///< qadi(n): the stem without its last radical
  kWeakA,     ///< mustashfa(n): the stem without its last radical
};

struct Nominal {
  Sounds stem;
  NominalEnd end = NominalEnd::kPlain;
  Upos upos = Upos::NOUN;
  Features features;  ///< what all forms share
  const char* pattern = "noun";
};

/// Singular and dual; adds the accusative alef of indefinites where one is written.
void inflect_singular(const Nominal& nominal, std::vector<Inflection>& forms);
/// The sound plurals; `stem` as in Nominal.
void inflect_sound_masculine(const Nominal& nominal, std::vector<Inflection>& forms);
void inflect_sound_feminine(const Nominal& nominal, std::vector<Inflection>& forms);
/// Masculine and feminine, singular to plural: adjectives and participles.
void inflect_adjective(const Nominal& nominal, std::vector<Inflection>& forms);
/// A broken plural, or any word that takes the accusative alef only.
void inflect_broken_plural(const Nominal& nominal, std::vector<Inflection>& forms);

/// A word in ordinary spelling, cut into stem and ending.
Nominal nominal_of(std::string_view word);

}  // namespace musnad::language
