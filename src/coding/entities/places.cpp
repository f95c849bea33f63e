#include "coding/entities/places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "coding/entities/name_forms.h"
#include "coding/entities/place_mentions.h"
#include "coding/entities/place_senses.h"
#include "text/utf8.h"

namespace musnad::coding {
namespace {

using Feature = Gazetteer::Feature;

class Resolver {
 public:
  Resolver(const codebook::Codebook& book, const Gazetteer& gazetteer, const Document& doc, std::vector<Candidate>& candidates)
      : book_(book), gazetteer_(gazetteer), doc_(doc), candidates_(candidates) {}

  void run() {
    std::map<std::string, double> countries;
    note_persons();
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& c = candidates_[i];
      if (is_of_person(c)) make_person(c);
      if (is_town_called_like_site(c)) c.facts.kind = EntityKind::kPlace, c.name_kind = NameKind::kPlace;
      if (names_place(c) && !is_small(c))
        open(i);
      else if (!c.facts.country.empty())
        countries[c.facts.country] += 1;
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i)
      if (is_called_like_place(candidates_[i])) candidates_[i].doubt = Doubt::kBare, open(i);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      hear(i);
      const double times = 1 + std::log2(static_cast<double>(mentions_[i].size())) / 2;
      names_[i].weight = names_[i].sure ? times : kUnsure;
    }
    weigh_senses(names_, countries);
    for (std::size_t i = 0; i < names_.size(); ++i) settle(i);
    std::erase_if(candidates_, [](const Candidate& c) { return c.doubt != Doubt::kNone && !c.place && c.name_kind == NameKind::kPlace; });
  }

 private:
  static bool is_row(const Candidate& c) { return c.entry != nullptr && c.entry->kind == codebook::EntryKind::kCountry; }

  bool names_place(const Candidate& c) const {
    if (is_row(c)) return c.entry->facet != codebook::Facet::kPeople && c.entry->facet != codebook::Facet::kAdjective;
    return c.name && (c.facts.kind == EntityKind::kPlace || c.name_kind == NameKind::kPlace || c.name_kind == NameKind::kNation ||
                      c.doubt != Doubt::kNone);
  }

  void note_persons() {
    for (const Candidate& c : candidates_) {
      if (!c.name || c.facts.kind != EntityKind::kPerson || c.doubt != Doubt::kNone) continue;
      const NameForm form = name_form(doc_.text(*c.name));
      if (form.parts.size() > 1) persons_.insert(form.parts.begin(), form.parts.end());
    }
  }

  // In small letters where the sentence has capitals: "at dawn", whatever town is called so.
  bool is_small(const Candidate& c) const {
    const auto begins_small = [&](std::uint32_t at) {
      const char32_t first = text::decode(doc_.text(), at).value;
      return text::is_letter(first) && text::to_lower(first) == first && !text::is_upper(first) && first < 0x250;
    };
    return begins_small(c.name->begin) && !begins_small(doc_.at(doc_.at(c.mention.head).sentence).span.begin);
  }

  // Taken for a person or a body, where the page calls a place so and nobody.
  bool is_called_like_place(const Candidate& c) const {
    if (!c.name || c.entry != nullptr || c.doubt != Doubt::kNone) return false;
    if (c.facts.kind != EntityKind::kPerson && c.facts.kind != EntityKind::kOrganisation) return false;
    const NameForm form = name_form(doc_.text(*c.name));
    const auto place = by_name_.find({form.key, nullptr});
    return place != by_name_.end() && names_[place->second].sure && !persons_.contains(form.key);
  }

  // A word of somebody's full name, where no place stands.
  bool is_of_person(const Candidate& c) const {
    if (persons_.empty() || !c.name || c.led || !names_place(c) || (c.doubt == Doubt::kLed && c.within)) return false;
    const NameForm form = name_form(doc_.text(*c.name));
    return form.parts.size() == 1 && persons_.contains(form.parts.front());
  }

  // "Port Sudan": a town, not a port.
  bool is_town_called_like_site(const Candidate& c) const {
    if (!c.name || c.facts.kind != EntityKind::kFacility) return false;
    std::vector<Gazetteer::Hit> hits;
    gazetteer_.find(doc_.text(*c.name), hits);
    return std::any_of(hits.begin(), hits.end(),
                       [&](const Gazetteer::Hit& hit) { return !hit.alternate && gazetteer_.at(hit.place).population >= kTownLikeSite; });
  }

  static void make_person(Candidate& c) {
    c.facts = ActorFacts{EntityKind::kPerson, {}, {}, {}};
    c.name_kind = NameKind::kPerson;
    c.entry = nullptr;
    c.doubt = Doubt::kNone;
  }

  // One name of a page is one place, wherever it stands.
  void open(std::size_t candidate) {
    const Candidate& c = candidates_[candidate];
    const auto [found, is_new] = by_name_.try_emplace({name_key(doc_.text(*c.name)), is_row(c) ? c.entry : nullptr}, names_.size());
    if (is_new) {
      names_.emplace_back();
      mentions_.emplace_back();
      if (is_row(c))
        add_row_senses(c, names_.back());
      else
        add_name_senses(c, names_.back());
    }
    mentions_[found->second].push_back(candidate);
    if (c.doubt != Doubt::kBare) names_[found->second].sure = true;
  }

  void add_name_senses(const Candidate& c, PlaceName& name) const {
    std::vector<Gazetteer::Hit> hits;
    const std::string_view text = doc_.text(*c.name);
    gazetteer_.find(text, hits);
    if (hits.empty()) gazetteer_.find_like(text, hits);
    for (const Gazetteer::Hit& hit : hits) name.senses.push_back({hit, gazetteer_.at(hit.place)});
  }

  // A country of the codebook by its code, and what else has its name ("Georgia"); its capital by name, where the page may
  // mean another ("Paris, Texas"); a part of it that stands for it ("Gaza").
  void add_row_senses(const Candidate& c, PlaceName& name) const {
    std::vector<Gazetteer::Hit> hits;
    const codebook::Facet facet = c.entry->facet;
    if (facet != codebook::Facet::kCapital) gazetteer_.find_country(c.facts.country, hits);
    const std::size_t own = hits.size();
    gazetteer_.find(doc_.text(*c.name), hits);
    // The gazetteer's Arabic name of a capital may be another than the news', and a village's the same.
    if (facet == codebook::Facet::kCapital)
      if (const auto names = c.entry->get_all("capital_en"); !names.empty()) gazetteer_.find(names.front(), hits);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      PlaceSense sense{hits[i], gazetteer_.at(hits[i].place)};
      const bool country = sense.place.feature == Feature::kCountry;
      if (i >= own && (country || hits[i].alternate)) continue;
      if (facet == codebook::Facet::kAlias && country &&
          std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(own), hits.end(), [&](const auto& hit) {
            const auto part = gazetteer_.at(hit.place);
            return !hit.alternate && part.country == c.facts.country && part.feature != Feature::kCountry;
          }))
        continue;
      sense.namesake = facet == codebook::Facet::kName && !country && sense.place.country == c.facts.country;
      name.senses.push_back(sense);
    }
    if (facet != codebook::Facet::kCapital) return;
    const auto is_town = [](const PlaceSense& sense) { return sense.place.feature == Feature::kCity; };
    const auto is_own_town = [&](const PlaceSense& sense) { return is_town(sense) && sense.place.country == c.facts.country; };
    for (PlaceSense& sense : name.senses) sense.capital = is_own_town(sense);
  }

  // What the words beside a name say of it, each at the mention that says most.
  void hear(std::size_t i) {
    std::vector<PlaceSense>& senses = names_[i].senses;
    const bool capital = std::any_of(senses.begin(), senses.end(), [](const PlaceSense& sense) { return sense.capital; });
    for (PlaceSense& sense : senses) {
      double most_level = 0;
      for (const std::size_t candidate : mentions_[i]) {
        const double level = told_level(candidates_[candidate], sense);
        most_level = std::max(most_level, level);
        sense.told = std::max(sense.told, told_after(candidate, sense) + level);
      }
      // The capital, not the province or state that has its name, unless that is told.
      if (capital && sense.place.feature != Feature::kCity && most_level == 0) sense.told = kNeverTold;
    }
  }

  const PlaceName* name_of(std::size_t candidate) const {
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (std::find(mentions_[i].begin(), mentions_[i].end(), candidate) != mentions_[i].end()) return &names_[i];
    return nullptr;
  }

  // What stands right after it, over a comma or a preposition, holds it: "Paris, Texas", "in Aktau, in western Kazakhstan".
  double told_after(std::size_t candidate, const PlaceSense& sense) const {
    constexpr std::uint32_t kFarthest = 24;
    const Candidate& c = candidates_[candidate];
    double told = 0;
    for (std::size_t k = candidate + 1; k < candidates_.size() && k <= candidate + 2; ++k) {
      const Candidate& next = candidates_[k];
      if (next.mention.span.begin < c.name->end || next.mention.span.begin - c.name->end > kFarthest) break;
      const std::string_view between = doc_.text({c.name->end, next.mention.span.begin});
      const bool comma = !between.empty() && (between[0] == ',' || between.substr(0, 2) == "\u060c");
      if (!next.facts.country.empty() && next.facts.country == sense.place.country) told = std::max(told, comma ? 5.0 : 3.0);
      const PlaceName* above = name_of(k);
      if (above != nullptr &&
          std::any_of(above->senses.begin(), above->senses.end(), [&](const PlaceSense& o) { return holds(o.place, sense.place); }))
        told = std::max(told, comma ? 6.0 : 3.0);
    }
    return told;
  }

  // A noun beside it says what kind of place it is: "Washington state", "Jackson and Madison counties", "the city of Homs".
  double told_level(const Candidate& c, const PlaceSense& sense) const {
    const Feature feature = sense.place.feature;
    const auto level = level_beside(c);
    if (level.empty() || feature == Feature::kRegion) return 0;
    const bool fits = level == "city" || level == "village" ? feature == Feature::kCity
                      : level == "district"                 ? feature == Feature::kAdmin2
                                            : feature == Feature::kAdmin1 || (level == "country" && feature == Feature::kCountry);
    return fits ? kLevelTold : 0;
  }

  std::string_view level_beside(const Candidate& c) const {
    const IdRange<Word> sentence = doc_.words_of(doc_.at(c.mention.head).sentence);
    std::uint32_t first = c.mention.head.value, last = first + 1;
    while (first > sentence.begin && doc_.at(WordId{first - 1}).span.begin >= c.name->begin) --first;
    while (last < sentence.end && doc_.at(WordId{last}).span.end <= c.name->end) ++last;
    const auto level_at = [&](std::uint32_t word) -> std::string_view {
      if (word < sentence.begin || word >= sentence.end) return {};
      const codebook::Entry* entry = book_.find_grammar(doc_, WordId{word}, "level");
      return entry == nullptr ? std::string_view{} : entry->get("value");
    };
    if (head_comes_first(doc_, c.mention.head)) return first > 0 ? level_at(first - 1) : std::string_view{};
    if (const auto level = level_after(book_, doc_, last); !level.empty()) return level;
    const auto is_adposition = [&](std::uint32_t word) { return doc_.tag(WordId{word}).upos == Upos::ADP; };
    if (first >= sentence.begin + 2 && is_adposition(first - 1)) return level_at(first - 2);
    return {};
  }

  void settle(std::size_t i) {
    const PlaceName& name = names_[i];
    if (name.senses.empty()) return;
    const PlaceSense& sense = name.senses[name.best];
    const bool small = sense.place.feature == Feature::kCity && sense.place.population < 2000;
    for (const std::size_t candidate : mentions_[i]) {
      Candidate& c = candidates_[candidate];
      // A likeness of consonants needs the country on the page.
      if (sense.hit.skeleton && !sense.in_country) continue;
      if (c.doubt != Doubt::kNone && small && sense.score < kLeastDoubtful) continue;
      if (!name.sure && ((sense.hit.alternate && sense.told == 0) || sense.spoken < kLeastSpoken)) continue;
      place(c, sense);
    }
  }

  static void place(Candidate& c, const PlaceSense& sense) {
    const Gazetteer::Place& place = sense.place;
    PlaceInfo info;
    info.lat = place.lat, info.lon = place.lon, info.located = true;
    info.country = place.country;
    info.geonames = place.geonames;
    info.basis = sense.hit.skeleton ? "transliteration" : "gazetteer";
    switch (place.feature) {
      case Feature::kCity:
        info.precision = PlacePrecision::kCity, info.city = place.name, info.admin1 = place.admin1;
        break;
      case Feature::kAdmin1:
        info.precision = PlacePrecision::kProvince, info.admin1 = place.name;
        break;
      case Feature::kAdmin2:
        info.precision = PlacePrecision::kDistrict, info.admin1 = place.admin1;
        break;
      case Feature::kCountry:
        info.precision = PlacePrecision::kCountry;
        break;
      case Feature::kRegion:
        info.precision = PlacePrecision::kRegion;
        break;
    }
    c.place = std::move(info);
    c.gazetteer = sense.hit.place;
    if (c.doubt != Doubt::kNone) c.facts.kind = EntityKind::kPlace, c.name_kind = NameKind::kPlace;
    if (c.facts.kind == EntityKind::kState && place.feature != Feature::kCountry) c.facts.kind = EntityKind::kPlace;
    if (c.facts.kind == EntityKind::kPlace && c.facts.country != place.country && !place.country.empty()) {
      c.facts.country = place.country;
      c.entry = nullptr;  // not the codebook's
    }
    if (c.facts.country.empty()) c.facts.country = place.country;
  }

  static constexpr std::uint32_t kTownLikeSite = 20'000;  // people
  static constexpr double kNeverTold = -100;
  static constexpr double kLevelTold = 6;
  static constexpr double kLeastDoubtful = 4.2;
  static constexpr double kUnsure = 0.25;
  static constexpr double kLeastSpoken = 1.0;

  const codebook::Codebook& book_;
  const Gazetteer& gazetteer_;
  const Document& doc_;
  std::vector<Candidate>& candidates_;
  std::unordered_set<std::string> persons_;  // parts of full names
  std::map<std::pair<std::string, const codebook::Entry*>, std::size_t> by_name_;
  std::vector<PlaceName> names_;
  std::vector<std::vector<std::size_t>> mentions_;  // of each name: candidates
};

}  // namespace

void resolve_places(const codebook::Codebook& book, const Gazetteer& gazetteer, const Document& doc, std::vector<Candidate>& candidates) {
  Resolver(book, gazetteer, doc, candidates).run();
}

}  // namespace musnad::coding
