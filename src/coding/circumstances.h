// Where and when an act happened: places and times of its own clause, of its sentence, and of what was told before.
#pragma once

#include <musnad/document.h>

#include "codebook/codebook.h"
#include "document/tree.h"

namespace musnad::coding {

class Circumstances {
 public:
  /// Keeps references to its arguments.
  Circumstances(const codebook::Codebook& book, const Document& document);

  /// The most precise place named for the act of `trigger`: in its clause, then in the clauses above it, up to the clause of
  /// one who tells it (he speaks elsewhere), then, where nobody tells it, anywhere in the sentence. `own_clause`: only the
  /// first of these (acts of speech have no other place).
  EntityId place_of(const TreeIndex& tree, WordId trigger, bool own_clause) const;
  /// The time named for it, sought in the same order.
  std::optional<ClaimWhen> time_of(const TreeIndex& tree, WordId trigger, bool own_clause) const;

  /// Whether a place or a time is named in the phrase of `word`.
  bool has_below(const TreeIndex& tree, WordId word) const;

  /// The days of a time value; nothing for durations and unresolved ones.
  std::optional<DayInterval> days_of(const ClaimWhen& when) const;
  /// True where the days ended more than a month before the page's date.
  bool is_historical(DayInterval days) const;
  bool is_after_page(DayInterval days) const;

 private:
  struct Located {
    WordId head;
    EntityId entity;
  };

  /// The clause above `clause`, invalid at the root and where `clause` is what somebody tells; `told` is set then.
  WordId climb(const TreeIndex& tree, WordId clause, bool& told) const;
  bool is_limit(WordId word) const;
  bool is_locative(const TreeIndex& tree, WordId head) const;
  EntityId best_place(const TreeIndex& tree, WordId clause, WordId trigger) const;
  const TimeMention* best_time(const TreeIndex& tree, WordId clause, WordId trigger) const;
  std::vector<Located> places_in(const TreeIndex& tree) const;
  std::span<const TimeMention* const> times_in(const TreeIndex& tree) const;

  const codebook::Codebook& book_;
  const Document& document_;
  std::vector<Located> places_;            // in order of text
  std::vector<const TimeMention*> times_;  // that have days; in order of text
  std::vector<bool> is_cue_;               // by word: a cue of speech
};

/// The verb, event noun or root whose clause the word stands in: the word itself or the first such word above it.
WordId clause_of(const TreeIndex& tree, WordId word);
/// The clause above the clause of `word`; invalid at the root.
WordId clause_above(const TreeIndex& tree, WordId word);

}  // namespace musnad::coding
