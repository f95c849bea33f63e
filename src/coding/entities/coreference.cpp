#include "coding/entities/coreference.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "coding/entities/actors.h"
#include "coding/entities/entities.h"
#include "coding/entities/name_forms.h"
#include "coding/entities/phrase.h"
#include "coding/entities/titles.h"
#include "text/folding.h"

namespace musnad::coding {
namespace {

using codebook::Entry;
using codebook::EntryKind;

// The same row of a shared table is one body, whichever of its forms or languages was written.
std::string row_of(const Entry& entry) {
  if (entry.kind == EntryKind::kCountry && !entry.get("iso3").empty()) {
    const bool capital = entry.facet == codebook::Facet::kCapital;
    const bool people = entry.facet == codebook::Facet::kPeople || entry.facet == codebook::Facet::kAdjective;
    return std::string(capital ? "capital " : people ? "people " : "country ") + std::string(entry.get("iso3"));
  }
  return entry.origin.to_string();
}

bool is_named_row(const Entry* entry) {
  return entry != nullptr && is_named(entry->kind) && entry->kind != EntryKind::kPerson;  // persons are tied by name, titles or not
}

class Tier {
 public:
  Tier(const Document& doc, std::vector<Candidate>& candidates)
      : doc_(doc),
        candidates_(candidates),
        name_of_(names_of_titles(doc, candidates)),
        title_of_(candidates.size(), kNoName),
        headline_of_(announced_in_headline(doc, candidates)) {
    for (std::uint32_t i = 0; i < name_of_.size(); ++i)
      if (name_of_[i] != kNoName) title_of_[name_of_[i]] = i;
  }

  std::vector<Entity> run() {
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      Candidate& c = candidates_[i];
      EntityId id = find_entity(i);
      if (!id.valid() && headline_of_[i] != kNoName) id = candidates_[headline_of_[i]].mention.entity;
      if (!id.valid()) {
        id = EntityId{static_cast<std::uint32_t>(entities_.size())};
        entities_.emplace_back();
        names_.emplace_back();
        entities_.back().kind = c.facts.kind;
      }
      join(id, i);
    }
    lend_body();
    lend_mission();
    lend_force();
    lend_country();
    for (std::size_t e = 0; e < entities_.size(); ++e) finish(entities_[e], EntityId{static_cast<std::uint32_t>(e)});
    return std::move(entities_);
  }

 private:
  struct Known {
    std::vector<NameForm> forms;
    ActorFacts facts;
    std::vector<std::string> nouns;  // folded lemmas of the nouns it was called by
    const Entry* named = nullptr;    // the row of a shared table
    std::uint32_t last = 0;          // candidate
  };

  EntityId find_entity(std::uint32_t i) {
    const Candidate& c = candidates_[i];
    if (c.gazetteer != Candidate::kNowhere && c.facts.kind == EntityKind::kPlace) {
      const auto found = places_.find(c.gazetteer);
      if (found != places_.end()) return found->second;
      return bracketed(i);
    }
    if (is_named_row(c.entry)) {
      const auto found = rows_.find(row_of(*c.entry));
      return found == rows_.end() ? bracketed(i) : found->second;
    }
    if (c.name) {
      if (const EntityId same = by_name(c); same.valid()) return same;
      if (title_of_[i] < i) return candidates_[title_of_[i]].mention.entity;
      return bracketed(i);
    }
    if (name_of_[i] != kNoName) return name_of_[i] < i ? candidates_[name_of_[i]].mention.entity : by_name(candidates_[name_of_[i]]);
    if (const EntityId same = apposed(i); same.valid()) return same;
    return by_noun(c);
  }

  // A name seen before, in full or in part.
  EntityId by_name(const Candidate& c) const {
    const NameForm form = name_form(doc_.text(*c.name));
    for (std::size_t e = entities_.size(); e-- > 0;) {
      if (!kinds_agree(c, e)) continue;
      for (const NameForm& known : names_[e].forms) {
        if (same_name(form, known, c.facts.kind == EntityKind::kPerson)) return EntityId{static_cast<std::uint32_t>(e)};
      }
    }
    return {};
  }

  bool kinds_agree(const Candidate& c, std::size_t e) const {
    const EntityKind a = c.facts.kind, b = entities_[e].kind;
    if (a == b || a == EntityKind::kOther || b == EntityKind::kOther) return true;
    return a != EntityKind::kPerson && b != EntityKind::kPerson;
  }

  // The mention before, not the places within its name; itself where there is none.
  std::uint32_t before_of(std::uint32_t i) const {
    std::uint32_t at = i;
    while (at > 0 && candidates_[--at].within) {
    }
    return candidates_[at].within ? i : at;
  }

  // "the Collective Security Treaty Organization (CSTO)", "Nazarov" in the other script in brackets.
  EntityId bracketed(std::uint32_t i) const {
    const Candidate& c = candidates_[i];
    const std::uint32_t at = before_of(i);
    if (at == i || !c.name) return {};
    const Candidate& before = candidates_[at];
    const std::uint32_t from = before.mention.span.end, to = c.name->begin;
    if (from >= to || to - from > 3 || !kinds_agree(c, before.mention.entity.value)) return {};
    const std::string_view between = doc_.text({from, to});
    if (between.find('(') == std::string_view::npos) return {};
    const std::string_view after = doc_.text().substr(c.name->end, 1);
    if (after != ")") return {};
    const bool acronym = before.name && is_acronym_of(doc_.text(*c.name), doc_.text(before.mention.span));
    const bool scripts = before.name && script_of(doc_.text(*c.name)) != script_of(doc_.text(*before.name));
    return acronym || scripts || (c.facts.kind == entities_[before.mention.entity.value].kind && c.facts.kind == EntityKind::kOrganisation)
               ? before.mention.entity
               : EntityId{};
  }

  // "X, the governor of Y": one in apposition to the other.
  EntityId apposed(std::uint32_t i) const {
    const Candidate& c = candidates_[i];
    const Arc& arc = doc_.arc(c.mention.head);
    for (std::uint32_t k = i; k-- > 0 && i - k < 6;) {
      const Candidate& other = candidates_[k];
      if (doc_.at(other.mention.head).sentence != doc_.at(c.mention.head).sentence) break;
      const bool down = base_of(arc.relation) == Relation::kAppos && arc.head == other.mention.head;
      if (!down) continue;
      const EntityKind a = c.facts.kind, b = entities_[other.mention.entity.value].kind;
      if (a == b) return other.mention.entity;
    }
    return {};
  }

  // A definite noun without modifiers for the last one of whom it was said: by the same noun, or in a name that has it
  // ("the agency" for "the X News Agency"); a phrase repeated word for word for its first mention.
  EntityId by_noun(const Candidate& c) const {
    if (c.entry == nullptr || !is_party(c.facts.kind) || !c.definite) return {};
    const std::string words = name_key(doc_.text(c.mention.span));
    const std::string lemma = noun_of(c.mention.head);
    EntityId best;
    for (std::uint32_t e = 0; e < entities_.size(); ++e) {
      const Known& known = names_[e];
      const bool by_name = !c.own_modifiers && is_party(entities_[e].kind) && entities_[e].kind != EntityKind::kPerson &&
                           !known.forms.empty() && std::find(known.nouns.begin(), known.nouns.end(), lemma) != known.nouns.end();
      if ((!kinds_agree(c, e) && !by_name) || (best.valid() && known.last < names_[best.value].last)) continue;
      const Candidate& last = candidates_[known.last];
      const auto is_force = [](const std::string& sector) { return sector == "MIL" || sector == "COP"; };
      const bool other_force = is_force(c.facts.sector) && is_force(known.facts.sector) && c.facts.sector != known.facts.sector;
      const bool noun = !c.own_modifiers && !other_force && same_number(c, last) &&
                        std::find(known.nouns.begin(), known.nouns.end(), lemma) != known.nouns.end();
      const bool phrase = c.own_modifiers && last.definite && name_key(doc_.text(last.mention.span)) == words;
      if (noun || phrase) best = EntityId{e};
    }
    return best.valid() ? best : by_trade(c);
  }

  // "The channel" for the broadcaster named last, "the firm" for the company: by another noun of the same trade. Agencies are
  // called so.
  EntityId by_trade(const Candidate& c) const {
    constexpr std::array<std::string_view, 3> kTrades = {"JRN", "BUS", "PTY"};
    if (c.own_modifiers || c.collective || c.facts.kind != EntityKind::kOrganisation ||
        doc_.tag(c.mention.head).features.number == Number::kPlur ||
        std::find(kTrades.begin(), kTrades.end(), c.facts.sector) == kTrades.end())
      return {};
    EntityId best;
    for (std::uint32_t e = 0; e < entities_.size(); ++e) {
      const Known& known = names_[e];
      const bool agency = known.named != nullptr && known.named->kind == EntryKind::kAgency && known.named->get("kind") != "outlet";
      if (entities_[e].kind != EntityKind::kOrganisation || known.facts.sector != c.facts.sector || agency) continue;
      if (!best.valid() || known.last > names_[best.value].last) best = EntityId{e};
    }
    return best;
  }

  std::string noun_of(WordId word) const {
    const Tag& tag = doc_.tag(word);
    return text::fold(tag.lemma.empty() ? doc_.at(word).form : tag.lemma);
  }

  bool same_number(const Candidate& a, const Candidate& b) const {
    const Number x = doc_.tag(a.mention.head).features.number, y = doc_.tag(b.mention.head).features.number;
    return x == y || x == Number::kNone || y == Number::kNone || b.name;
  }

  void join(EntityId id, std::uint32_t i) {
    Candidate& c = candidates_[i];
    c.mention.entity = id;
    Entity& entity = entities_[id.value];
    Known& known = names_[id.value];
    entity.mentions.push_back(MentionId{i});
    if (c.name) known.forms.push_back(name_form(doc_.text(*c.name)));
    if (is_named_row(c.entry)) {
      rows_.emplace(row_of(*c.entry), id);
      if (known.named == nullptr) known.named = c.entry;
    }
    for (std::uint32_t word = c.mention.words.begin; word < c.mention.words.end; ++word) {
      const Upos upos = doc_.tag(WordId{word}).upos;
      const bool part_of_name = c.name && (upos == Upos::NOUN || upos == Upos::PROPN);
      if (WordId{word} == c.mention.head || part_of_name) known.nouns.push_back(noun_of(WordId{word}));
    }
    known.last = i;
    if (entity.kind == EntityKind::kOther) entity.kind = c.facts.kind;
    if (c.place && !entity.place) entity.place = c.place;
    if (c.gazetteer != Candidate::kNowhere && c.facts.kind == EntityKind::kPlace) places_.emplace(c.gazetteer, id);
    ActorFacts& facts = known.facts;
    const bool with_title = title_of_[i] != kNoName && c.mention.words.contains(candidates_[title_of_[i]].mention.head);
    if (with_title && !c.facts.sector.empty()) facts.sector = c.facts.sector;  // "ousted President X": more than the title
    if (facts.country.empty()) facts.country = c.facts.country;
    if (facts.sector.empty() || (facts.sector == "GOV" && !c.facts.sector.empty() && c.facts.sector != "ELI" && !c.name))
      facts.sector = c.facts.sector.empty() ? facts.sector : c.facts.sector;
    if (facts.code.empty()) facts.code = c.facts.code, facts.own_code = c.facts.own_code;
    facts.international = facts.international || c.facts.international;
  }

  // Peacekeepers are those of the body whose peacekeepers the page named.
  void lend_body() {
    const auto is_open = [](const Known& known) {
      return known.facts.international && known.facts.code.empty() && known.facts.country.empty();
    };
    for (Known& known : names_) {
      if (!is_open(known)) continue;
      const auto lender = std::find_if(names_.begin(), names_.end(), [&](const Known& other) {
        const auto shares = [&](const std::string& noun) {
          return std::find(other.nouns.begin(), other.nouns.end(), noun) != other.nouns.end();
        };
        return other.facts.international && !other.facts.code.empty() && other.facts.sector == known.facts.sector &&
               std::any_of(known.nouns.begin(), known.nouns.end(), shares);
      });
      if (lender != names_.end()) known.facts.code = lender->facts.code, known.facts.own_code = lender->facts.own_code;
    }
  }

  // "The force" after peacekeepers is theirs and of no country: of the body whose it is, where the page names one.
  void lend_mission() {
    const auto is_force = [](const Candidate& c) { return c.facts.sector == "MIL" && c.facts.kind != EntityKind::kPerson; };
    for (Known& known : names_) {
      const Candidate& own = candidates_[known.last];
      if (!is_force(own) || !own.definite || own.own_modifiers || known.facts.international || !known.facts.code.empty() ||
          !known.facts.country.empty())
        continue;
      for (std::uint32_t i = known.last; i-- > 0;) {
        const Candidate& before = candidates_[i];
        if (before.facts.sector != "MIL") continue;
        const ActorFacts& theirs = names_[before.mention.entity.value].facts;
        if (before.facts.international)
          known.facts.international = true, known.facts.code = theirs.code, known.facts.own_code = theirs.own_code;
        break;
      }
    }
  }

  // "13 officers" on a page of "police officers": of that force, where the page names no other; else of the police where
  // only they were named before.
  void lend_force() {
    const auto is_wider = [](const Entry& longer, const Entry& noun) {
      const std::string &all = longer.lemma, &own = noun.lemma;
      return all.size() > own.size() + 1 && (all.starts_with(own + ' ') || all.ends_with(' ' + own));
    };
    for (Known& known : names_) {
      const Candidate& own = candidates_[known.last];
      if (own.entry == nullptr || own.entry->kind != EntryKind::kActor || !own.any_force) continue;
      if (known.facts.sector != own.entry->get("sector")) continue;  // its own words say which
      std::string_view force;
      bool one = true;
      for (const Candidate& c : candidates_) {
        if (c.entry == nullptr || c.entry->kind != EntryKind::kActor || !is_wider(*c.entry, *own.entry)) continue;
        const std::string_view sector = c.entry->get("sector");
        one = one && (force.empty() || force == sector);
        force = sector;
      }
      const auto named_before = [&](std::string_view sector) {
        return std::any_of(candidates_.begin(), candidates_.begin() + known.last,
                           [&](const Candidate& c) { return c.facts.sector == sector && !c.facts.international && !c.any_force; });
      };
      if (force.empty() && named_before("COP") && !named_before("MIL")) force = "COP";
      if (one && !force.empty()) known.facts.sector = force;
    }
  }

  // Officials and forces of whom the page tells no country are those of the country it is about, where it is about one.
  void lend_country() {
    std::unordered_map<std::string, int> counts;
    int all = 0;
    for (const Candidate& c : candidates_) {
      if (c.facts.country.empty() || c.facts.kind == EntityKind::kOrganisation) continue;
      ++counts[c.facts.country];
      ++all;
    }
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
      return a.second < b.second || (a.second == b.second && a.first > b.first);
    });
    if (most == counts.end() || most->second < 2 || most->second * 3 < all * 2) return;
    for (Known& known : names_) {
      const std::string_view sector = known.facts.sector;
      const bool of_state =
          sector == "GOV" || sector == "MIL" || sector == "COP" || sector == "JUD" || sector == "LEG" || sector == "SPY" || sector == "OPP";
      if (of_state && !known.facts.international && known.facts.country.empty() && known.facts.code.empty())
        known.facts.country = most->first;
    }
  }

  // The fullest name, else the longest of its phrases.
  void finish(Entity& entity, EntityId id) const {
    const Known& known = names_[id.value];
    std::string best;
    bool named = false;
    for (const MentionId m : entity.mentions) {
      const Candidate& c = candidates_[m.value];
      const std::string text = written_alone(doc_, c.name ? *c.name : c.mention.span, c.mention.words);
      if (c.name && !named) best.clear(), named = true;
      if (c.name.has_value() == named && text.size() > best.size() && (best.empty() || script_of(text) == script_of(best))) best = text;
    }
    entity.name = best;
    entity.country = known.facts.country;
    entity.sector = known.facts.sector;
    ActorFacts facts = known.facts;
    facts.kind = entity.kind;
    if (is_party(entity.kind) || entity.kind == EntityKind::kPlace || entity.kind == EntityKind::kFacility) entity.code = actor_code(facts);
    if (known.named != nullptr) {
      const std::string_view column = known.named->facet == codebook::Facet::kCapital ? "capital_en" : "name_en";
      const auto names = known.named->get_all(column);
      if (!names.empty()) entity.name_en = names.front();
    }
    if (entity.name_en.empty() && entity.kind == EntityKind::kPlace && entity.place && entity.place->geonames != 0)
      entity.name_en = entity.place->city;
    if (entity.name_en.empty()) entity.name_en = english_name(entity.name, entity.kind);
  }

  const Document& doc_;
  std::vector<Candidate>& candidates_;
  std::vector<std::uint32_t> name_of_, title_of_;  // by candidate: the name of a noun, the noun of a name
  std::vector<std::uint32_t> headline_of_;
  std::vector<Entity> entities_;
  std::vector<Known> names_;
  std::unordered_map<std::string, EntityId> rows_;
  std::unordered_map<std::uint32_t, EntityId> places_;
};

}  // namespace

std::vector<Entity> tie_mentions(const Document& doc, std::vector<Candidate>& candidates) {
  return Tier(doc, candidates).run();
}

}  // namespace musnad::coding
