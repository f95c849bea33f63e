// Reading: a document's matches seen through its trees. For each trigger it fills the slots of the frame, composes the
// constructions that hold there (passive, masdar, relative clause, control, light verb ...), reads the status off the
// sentence, and says which of them it used.
//
//   Reading reading(codebook, doc);
//   for (const FilledFrame& f : reading.fill(sentence_id))
//     if (const FilledSlot* actor = f.find("actor")) use(actor->fillers.front().head);
//
// One thread; keeps references to the codebook and the document. Works on sentences that were not parsed too (surface
// fallbacks only, named in `rules`).
#pragma once

#include <musnad/document.h>

#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace musnad::codebook {

/// One word that fills a slot, and how it was reached.
struct Filler {
  WordId head;           ///< head of the filling phrase or clause
  std::string path;      ///< relations from the trigger: "nsubj", "<acl:relcl", "<conj>nsubj", "nmod"
  std::string rule;      ///< construction or fallback that found it; empty: the frame's own relation
  std::uint8_t alternative = 0;  ///< which of the slot's alternatives, from 0
  bool conjunct = false; ///< joined by conjunction to an earlier filler of the same slot
};

struct FilledSlot {
  std::string role;
  std::vector<Filler> fillers;  ///< the first, then its conjuncts in order of text
};

/// One thing that shaped the status: `polarity=denied` because of the word `cue`.
struct StatusMark {
  std::string key;    ///< polarity, time, mood, outcome
  std::string value;  ///< as in the record: denied, future, demanded, attempted ...
  WordId cue;         ///< the word that says so; invalid: the trigger's own form
  std::string rule;   ///< construction's name
};

struct FilledFrame {
  std::uint32_t match = 0;  ///< index into the document's LexiconMatch layer
  std::uint32_t entry = 0;  ///< index into Codebook::entries()
  const Frame* frame = nullptr;
  WordId trigger;                      ///< the word that names the act (under a light verb: the noun)
  std::vector<WordId> trigger_words;   ///< trigger, its light verb or the other words of its entry; in order of text
  std::vector<FilledSlot> slots;       ///< in the order of the frame; only filled ones
  std::vector<std::string> rules;      ///< constructions and fallbacks used, in order of use
  std::vector<StatusMark> marks;
  Status status;                       ///< what the marks come to; time is kPast where nothing says otherwise
  std::string rule_name() const;       ///< "kill + passive + relative": for Predication::rule

  const FilledSlot* find(std::string_view role) const;
};

class Reading {
 public:
  Reading(const Codebook& codebook, const Document& doc);

  /// All event triggers of a sentence (kind kEvent), filled; one frame a trigger word: the most specific entry wins.
  std::vector<FilledFrame> fill(SentenceId sentence) const;
  /// All cues of a sentence (kind kSpeech) with roles source, content, addressee, carrier, topic.
  std::vector<FilledFrame> fill_speech(SentenceId sentence) const;
  /// One match, event or speech; several where the trigger is shared (coordination never splits a frame). Empty where its
  /// conditions do not hold or another entry of the same word is more specific; `why_not` says which.
  std::vector<FilledFrame> fill_match(std::uint32_t match, std::string* why_not = nullptr) const;

  /// Indices of the matches of a sentence, or those whose head is `word`.
  std::vector<std::uint32_t> matches_in(SentenceId sentence) const;
  std::vector<std::uint32_t> matches_of(WordId word) const;
  const Entry* find_entry(WordId word, EntryKind kind) const;

  // The tree, for users who walk on from a filler.
  std::span<const WordId> children(WordId word) const;     ///< in order of text; empty where not parsed
  bool parsed(SentenceId sentence) const;
  bool dominates(WordId above, WordId below) const;        ///< also of itself
  /// The word's `case`/`mark` words as one folded string ("mn_qbl"-like, words joined by `_`); empty where none.
  std::string marker_of(WordId word) const;

 private:
  friend class Interpreter;
  const Codebook& codebook_;
  const Document& doc_;
  std::vector<std::uint32_t> child_begin_;  // of word i: children_[child_begin_[i] .. child_begin_[i + 1])
  std::vector<WordId> children_;
  std::vector<std::uint32_t> match_begin_;  // matches by head word
  std::vector<std::uint32_t> match_of_word_;
};

}  // namespace musnad::codebook
