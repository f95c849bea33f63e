#include "attribution/stages.h"

#include <algorithm>
#include <array>

#include "attribution/claims.h"
#include "attribution/events.h"
#include "attribution/nesting.h"

namespace musnad::attribution {
namespace {

// The order in which attributions are numbered: by place in the text, the outer before the inner.
std::vector<std::size_t> reading_order(const Document& document, const std::vector<Telling>& tellings) {
  std::vector<std::size_t> order(tellings.size());
  const auto depth = [&](std::size_t i) {
    std::size_t steps = 0;
    for (std::int32_t at = tellings[i].outer; at != Telling::kNoOuter && steps < tellings.size();
         at = tellings[static_cast<std::size_t>(at)].outer)
      ++steps;
    return steps;
  };
  std::vector<std::size_t> depths(tellings.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    depths[i] = depth(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t i) {
      return std::tuple(tellings[i].sentence, depths[i], document.at(tellings[i].cue_head).span.begin, i);
    };
    return key(a) < key(b);
  });
  return order;
}

Source page_source(const Document& document) {
  Source page;
  page.kind = SourceKind::kPage;
  page.name = document.metadata().publisher;
  page.named = !page.name.empty();
  return page;
}

class AttributionsStage final : public Stage {
 public:
  explicit AttributionsStage(std::shared_ptr<const codebook::Codebook> book) : book_(std::move(book)) {}
  std::string_view name() const override { return "attributions"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds = {LayerKind::kBlocks, LayerKind::kMatches, LayerKind::kTrees, LayerKind::kMentions,
                                          LayerKind::kEntities};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites = {LayerKind::kSources, LayerKind::kAttributions};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) attribute(document);
    return {};
  }

 private:
  void attribute(Document& document) const {
    TellingFinder finder(*book_, document, codebook::reading_of(*book_, document));
    std::vector<Telling> tellings = finder.find();
    add_carriers(*book_, document, finder.tellers(), tellings);
    nest(document, tellings);
    const std::vector<std::size_t> order = reading_order(document, tellings);
    std::vector<std::uint32_t> place(tellings.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<Source> sources{page_source(document)};
    std::vector<Attribution> attributions;
    for (std::size_t i : order) {
      Telling& telling = tellings[i];
      Attribution made;
      if (!telling.teller.hidden) {
        made.source = SourceId{static_cast<std::uint32_t>(sources.size())};
        sources.push_back({telling.teller.kind, telling.teller.entity, telling.teller.span, telling.teller.name, telling.teller.named});
      }
      made.cue = spans_of_words(document, telling.cue_words);
      telling.content = merged(std::move(telling.content));
      made.content = telling.content;
      made.form = form_of(finder.quotations(), telling.content);
      made.stance = telling.stance;
      if (telling.outer != Telling::kNoOuter) made.parent = AttributionId{place[static_cast<std::size_t>(telling.outer)]};
      made.cue_head = telling.cue_head;
      made.rule = telling.rule;
      attributions.push_back(std::move(made));
    }
    document.seal(std::move(sources), name());
    document.seal(std::move(attributions), name());
  }

  std::shared_ptr<const codebook::Codebook> book_;
};

class ClaimsStage final : public Stage {
 public:
  explicit ClaimsStage(std::shared_ptr<const codebook::Codebook> book) : book_(std::move(book)) {}
  std::string_view name() const override { return "claims"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds = {LayerKind::kBlocks, LayerKind::kMatches, LayerKind::kPredications, LayerKind::kSources,
                                          LayerKind::kAttributions};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites = {LayerKind::kClaims};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) document.seal(make_claims(document, credits_agency(*book_, document)), name());
    return {};
  }

 private:
  std::shared_ptr<const codebook::Codebook> book_;
};

class EventsStage final : public Stage {
 public:
  std::string_view name() const override { return "events"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds = {LayerKind::kClaims, LayerKind::kEntities};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites = {LayerKind::kEvents};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) document.seal(merge_claims(document), name());
    return {};
  }
};

}  // namespace

std::unique_ptr<const Stage> make_attributions_stage(std::shared_ptr<const codebook::Codebook> book) {
  return std::make_unique<AttributionsStage>(std::move(book));
}
std::unique_ptr<const Stage> make_claims_stage(std::shared_ptr<const codebook::Codebook> book) {
  return std::make_unique<ClaimsStage>(std::move(book));
}
std::unique_ptr<const Stage> make_events_stage() {
  return std::make_unique<EventsStage>();
}

}  // namespace musnad::attribution
