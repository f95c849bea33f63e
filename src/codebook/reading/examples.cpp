#include "codebook/reading/examples.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>

#include "codebook/constructions.h"
#include "codebook/frames.h"
#include "text/folding.h"

namespace musnad::codebook {
namespace {

bool word_is(const Reading& reading, WordId word, const std::string& folded) {
  const Document& doc = reading.document();
  if (reading.folded().is(word, folded)) return true;
  if (text::fold(doc.text(doc.at(doc.at(word).token).span)) == folded) return true;
  if (folded.find(' ') == std::string::npos) return false;
  // Several words: the phrase that the word heads begins or ends with them.
  const Sentence& sentence = doc.at(doc.at(word).sentence);
  const std::string phrase = text::fold(doc.text(sentence.span));
  const std::size_t at = phrase.find(folded);
  return at != std::string::npos && folded.find(std::string(reading.folded().bare(word))) != std::string::npos;
}

bool any_word(const Reading& reading, const FilledSlot& slot, const std::string& folded) {
  return std::any_of(slot.fillers.begin(), slot.fillers.end(), [&](const Filler& filler) {
    return word_is(reading, filler.head, folded) || word_is(reading, reading.counted(filler.head), folded);
  });
}

/// A number within the phrase of a filler (or of the trigger) that has the value.
bool counts(const Reading& reading, const FilledFrame& filled, CountKind kind, std::string_view value) {
  const Document& doc = reading.document();
  if (value.starts_with(">=") || value.starts_with("<=")) value.remove_prefix(2);
  double wanted = 0;
  if (std::from_chars(value.data(), value.data() + value.size(), wanted).ec != std::errc()) return false;
  std::vector<WordId> heads;
  for (const FrameCount& count : filled.frame->counts) {
    if (count.kind != kind) continue;
    if (count.slot == "trigger") heads.push_back(filled.trigger);
    if (const FilledSlot* slot = filled.find(count.slot))
      for (const Filler& filler : slot->fillers) heads.push_back(filler.head);
  }
  for (WordId head : heads) {
    const IdRange<Word> extent = reading.extent(head);
    for (const NumberMention& number : doc.layer<NumberMention>())
      if (number.low == wanted && number.words.begin < extent.end && extent.begin < number.words.end) return true;
  }
  return false;
}

std::string describe(const Reading& reading, const FilledFrame& filled) {
  const Document& doc = reading.document();
  std::string text = fmt::format("{} trigger={}", filled.rule_name(), doc.at(filled.trigger).form);
  for (const FilledSlot& slot : filled.slots)
    for (const Filler& filler : slot.fillers) text += fmt::format(" {}={}", slot.role, doc.at(filler.head).form);
  for (const StatusMark& mark : filled.marks) text += fmt::format(" {}={}", mark.key, mark.value);
  return text;
}

}  // namespace

bool belongs_to(const FilledFrame& filled, std::string_view owner) {
  const std::size_t space = owner.find(' ');
  const std::string_view kind = owner.substr(0, space), name = owner.substr(space + 1);
  if (kind == "frame") return filled.frame->name == name;
  return std::find(filled.rules.begin(), filled.rules.end(), name) != filled.rules.end() ||
         std::any_of(filled.marks.begin(), filled.marks.end(), [&](const StatusMark& mark) { return mark.rule == name; });
}

bool meets(const Reading& reading, const FilledFrame& filled, std::string_view key, std::string_view value) {
  CountKind kind;
  if (parse_count_kind(key, kind)) return counts(reading, filled, kind, value);
  if (key == "type") return filled.frame->type == value;
  if (key == "mode") return filled.frame->mode == value;
  if (key == "rule") return belongs_to(filled, "construction " + std::string(value));
  if (is_status_key(key)) return status_value(filled.status, key) == value;
  const std::string folded = text::fold(value);
  if (key == "trigger")
    return std::any_of(filled.trigger_words.begin(), filled.trigger_words.end(),
                       [&](WordId word) { return word_is(reading, word, folded); });
  const FilledSlot* slot = filled.find(key);
  return value == "-" ? slot == nullptr : slot != nullptr && any_word(reading, *slot, folded);
}

ExampleResult run_example(const Codebook& codebook, const Example& example, const Analyse& analyse) {
  ExampleResult result{&example, false, {}};
  auto doc = analyse(example.sentence, example.language);
  if (!doc) {
    result.reason = doc.error().to_string();
    return result;
  }
  const Reading reading(codebook, *doc);
  std::vector<FilledFrame> all;
  for (std::uint32_t i = 0; i < doc->layer<Sentence>().size(); ++i) {
    for (FilledFrame& filled : reading.fill(SentenceId{i})) all.push_back(std::move(filled));
    for (FilledFrame& filled : reading.fill_speech(SentenceId{i})) all.push_back(std::move(filled));
  }
  std::string nearest = all.empty() ? "nothing was found" : "";
  for (const FilledFrame& filled : all) {
    std::string missing = belongs_to(filled, example.owner) ? "" : "another " + example.owner.substr(0, example.owner.find(' '));
    for (const auto& [key, value] : example.expected)
      if (missing.empty() && !meets(reading, filled, key, value)) missing = fmt::format("{}={}", key, value);
    if (missing.empty()) {
      result.passed = example.positive;
      if (!example.positive) result.reason = "found " + describe(reading, filled);
      return result;
    }
    if (nearest.empty() || !missing.starts_with("another")) nearest = fmt::format("not {}: {}", missing, describe(reading, filled));
  }
  result.passed = !example.positive;
  if (example.positive) result.reason = nearest;
  return result;
}

std::vector<std::string> find_unused(const Codebook& codebook) {
  std::vector<std::string> lines;
  std::vector<bool> used(codebook.frames().size(), false);
  for (const Entry& entry : codebook.entries()) {
    for (const Frame* frame : {codebook.find_frame(entry), codebook.find_act(entry)}) {
      if (!frame) continue;
      if (const Frame* family = codebook.find_family(frame->language, frame->name))
        used[static_cast<std::size_t>(family - codebook.frames().data())] = true;
    }
  }
  const auto has_example = [&](Language language, const std::string& owner) {
    return std::any_of(codebook.examples().begin(), codebook.examples().end(),
                       [&](const Example& example) { return example.positive && example.language == language && example.owner == owner; });
  };
  for (std::size_t i = 0; i < codebook.frames().size(); ++i) {
    const Frame& frame = codebook.frames()[i];
    if (!frame.family) continue;
    if (!used[i]) lines.push_back(fmt::format("{}: no entry uses frame '{}'", frame.origin.to_string(), frame.name));
    if (!has_example(frame.language, "frame " + frame.name))
      lines.push_back(fmt::format("{}: frame '{}' has no yes example", frame.origin.to_string(), frame.name));
  }
  for (Language language : {Language::kAr, Language::kEn})
    for (const Construction& construction : codebook.constructions(language).all())
      if (!has_example(language, "construction " + construction.name))
        lines.push_back(fmt::format("{}: construction '{}' has no yes example", construction.origin.to_string(), construction.name));
  return lines;
}

}  // namespace musnad::codebook
