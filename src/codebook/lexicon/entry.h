// What a row or block of the codebook says: entries, frames and their slots. Plain values, made by the loader.
#pragma once

#include <musnad/layers.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codebook/lexicon/path.h"

namespace musnad::codebook {

/// Where something stands in the codebook: `codebook/ar/lexicon/events.tsv:41`.
struct Origin {
  std::string file;
  std::uint32_t line = 0;
  std::string to_string() const { return file + ":" + std::to_string(line); }
};

/// The table an entry comes from.
enum class EntryKind : std::uint8_t { kEvent, kSpeech, kActor, kGrammar, kCountry, kOrganisation, kAgency, kPerson };
std::string_view to_string(EntryKind kind);
/// The shared tables, whose rows are one bearer of names each.
bool is_named(EntryKind kind);

/// Which cell of a row of the shared tables the entry's forms come from; a row gives one entry a facet and language.
enum class Facet : std::uint8_t { kLemma, kName, kAlias, kAdjective, kPeople, kCapital };
std::string_view to_string(Facet facet);

/// Paths from the trigger of an active finite clause to a filler, best first. Roles of event frames: actor, recipient,
/// instrument, issue, place; of speech entries: source, content, addressee, carrier, topic. Constructions add `cause` (the
/// act or thing that brought the act about). Other names are allowed and come back as written.
struct Slot {
  std::string role;
  std::vector<Path> alternatives;
};

/// A count of the frame: numbers on the filler of `slot` ("trigger": on the trigger itself) count this.
struct FrameCount {
  CountKind kind = CountKind::kOther;
  std::string slot;
  bool singly = false;  ///< a noun for people in the singular or dual is a count
};

/// A frame family of frames.txt, or a family with the overrides of one entry applied, or the slots of a speech entry.
struct Frame {
  std::string name;  ///< the family's name; "speech" for a speech entry without an act
  Language language = Language::kUnd;
  std::string type;                          ///< PLOVER type; empty for speech
  std::string mode;                          ///< or empty
  std::string cameo;                         ///< or empty
  std::string acled_event, acled_sub_event;  ///< or empty
  std::vector<Slot> slots;
  std::vector<FrameCount> counts;
  /// What a bare idafa or `of` phrase means under nouns of this frame: kObj, kNsubj, or kNone where it depends.
  Relation idafa = Relation::kNone;
  bool countrywide = false;  ///< where no place is named, its place is a country: emergencies, bans of the press
  bool family = true;        ///< false: derived from the family `name` by overrides
  Origin origin;

  const Slot* find_slot(std::string_view role) const;
};

/// A condition of a trigger of several words: `+ obj:<lemma>|<lemma>`, `+ !obj`, `+ nsubj:@person`.
struct Condition {
  bool negated = false;
  Relation relation = Relation::kNone;
  std::vector<std::string> lemmas;   ///< folded; empty: any word
  std::vector<std::string> classes;  ///< `@class`: kind or sector of an actor noun, or `@event`, `@number`
  std::string written;
};

/// A row of a lexicon, or one facet of a row of a shared table.
struct Entry {
  static constexpr std::uint32_t kNoFrame = std::numeric_limits<std::uint32_t>::max();

  EntryKind kind = EntryKind::kEvent;
  Facet facet = Facet::kLemma;
  Language language = Language::kUnd;
  std::string lemma;     ///< the head's lemma as written (a name may have several words)
  std::string particle;  ///< what follows a phrasal head: "out" of `carry out`; folded, or empty
  Upos pos = Upos::X;    ///< VERB, NOUN, ADJ, ADP, PROPN ... of the lemma; X: any
  std::vector<Condition> conditions;
  std::uint32_t frame = kNoFrame;  ///< index into Codebook::frames(): effective frame of an event, slots of a speech entry
  std::uint32_t act = kNoFrame;    ///< speech only: the frame of the act that the telling is
  std::vector<std::pair<std::string, std::string>> cells;  ///< every cell of the row that is not empty, by column name
  Origin origin;

  /// The cell of a column, empty where the row has none: get("sector"), get("stance"), get("country"), get("iso3").
  std::string_view get(std::string_view column) const;
  /// The alternatives of a cell, split at `|`.
  std::vector<std::string_view> get_all(std::string_view column) const;
};

/// Of the nouns for actors: one for a person or for several.
bool names_people(const Entry& entry);

}  // namespace musnad::codebook
