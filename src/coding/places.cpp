#include "coding/places.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace musnad::coding {
namespace {

using Feature = Gazetteer::Feature;

struct Option {
  Gazetteer::Hit hit;
  Gazetteer::Place place;
};

struct Open {
  std::size_t candidate;
  std::vector<Option> options;
  int chosen = -1;
};

class Resolver {
 public:
  Resolver(const Gazetteer& gazetteer, const Document& doc, std::vector<Candidate>& candidates)
      : gazetteer_(gazetteer), doc_(doc), candidates_(candidates) {}

  void run() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) open(i);
    for (const Candidate& c : candidates_) {
      if (!c.facts.country.empty() && c.facts.kind != EntityKind::kPlace) countries_[c.facts.country] += 1;
    }
    // Twice: what the first pass settles speaks for the rest in the second.
    for (int pass = 0; pass < 2; ++pass) {
      const auto countries = countries_;
      const auto divisions = divisions_;
      for (Open& o : open_) choose(o, countries, divisions);
      divisions_.clear();
      for (const Open& o : open_) vote(o);
    }
    for (const Open& o : open_) settle(o);
    std::erase_if(candidates_, [](const Candidate& c) { return c.doubtful && !c.place; });
  }

 private:
  bool names_place(const Candidate& c) const {
    if (c.entry != nullptr && c.entry->kind == codebook::EntryKind::kCountry) {
      return c.entry->facet != codebook::Facet::kPeople && c.entry->facet != codebook::Facet::kAdjective;
    }
    return c.name && (c.facts.kind == EntityKind::kPlace || c.name_kind == NameKind::kPlace);
  }

  void open(std::size_t i) {
    const Candidate& c = candidates_[i];
    if (!names_place(c)) return;
    Open o{i, {}, -1};
    if (c.entry != nullptr && c.entry->kind == codebook::EntryKind::kCountry)
      add_row_options(c, o);
    else
      add_name_options(c, o);
    if (!o.options.empty()) open_.push_back(std::move(o));
  }

  void add_name_options(const Candidate& c, Open& o) const {
    std::vector<Gazetteer::Hit> hits;
    const std::string_view name = doc_.text(*c.name);
    gazetteer_.find(name, hits);
    if (hits.empty()) gazetteer_.find_like(name, hits);
    for (const Gazetteer::Hit& hit : hits) o.options.push_back({hit, gazetteer_.at(hit.place)});
  }

  // A country of the codebook by its code, and what else has its name ("Georgia"); its capital by name, where the page may
  // mean another ("Paris, Texas"); a part of it that stands for it ("Gaza").
  void add_row_options(const Candidate& c, Open& o) const {
    std::vector<Gazetteer::Hit> hits;
    const codebook::Facet facet = c.entry->facet;
    if (facet != codebook::Facet::kCapital) gazetteer_.find_country(c.facts.country, hits);
    const std::size_t own = hits.size();
    gazetteer_.find(doc_.text(*c.name), hits);
    // The gazetteer's Arabic name of a capital may be another than the news', and a village's the same.
    if (facet == codebook::Facet::kCapital)
      if (const auto names = c.entry->get_all("capital_en"); !names.empty()) gazetteer_.find(names.front(), hits);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      Option option{hits[i], gazetteer_.at(hits[i].place)};
      const bool country = option.place.feature == Feature::kCountry;
      if (i >= own && (country || hits[i].alternate)) continue;
      if (facet == codebook::Facet::kAlias && country &&
          std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(own), hits.end(), [&](const auto& hit) {
            const auto part = gazetteer_.at(hit.place);
            return !hit.alternate && part.country == c.facts.country && part.feature != Feature::kCountry;
          }))
        continue;
      o.options.push_back(std::move(option));
    }
    if (facet != codebook::Facet::kCapital) return;
    // The town, not the province or state that has its name.
    const auto is_town = [](const Option& option) { return option.place.feature == Feature::kCity; };
    const auto is_own_town = [&](const Option& option) { return is_town(option) && option.place.country == c.facts.country; };
    if (std::any_of(o.options.begin(), o.options.end(), is_own_town))
      std::erase_if(o.options, [&](const Option& option) { return !is_town(option); });
  }

  double prior(const Option& o) const {
    double score = std::log10(static_cast<double>(o.place.population) + 100.0);
    if (o.place.feature == Feature::kCountry) score += 4;
    if (o.place.feature == Feature::kAdmin1) score += 0.2;
    if (o.place.feature == Feature::kAdmin2) score -= 2.5;
    if (o.place.feature == Feature::kRegion) score += 5;
    if (o.hit.alternate) score -= 1.5;
    if (o.hit.skeleton) score -= 1;
    return score;
  }

  // What stands right after it, over a comma or a preposition: "Paris, Texas".
  double beside(const Open& open, const Option& o) const {
    const Candidate& c = candidates_[open.candidate];
    double score = 0;
    for (std::size_t k = open.candidate + 1; k < candidates_.size() && k <= open.candidate + 2; ++k) {
      const Candidate& next = candidates_[k];
      if (next.mention.span.begin < c.name->end || next.mention.span.begin - c.name->end > 24) break;
      const std::string_view between = doc_.text({c.name->end, next.mention.span.begin});
      const bool comma = !between.empty() && (between[0] == ',' || between.substr(0, 2) == "\u060c");
      if (!next.facts.country.empty() && next.facts.country == o.place.country) score += comma ? 5 : 3;
      for (const Open& other : open_) {
        if (other.candidate != k) continue;
        for (const Option& above : other.options) {
          const bool holds =
              above.place.feature == Feature::kAdmin1 && above.place.country == o.place.country && above.place.name == o.place.admin1;
          if (holds && o.place.feature != Feature::kAdmin1) score = std::max(score, comma ? 6.0 : 3.0);
        }
      }
    }
    return score;
  }

  void choose(Open& open, const std::map<std::string, double>& countries,
              const std::map<std::pair<std::string, std::string>, double>& divisions) {
    double best = -1e9;
    for (std::size_t k = 0; k < open.options.size(); ++k) {
      const Option& o = open.options[k];
      double score = prior(o) + beside(open, o);
      const auto country = countries.find(std::string(o.place.country));
      const double known = country == countries.end() ? 0 : country->second;
      score += std::min(2.5, 1.2 * std::log2(1 + known));
      const auto division = divisions.find({std::string(o.place.country), std::string(o.place.admin1)});
      if (division != divisions.end() && !o.place.admin1.empty()) score += std::min(3.0, 0.9 * std::log2(1 + division->second));
      if (score > best) best = score, open.chosen = static_cast<int>(k);
    }
    const Candidate& c = candidates_[open.candidate];
    const Option& o = open.options[static_cast<std::size_t>(open.chosen)];
    // A likeness of consonants needs the country on the page.
    if (o.hit.skeleton && countries.find(std::string(o.place.country)) == countries.end()) open.chosen = -1;
    if (open.chosen >= 0 && c.doubtful && o.place.feature == Feature::kCity && o.place.population < 2000 && best < 4.2) open.chosen = -1;
  }

  void vote(const Open& open) {
    if (open.chosen < 0) return;
    const Option& o = open.options[static_cast<std::size_t>(open.chosen)];
    const double sure = open.options.size() == 1 ? 1.0 : o.place.population > 100000 || o.place.feature == Feature::kAdmin1 ? 0.8 : 0.4;
    if (o.place.feature != Feature::kCountry) countries_[std::string(o.place.country)] += 0.5 * sure;
    const std::string_view division = o.place.feature == Feature::kAdmin1 ? o.place.name : o.place.admin1;
    if (!division.empty()) divisions_[{std::string(o.place.country), std::string(division)}] += sure;
  }

  void settle(const Open& open) {
    if (open.chosen < 0) return;
    Candidate& c = candidates_[open.candidate];
    const Option& o = open.options[static_cast<std::size_t>(open.chosen)];
    PlaceInfo info;
    info.lat = o.place.lat, info.lon = o.place.lon, info.located = true;
    info.country = o.place.country;
    info.geonames = o.place.geonames;
    info.basis = o.hit.skeleton ? "transliteration" : "gazetteer";
    switch (o.place.feature) {
      case Feature::kCity:
        info.precision = PlacePrecision::kCity, info.city = o.place.name, info.admin1 = o.place.admin1;
        break;
      case Feature::kAdmin1:
        info.precision = PlacePrecision::kProvince, info.admin1 = o.place.name;
        break;
      case Feature::kAdmin2:
        info.precision = PlacePrecision::kDistrict, info.admin1 = o.place.admin1;
        break;
      case Feature::kCountry:
        info.precision = PlacePrecision::kCountry;
        break;
      case Feature::kRegion:
        info.precision = PlacePrecision::kRegion;
        break;
    }
    c.place = std::move(info);
    c.gazetteer = o.hit.place;
    if (c.facts.kind == EntityKind::kState && o.place.feature != Feature::kCountry) c.facts.kind = EntityKind::kPlace;
    if (c.facts.kind == EntityKind::kPlace && c.facts.country != o.place.country && !o.place.country.empty()) {
      c.facts.country = o.place.country;
      c.entry = nullptr;  // not the codebook's
    }
    if (c.facts.country.empty()) c.facts.country = o.place.country;
  }

  const Gazetteer& gazetteer_;
  const Document& doc_;
  std::vector<Candidate>& candidates_;
  std::vector<Open> open_;
  std::map<std::string, double> countries_;
  std::map<std::pair<std::string, std::string>, double> divisions_;
};

}  // namespace

void resolve_places(const Gazetteer& gazetteer, const Document& doc, std::vector<Candidate>& candidates) {
  Resolver(gazetteer, doc, candidates).run();
}

}  // namespace musnad::coding
