// Interpreter: one match, read through its tree: conditions of the entry, constructions, slots, status. Used by Reading.
#pragma once

#include "codebook/constructions.h"
#include "codebook/reading/reading.h"

namespace musnad::codebook {

class Interpreter {
 public:
  /// `asked_by`: who asks whose act this one's actor is, where somebody does.
  Interpreter(const Reading& reading, std::uint32_t match, const Interpreter* asked_by = nullptr);

  /// The frame, or nothing with `why_not` set.
  std::vector<FilledFrame> run(std::string* why_not);

  /// Whether the other words of the entry's trigger are there.
  bool conditions_hold(std::string* why_not);

  /// For `explain`: whether a construction holds here, or the first `when` line that fails.
  bool holds(const Construction& construction, std::string* failed = nullptr);

 private:
  struct Candidate {
    Path path;
    std::uint8_t alternative = 0;
    std::vector<const Construction*> via;  // constructions that moved it here
  };

  // conditions of the entry
  bool is_part_of_another_noun(WordId word, Relation asked) const;
  bool condition_holds(const Condition& condition);
  std::vector<WordId> condition_words(const Condition& condition) const;

  bool particle_is_elsewhere() const;

  // tests of constructions
  bool test(const Test& test);
  bool has(FeatureTest feature) const;
  bool idafa_is(Relation function) const;
  bool has_marked_object() const;
  WordId light_verb_of_subject() const;
  bool has_number(WordId noun) const;
  bool subject_is_victim() const;
  bool said_of_things() const;
  bool agrees(WordId subject) const;
  bool frame_wants(Relation relation) const;
  void take_idiom(const Condition& condition, WordId word);
  bool has_child(Relation relation) const;

  // slots
  std::vector<Candidate> candidates(const Slot& slot) const;
  void fill_slot(const Slot& slot);
  bool fill_direct(const Slot& slot, const std::vector<Candidate>& candidates, FilledSlot& filled);
  bool fill_gap(const Slot& slot, FilledSlot& filled);
  bool fill_attachment(const Slot& slot, const std::vector<Candidate>& candidates, FilledSlot& filled);
  bool fill_sibling(const Slot& slot, const std::vector<Candidate>& candidates, FilledSlot& filled);
  bool fill_surface(const Slot& slot, FilledSlot& filled);
  WordId nearest_noun(std::uint32_t from, int step, std::uint32_t end) const;
  bool accept(WordId word, std::string_view role, const Step& last) const;
  WordId word_behind(std::string_view kind) const;
  bool fits_brackets(WordId word, const Step& step) const;
  WordId choose(const std::vector<WordId>& words, std::string_view role, const Step& last) const;
  /// A relative or resumptive pronoun gives way to its antecedent.
  WordId resolve(WordId word, Filler& filler);
  void add_conjuncts(FilledSlot& filled) const;
  void trace_act(FilledFrame& frame);
  bool is_traced(std::uint32_t match) const;
  void use(const std::string& rule);

  // status
  void read_status();
  std::vector<WordId> spine() const;
  bool applies(const Construction& construction, WordId at, WordId& cue, std::string& value);
  void mark(const StatusSetting& setting, const Construction& construction, WordId cue, const std::string& value);

  const Reading& reading_;
  const Document& doc_;
  const Codebook& book_;
  const LexiconMatch& match_;
  const Entry& entry_;
  const Interpreter* asked_by_;
  WordId trigger_;
  bool parsed_ = false;
  WordId tested_;  // the word that the tests of a construction look from: the trigger or a word of its spine
  WordId cue_;     // the last word a path test led to
  std::vector<const Construction*> active_;
  std::vector<WordId> used_;   // words that fill a slot already
  std::vector<WordId> idiom_;  // words of the entry's conditions: the trigger's unless a slot takes them
  FilledFrame out_;
};

}  // namespace musnad::codebook
