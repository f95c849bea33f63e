// Names of places that the tagger of names did not give as such: runs of proper nouns that the gazetteer knows, the places
// that names of bodies and facilities are made with ("the Homs Military Hospital"), and those of datelines.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "coding/entities/actors.h"
#include "coding/entities/gazetteer.h"
#include "coding/entities/mentions.h"

namespace musnad::coding {

/// The candidates of a document while they are being found.
struct FoundMentions {
  std::vector<Candidate> all;
  std::size_t begin = 0;  ///< of the sentence at hand

  bool taken(const Document& doc, WordId word) const;
  /// Whether a place of this sentence ends before the word.
  bool ends_place(std::uint32_t word) const;
};

/// The names of the places among the candidates of a document, while these are found.
class PlacesBefore {
 public:
  /// Whether a candidate before the word is a place that is spelled like it, but for hamza and the like.
  bool contain(const Document& doc, const FoundMentions& found, WordId word);

 private:
  std::unordered_set<std::string> names_;  // folded
  std::size_t noted_ = 0;                  // candidates
};

/// The kind of place (`level` of grammar.tsv) that a noun says of the name before it, or of all names joined to it: "Walton and
/// Oconee counties"; empty where none does. `end`: the word after the name.
std::string_view level_after(const codebook::Codebook& book, const Document& doc, std::uint32_t end);

class PlaceFinder {
 public:
  /// `gazetteer` may be null: then only the codebook's countries are known.
  PlaceFinder(const codebook::Codebook& book, const Document& doc, const Gazetteer* gazetteer, const MatchIndex& matches,
              const std::vector<bool>& in_time)
      : book_(book), doc_(doc), gazetteer_(gazetteer), matches_(matches), in_time_(in_time) {}

  const codebook::Entry* country_named(std::string_view form) const;
  /// A country or, where there is none of that name, a capital.
  const codebook::Entry* row_named(std::string_view form) const;
  bool is_known(IdRange<Word> words) const;
  /// Bytes of a preposition or particle that was left written to a name: only without it the gazetteer knows the name.
  std::uint32_t uncut_clitic(ByteSpan name) const;
  bool is_place_noun(WordId word) const;
  /// Whether a name of something else could be the name of a place that the gazetteer knows: it stands where one does, or before
  /// a noun ("Alton man").
  bool may_be_place(const TreeIndex& tree, const Name& name, WordId head, const FoundMentions& found) const;
  /// Whether a place may begin there: after a preposition of place, a noun for a kind of place ("the city of X"), or "and"
  /// after another place.
  bool is_led(const TreeIndex& tree, std::uint32_t at, const FoundMentions& found) const;
  /// "north" and the like, which name no place by themselves.
  bool is_direction(std::uint32_t word) const;
  /// Whether a name of no person that the gazetteer knows stands where a place does.
  bool stands_as_place(const TreeIndex& tree, const Name& name, const FoundMentions& found) const;

  static constexpr std::string_view kRun = "gazetteer, several words";  ///< rule of what add_known_runs adds
  /// Adds what the gazetteer knows by several Arabic tokens or by one that was cut; to be called before all else.
  void add_known_runs(const TreeIndex& tree, FoundMentions& found) const;
  /// A name with what hyphens join to it, unless both sides are known: "Al-Bab", "Jalal-Abad", not "Paris-London".
  IdRange<Word> over_hyphens(IdRange<Word> name) const;
  /// Adds the places of a sentence outside the mentions found so far.
  void add_places(const TreeIndex& tree, FoundMentions& found);
  /// Adds the places within the name of a body or facility.
  void add_places_within(const Name& name, FoundMentions& found) const;
  /// Adds the places of a dateline.
  void add_places_of_dateline(const TreeIndex& tree, FoundMentions& found) const;

 private:
  std::uint32_t add_place(const TreeIndex& tree, std::uint32_t at, FoundMentions& found);
  bool hyphen_at(std::uint32_t word) const;
  bool is_cut_at_hyphen(IdRange<Word> words) const;
  bool is_short_part(std::uint32_t word) const;
  static constexpr std::uint32_t kTown = 20'000;  // people of a place that needs nothing before it
  std::uint32_t people_of(ByteSpan name) const;
  std::uint32_t people_of_key(std::string_view key) const;
  struct Run {
    IdRange<Word> words;
    std::string key;  ///< as name_key has it
  };
  std::vector<Run> runs_from(const TreeIndex& tree, std::uint32_t at, std::vector<std::string>& keys) const;
  IdRange<Word> known_run(const TreeIndex& tree, std::uint32_t at, bool is_cut, bool led, std::vector<std::string>& keys) const;
  bool stands_in_token(std::uint32_t at) const;
  bool is_unmistakable(std::uint32_t at) const;
  bool is_cut_wrongly(const TreeIndex& tree, std::uint32_t at) const;
  bool may_begin(std::uint32_t word, bool led) const;
  bool is_run(const TreeIndex& tree, const Run& run, bool led) const;
  bool is_common_noun(std::uint32_t word) const;
  bool is_site(WordId word) const;  ///< a noun for a building or a way
  bool is_proper(std::uint32_t word) const;
  bool is_capital(std::uint32_t word) const;
  bool is_nominal(std::uint32_t word) const;
  bool is_hyphen(std::uint32_t word) const { return doc_.at(WordId{word}).form == "-"; }
  bool stands_alone(const TreeIndex& tree, WordId word) const;
  bool may_be_named_by(std::uint32_t noun, std::uint32_t at) const;
  bool begins_adjectival(const TreeIndex& tree, std::uint32_t at) const;
  bool opens_dateline(const TreeIndex& tree, IdRange<Word> words) const;
  bool begins_part(const Name& name, std::uint32_t at) const;
  bool is_bare_name(IdRange<Word> words) const;
  bool is_well_known(const std::vector<Gazetteer::Hit>& hits) const;
  bool is_division(const std::vector<Gazetteer::Hit>& hits) const;
  Candidate make(IdRange<Word> words, Doubt doubt) const;

  const codebook::Codebook& book_;
  const Document& doc_;
  const Gazetteer* gazetteer_;
  const MatchIndex& matches_;
  const std::vector<bool>& in_time_;  // words of time expressions name no places
  PlacesBefore places_before_;
};

}  // namespace musnad::coding
