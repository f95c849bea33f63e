#include "coding/entities/actors.h"

#include <algorithm>
#include <array>

#include "codebook/lexicon/offices.h"
#include "coding/times/calendar.h"

namespace musnad::coding {

using codebook::Entry;
using codebook::EntryKind;
using codebook::Facet;

MatchIndex::MatchIndex(const codebook::Codebook& book, const Document& doc) : begin_(doc.layer<Word>().size() + 1) {
  const auto matches = doc.layer<LexiconMatch>();
  const auto wanted = [&](const LexiconMatch& m) {
    const EntryKind kind = book.entry(m).kind;
    return m.head.valid() && kind != EntryKind::kEvent && kind != EntryKind::kSpeech && kind != EntryKind::kGrammar;
  };
  for (const LexiconMatch& m : matches) {
    if (wanted(m)) ++begin_[m.head.value + 1];
  }
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  items_.resize(begin_.back());
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (const LexiconMatch& m : matches) {
    if (wanted(m)) items_[next[m.head.value]++] = {&book.entry(m), &m};
  }
}

std::span<const MatchIndex::Item> MatchIndex::of(WordId head) const {
  return std::span(items_).subspan(begin_[head.value], begin_[head.value + 1] - begin_[head.value]);
}

bool MatchIndex::is_nationality(WordId word) const {
  const auto items = of(word);
  return std::any_of(items.begin(), items.end(), [](const Item& item) {
    return item.entry->kind == EntryKind::kCountry && (item.entry->facet == Facet::kAdjective || item.entry->facet == Facet::kPeople);
  });
}

int precedence(const MatchIndex::Item& item) {
  int value = static_cast<int>(item.match->words.size()) * 10;
  switch (item.entry->kind) {
    case EntryKind::kOrganisation:
      value += 4;
      break;
    case EntryKind::kAgency:
    case EntryKind::kPerson:
      value += 3;
      break;
    case EntryKind::kCountry:
      value += item.entry->facet == Facet::kAdjective || item.entry->facet == Facet::kPeople ? 1 : 2;
      break;
    default:
      break;
  }
  return value;
}

EntityKind parse_entity_kind(std::string_view name) {
  constexpr std::array<std::string_view, 10> kNames{"person",   "group",   "organisation", "state",    "place",
                                                    "facility", "vehicle", "weapon",       "document", "other"};
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? EntityKind::kOther : static_cast<EntityKind>(found - kNames.begin());
}

namespace {

// Heads that take their sector from what they belong to: "rebel leader", "police official", "army accountant", "group of tourists".
constexpr std::array<std::string_view, 6> kLentSectors{"GOV", "ELI", "UNK", "BUS", "SOC", "CVL"};

bool lends(std::string_view sector) {
  return std::find(kLentSectors.begin(), kLentSectors.end(), sector) != kLentSectors.end();
}

// What a code says of those who belong to the body: "UNO" of "UNO WFP", "IGO EUR" of "IGO EUR LEG", the country of a party.
std::string body_of(const Entry& body) {
  const std::string_view code = body.get("code");
  const std::size_t first = code.find(' ');
  if (first == std::string_view::npos || (!code.starts_with("IGO") && !code.starts_with("NGO"))) return std::string(code.substr(0, first));
  const std::size_t second = std::min(code.find(' ', first + 1), code.size());
  return std::string(code.substr(0, code.substr(first + 1, second - first - 1) == body.get("sector") ? first : second));
}

class Composer {
 public:
  Composer(const codebook::Codebook& book, const TreeIndex& tree, const MatchIndex& matches, WordId head, IdRange<Word> phrase)
      : book_(book), tree_(tree), doc_(tree.document()), matches_(matches), head_(head), phrase_(phrase) {}

  void add_country(ActorFacts& facts) const {
    int best = kFar;
    for (std::uint32_t w = phrase_.begin; w < phrase_.end; ++w) {
      if (WordId{w} == head_ && !facts.country.empty()) continue;
      for (const auto& item : matches_.of({w})) {
        const std::string_view country = item.entry->kind == EntryKind::kCountry ? item.entry->get("iso3") : item.entry->get("country");
        if (country.empty() || !belongs({w}) || speaks_for_body(*item.entry)) continue;
        const int cost = distance({w}) + (item.entry->kind == EntryKind::kCountry && item.entry->facet == Facet::kAdjective ? 0 : 1);
        if (cost >= best) continue;
        best = cost;
        facts.country = country;
      }
    }
  }

  // The body the phrase belongs to, or the nearest part with a sector.
  void add_sector(ActorFacts& facts, bool lent) const {
    int best = kFar;
    std::string sector, code;
    for (std::uint32_t w = phrase_.begin; w < phrase_.end; ++w) {
      if (WordId{w} == head_ || !belongs({w})) continue;
      for (const auto& item : matches_.of({w})) {
        if (item.entry->kind == EntryKind::kCountry) continue;
        const std::string_view found = item.entry->kind == EntryKind::kAgency ? "JRN" : item.entry->get("sector");
        const bool body = item.entry->kind == EntryKind::kOrganisation;
        // "national" is an adjective here, no citizen.
        if (doc_.tag({w}).upos == Upos::ADJ && item.entry->pos == Upos::NOUN && lends(found)) continue;
        if ((found.empty() && !body) || found == "UNK" || (lent && facts.sector != "UNK" && lends(found) && !body)) continue;
        const bool before = premodifier({w});
        if (lent && facts.sector != "UNK" && !before && !body) continue;
        const int cost = distance({w});
        if (cost >= best) continue;
        best = cost;
        sector = found;
        code = body ? body_of(*item.entry) : "";
      }
    }
    if (best == kFar) return;
    if (!sector.empty()) facts.sector = sector;
    if (facts.code.empty()) facts.code = code;
  }

  // "UN peacekeepers": the international body the phrase belongs to stands for a country.
  void add_body(ActorFacts& facts) const {
    for (std::uint32_t w = phrase_.begin; w < phrase_.end; ++w) {
      if (WordId{w} == head_ || !belongs({w})) continue;
      for (const auto& item : matches_.of({w})) {
        const bool body = item.entry->kind == EntryKind::kOrganisation && item.entry->get("country").empty();
        if (!facts.code.empty() || (!body && !speaks_for_body(*item.entry))) continue;
        facts.code = body ? body_of(*item.entry) : std::string(item.entry->get("code"));
      }
    }
  }

 private:
  static constexpr int kFar = 1000;

  static bool speaks_for_body(const Entry& entry) { return entry.kind == EntryKind::kPerson && !entry.get("code").empty(); }

  int distance(WordId word) const {
    int steps = 0;
    if (tree_.parsed()) {
      for (WordId at = word; at != head_ && steps < 30; at = tree_.head(at), ++steps) {
        if (!tree_.words().contains(at)) return steps + 10;
      }
      return steps * 4 + (word < head_ ? 0 : 1);
    }
    return static_cast<int>(word > head_ ? word.value - head_.value : head_.value - word.value) * 4;
  }

  // A compound or adjective before the head, or an idafa after it.
  bool premodifier(WordId word) const {
    if (!tree_.parsed()) return true;
    for (WordId at = word; at != head_ && tree_.words().contains(at); at = tree_.head(at)) {
      const Relation relation = base_of(tree_.relation(at));
      if (relation == Relation::kNmod && has_case(at)) return false;
      if (relation == Relation::kAppos || relation == Relation::kAcl) return false;
    }
    return true;
  }

  bool has_case(WordId word) const { return tree_.child(word, {Relation::kCase}).valid(); }

  // Not in a part that names another: a clause, or a modifier whose preposition does not mean belonging ("against").
  bool belongs(WordId word) const {
    if (!tree_.parsed()) return true;
    for (WordId at = word; at != head_; at = tree_.head(at)) {
      if (!tree_.words().contains(at)) return true;
      const Relation relation = base_of(tree_.relation(at));
      if (relation == Relation::kAcl || relation == Relation::kConj || relation == Relation::kParataxis || relation == Relation::kAdvcl)
        return false;
      if (relation != Relation::kNmod && relation != Relation::kObl) continue;
      for (const WordId child : tree_.children(at)) {
        if (base_of(tree_.relation(child)) == Relation::kCase && child < at && book_.find_grammar(doc_, child, "belonging") == nullptr)
          return false;
      }
    }
    return true;
  }

  const codebook::Codebook& book_;
  const TreeIndex& tree_;
  const Document& doc_;
  const MatchIndex& matches_;
  WordId head_;
  IdRange<Word> phrase_;
};

bool has_word(const codebook::Codebook& book, const Document& doc, IdRange<Word> phrase, std::string_view kind) {
  for (std::uint32_t w = phrase.begin; w < phrase.end; ++w) {
    if (book.find_grammar(doc, WordId{w}, kind) != nullptr) return true;
  }
  return false;
}

// What a person of the codebook is on the page's day.
std::string sector_now(const Entry& person, const Document& doc) {
  const auto offices = codebook::parse_offices(person.get("offices"));
  if (!offices) return {};
  const auto dates = doc.layer<PageDate>();
  if (dates.empty()) return codebook::sector_on(*offices, {}, {});
  return codebook::sector_on(*offices, iso_day(dates.front().days.first), iso_day(dates.front().days.last));
}

}  // namespace

ActorFacts compose_facts(const codebook::Codebook& book, const TreeIndex& tree, const MatchIndex& matches, WordId head, const Entry* entry,
                         IdRange<Word> phrase) {
  ActorFacts facts;
  if (entry != nullptr) {
    switch (entry->kind) {
      case EntryKind::kCountry:
        facts.country = entry->get("iso3");
        facts.kind = entry->facet == Facet::kCapital                                 ? EntityKind::kPlace
                     : entry->facet == Facet::kName || entry->facet == Facet::kAlias ? EntityKind::kState
                                                                                     : EntityKind::kGroup;
        return facts;
      case EntryKind::kAgency:
        facts.kind = EntityKind::kOrganisation;
        facts.sector = "JRN";
        facts.country = entry->get("country");
        return facts;
      case EntryKind::kOrganisation:
        facts.kind = EntityKind::kOrganisation;
        facts.sector = entry->get("sector");
        facts.country = entry->get("country");
        facts.code = entry->get("code");
        facts.own_code = true;
        return facts;
      case EntryKind::kPerson:
        facts.kind = EntityKind::kPerson;
        facts.country = entry->get("country");
        facts.sector = sector_now(*entry, tree.document());
        if (const auto body = entry->get("code"); !body.empty() && facts.sector != "ELI")
          facts.code = body, facts.sector.clear(), facts.country.clear();  // who speaks for a body
        return facts;
      default:
        facts.kind = parse_entity_kind(entry->get("kind"));
        facts.sector = entry->get("sector");
        facts.country = entry->get("country");
    }
  }
  const Composer composer(book, tree, matches, head, phrase);
  // "Officer of the border guard", "members of the police": of the force that is named; where none is, what the noun itself says.
  const auto is_class = [&](std::string_view kind) { return head.valid() && book.find_grammar(tree.document(), head, kind) != nullptr; };
  const bool member = is_class("member") || is_class("any_force");
  const std::string alone = facts.sector;
  if (member) facts.sector = "UNK";
  const bool party = facts.kind == EntityKind::kPerson || facts.kind == EntityKind::kGroup || facts.kind == EntityKind::kOrganisation ||
                     facts.kind == EntityKind::kOther || facts.kind == EntityKind::kState || facts.kind == EntityKind::kFacility;
  if (facts.country.empty()) composer.add_country(facts);
  const bool lent = lends(facts.sector);
  if (party && (facts.sector.empty() || lent)) composer.add_sector(facts, lent);
  if (member && facts.sector == "UNK") facts.sector = alone;
  if (party && facts.country.empty() && facts.code.empty()) composer.add_body(facts);
  if (facts.kind == EntityKind::kPerson && has_word(book, tree.document(), phrase, "former")) facts.sector = "ELI";
  facts.international = party && has_word(book, tree.document(), phrase, "international");
  return facts;
}

std::string actor_code(const ActorFacts& facts) {
  std::string code = !facts.code.empty() ? facts.code : facts.country;
  const bool told = facts.own_code && code.find(' ') != std::string::npos;
  if (!facts.sector.empty() && !told) code += (code.empty() ? "" : " ") + facts.sector;
  return code;
}

}  // namespace musnad::coding
