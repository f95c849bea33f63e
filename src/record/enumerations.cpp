#include "record/enumerations.h"

#include <array>

namespace musnad::record {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kLanguages[] = {"und", "ar", "en"};
constexpr std::string_view kBlockKinds[] = {"headline", "subheadline", "dateline", "byline",  "credit",
                                            "caption",  "body",        "masthead", "related", "boilerplate"};
constexpr std::string_view kPrecisions[] = {"day", "week", "month", "year", "unknown"};
constexpr std::string_view kTimeBases[] = {"explicit", "weekday", "relative", "anchored", "vague"};
constexpr std::string_view kDateBases[] = {"given", "metadata", "url", "dateline", "text"};
constexpr std::string_view kQualifiers[] = {"exact", "at_least", "at_most", "about", "between", "vague"};
constexpr std::string_view kEntityKinds[] = {"person",   "group",   "organisation", "state",    "place",
                                             "facility", "vehicle", "weapon",       "document", "other"};
constexpr std::string_view kMentionForms[] = {"name", "nominal", "pronoun"};
constexpr std::string_view kPlacePrecisions[] = {"point", "city", "district", "province", "country", "region"};
constexpr std::string_view kSourceKinds[] = {"page",   "agency",   "outlet",  "official", "organisation",
                                             "person", "document", "witness", "public",   "unnamed"};
constexpr std::string_view kQuoteForms[] = {"direct", "mixed", "indirect"};
constexpr std::string_view kStances[] = {"neutral", "endorses", "distances", "denies", "doubts"};
constexpr std::string_view kRoles[] = {"actor", "recipient", "instrument", "issue"};
constexpr std::string_view kCountKinds[] = {"killed",    "injured",      "arrested", "abducted", "missing",
                                            "displaced", "participants", "deployed", "other"};
constexpr std::string_view kPolarities[] = {"affirmed", "denied"};
constexpr std::string_view kClaimTimes[] = {"past", "ongoing", "future", "historical"};
constexpr std::string_view kClaimMoods[] = {"asserted", "planned", "threatened", "demanded", "hypothetical", "alleged", "condemned"};
constexpr std::string_view kOutcomes[] = {"accomplished", "attempted", "prevented"};

constexpr std::string_view kEventTypes[] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                            "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::string_view kSectors[] = {"GOV", "MIL", "COP", "REB", "UAF", "JUD", "LEG", "PTY", "OPP", "CVL", "MED", "JRN", "LAB",
                                         "BUS", "CRM", "REL", "REF", "EDU", "ELI", "SPY", "PRM", "AGR", "SOC", "PRE", "UNK"};
constexpr std::string_view kDefects[] = {"unnamed_source", "missing_link",     "hidden_source",
                                         "vague_start",    "concealed_credit", "page_gloss"};

// PLOVER 0.8.
constexpr std::string_view kConsultModes[] = {"visit", "third-party", "multilateral", "phone"};
constexpr std::string_view kRetreatModes[] = {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"};
constexpr std::string_view kRequestModes[] = {"assist", "change", "yield", "meet"};
constexpr std::string_view kAccuseModes[] = {"disapprove", "investigate", "allege"};
constexpr std::string_view kThreatenModes[] = {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"};
constexpr std::string_view kProtestModes[] = {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"};
constexpr std::string_view kSanctionModes[] = {"convict", "expel", "withdraw", "discontinue"};
constexpr std::string_view kMobilizeModes[] = {"troops", "weapons", "police", "militia"};
constexpr std::string_view kCoerceModes[] = {"seize",  "restrict", "ban",      "censor",         "curfew", "martial-law",
                                             "arrest", "deport",   "withhold", "misinformation", "cyber"};
constexpr std::string_view kAssaultModes[] = {
    "abduct",     "beat",           "torture", "execute", "sexual",        "targeted",      "destroy",   "primitive", "firearms",
    "explosives", "suicide-attack", "aerial",  "drone",   "heavy-weapons", "crowd-control", "cleansing", "massacre",  "unconventional"};

struct TypeModes {
  std::string_view type;
  Words modes;
};
constexpr TypeModes kModes[] = {
    {"CONSULT", kConsultModes},   {"RETREAT", kRetreatModes},   {"REQUEST", kRequestModes}, {"REJECT", kRequestModes},
    {"ACCUSE", kAccuseModes},     {"THREATEN", kThreatenModes}, {"PROTEST", kProtestModes}, {"SANCTION", kSanctionModes},
    {"MOBILIZE", kMobilizeModes}, {"COERCE", kCoerceModes},     {"ASSAULT", kAssaultModes},
};

}  // namespace

// clang-format off
template <> Words words_of<Language>() { return kLanguages; }
template <> Words words_of<BlockKind>() { return kBlockKinds; }
template <> Words words_of<Precision>() { return kPrecisions; }
template <> Words words_of<TimeBasis>() { return kTimeBases; }
template <> Words words_of<DateBasis>() { return kDateBases; }
template <> Words words_of<Qualifier>() { return kQualifiers; }
template <> Words words_of<EntityKind>() { return kEntityKinds; }
template <> Words words_of<MentionForm>() { return kMentionForms; }
template <> Words words_of<PlacePrecision>() { return kPlacePrecisions; }
template <> Words words_of<SourceKind>() { return kSourceKinds; }
template <> Words words_of<QuoteForm>() { return kQuoteForms; }
template <> Words words_of<Stance>() { return kStances; }
template <> Words words_of<Role>() { return kRoles; }
template <> Words words_of<CountKind>() { return kCountKinds; }
template <> Words words_of<Polarity>() { return kPolarities; }
template <> Words words_of<ClaimTime>() { return kClaimTimes; }
template <> Words words_of<ClaimMood>() { return kClaimMoods; }
template <> Words words_of<Outcome>() { return kOutcomes; }
// clang-format on

Words event_types() {
  return kEventTypes;
}
Words sectors() {
  return kSectors;
}
Words defects() {
  return kDefects;
}
Words modes_of(std::string_view type) {
  for (const TypeModes& row : kModes)
    if (row.type == type) return row.modes;
  return {};
}

}  // namespace musnad::record
