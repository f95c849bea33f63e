// The grammar of time expressions: one parser for both languages over the kinds of words in times.tsv; where they order
// their words differently both orders are allowed, since no kind is shared by accident.
#pragma once

#include "coding/times/numbers.h"
#include "coding/times/time_expression.h"
#include "coding/times/time_kinds.h"

namespace musnad::coding {

struct ParsedTime {
  TimeExpression expression;
  std::uint32_t begin = 0, end = 0;  ///< atoms
  std::uint32_t skip = 0;            ///< folded bytes of the first atom before it
  TimeBasis basis = TimeBasis::kExplicit;
  std::string_view rule;
  int day_word = TimeExpression::kNoDirection;  ///< "yesterday, Wednesday 17 January": -1
  bool future = false;                          ///< the words themselves look forward: "until 19 January"
  bool anchored = false;                        ///< counts from the time named before it: "two days later", "the next day"
  bool of_event = false;                        ///< counts from what is named next: "two days before the vote"
};

/// `n` units from the reference: -1 day is yesterday.
TimeExpression shift(Unit unit, int n);

/// Parses one sentence. Holds references: the reader, tables and atoms must outlive it.
class TimeGrammar {
 public:
  TimeGrammar(const NumberReader& numbers, const WordTable& words, const std::vector<Atom>& atoms);

  /// Every time expression of the sentence, in order, none overlapping.
  std::vector<ParsedTime> parse() const;
  const Matches& matches() const { return times_; }

 private:
  using Found = std::optional<ParsedTime>;
  struct Day {
    int day;
    std::size_t end;
    bool ordinal;
  };
  struct Month {
    int month;
    bool hijri;
    std::size_t end;
    std::uint32_t skip;
    bool sure;
  };
  struct Amount {
    double value;
    std::size_t end;
  };

  // time_grammar.cpp: relative expressions and composition
  Found longest(std::size_t at) const;
  Found simple(std::size_t at) const;
  Found day_word(std::size_t at) const;
  Found directed_unit(std::size_t at) const;
  Found counted_units(std::size_t at) const;
  Found step(std::size_t at) const;
  Found weekday(std::size_t at) const;
  Found nth(std::size_t at) const;
  Found part(std::size_t at) const;
  Found range(std::size_t at) const;
  Found since(std::size_t at) const;
  Found season(std::size_t at) const;
  Found holiday(std::size_t at) const;
  Found whole(std::size_t at) const;
  void add_dayparts(ParsedTime& found) const;
  void add_clock(ParsedTime& found) const;

  // time_dates.cpp: calendar dates and clock times
  Found figures(std::size_t at) const;
  Found date(std::size_t at) const;
  Found day_month(std::size_t at) const;
  Found month_day(std::size_t at) const;
  Found month_year(std::size_t at) const;
  Found day_range(std::size_t at) const;
  Found lone_day(std::size_t at) const;
  Found year(std::size_t at, bool bare = false) const;
  Found decade(std::size_t at) const;
  Found clock(std::size_t at) const;
  std::optional<Day> day_number(std::size_t at) const;
  std::optional<Month> month_name(std::size_t at) const;
  std::optional<std::pair<int, std::size_t>> year_number(std::size_t at) const;
  std::size_t year_after(std::size_t at, TimeExpression& e) const;
  std::optional<Amount> amount(std::size_t at) const;
  Unit unit_at(std::size_t at, tw::Kind kind, const WordTable::Hit** hit) const;

  const WordTable::Hit* is(std::size_t at, tw::Kind kind) const { return at < atoms_.size() ? times_.find(at, kind) : nullptr; }
  bool mark(std::size_t at, std::string_view text) const { return at < atoms_.size() && atoms_[at].text == text; }
  bool word(std::size_t at) const { return at < atoms_.size() && atoms_[at].kind == Atom::Kind::kWord; }
  std::size_t skip_the(std::size_t at) const { return is(at, tw::kThe) ? at + 1 : at; }
  std::size_t skip_of(std::size_t at) const;
  static ParsedTime made(TimeExpression e, std::size_t begin, std::size_t end, TimeBasis basis, std::string_view rule,
                         std::uint32_t skip = 0);

  const NumberReader& reader_;
  const WordTable& words_;
  const std::vector<Atom>& atoms_;
  Matches times_, numbers_;
};

}  // namespace musnad::coding
