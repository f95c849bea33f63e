#include "coding/entities/entities.h"

#include <algorithm>
#include <array>

#include "coding/entities/coreference.h"
#include "coding/entities/places.h"

namespace musnad::coding {
namespace {

class EntitiesStage final : public Stage {
 public:
  EntitiesStage(std::shared_ptr<const codebook::Codebook> book, std::optional<Gazetteer> gazetteer)
      : book_(std::move(book)), gazetteer_(std::move(gazetteer)) {}
  std::string_view name() const override { return "entities"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds{LayerKind::kSentences, LayerKind::kWords, LayerKind::kTags,
                                       LayerKind::kMatches,   LayerKind::kTrees, LayerKind::kPageDate};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites{LayerKind::kMentions, LayerKind::kEntities};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& doc : batch) read(doc);
    return {};
  }

 private:
  void read(Document& doc) const {
    std::vector<Candidate> candidates = find_mentions(*book_, doc, gazetteer_ ? &*gazetteer_ : nullptr);
    if (gazetteer_) resolve_places(*book_, *gazetteer_, doc, candidates);
    for (const Candidate& place : candidates)
      if (place.place && place.gazetteer != Candidate::kNowhere && !place.place->country.empty()) lend_place(doc, place, candidates);
    lend_town(doc, candidates);
    for (std::size_t i = 0; i + 1 < candidates.size(); ++i) lend_from_behind(doc, candidates[i + 1], candidates[i]);
    refer_back(doc, candidates);
    std::vector<Entity> entities = tie_mentions(doc, candidates);
    std::vector<Mention> mentions;
    mentions.reserve(candidates.size());
    for (Candidate& c : candidates) {
      mentions.push_back(std::move(c.mention));
      if (c.name) mentions.back().name = *c.name;
    }
    doc.seal(std::move(mentions), name());
    doc.seal(std::move(entities), name());
  }

  static bool is_site(const Candidate& c) { return c.facts.kind == EntityKind::kFacility || c.facts.kind == EntityKind::kPlace; }

  // What has no place of its own lies where another does, but is not that one.
  static void lend(const PlaceInfo& place, std::string_view basis, Candidate& to) {
    to.place = place;
    to.place->geonames = 0;
    to.place->basis = basis;
  }

  // "Shanghai police", "the University of Oxford": who has no country in words is of the country of the place they are called
  // after; a building or a part of a town without a place of its own is in it.
  void lend_place(const Document& doc, const Candidate& place, std::vector<Candidate>& candidates) const {
    for (Candidate& c : candidates) {
      const EntityKind kind = c.facts.kind;
      const bool party = kind == EntityKind::kPerson || kind == EntityKind::kGroup || kind == EntityKind::kOrganisation;
      const bool site = is_site(c);
      const bool lacks_country = party && c.facts.country.empty() && c.facts.code.empty() && !c.facts.international;
      if (!lacks_country && !(site && !c.place && c.name)) continue;
      if (!c.mention.span.contains(place.mention.span) || c.mention.head == place.mention.head) continue;
      if (!place.within && !is_modifier(doc, place.mention.head, c.mention.head)) continue;
      c.facts.country = place.place->country;
      if (site) lend(*place.place, "place in its name", c);
    }
  }

  // "The city": the one named last; who refers to none is dropped.
  void refer_back(const Document& doc, std::vector<Candidate>& candidates) const {
    const auto fits = [&](const Candidate& noun, const Candidate& place) {
      if (!place.place || place.gazetteer == Candidate::kNowhere) return false;
      const std::string_view level = book_->find_grammar(doc, noun.mention.head, "level")->get("value");
      const PlacePrecision precision = place.place->precision;
      constexpr std::uint32_t kLargestVillage = 50'000;  // people
      if (level == "village" && gazetteer_->at(place.gazetteer).population > kLargestVillage) return false;
      return level == "city" || level == "village" ? precision == PlacePrecision::kCity
             : level == "district"                 ? precision == PlacePrecision::kDistrict
                                                   : precision == PlacePrecision::kProvince;
    };
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      Candidate& c = candidates[i];
      for (std::size_t k = i; c.back && k-- > 0 && c.gazetteer == Candidate::kNowhere;)
        if (!candidates[k].back && fits(c, candidates[k])) c.gazetteer = candidates[k].gazetteer, c.place = candidates[k].place;
    }
    std::erase_if(candidates, [](const Candidate& c) { return c.back && c.gazetteer == Candidate::kNowhere; });
  }

  // "At a market": it is in the town of its phrase or sentence, else in the one named last.
  void lend_town(const Document& doc, std::vector<Candidate>& candidates) const {
    const auto is_town = [](const Candidate& c) {
      return c.place && c.gazetteer != Candidate::kNowhere && c.place->precision == PlacePrecision::kCity;
    };
    const auto gap = [](const Candidate& a, const Candidate& b) {
      return a.mention.head < b.mention.head ? b.mention.head.value - a.mention.head.value : a.mention.head.value - b.mention.head.value;
    };
    const Candidate* last = nullptr;
    for (Candidate& c : candidates) {
      if (is_town(c)) last = &c;
      if (c.facts.kind != EntityKind::kFacility || c.place || c.name || !book_->find_grammar(doc, c.mention.head, "site")) continue;
      const Candidate* town = nullptr;
      for (const Candidate& other : candidates)
        if (is_town(other) && doc.at(other.mention.head).sentence == doc.at(c.mention.head).sentence &&
            (town == nullptr || gap(other, c) < gap(*town, c)))
          town = &other;
      if (town == nullptr) town = last;
      if (town == nullptr) continue;
      lend(*town->place, "town it is named with", c);
      c.place->precision = PlacePrecision::kPoint;
    }
  }

  // "Clock Park in Ranau", "Tel Sukr, Hama province": a name that nobody knows is where the place behind its comma or preposition is.
  static void lend_from_behind(const Document& doc, const Candidate& place, Candidate& c) {
    if (!is_site(c) || !c.name || c.place || !place.place || place.place->country.empty() || place.gazetteer == Candidate::kNowhere) return;
    const std::uint32_t begin = c.mention.words.end, end = place.mention.words.begin;
    const bool beside = end == begin + 1 || (end == begin + 2 && doc.at(WordId{begin}).form == ",");
    if (!beside || doc.at(c.mention.head).sentence != doc.at(place.mention.head).sentence) return;
    const Word& between = doc.at(WordId{end - 1});
    if (doc.tag(WordId{end - 1}).upos != Upos::ADP && between.form != "," && between.form != "\u060c") return;
    lend(*place.place, "place named behind it", c);
    c.facts.country = place.place->country;
  }

  bool is_modifier(const Document& doc, WordId place, WordId of) const {
    const Arc& arc = doc.arc(place);
    const Relation relation = base_of(arc.relation);
    if (arc.head != of || (relation != Relation::kCompound && relation != Relation::kNmod && relation != Relation::kFlat)) return false;
    const IdRange<Word> sentence = doc.words_of(doc.at(place).sentence);
    for (std::uint32_t w = sentence.begin; w < place.value; ++w) {
      const Arc& above = doc.arc(WordId{w});
      const bool preposition = above.head == place && base_of(above.relation) == Relation::kCase;
      if (preposition && book_->find_grammar(doc, WordId{w}, "belonging") == nullptr) return false;
    }
    return true;
  }

  std::shared_ptr<const codebook::Codebook> book_;
  std::optional<Gazetteer> gazetteer_;
};

}  // namespace

MentionId find_mention(const Document& doc, WordId word) {
  const auto mentions = doc.layer<Mention>();
  const auto found = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.head < word; });
  if (found == mentions.end() || found->head != word) return {};
  return MentionId{static_cast<std::uint32_t>(found - mentions.begin())};
}

Result<std::unique_ptr<const Stage>> make_entities_stage(std::shared_ptr<const codebook::Codebook> book,
                                                         const std::filesystem::path& models) {
  auto gazetteer = Gazetteer::load(models / "places.gaz");
  if (!gazetteer && gazetteer.error().code != ErrorCode::kModelMissing) return tl::unexpected(gazetteer.error());
  std::optional<Gazetteer> loaded;
  if (gazetteer) loaded = std::move(*gazetteer);
  return std::make_unique<EntitiesStage>(std::move(book), std::move(loaded));
}

}  // namespace musnad::coding
