#include "coding/entities/place_nouns.h"

#include <algorithm>

#include "text/folding.h"

namespace musnad::coding {
namespace {

std::string lemma_of(const Document& doc, WordId word) {
  const Tag& tag = doc.tag(word);
  return text::fold(tag.lemma.empty() ? doc.at(word).form : tag.lemma);
}

constexpr std::uint32_t kFarthest = 1;  // sentences, of nouns that any place may be meant with

// "area": any place smaller than a country; of nouns that say nothing of the level none is.
bool is_of_level(std::string_view level, PlacePrecision precision) {
  if (level == "any") return precision != PlacePrecision::kCountry;
  switch (precision) {
    case PlacePrecision::kPoint:
    case PlacePrecision::kCity:
      return level == "city";
    case PlacePrecision::kDistrict:
      return level == "district" || level == "city";
    case PlacePrecision::kProvince:
    case PlacePrecision::kRegion:
      return level == "province";
    case PlacePrecision::kCountry:
      return false;
  }
  return false;
}

}  // namespace

void tie_place_nouns(const codebook::Codebook& book, const Document& doc, std::vector<Candidate>& candidates) {
  std::vector<Candidate> kept;
  kept.reserve(candidates.size());
  for (Candidate& c : candidates) {
    if (c.by_noun) {
      const codebook::Entry* row = book.find_grammar(doc, c.mention.head, "level");
      const bool any = book.find_grammar(doc, c.mention.head, "any_place") != nullptr;
      const std::string_view level = any ? "any" : row == nullptr ? std::string_view{} : row->get("value");
      const std::uint32_t sentence = doc.at(c.mention.head).sentence.value;
      const std::string noun = lemma_of(doc, c.mention.head);
      const auto is_meant = [&](const Candidate& place) {
        if (!place.name || place.within || place.facts.kind != EntityKind::kPlace) return false;
        const std::uint32_t first = place.mention.words.begin;
        if (first > 0 && lemma_of(doc, WordId{first - 1}) == noun) return true;
        if (any && doc.at(place.mention.head).sentence.value + kFarthest < sentence) return false;
        return place.place && is_of_level(level, place.place->precision);
      };
      const auto found = std::find_if(kept.rbegin(), kept.rend(), is_meant);
      if (found == kept.rend()) continue;
      c.stands_for = static_cast<std::uint32_t>(kept.rend() - found - 1);
      c.place = found->place;
    }
    kept.push_back(std::move(c));
  }
  candidates = std::move(kept);
}

}  // namespace musnad::coding
