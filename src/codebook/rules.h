// Rules over words and trees, for what frames cannot say, in the manner of Semgrex and Odin: named parts, constraints on
// them, relations between them. Format: docs/codebook.md.
#pragma once

#include <musnad/layers.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "codebook/codebook.h"
#include "codebook/lexicon/tables.h"

namespace musnad::codebook {

class FrameTable;
class Reading;

/// A named word of a rule and what is asked of it.
struct RulePart {
  std::string name;
  std::vector<Constraint> constraints;
};

/// What holds between two parts, or must not hold of one.
struct RuleLink {
  enum class Kind : std::uint8_t { kPath, kNear, kWithout };
  Kind kind = Kind::kPath;
  std::size_t from = 0, to = 0;  ///< indices of parts; `to` is unused for kWithout
  Path path;                     ///< kPath, kWithout
  std::uint32_t reach = 1;       ///< kNear: `to` follows `from` by at most so many words
};

/// What a rule makes: an act with a family's frame, a cue with its slots, or the code of an actor.
struct Emission {
  enum class Kind : std::uint8_t { kEvent, kCue, kActor };
  Kind kind = Kind::kEvent;
  std::string label;                                       ///< family, stance or sector
  std::vector<std::pair<std::string, std::size_t>> roles;  ///< trigger, actor, source, head ... -> part
  std::string settings;                                    ///< overrides of the family ("mode=... cameo=...")
};

struct Rule {
  std::string name;
  std::vector<RulePart> parts;
  std::vector<RuleLink> links;
  Emission emission;
  std::uint32_t entry = Entry::kNoFrame;  ///< the entry that stands for the rule (events)
  Origin origin;

  /// Index of the part that names the act, the cue or the actor.
  std::size_t trigger() const;
  /// The part with a lemma or form, from which matching starts; the first part where there is none.
  std::size_t anchor() const;
  /// More constraints and links are more specific; a lemma or form counts three.
  std::size_t specificity() const;
};

struct RuleHit {
  const Rule* rule = nullptr;
  std::vector<WordId> words;  ///< one a part
  bool tie = false;           ///< another rule, as specific, fits the same trigger; the first in the codebook was taken
  WordId trigger() const { return words[rule->trigger()]; }
};

/// Whether one binding of all parts satisfies a rule: the definition that every matcher is judged by.
bool satisfies(const Rule& rule, const Reading& reading, const std::vector<WordId>& words);

class Rules {
 public:
  /// Reads the blocks `rule NAME` of one file.
  void read(const BlockFile& file, Language language, std::vector<Example>& examples, ErrorList& errors);
  /// Gives event rules their entries and frames, and builds the index; once, after all files.
  void compile(Language language, FrameTable& frames, std::vector<Entry>& entries, ErrorList& errors);

  std::span<const Rule> all() const { return rules_; }
  const Rule* find(std::string_view name) const;
  /// All bindings of all rules in a sentence, in the order of rules, then of words.
  std::vector<RuleHit> match_all(const Reading& reading, SentenceId sentence) const;
  /// The most specific hit a trigger word and kind of emission, in order of text.
  std::vector<RuleHit> match(const Reading& reading, SentenceId sentence) const;

 private:
  void extend(const Rule& rule, const Reading& reading, IdRange<Word> sentence, std::vector<WordId>& words,
              std::vector<RuleHit>& hits) const;

  std::vector<Rule> rules_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_word_;  // folded lemma or form of a part -> rules
  std::vector<std::size_t> always_;                                       // rules without one
};

}  // namespace musnad::codebook
