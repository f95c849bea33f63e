// Stems of Arabic verbs: what stands between prefix and suffix, for every form (I to X, Q1, Q2, Q4) and class of root
// (sound, doubled, hamzated, assimilated, hollow, defective and their mixtures).
#pragma once

#include "language/morphology/arabic_sounds.h"

#include <optional>
#include <vector>

namespace musnad::language {

enum class VerbPattern : std::uint8_t { kI, kII, kIII, kIV, kV, kVI, kVII, kVIII, kIX, kX, kQ1, kQ2, kQ4 };

std::optional<VerbPattern> parse_verb_pattern(std::string_view name);

/// A root and how its letters behave in one verb.
struct VerbRoot {
  char f = 0, c = 0, l = 0, r = 0;  ///< radicals; r for four-letter roots
  VerbPattern pattern = VerbPattern::kI;
  char perfect_vowel = 'a';    ///< form I: a, i, u
  char imperfect_vowel = 'u';  ///< form I: a, i, u
  bool hollow = false;         ///< the middle radical is a vowel
  bool doubled = false;        ///< the last two radicals are one letter
  bool drops_waw = false;      ///< form I, w at the head: yasilu
  int joined = 0;              ///< forms VIII and VII: which way the first radical meets the t or n

  bool weak() const;  ///< the last radical is w or y
  char last() const { return r ? r : l; }
};

/// A stem. Before a vowel `before_vowel`, before a consonant or at the end `before_consonant`; for weak stems both lack
/// the last radical, which `vowel` and `weak` stand for.
struct Stem {
  Sounds before_vowel;
  Sounds before_consonant;
  char vowel = 'a';  ///< before the last radical
  char weak = 0;     ///< w or y where the stem is weak, else 0
  bool doubled = false;
};

struct VerbStems {
  Stem perfect, perfect_passive, imperfect, imperfect_passive;
  char prefix_vowel = 'a';  ///< of the active imperfect
};

VerbStems make_stems(const VerbRoot& root);

/// Readings of a root that may be what a dictionary means, likeliest first: the lemma tells which.
std::vector<VerbRoot> possible_roots(const VerbRoot& root);

/// First radical and t of form VIII: dd, zd, tt ...
Sounds joined_teh(const VerbRoot& root);

}  // namespace musnad::language
