// The status of an act: which words deny it, put it off, demand it, stop it.
#include <algorithm>

#include "codebook/reading/interpreter.h"

namespace musnad::codebook {

/// The trigger and the words that carry it: light and causing verbs, attempts, plans, orders, the first of conjoined verbs.
/// A word that stops the act ends the spine: what is said of it is not said of the act.
std::vector<WordId> Interpreter::spine() const {
  std::vector<WordId> words{trigger_};
  WordId word = trigger_;
  for (int depth = 0; depth < 5; ++depth) {
    const Arc& arc = reading_.arc(word);
    if (!arc.head.valid()) break;
    const Relation base = base_of(arc.relation);
    bool carries = false;
    if (base == Relation::kConj) {
      // A conjunct with its own subject is a clause of its own.
      const auto children = reading_.children(word);
      carries = std::none_of(children.begin(), children.end(),
                             [&](WordId child) { return base_of(reading_.arc(child).relation) == Relation::kNsubj; });
    } else if (base == Relation::kXcomp || base == Relation::kCcomp || base == Relation::kCsubj || base == Relation::kObj ||
               base == Relation::kObl || base == Relation::kNmod || base == Relation::kNsubj || base == Relation::kAcl ||
               base == Relation::kCompound) {
      for (std::string_view kind : {"light", "cause", "attempt", "plan", "order", "modal", "negation"})
        carries = carries || reading_.find_class(arc.head, kind) != nullptr;
    }
    if (!carries) break;
    word = arc.head;
    words.push_back(word);
  }
  return words;
}

/// The word of the class that stands right before the tested word and its articles and adjectives; invalid where none does.
WordId Interpreter::word_behind(std::string_view kind) const {
  const IdRange<Word> sentence = doc_.words_of(doc_.at(tested_).sentence);
  for (std::uint32_t i = tested_.value; i-- > sentence.begin;) {
    if (reading_.find_class(WordId{i}, kind)) return WordId{i};
    const Upos upos = doc_.tag(WordId{i}).upos;
    if (upos != Upos::DET && upos != Upos::ADJ) break;
  }
  return {};
}

bool Interpreter::applies(const Construction& construction, WordId at, WordId& cue, std::string& value) {
  tested_ = at;
  cue_ = {};
  const bool yes = holds(construction);
  tested_ = trigger_;
  if (!yes) return false;
  cue = cue_;
  value.clear();
  if (cue.valid())
    for (std::string_view kind : {"negation", "future", "modal", "condition", "attempt", "prevent", "plan", "doubt"})
      if (const Entry* entry = reading_.find_class(cue, kind); entry && value.empty()) value = entry->get("value");
  return true;
}

void Interpreter::mark(const StatusSetting& setting, const Construction& construction, WordId cue, const std::string& value) {
  for (const StatusMark& known : out_.marks)
    if (known.key == setting.key) return;
  const std::string& chosen = setting.value == "*" ? value : setting.value;
  if (!set_status(out_.status, setting.key, chosen)) return;
  out_.marks.push_back({setting.key, chosen, cue, construction.name});
}

/// Constructions are tried in the order of the file; the first that sets a key keeps it. One whose tests look down is tried
/// on every carrier of the act, one whose tests look up likewise, so that "did not carry out an attack" is denied.
void Interpreter::read_status() {
  const std::vector<WordId> carriers = spine();
  for (const Construction& construction : book_.constructions(entry_.language).all()) {
    if (construction.settings.empty()) continue;
    for (WordId at : carriers) {
      WordId cue;
      std::string value;
      if (!applies(construction, at, cue, value)) continue;
      for (const StatusSetting& setting : construction.settings) mark(setting, construction, cue, value);
      break;
    }
  }
}

}  // namespace musnad::codebook
