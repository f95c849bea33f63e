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

// What is alleged is the same as what is told as fact only where a party or the word for the act speaks for it.
bool same_allegation(const Claim& a, const Claim& b) {
  if ((a.act.status.mood == ClaimMood::kAlleged) == (b.act.status.mood == ClaimMood::kAlleged) || a.act.entry == b.act.entry) return true;
  return std::any_of(a.act.args.begin(), a.act.args.end(), [&](const Argument& x) {
    return x.entity.valid() &&
           std::any_of(b.act.args.begin(), b.act.args.end(), [&](const Argument& y) { return x.role == y.role && x.entity == y.entity; });
  });
}

bool same_reality(const Status& a, const Status& b) {
  if (is_real(a) != is_real(b)) return false;
  if ((a.time == ClaimTime::kHistorical) != (b.time == ClaimTime::kHistorical)) return false;
  return is_real(a) ? (a.time == ClaimTime::kFuture) == (b.time == ClaimTime::kFuture) : a.mood == b.mood;
}

bool same_place(const Document& document, EntityId a, EntityId b) {
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
  return x->geonames != 0 && x->geonames == y->geonames;
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

void add_claim(const Document& document, Event& event, ClaimId id) {
  const Claim& claim = document.at(id);
  const Predication& act = claim.act;
  if (event.claims.empty()) {
    event.type = act.type;
    event.status = act.status;
  }
  if (event.mode.empty() && !act.mode.empty()) {
    event.mode = act.mode;
    event.cameo = act.cameo;
    event.acled = act.acled;
  }
  if (event.cameo.empty()) event.cameo = act.cameo;
  if (!event.acled) event.acled = act.acled;
  if (event.status.polarity == Polarity::kDenied && act.status.polarity == Polarity::kAffirmed) event.status = act.status;
  add(event.actors, parties(claim, Role::kActor));
  add(event.recipients, parties(claim, Role::kRecipient));
  add(event.instruments, parties(claim, Role::kInstrument));
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
         same_place(document, a.act.place, b.act.place) && same_time(a.act.time, b.act.time) &&
         same_parties(document, a, b, Role::kActor) && same_parties(document, a, b, Role::kRecipient);
}

std::vector<Event> merge_claims(const Document& document) {
  std::vector<Event> events;
  const auto claims = document.layer<Claim>();
  for (std::uint32_t i = 0; i < claims.size(); ++i) {
    const ClaimId id{i};
    const auto fits = [&](const Event& event) {
      return std::all_of(event.claims.begin(), event.claims.end(),
                         [&](ClaimId other) { return same_happening(document, document.at(other), claims[i]); });
    };
    auto event = std::find_if(events.begin(), events.end(), fits);
    if (event == events.end()) event = events.emplace(events.end());
    add_claim(document, *event, id);
  }
  return events;
}

}  // namespace musnad::attribution
