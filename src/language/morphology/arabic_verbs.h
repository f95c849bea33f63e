// Arabic verbs: conjugation, participles and masdars from a root and a form.
#pragma once

#include "language/morphology/arabic_stems.h"
#include "language/morphology/inflection.h"

namespace musnad::language {

/// The perfect, third person masculine singular, folded: what a dictionary lists.
std::string citation_form(const VerbRoot& root);

/// All finite forms, participles (as adjectives) and, unless the entry names its own, the masdars that the form implies.
/// `passive`: whether passive forms are made.
struct Conjugation {
  bool passive = true;
  bool masdar = true;
};
void conjugate(const VerbRoot& root, Conjugation wanted, std::vector<Inflection>& forms);

}  // namespace musnad::language
