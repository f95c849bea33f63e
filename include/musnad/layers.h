// The elements of a Document's layers, in the field's words. All spans are bytes of Document::text() (ByteSpan).
// Elements are plain values; a layer of them is written once, by one stage, and then sealed.
#pragma once

#include <musnad/grammar.h>
#include <musnad/span.h>

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace musnad {

enum class Language : std::uint8_t { kUnd, kAr, kEn };

// ---- page ------------------------------------------------------------------------------------------------------

enum class BlockKind : std::uint8_t {
  kHeadline,
  kSubheadline,
  kDateline,
  kByline,
  kCredit,
  kCaption,
  kBody,
  kMasthead,
  kRelated,
  kBoilerplate
};

struct Block;
using BlockId = Id<Block>;

/// A stretch of the page of one purpose. Blocks tile the text.
struct Block {
  BlockKind kind = BlockKind::kBody;
  ByteSpan span;
  BlockId repeat_of;  ///< an earlier block with the same words
};

// ---- sentences, tokens, words ----------------------------------------------------------------------------------

struct Sentence;
struct Token;
struct Word;
struct Tag;
struct Arc;
using SentenceId = Id<Sentence>;
using TokenId = Id<Token>;
using WordId = Id<Word>;

struct Sentence {
  ByteSpan span;
  BlockId block;
  IdRange<Token> tokens;
};

/// A surface unit: letters between spaces and punctuation, or one punctuation mark.
struct Token {
  ByteSpan span;
  SentenceId sentence;
};

/// A syntactic unit: what a tree's nodes are. Arabic wa+li+l+sultati is one token, four words.
struct Word {
  ByteSpan span;  ///< its own characters; where `exact` is false the nearest cut (li+l-: from the article's lam on), or the whole token
  TokenId token;
  SentenceId sentence;
  bool exact = true;  ///< false: the word cannot be cut from its token's characters (the second l of li+l-)
  std::string form;   ///< as UD writes it: without tatweel; equal to the text of `span` where exact
};

/// Part of speech, features and lemma of the word with the same id (layer parallel to words).
struct Tag {
  Upos upos = Upos::X;
  Features features;
  std::string lemma;  ///< unvowelled for Arabic; lower case for English but proper nouns
};

/// The word's head and its relation to it (layer parallel to words). `head` invalid and `relation` kRoot: the root of
/// its sentence; `relation` kNone: the sentence was not parsed.
struct Arc {
  WordId head;
  Relation relation = Relation::kNone;
};

// ---- names, numbers, times ---------------------------------------------------------------------------------------

enum class NameKind : std::uint8_t { kPerson, kOrganisation, kPlace, kFacility, kNation, kOther };

/// A name found by the tagger or a gazetteer.
struct Name {
  ByteSpan span;
  IdRange<Word> words;
  NameKind kind = NameKind::kOther;
  std::string rule;  ///< "model" or the gazetteer that found it
};

enum class Qualifier : std::uint8_t { kExact, kAtLeast, kAtMost, kAbout, kBetween, kVague };

/// A number in digits or words. `span` is the number words only, `words` likewise.
struct NumberMention {
  ByteSpan span;
  IdRange<Word> words;
  double low = 0;
  std::optional<double> high;  ///< nothing when open: "at least 13" is low 13, high nothing
  Qualifier qualifier = Qualifier::kExact;
  bool ordinal = false;
  bool percent = false;
  std::string rule;
};

enum class Precision : std::uint8_t { kDay, kWeek, kMonth, kYear, kUnknown };
enum class TimeBasis : std::uint8_t { kExplicit, kWeekday, kRelative, kAnchored, kVague };

/// Days since 1970-01-01, both ends included.
struct DayInterval {
  std::int32_t first = 0;
  std::int32_t last = 0;
  friend auto operator<=>(const DayInterval&, const DayInterval&) = default;
};

/// A time expression. `value` is EDTF (ISO 8601-2 level 1), see docs/record.md.
struct TimeMention {
  ByteSpan span;
  IdRange<Word> words;
  std::string value;  ///< empty where it could not be resolved
  Precision precision = Precision::kUnknown;
  TimeBasis basis = TimeBasis::kExplicit;
  std::optional<DayInterval> days;  ///< the days it covers; nothing for durations and unresolved ones
  bool duration = false;
  std::string rule;
};

enum class DateBasis : std::uint8_t { kGiven, kMetadata, kUrl, kDateline, kText };

/// When the page was published.
struct PageDate {
  DayInterval days;
  Precision precision = Precision::kUnknown;
  DateBasis basis = DateBasis::kText;
  std::vector<ByteSpan> spans;  ///< what in the text led there
};

// ---- entities ------------------------------------------------------------------------------------------------------

enum class EntityKind : std::uint8_t { kPerson, kGroup, kOrganisation, kState, kPlace, kFacility, kVehicle, kWeapon, kDocument, kOther };
enum class MentionForm : std::uint8_t { kName, kNominal, kPronoun };
enum class PlacePrecision : std::uint8_t { kPoint, kCity, kDistrict, kProvince, kCountry, kRegion };

struct Entity;
struct Mention;
using EntityId = Id<Entity>;
using MentionId = Id<Mention>;

/// Where a place is.
struct PlaceInfo {
  double lat = 0;
  double lon = 0;
  bool located = false;  ///< lat and lon are known
  std::string country;   ///< ISO 3166-1 alpha-3
  std::string admin1;
  std::string city;
  std::uint32_t geonames = 0;
  PlacePrecision precision = PlacePrecision::kCountry;
  std::string basis;  ///< "gazetteer", "transliteration", "country table", ...
};

/// One noun phrase, name or pronoun that refers to an entity.
struct Mention {
  ByteSpan span;        ///< the phrase without article, numeral and relative clause
  IdRange<Word> words;  ///< the words of `span`
  WordId head;          ///< its syntactic head
  MentionForm form = MentionForm::kNominal;
  EntityId entity;
  std::string rule;
  ByteSpan name;  ///< where `form` is kName: the name alone, without the title before it; else empty

  /// What the record shows: a name, or the phrase.
  ByteSpan shown() const { return form == MentionForm::kName && !name.empty() ? name : span; }
};

/// What one or more mentions of a page refer to.
struct Entity {
  EntityKind kind = EntityKind::kOther;
  std::string name;
  std::string name_en;
  std::string country;  ///< ISO 3166-1 alpha-3 or empty
  std::string sector;   ///< PLOVER sector or empty
  std::string code;     ///< actor code: "KAZ COP", "IGO CSTO"; or empty
  std::optional<PlaceInfo> place;
  std::vector<MentionId> mentions;  ///< in order of text
};

// ---- codebook matches ------------------------------------------------------------------------------------------------

/// A codebook entry found in the text: an event trigger, a cue, an actor noun, an agency...
struct LexiconMatch {
  std::uint32_t entry = 0;  ///< index into Codebook::entries()
  ByteSpan span;
  IdRange<Word> words;
  WordId head;                    ///< the word that carries the entry's head
  Upos upos = Upos::X;            ///< part of speech of the form that matched: VERB, NOUN (masdar), ADJ (participle)
  Voice voice = Voice::kNone;     ///< of the generated form; kNone where the form is ambiguous
  Number number = Number::kNone;  ///< likewise
};

// ---- claims ------------------------------------------------------------------------------------------------------------

enum class Role : std::uint8_t { kActor, kRecipient, kInstrument, kIssue };
enum class CountKind : std::uint8_t { kKilled, kInjured, kArrested, kAbducted, kMissing, kDisplaced, kParticipants, kDeployed, kOther };
enum class Polarity : std::uint8_t { kAffirmed, kDenied };
enum class ClaimTime : std::uint8_t { kPast, kOngoing, kFuture, kHistorical };
enum class ClaimMood : std::uint8_t { kAsserted, kPlanned, kThreatened, kDemanded, kHypothetical, kAlleged, kCondemned };
enum class Outcome : std::uint8_t { kAccomplished, kAttempted, kPrevented };

struct Status {
  Polarity polarity = Polarity::kAffirmed;
  ClaimTime time = ClaimTime::kPast;
  ClaimMood mood = ClaimMood::kAsserted;
  Outcome outcome = Outcome::kAccomplished;
  friend bool operator==(const Status&, const Status&) = default;
};

struct Argument {
  Role role = Role::kActor;
  EntityId entity;
  ByteSpan span;
  WordId head;
};

struct Count;
using CountId = Id<Count>;

/// How many. Ids run through the whole document.
struct Count {
  CountId id;
  CountKind kind = CountKind::kKilled;
  double low = 0;
  std::optional<double> high;
  Qualifier qualifier = Qualifier::kExact;
  EntityId of;
  CountId subset_of;
  ByteSpan span;
};

struct ClaimWhen {
  std::string value;
  Precision precision = Precision::kUnknown;
  std::optional<ByteSpan> span;
  TimeBasis basis = TimeBasis::kExplicit;
};

struct AcledCode {
  std::string event_type;
  std::string sub_event_type;
};

struct Predication;
using PredicationId = Id<Predication>;

/// One act named by one trigger, as the sentence has it; not yet tied to a teller.
struct Predication {
  std::uint32_t entry = 0;  ///< the codebook entry
  std::string type;         ///< PLOVER
  std::string mode;         ///< or empty
  std::string cameo;        ///< or empty
  std::optional<AcledCode> acled;
  ByteSpan trigger;
  WordId head;  ///< the trigger's head word
  SentenceId sentence;
  std::vector<Argument> args;
  std::vector<Count> counts;
  std::optional<ClaimWhen> time;
  EntityId place;
  std::vector<EntityId> other_places;  ///< named with it by one coordination: "in A and B"
  Status status;
  std::string rule;  ///< frame family + construction (+ fallback)
};

enum class SourceKind : std::uint8_t { kPage, kAgency, kOutlet, kOfficial, kOrganisation, kPerson, kDocument, kWitness, kPublic, kUnnamed };
enum class QuoteForm : std::uint8_t { kDirect, kMixed, kIndirect };
enum class Stance : std::uint8_t { kNeutral, kEndorses, kDistances, kDenies, kDoubts };

struct Source;
struct Attribution;
struct Claim;
struct Event;
using SourceId = Id<Source>;
using AttributionId = Id<Attribution>;
using ClaimId = Id<Claim>;
using EventId = Id<Event>;

/// A teller, once for each act of telling. Element 0 is always the page itself.
struct Source {
  SourceKind kind = SourceKind::kUnnamed;
  EntityId entity;
  std::optional<ByteSpan> span;
  std::string name;
  bool named = false;
};

/// One act of telling: source, cue, content, as in PARC and PolNeAR, with nesting.
struct Attribution {
  SourceId source;  ///< invalid where the text hides the teller
  std::vector<ByteSpan> cue;
  std::vector<ByteSpan> content;
  QuoteForm form = QuoteForm::kIndirect;
  Stance stance = Stance::kNeutral;
  AttributionId parent;
  WordId cue_head;
  std::string rule;
};

/// A predication with its chain.
struct Claim {
  Predication act;
  AttributionId attribution;
  std::vector<SourceId> chain;  ///< from the page inwards; an invalid id for a hidden teller
  std::vector<std::string> defects;
};

struct EventCount {
  CountKind kind = CountKind::kKilled;
  EntityId of;
  double low = 0;
  std::optional<double> high;
  std::vector<std::pair<ClaimId, CountId>> values;
};

/// Claims of the page that speak of one happening.
struct Event {
  std::string type;
  std::string mode;
  std::string cameo;
  std::optional<AcledCode> acled;
  std::vector<ClaimId> claims;
  std::vector<EntityId> actors;
  std::vector<EntityId> recipients;
  std::vector<EntityId> instruments;
  std::vector<EventCount> counts;
  std::optional<ClaimWhen> time;
  EntityId place;
  std::vector<EntityId> other_places;  ///< as of a claim
  Status status;
};

/// The place of a predication or an event and those named with it.
template <class Act>
std::vector<EntityId> places_of(const Act& act) {
  std::vector<EntityId> places;
  if (act.place.valid()) places.push_back(act.place);
  places.insert(places.end(), act.other_places.begin(), act.other_places.end());
  return places;
}

}  // namespace musnad
