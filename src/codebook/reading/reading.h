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
#include "codebook/lexicon/folded_words.h"

namespace musnad::codebook {

struct RuleHit;  // rules.h

/// One word that fills a slot, and how it was reached.
struct Filler {
  WordId head;                   ///< head of the filling phrase or clause
  std::string path;              ///< relations from the trigger: "nsubj", "<acl:relcl", "<conj>nsubj", "nmod:-"
  std::string rule;              ///< construction or fallback that found it; empty: the frame's own relation
  std::uint8_t alternative = 0;  ///< which of the slot's alternatives, from 0
  bool conjunct = false;         ///< joined by conjunction to an earlier filler of the same slot
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
  static constexpr std::uint32_t kNoMatch = 0xffffffff;
  std::uint32_t match = 0;  ///< index into the document's LexiconMatch layer; kNoMatch for an act that a rule made
  std::uint32_t entry = 0;  ///< index into Codebook::entries()
  const Frame* frame = nullptr;
  WordId trigger;                     ///< the word that names the act (under a light verb: the noun)
  std::vector<WordId> trigger_words;  ///< trigger and the other words of its entry; in order of text
  WordId light;                       ///< the light verb above a noun trigger, or invalid
  std::vector<FilledSlot> slots;      ///< in the order of the frame; only filled ones; then `cause`
  std::vector<std::string> rules;     ///< constructions and fallbacks used, in order of use
  std::vector<StatusMark> marks;
  Status status;                  ///< what the marks come to; time is kPast where nothing says otherwise
  std::string rule_name() const;  ///< "kill + passive + relative": for Predication::rule

  const FilledSlot* find(std::string_view role) const;
};

class Reading {
 public:
  Reading(const Codebook& codebook, const Document& doc) : Reading(codebook, doc, FoldedWords(doc)) {}
  /// `folded`: the words of the document, where somebody has folded them already.
  Reading(const Codebook& codebook, const Document& doc, FoldedWords folded);

  /// All event triggers of a sentence (kind kEvent), filled; one frame a trigger word: the most specific entry wins.
  /// A rule's act takes the place of an entry's on the same word; `entry` is then the entry that stands for the rule.
  std::vector<FilledFrame> fill(SentenceId sentence) const;
  /// All cues of a sentence (kind kSpeech) with roles source, content, addressee, carrier, topic; one a cue word.
  std::vector<FilledFrame> fill_speech(SentenceId sentence) const;
  /// One match, event or speech. Empty where the conditions of its entry do not hold; `why_not` says which.
  std::vector<FilledFrame> fill_match(std::uint32_t match, std::string* why_not = nullptr) const;

  /// What the rules find, of every kind of emission.
  std::vector<RuleHit> rule_hits(SentenceId sentence) const;

  /// Indices of the matches of a sentence, or those whose head is `word`.
  std::vector<std::uint32_t> matches_in(SentenceId sentence) const;
  std::span<const std::uint32_t> matches_of(WordId word) const;
  /// The first entry of a kind at a word; null where there is none.
  const Entry* find_entry(WordId word, EntryKind kind) const;
  /// The subject of the main clause of the sentence before the word's, where that clause is a verb's and the subject can act;
  /// where it is left out there too, of the one before that.
  WordId subject_before(WordId word) const;
  /// The entry of grammar.tsv that a word is, or null; entries of several words begin or are headed here.
  const Entry* find_class(WordId word, std::string_view kind) const;

  // The tree as this reading takes it: the document's, with the repairs of repairs.h.
  bool parsed(SentenceId sentence) const;
  std::span<const Arc> arcs() const { return arcs_; }  ///< one a word; for a TreeIndex of the repaired tree
  const Arc& arc(WordId word) const { return arcs_[word.value]; }
  std::span<const WordId> children(WordId word) const;  ///< in order of text; empty where not parsed
  IdRange<Word> extent(WordId word) const;              ///< the smallest range that holds all below the word
  std::vector<WordId> conjuncts(WordId word) const;     ///< the word and all `conj` below it, in order of text
  /// The words that a path leads to from `from`, nearest to it first; empty where not parsed.
  std::vector<WordId> follow(WordId from, const Path& path) const;
  /// The first of them; invalid where there is none.
  WordId nearest(WordId from, const Path& path) const;
  /// The word's prepositions, one string each, the words of one joined by `_`; folded.
  std::vector<std::string> markers_of(WordId word) const;
  /// The word has this folded form or lemma; of a phrase (words joined by `_`) it is the first or the last, the others follow
  /// or precede it.
  bool phrase_at(WordId word, std::string_view folded) const;
  /// Person, group, body or state, by lexicon or name; pronouns too.
  bool can_act(WordId word) const;
  /// A pronoun for people: "them", "we"; not one that stands for things as well.
  bool is_personal(WordId word) const;
  /// From a number, a vague quantity or a partitive (`dozens of`, `one of the`) down to the noun it counts; else the word.
  WordId counted(WordId word) const;
  /// Whether a word satisfies a bracket of the codebook.
  bool fits(WordId word, const Constraint& constraint) const;
  /// Kind or sector of an actor noun or name: "person", "COP"; also "event", "country", "number".
  bool is_kind(WordId word, std::string_view kind) const;
  /// Whether the word has one of the prepositions a step asks for; no preposition where it asks for "-".
  bool marked(WordId word, const Step& step) const;
  bool in_time(WordId word) const;  ///< within a time expression
  const FoldedWords& folded() const { return folded_; }
  const Document& document() const { return doc_; }
  const Codebook& codebook() const { return codebook_; }

 private:
  friend class Interpreter;
  void index_trees();
  void index_matches();
  std::string marker_of(WordId preposition) const;
  bool fits_class(WordId word, const Constraint& constraint, const Step* step, WordId below) const;

  void take_step(WordId from, const Step& step, std::vector<WordId>& to) const;
  bool fits_all(WordId word, const Step& step, WordId below) const;
  void walk(WordId from, const Path& path, std::vector<WordId>& words, std::vector<WordId>& scratch) const;

  std::span<const Entry* const> grammar_of(WordId word) const;
  /// Do these folded words stand behind the word, in its sentence?
  bool follows(WordId word, const std::vector<std::string>& after) const;
  /// Is it the second word of a phrase of the class `fixed`, whose words are in no class of their own?
  bool ends_fixed_phrase(WordId word) const;

  const Codebook& codebook_;
  const Document& doc_;
  FoldedWords folded_;
  std::vector<Arc> arcs_;                   // one a word; relation kNone where there is no tree
  std::vector<std::uint32_t> child_begin_;  // children of word i: children_[child_begin_[i] .. child_begin_[i + 1])
  std::vector<WordId> children_;
  std::vector<std::uint32_t> match_begin_;  // matches of word i: match_of_word_[match_begin_[i] .. [i + 1])
  std::vector<std::uint32_t> match_of_word_;
  std::vector<std::uint8_t> name_;  // 1 + NameKind of the name over a word; 0: none
  std::vector<bool> time_;          // word within a time expression
  std::vector<bool> number_;        // word within a number, whatever its tag
  // Entries of grammar.tsv that begin at a word, longest first; made when asked.
  mutable std::vector<std::vector<const Entry*>> grammar_;
  mutable std::vector<bool> grammar_known_;
  mutable std::vector<WordId> walked_, scratch_;  // of nearest(), which is asked most
};

/// The reading of a document that is at work: made once its matches, names, numbers, times and trees are sealed, and kept.
inline const Reading& reading_of(const Codebook& codebook, Document& doc) {
  return doc.keep<Reading>(codebook, doc, doc.keep<FoldedWords>(doc));
}

}  // namespace musnad::codebook
