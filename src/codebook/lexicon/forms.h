// The forms of an entry: language::inflect for words that inflect, the word itself for the others.
#pragma once

#include <musnad/error.h>

#include <string>
#include <vector>

#include "codebook/lexicon/entry.h"

namespace musnad::codebook {

struct EntryForm {
  std::string form;  ///< folded
  Upos upos = Upos::X;
  Voice voice = Voice::kNone;
  VerbForm verb_form = VerbForm::kNone;
  Tense tense = Tense::kNone;
  Mood mood = Mood::kNone;
  Number number = Number::kNone;
  bool third = true;
};

/// `head`: the word of the entry that inflects, as written.
Result<std::vector<EntryForm>> forms_of(const Entry& entry, const std::string& head);

}  // namespace musnad::codebook
