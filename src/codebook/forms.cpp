#include "codebook/forms.h"

namespace musnad::codebook {

Result<std::vector<EntryForm>> forms_of(const Entry& entry, const std::string& head) {
  std::vector<EntryForm> forms{{head, entry.pos, Voice::kNone, VerbForm::kNone, Tense::kNone}};
  if (entry.language == Language::kEn && entry.pos == Upos::VERB) {
    const std::string stem = head.ends_with('e') ? head.substr(0, head.size() - 1) : head;
    forms.push_back({head + "s", Upos::VERB, Voice::kNone, VerbForm::kFin, Tense::kPres});
    forms.push_back({stem + "ed", Upos::VERB, Voice::kNone, VerbForm::kFin, Tense::kPast});
    forms.push_back({stem + "ing", Upos::VERB, Voice::kNone, VerbForm::kPart, Tense::kPres});
  }
  if (entry.language == Language::kEn && entry.pos == Upos::NOUN) forms.push_back({head + "s", Upos::NOUN, Voice::kNone, VerbForm::kNone, Tense::kNone});
  return forms;
}

}  // namespace musnad::codebook
