// Where and when an act happened: places and times of its own clause, of its sentence, and of what was told before.
#pragma once

#include <musnad/document.h>

#include "codebook/reading/reading.h"
#include "document/tree.h"

namespace musnad::coding {

class Circumstances {
 public:
  /// Keeps the reference, and those to its codebook and document.
  explicit Circumstances(const codebook::Reading& reading);

  /// The most precise place named for the act of `trigger`: in its clause, then in the clauses above it, up to the clause of
  /// one who tells it (he speaks elsewhere), then, where nobody tells it, anywhere in the sentence. `own_clause`: only the
  /// first of these (acts of speech have no other place).
  /// Those that a coordination names with it ("in A and B") come behind it.
  std::vector<EntityId> places_of(const TreeIndex& tree, WordId trigger, bool own_clause) const;
  /// Where the inhabitants whose phrase has this head live ("the residents of A and B"); empty for other phrases.
  std::vector<EntityId> home_of(const TreeIndex& tree, WordId head) const;
  /// The time named for it, sought in the same order. Where its own clause names no other, the day until which it lasts: a
  /// value with an open beginning, "../2022-01-19".
  std::optional<ClaimWhen> time_of(const TreeIndex& tree, WordId trigger, bool own_clause) const;
  /// The day on which the act was told, where the text names it: the last resort of an act without a day.
  std::optional<ClaimWhen> time_of_telling(const TreeIndex& tree, WordId trigger) const;
  /// The day of the post of a live page that the block belongs to: the dateline right before it.
  std::optional<ClaimWhen> time_of_post(BlockId block) const;
  /// "Since Friday", said of what is over or going on: up to the page's day, where that is known.
  ClaimWhen until_page(ClaimWhen when) const;

  /// Whether a place or a time is named in the phrase of `word`.
  bool has_below(const TreeIndex& tree, WordId word) const;

  /// The days of a time value; nothing for durations and unresolved ones.
  std::optional<DayInterval> days_of(const ClaimWhen& when) const;
  /// True where the days were over by a month and longer when the page came out.
  bool is_historical(DayInterval days) const;
  bool is_after_page(DayInterval days) const;

 private:
  struct Located {
    WordId head;
    EntityId entity;
    bool own_country = false;  ///< "the country"
  };

  /// The clause above `clause`, invalid at the root and where `clause` is what somebody tells; `told` is set then.
  WordId climb(const TreeIndex& tree, WordId clause, bool& told) const;
  bool is_calling(WordId verb) const;                                                                            ///< "is regarded as"
  bool is_cue(WordId word) const { return reading_.find_entry(word, codebook::EntryKind::kSpeech) != nullptr; }  ///< of speech
  bool is_limit(WordId word) const;
  void add_own_country();
  bool is_before_colon(const TreeIndex& tree, WordId place, WordId trigger) const;
  bool is_site(WordId head) const;
  bool is_locative(const TreeIndex& tree, WordId head) const;
  /// The clause of a word; a month is no verb, whatever the tagger thought of it.
  WordId clause_at(const TreeIndex& tree, WordId word) const;
  Located best_place(const TreeIndex& tree, WordId clause, WordId trigger) const;
  std::vector<EntityId> with_others(const TreeIndex& tree, const Located& place) const;
  const TimeMention* best_time(const TreeIndex& tree, WordId clause, WordId trigger, bool limit) const;
  bool counts_from_act(const TimeMention& time) const;
  bool tells_of_thing(const TreeIndex& tree, const TimeMention& time) const;
  bool is_reported_noun(const TreeIndex& tree, WordId trigger) const;
  std::vector<Located> places_in(const TreeIndex& tree) const;
  std::span<const TimeMention* const> times_in(const TreeIndex& tree) const;

  const codebook::Reading& reading_;
  const codebook::Codebook& book_;
  const Document& document_;
  std::vector<Located> places_;            // in order of text
  std::vector<const TimeMention*> times_;  // that have days; in order of text
};
/// The verb, event noun or root whose clause the word stands in: the word itself or the first such word above it.
WordId clause_of(const TreeIndex& tree, WordId word);
/// The clause above the clause of `word`; invalid at the root.
WordId clause_above(const TreeIndex& tree, WordId word);

}  // namespace musnad::coding
