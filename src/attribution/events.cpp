#include "attribution/events.h"

#include <algorithm>

namespace musnad::attribution {
namespace {

bool agree(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() || a == b;
}

// Told as something that happened or goes on, or else as a plan, demand, threat or supposition: these do not mix.
bool is_real(const Status& status) {
  return status.mood == ClaimMood::kAsserted || status.mood == ClaimMood::kAlleged || status.mood == ClaimMood::kCondemned;
}

bool shares_party(const Claim& a, const Claim& b) {
  return std::any_of(a.act.args.begin(), a.act.args.end(), [&](const Argument& x) {
    return x.entity.valid() &&
           std::any_of(b.act.args.begin(), b.act.args.end(), [&](const Argument& y) { return x.role == y.role && x.entity == y.entity; });
  });
}

bool shares_count(const Claim& a, const Claim& b) {
  return std::any_of(a.act.counts.begin(), a.act.counts.end(), [&](const Count& x) {
    return std::any_of(b.act.counts.begin(), b.act.counts.end(),
                       [&](const Count& y) { return x.kind == y.kind && x.low == y.low && x.high == y.high; });
  });
}

// What is alleged is the same as what is told as fact only where a party or the word for the act speaks for it.
bool same_allegation(const Claim& a, const Claim& b) {
  return (a.act.status.mood == ClaimMood::kAlleged) == (b.act.status.mood == ClaimMood::kAlleged) || a.act.entry == b.act.entry ||
         shares_party(a, b);
}

// "clashes with the police, looting and vandalism": nouns for acts that stand side by side are several acts, though one may be joined to a
// party.
bool side_by_side(const Document& document, const Claim& a, const Claim& b) {
  const auto is_noun = [&](const Claim& claim) { return document.tag(claim.act.head).upos == Upos::NOUN; };
  if (a.act.sentence != b.act.sentence || a.act.entry == b.act.entry || !is_noun(a) || !is_noun(b)) return false;
  const auto joined_to = [&](WordId word, WordId other) {
    if (!word.valid() || base_of(document.arc(word).relation) != Relation::kConj) return false;
    for (int steps = 0; word.valid() && word != other && steps < 6; ++steps) {
      const Relation relation = base_of(document.arc(word).relation);
      if (relation != Relation::kConj && relation != Relation::kNmod && relation != Relation::kObl) return false;
      word = document.arc(word).head;
    }
    return word == other;
  };
  return joined_to(a.act.head, b.act.head) || joined_to(b.act.head, a.act.head);
}

// The page's own words go with anybody's.
bool same_teller(const Document& document, const Claim& a, const Claim& b) {
  const auto teller = [&](const Claim& claim) {
    const SourceId source = claim.attribution.valid() ? document.at(claim.attribution).source : SourceId{0};
    return source.valid() && source.value != 0 ? document.at(source).entity : EntityId{};
  };
  return a.chain == b.chain || !a.attribution.valid() || !b.attribution.valid() || (teller(a).valid() && teller(a) == teller(b));
}

// "attacks", "explosions": told as several, they may be others than the next teller's.
bool is_several(const Document& document, const Claim& claim) {
  const Tag& tag = document.tag(claim.act.head);
  return tag.upos == Upos::NOUN && tag.features.number == Number::kPlur;
}

// "Gunfire was heard": a noun that names no known act, no party and no count says nothing of what the next teller saw.
bool is_bare(const Document& document, const Claim& claim) {
  const WordId head = claim.act.head;
  const auto is_definite = [&](WordId word) { return document.tag(word).features.definite == Definite::kDef; };
  if (document.tag(head).upos != Upos::NOUN || is_definite(head) || !claim.act.counts.empty() || !claim.act.args.empty()) return false;
  for (std::uint32_t word = document.words_of(claim.act.sentence).begin; word < head.value; ++word)
    if (document.arc(WordId{word}).head == head && document.tag(WordId{word}).upos == Upos::DET && is_definite(WordId{word})) return false;
  return true;
}

// Whether a word, a mode, a party or a count of one speaks for the other; between one act and another of the same teller
// silence is enough.
bool speaks_for(const Document& document, const Claim& a, const Claim& b) {
  if (a.act.entry == b.act.entry || (!a.act.mode.empty() && a.act.mode == b.act.mode) || shares_party(a, b) || shares_count(a, b))
    return true;
  const bool told_apart = !same_teller(document, a, b) && (is_several(document, a) || is_several(document, b) || is_bare(document, a) ||
                                                           is_bare(document, b) || a.act.status.time != b.act.status.time);
  return !told_apart && !side_by_side(document, a, b);
}

bool same_reality(const Status& a, const Status& b) {
  if (is_real(a) != is_real(b)) return false;
  if ((a.time == ClaimTime::kHistorical) != (b.time == ClaimTime::kHistorical)) return false;
  return is_real(a) ? (a.time == ClaimTime::kFuture) == (b.time == ClaimTime::kFuture) : a.mood == b.mood;
}

bool same_one_place(const Document& document, EntityId a, EntityId b) {
  if (!a.valid() || !b.valid() || a == b) return true;
  const auto& x = document.at(a).place;
  const auto& y = document.at(b).place;
  if (!x || !y) return document.at(a).name == document.at(b).name;
  if (!agree(x->country, y->country)) return false;
  const auto wide = [](const PlaceInfo& place) {
    return place.precision == PlacePrecision::kCountry || place.precision == PlacePrecision::kRegion ||
           place.precision == PlacePrecision::kProvince;
  };
  if (wide(*x) || wide(*y)) return agree(x->admin1, y->admin1);  // a town lies in the country named elsewhere
  if (x->precision == PlacePrecision::kPoint || y->precision == PlacePrecision::kPoint) return !x->city.empty() && x->city == y->city;
  return x->geonames != 0 && x->geonames == y->geonames;
}

bool same_place(const Document& document, const Predication& a, const Predication& b) {
  if (!a.place.valid() || !b.place.valid()) return true;
  const auto x = places_of(a), y = places_of(b);
  return std::any_of(x.begin(), x.end(), [&](EntityId one) {
    return std::any_of(y.begin(), y.end(), [&](EntityId two) { return same_one_place(document, one, two); });
  });
}

bool same_level(const Document& document, EntityId a, EntityId b) {
  const auto& x = document.at(a).place;
  const auto& y = document.at(b).place;
  return x && y && x->precision == y->precision;
}

bool same_time(const std::optional<ClaimWhen>& a, const std::optional<ClaimWhen>& b) {
  if (!a || !b || a->value.empty() || b->value.empty()) return true;
  const std::size_t shared = std::min(a->value.size(), b->value.size());
  return a->value.compare(0, shared, b->value, 0, shared) == 0;  // "2022-01" holds "2022-01-06"
}

std::vector<EntityId> parties(const Claim& claim, Role role) {
  std::vector<EntityId> result;
  for (const Argument& argument : claim.act.args)
    if (argument.role == role && argument.entity.valid()) result.push_back(argument.entity);
  return result;
}

bool same_parties(const Document& document, const Claim& a, const Claim& b, Role role) {
  const auto x = parties(a, role), y = parties(b, role);
  if (x.empty() || y.empty()) return true;
  for (EntityId one : x)
    for (EntityId two : y) {
      if (one == two) return true;
      const Entity& p = document.at(one);
      const Entity& q = document.at(two);
      if (agree(p.country, q.country) && agree(p.sector, q.sector)) return true;
    }
  return false;
}

void add(std::vector<EntityId>& to, const std::vector<EntityId>& more) {
  for (EntityId id : more)
    if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
}

void add_count(Event& event, ClaimId claim, const Count& count) {
  for (EventCount& known : event.counts) {
    if (known.kind != count.kind || count.subset_of.valid()) continue;
    known.low = std::min(known.low, count.low);
    if (!known.high || !count.high)
      known.high.reset();
    else
      known.high = std::max(*known.high, *count.high);
    known.values.emplace_back(claim, count.id);
    return;
  }
  if (count.subset_of.valid()) return;
  event.counts.push_back({count.kind, count.of, count.low, count.high, {{claim, count.id}}});
}

// "Two of them were beheaded": how it was done to a part is not how it was done to the whole.
bool tells_of_part(const Claim& claim) {
  const auto& counts = claim.act.counts;
  return !counts.empty() && std::all_of(counts.begin(), counts.end(), [](const Count& count) { return count.subset_of.valid(); });
}

void add_claim(const Document& document, Event& event, ClaimId id) {
  const Claim& claim = document.at(id);
  const Predication& act = claim.act;
  if (event.claims.empty()) {
    event.type = act.type;
    event.status = act.status;
  }
  const bool of_all = event.claims.empty() || !tells_of_part(claim);
  if (event.mode.empty() && !act.mode.empty() && of_all) {
    event.mode = act.mode;
    event.cameo = act.cameo;
    event.acled = act.acled;
  }
  if (event.cameo.empty() && of_all) event.cameo = act.cameo;
  if (!event.acled && of_all) event.acled = act.acled;
  if (event.status.polarity == Polarity::kDenied && act.status.polarity == Polarity::kAffirmed) event.status = act.status;
  add(event.actors, parties(claim, Role::kActor));
  add(event.recipients, parties(claim, Role::kRecipient));
  add(event.instruments, parties(claim, Role::kInstrument));
  add(event.other_places, places_of(act));
  if (!event.place.valid() || (act.place.valid() && document.at(act.place).place && document.at(event.place).place &&
                               document.at(act.place).place->precision < document.at(event.place).place->precision))
    event.place = act.place.valid() ? act.place : event.place;
  if (act.time && (!event.time || act.time->value.size() > event.time->value.size())) event.time = act.time;
  for (const Count& count : act.counts) add_count(event, id, count);
  event.claims.push_back(id);
}

}  // namespace

bool same_happening(const Document& document, const Claim& a, const Claim& b) {
  return same_allegation(a, b) && a.act.type == b.act.type && agree(a.act.mode, b.act.mode) && same_reality(a.act.status, b.act.status) &&
         same_place(document, a.act, b.act) && same_time(a.act.time, b.act.time) && same_parties(document, a, b, Role::kActor) &&
         same_parties(document, a, b, Role::kRecipient);
}

std::vector<Event> merge_claims(const Document& document) {
  std::vector<Event> events;
  const auto claims = document.layer<Claim>();
  for (std::uint32_t i = 0; i < claims.size(); ++i) {
    const ClaimId id{i};
    const auto fits = [&](const Event& event) {
      const auto agrees = [&](ClaimId other) { return same_happening(document, document.at(other), claims[i]); };
      const auto speaks = [&](ClaimId other) { return speaks_for(document, document.at(other), claims[i]); };
      return std::all_of(event.claims.begin(), event.claims.end(), agrees) && std::any_of(event.claims.begin(), event.claims.end(), speaks);
    };
    auto event = std::find_if(events.begin(), events.end(), fits);
    if (event == events.end()) event = events.emplace(events.end());
    add_claim(document, *event, id);
  }
  // A country named besides its town is no second place.
  for (Event& event : events)
    std::erase_if(event.other_places, [&](EntityId place) { return place == event.place || !same_level(document, place, event.place); });
  return events;
}

}  // namespace musnad::attribution
