// Features as Universal Dependencies writes them: "Definite=Def|Gender=Fem|Number=Sing".
#pragma once

#include <musnad/grammar.h>

#include <string>
#include <string_view>

namespace musnad::language {

/// Reads a FEATS column; features and values that Musnad does not keep are dropped. Number=Ptan reads as Plur; where
/// Tense is absent or Fut, Aspect=Perf reads as Past and Aspect=Imp (the Arabic imperfect) as Pres.
Features parse_features(std::string_view column);
/// The FEATS column, names in alphabetical order; "_" where nothing is known.
std::string to_string(const Features& features);

}  // namespace musnad::language
