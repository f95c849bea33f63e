#include "attribution/claims.h"

#include <algorithm>

#include "attribution/telling.h"
#include "text/folding.h"

namespace musnad::attribution {
namespace {

std::uint32_t depth_of(const Document& document, AttributionId id) {
  std::uint32_t depth = 0;
  for (; id.valid() && depth < document.layer<Attribution>().size(); id = document.at(id).parent) ++depth;
  return depth;
}

bool is_credit(BlockKind kind) {
  return kind == BlockKind::kCredit || kind == BlockKind::kByline || kind == BlockKind::kDateline;
}

// A page of the agency itself conceals nothing.
bool publishes(const Document& document, const codebook::Entry& agency) {
  const std::string publisher = text::fold(document.metadata().publisher);
  if (publisher.empty()) return false;
  for (std::string_view column : {"name_en", "aliases_en", "name_ar", "aliases_ar"})
    for (std::string_view name : agency.get_all(column))
      if (!name.empty() && publisher.find(text::fold(name)) != std::string::npos) return true;
  return false;
}

// The page's own words between somebody's content and its end: in the same sentence, after a content, and not in it.
bool is_gloss(const Document& document, const Predication& act) {
  const ByteSpan sentence = document.at(act.sentence).span;
  for (const Attribution& attribution : document.layer<Attribution>())
    for (ByteSpan content : attribution.content)
      if (sentence.contains(content) && content.end <= act.trigger.begin) return true;
  return false;
}

}  // namespace

AttributionId innermost(const Document& document, ByteSpan span) {
  const auto attributions = document.layer<Attribution>();
  AttributionId best;
  for (std::uint32_t i = 0; i < attributions.size(); ++i) {
    if (!covers(attributions[i].content, span)) continue;
    const AttributionId id{i};
    if (!best.valid()) {
      best = id;
      continue;
    }
    const std::uint32_t depth = depth_of(document, id), best_depth = depth_of(document, best);
    if (depth > best_depth || (depth == best_depth && length_of(attributions[i].content) < length_of(document.at(best).content))) best = id;
  }
  return best;
}

std::vector<SourceId> chain_of(const Document& document, AttributionId attribution) {
  std::vector<SourceId> chain;
  for (AttributionId id = attribution; id.valid(); id = document.at(id).parent) chain.push_back(document.at(id).source);
  chain.push_back(SourceId{0});
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::vector<std::string> defects_of(const Document& document, const Predication& act, AttributionId attribution,
                                    const std::vector<SourceId>& chain, bool credited) {
  std::vector<std::string> defects;
  bool unnamed = false, hidden = false;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (!chain[i].valid())
      hidden = true;
    else
      unnamed = unnamed || !document.at(chain[i]).named;
  }
  if (unnamed) defects.emplace_back("unnamed_source");
  if (chain.size() > 1) {
    const SourceId first = chain.back();
    const SourceKind kind = first.valid() ? document.at(first).kind : SourceKind::kUnnamed;
    // A document does not walk: between it and the page somebody passed it on, and the text does not say who.
    if (kind == SourceKind::kDocument && chain.size() == 2) defects.emplace_back("missing_link");
    if (hidden) defects.emplace_back("hidden_source");
    // A chain that starts with a medium or the public at large does not reach anyone who was there.
    if (kind == SourceKind::kOutlet || kind == SourceKind::kAgency || kind == SourceKind::kPublic || (!first.valid() && chain.size() == 2))
      defects.emplace_back("vague_start");
  }
  if (!attribution.valid()) {
    if (credited) defects.emplace_back("concealed_credit");
    if (is_gloss(document, act)) defects.emplace_back("page_gloss");
  }
  return defects;
}

bool credits_agency(const codebook::Codebook& book, const Document& document) {
  std::vector<ByteSpan> credits;
  for (const Block& block : document.layer<Block>())
    if (is_credit(block.kind)) credits.push_back(block.span);
  if (credits.empty()) return false;
  for (const LexiconMatch& match : document.layer<LexiconMatch>()) {
    const codebook::Entry& entry = book.entry(match);
    if (entry.kind != codebook::EntryKind::kAgency || entry.get("kind") == "outlet") continue;
    const bool within = std::any_of(credits.begin(), credits.end(), [&](ByteSpan block) { return block.contains(match.span); });
    if (within && !publishes(document, entry)) return true;
  }
  return false;
}

std::vector<Claim> make_claims(const Document& document, bool credited) {
  std::vector<Claim> claims;
  for (const Predication& act : document.layer<Predication>()) {
    Claim claim;
    claim.act = act;
    claim.attribution = innermost(document, act.trigger);
    claim.chain = chain_of(document, claim.attribution);
    claim.defects = defects_of(document, act, claim.attribution, claim.chain, credited);
    if (claim.attribution.valid()) {
      const Stance stance = document.at(claim.attribution).stance;
      Status& status = claim.act.status;
      if (stance == Stance::kDenies && status.mood == ClaimMood::kAsserted) status.polarity = Polarity::kDenied;
      if (stance == Stance::kDistances && status.mood == ClaimMood::kAsserted) status.mood = ClaimMood::kAlleged;
    }
    claims.push_back(std::move(claim));
  }
  return claims;
}

}  // namespace musnad::attribution
