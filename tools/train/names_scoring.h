// Scores of a name tagger, as ../shared/eval/ner.py counts.
#pragma once

#include "names_corpus.h"

#include <string>
#include <vector>

namespace musnad::training {

/// Exact span and kind, precision, recall and F1 in one line; PER, ORG and LOC together first. `errors`: prints what was
/// missed and what was false.
std::string score_tagger(const language::NameTagger& tagger, const std::vector<NamedSentence>& sentences, bool errors);

}  // namespace musnad::training
