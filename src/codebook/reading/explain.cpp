#include "codebook/reading/explain.h"

#include <fmt/format.h>

#include "codebook/constructions.h"
#include "codebook/reading/interpreter.h"

namespace musnad::codebook {
namespace {

/// First strong isolate and its end: a word keeps its own direction inside a line of the other.
std::string isolated(std::string_view word) {
  return fmt::format("\u2068{}\u2069", word);
}

class Explainer {
 public:
  Explainer(const Codebook& book, const Document& doc)
      : book_(book), doc_(doc), reading_(book, doc), misses_(find_near_misses(book, doc)) {}

  std::string run() {
    for (std::uint32_t i = 0; i < doc_.layer<Sentence>().size(); ++i) sentence(SentenceId{i});
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }

  void sentence(SentenceId id) {
    line(isolated(doc_.text(doc_.at(id).span)));
    if (reading_.parsed(id)) {
      const IdRange<Word> words = doc_.words_of(id);
      for (std::uint32_t i = words.begin; i < words.end; ++i)
        if (reading_.arc(WordId{i}).relation == Relation::kRoot) branch(WordId{i}, "  ", "  ");
    } else {
      line("  (not parsed)");
      const IdRange<Word> words = doc_.words_of(id);
      for (std::uint32_t i = words.begin; i < words.end; ++i) line("  " + label(WordId{i}));
    }
    line("");
    for (std::uint32_t match : reading_.matches_in(id)) fired(match);
    for (const NearMiss& miss : misses_)
      if (doc_.at(miss.word).sentence == id && worth_telling(miss))
        line(fmt::format("  - {} {}: {}", isolated(doc_.at(miss.word).form), book_.entries()[miss.entry].origin.to_string(), miss.reason));
    line("");
  }

  /// Not every phrase that begins with the word: the near misses of acts and cues, where nothing was taken on the word.
  bool worth_telling(const NearMiss& miss) const {
    const Entry& entry = book_.entries()[miss.entry];
    if (entry.kind != EntryKind::kEvent && entry.kind != EntryKind::kSpeech) return false;
    if (reading_.find_entry(miss.word, entry.kind)) return false;
    return !miss.reason.starts_with("the words around");
  }

  std::string label(WordId word) const {
    std::string text = fmt::format("{} {}", isolated(doc_.at(word).form), to_string(doc_.tag(word).upos));
    if (const std::string& lemma = doc_.tag(word).lemma; !lemma.empty() && lemma != doc_.at(word).form) text += " " + isolated(lemma);
    if (const Features& features = doc_.tag(word).features; features.voice == Voice::kPass) text += " passive";
    return text;
  }

  void branch(WordId word, const std::string& first, const std::string& rest) {
    line(fmt::format("{}{}: {}", first, to_string(reading_.arc(word).relation), label(word)));
    const auto children = reading_.children(word);
    for (std::size_t i = 0; i < children.size(); ++i) {
      const bool last = i + 1 == children.size();
      branch(children[i], rest + (last ? "\u2514 " : "\u251c "), rest + (last ? "  " : "\u2502 "));
    }
  }

  void fired(std::uint32_t index) {
    const LexiconMatch& match = doc_.layer<LexiconMatch>()[index];
    const Entry& entry = book_.entry(match);
    const std::string head =
        fmt::format("{} {} {} '{}' ({})", isolated(doc_.at(match.head).form), to_string(entry.kind), to_string(match.upos),
                    isolated(entry.get("lemma").empty() ? entry.lemma : entry.get("lemma")), entry.origin.to_string());
    if (entry.kind != EntryKind::kEvent && entry.kind != EntryKind::kSpeech) {
      std::string more;
      for (const char* column : {"kind", "sector", "country", "iso3", "code"})
        if (const auto value = entry.get(column); !value.empty()) more += fmt::format(" {}={}", column, value);
      line("  = " + head + more);
      return;
    }
    std::string why_not;
    const auto frames = reading_.fill_match(index, &why_not);
    if (frames.empty()) line("  - " + head + ": " + why_not);
    for (const FilledFrame& filled : frames) {
      line("  + " + head);
      filled_frame(filled);
    }
    if (!frames.empty()) nearly(index, frames.front());
  }

  void filled_frame(const FilledFrame& filled) {
    line(fmt::format("      {} {} {}", filled.rule_name(), filled.frame->type, filled.frame->mode));
    for (const FilledSlot& slot : filled.slots)
      for (const Filler& filler : slot.fillers)
        line(fmt::format("      {} = {} by {}{}", slot.role, isolated(doc_.at(filler.head).form), isolated(filler.path),
                         filler.rule.empty() ? "" : " (" + filler.rule + ")"));
    for (const Slot& slot : filled.frame->slots)
      if (!filled.find(slot.role)) line(fmt::format("      {} empty", slot.role));
    for (const StatusMark& mark : filled.marks)
      line(fmt::format("      {} = {} by {}{}", mark.key, mark.value, mark.rule,
                       mark.cue.valid() ? " " + isolated(doc_.at(mark.cue).form) : ""));
  }

  /// Constructions of which a single condition is missing.
  void nearly(std::uint32_t index, const FilledFrame& filled) {
    for (const Construction& construction : book_.constructions(doc_.language()).all()) {
      if (construction.whens.size() < 2) continue;
      std::size_t failed = 0;
      std::string test;
      for (const When& when : construction.whens) {
        Construction one;
        one.whens.push_back(when);
        Interpreter interpreter(reading_, index);
        if (!interpreter.holds(one, &test)) ++failed;
      }
      bool used = false;
      for (const std::string& rule : filled.rules) used = used || rule == construction.name;
      if (failed == 1 && !used) line(fmt::format("      not {}: fails at {}", construction.name, isolated(test)));
    }
  }

  const Codebook& book_;
  const Document& doc_;
  Reading reading_;
  std::vector<NearMiss> misses_;
  std::string out_;
};

}  // namespace

std::string explain(const Codebook& codebook, const Document& doc) {
  return Explainer(codebook, doc).run();
}

}  // namespace musnad::codebook
