// Frames of a sentence: entries against one another, rules against entries.
#include <algorithm>

#include "codebook/lexicon/lexicon.h"
#include "codebook/reading/interpreter.h"
#include "codebook/reading/reading.h"
#include "codebook/rules.h"

namespace musnad::codebook {

std::vector<FilledFrame> Reading::fill_match(std::uint32_t match, std::string* why_not) const {
  return Interpreter(*this, match).run(why_not);
}

namespace {

/// How specific an entry is, for choosing among the entries of one word.
std::size_t weight(const Codebook& book, const Entry& entry, const FilledFrame& filled) {
  const Surroundings& around = book.lexicon().surroundings(filled.entry);
  std::size_t words = 24 * (around.before.size() + around.after.size());
  for (const Condition& condition : entry.conditions)
    words += condition.negated ? 2 : !condition.lemmas.empty() ? 24 : !condition.classes.empty() ? 18 : 12;
  const bool loose = std::find(filled.rules.begin(), filled.rules.end(), "fallback:near") != filled.rules.end();
  return words - (loose ? std::min<std::size_t>(words, 12) : 0) + filled.slots.size();
}

}  // namespace

static std::vector<FilledFrame> fill_kind(const Reading& reading, SentenceId sentence, EntryKind kind) {
  std::vector<FilledFrame> frames;
  const auto matches = reading.document().layer<LexiconMatch>();
  std::size_t best = 0;
  for (std::uint32_t match : reading.matches_in(sentence)) {
    const Entry& entry = reading.codebook().entry(matches[match]);
    if (entry.kind != kind) continue;
    for (FilledFrame& filled : reading.fill_match(match)) {
      const std::size_t specific = weight(reading.codebook(), entry, filled);
      if (!frames.empty() && frames.back().trigger == filled.trigger) {
        if (specific <= best) continue;
        frames.pop_back();
      }
      best = specific;
      frames.push_back(std::move(filled));
    }
  }
  return frames;
}

namespace {

/// The slots and trigger of a rule's hit.
void fill_from_rule(const RuleHit& hit, FilledFrame& filled) {
  filled.trigger = hit.trigger();
  filled.trigger_words = {hit.trigger()};
  filled.rules.push_back(hit.rule->name);
  filled.slots.clear();
  for (const auto& [role, part] : hit.rule->emission.roles) {
    if (part == hit.rule->trigger()) continue;
    filled.slots.push_back({role, {{hit.words[part], "rule", hit.rule->name, 0, false}}});
  }
}

}  // namespace

std::vector<FilledFrame> Reading::fill(SentenceId sentence) const {
  std::vector<FilledFrame> frames = fill_kind(*this, sentence, EntryKind::kEvent);
  for (const RuleHit& hit : codebook_.rules(doc_.language()).match(*this, sentence)) {
    if (hit.rule->emission.kind != Emission::Kind::kEvent) continue;
    const auto same =
        std::find_if(frames.begin(), frames.end(), [&](const FilledFrame& filled) { return filled.trigger == hit.trigger(); });
    FilledFrame filled = same == frames.end() ? FilledFrame{} : *same;  // the status of the word stays
    filled.match = FilledFrame::kNoMatch;
    filled.entry = hit.rule->entry;
    filled.frame = codebook_.find_frame(codebook_.entries()[hit.rule->entry]);
    fill_from_rule(hit, filled);
    if (same == frames.end()) {
      frames.push_back(std::move(filled));
    } else {
      *same = std::move(filled);
    }
  }
  std::stable_sort(frames.begin(), frames.end(), [](const FilledFrame& a, const FilledFrame& b) { return a.trigger < b.trigger; });
  return frames;
}

/// A cue rule fills the slots of a cue that the lexicon has.
std::vector<FilledFrame> Reading::fill_speech(SentenceId sentence) const {
  std::vector<FilledFrame> frames = fill_kind(*this, sentence, EntryKind::kSpeech);
  for (const RuleHit& hit : codebook_.rules(doc_.language()).match(*this, sentence)) {
    if (hit.rule->emission.kind != Emission::Kind::kCue) continue;
    for (FilledFrame& filled : frames)
      if (filled.trigger == hit.trigger()) fill_from_rule(hit, filled);
  }
  return frames;
}

std::vector<RuleHit> Reading::rule_hits(SentenceId sentence) const {
  return codebook_.rules(doc_.language()).match(*this, sentence);
}

const FilledSlot* FilledFrame::find(std::string_view role) const {
  for (const FilledSlot& slot : slots)
    if (slot.role == role) return &slot;
  return nullptr;
}

std::string FilledFrame::rule_name() const {
  std::string name = frame ? frame->name : std::string();
  for (const std::string& rule : rules) name += " + " + rule;
  return name;
}

}  // namespace musnad::codebook
