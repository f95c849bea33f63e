#include "coding/circumstances.h"

#include <algorithm>
#include <limits>

#include "coding/entities/entities.h"
#include "coding/entities/mentions.h"
#include "coding/times/calendar.h"
#include "coding/when.h"
#include "document/times.h"

namespace musnad::coding {
namespace {

constexpr std::int32_t kMonthDays = 31;

bool starts_clause(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kRoot:
    case Relation::kCcomp:
    case Relation::kXcomp:
    case Relation::kAdvcl:
    case Relation::kAcl:
    case Relation::kParataxis:
    case Relation::kCsubj:
      return true;
    default:
      return false;
  }
}

// Lower is more precise.
int coarseness(const Document& document, EntityId id) {
  const auto& place = document.at(id).place;
  return place ? static_cast<int>(place->precision) : static_cast<int>(PlacePrecision::kCity);
}

// Names that look like verbs are no clauses of their own: "the cities of Yerevan and Gyumri".
WordId anchor_of(const TreeIndex& tree, WordId name) {
  const bool clause = base_of(tree.relation(name)) == Relation::kAcl && tree.words().contains(tree.head(name));
  return clause ? tree.head(name) : name;
}

}  // namespace

WordId clause_of(const TreeIndex& tree, WordId word) {
  const Document& document = tree.document();
  for (WordId at = word; tree.words().contains(at); at = tree.head(at)) {
    const Upos upos = document.tag(at).upos;
    if (starts_clause(tree.relation(at))) return at;
    if (base_of(tree.relation(at)) == Relation::kConj && (upos == Upos::VERB || upos == Upos::AUX)) return at;
    if (!tree.words().contains(tree.head(at))) return at;
  }
  return word;
}

WordId clause_above(const TreeIndex& tree, WordId word) {
  const WordId above = tree.head(clause_of(tree, word));
  return tree.words().contains(above) ? clause_of(tree, above) : WordId{};
}

Circumstances::Circumstances(const codebook::Reading& reading)
    : reading_(reading), book_(reading.codebook()), document_(reading.document()) {
  for (const Mention& mention : document_.layer<Mention>()) {
    if (!mention.entity.valid()) continue;
    const Entity& entity = document_.at(mention.entity);
    if (entity.place || entity.kind == EntityKind::kPlace) places_.push_back({mention.head, mention.entity, false});
  }
  add_own_country();
  for (const TimeMention& time : document_.layer<TimeMention>())
    if (!time.duration && !time.value.empty() && time.days && !time.words.empty()) times_.push_back(&time);
  std::stable_sort(times_.begin(), times_.end(), [](const auto* a, const auto* b) { return a->words.begin < b->words.begin; });
  std::sort(places_.begin(), places_.end(), [](const Located& a, const Located& b) { return a.head < b.head; });
}

// "In the country": in the one that the page names most often.
void Circumstances::add_own_country() {
  const auto entities = document_.layer<Entity>();
  EntityId own;
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const auto& place = entities[i].place;
    if (!place || place->precision != PlacePrecision::kCountry) continue;
    if (!own.valid() || entities[i].mentions.size() > document_.at(own).mentions.size()) own = EntityId{i};
  }
  if (!own.valid()) return;
  const auto is_definite = [&](WordId word) { return document_.tag(word).features.definite == Definite::kDef; };
  for (const Mention& mention : document_.layer<Mention>()) {
    if (!mention.entity.valid() || mention.form != MentionForm::kNominal || mention.words.size() != 1) continue;
    const Entity& entity = document_.at(mention.entity);
    const WordId before{mention.head.value - (mention.head.value > 0 ? 1U : 0U)};
    const bool article = document_.tag(before).upos == Upos::DET && is_definite(before);
    if (entity.kind == EntityKind::kState && !entity.place && (article || is_definite(mention.head)))
      places_.push_back({mention.head, own, true});
  }
}

// "The mission of X in Y: ...": what stands before a colon is where its teller is, unless it begins with the place.
bool Circumstances::is_before_colon(const TreeIndex& tree, WordId place, WordId trigger) const {
  const bool begins = place.value <= tree.words().begin + 1;
  if (begins || place > trigger) return false;
  for (std::uint32_t word = place.value + 1; word < trigger.value; ++word)
    if (document_.at(WordId{word}).form == ":") return true;
  return false;
}

// A place phrase says where something happened if a locative preposition leads it, or it hangs on such a phrase
// ("in the village of X", "in X in the south of Y"), or it stands alone in front of the sentence.
bool Circumstances::is_locative(const TreeIndex& tree, WordId head) const {
  if (is_site(head)) {  // "an attack on a checkpoint" happens to it
    const auto children = tree.children(head);
    return document_.tag(head).features.number != Number::kPlur && std::any_of(children.begin(), children.end(), [&](WordId child) {
             return base_of(tree.relation(child)) == Relation::kCase && book_.find_grammar(document_, child, "site_marker") != nullptr;
           });
  }
  WordId at = anchor_of(tree, head);
  for (int steps = 0; tree.words().contains(at) && steps < 6; ++steps) {
    for (WordId child : tree.children(at))
      if (base_of(tree.relation(child)) == Relation::kCase && book_.find_grammar(document_, child, "locative") != nullptr)
        return book_.find_grammar(document_, child, "origin") == nullptr;  // "troops from X"
    const Relation relation = base_of(tree.relation(at));
    if (relation != Relation::kNmod && relation != Relation::kAppos && relation != Relation::kConj && relation != Relation::kFlat &&
        relation != Relation::kAmod && relation != Relation::kCompound)
      return false;
    if (tree.child(at, {Relation::kCase}).valid() && relation != Relation::kNmod) return false;
    at = tree.head(at);
  }
  return false;
}

// A building, a square: told by a noun.
bool Circumstances::is_site(WordId head) const {
  const MentionId id = find_mention(document_, head);
  return id.valid() && document_.at(id).form == MentionForm::kNominal && document_.at(id).entity.valid() &&
         document_.at(document_.at(id).entity).kind == EntityKind::kFacility;
}

std::vector<Circumstances::Located> Circumstances::places_in(const TreeIndex& tree) const {
  const auto first = std::lower_bound(places_.begin(), places_.end(), tree.words().begin,
                                      [](const Located& place, std::uint32_t word) { return place.head.value < word; });
  std::vector<Located> result;
  for (auto it = first; it != places_.end() && tree.words().contains(it->head); ++it) result.push_back(*it);
  return result;
}

WordId Circumstances::clause_at(const TreeIndex& tree, WordId word) const {
  word = anchor_of(tree, word);
  while (reading_.in_time(word) && tree.words().contains(tree.head(word))) word = tree.head(word);
  return clause_of(tree, word);
}

Circumstances::Located Circumstances::best_place(const TreeIndex& tree, WordId clause, WordId trigger) const {
  // "What happens in the country is regarded as an invasion": whatever stands below the verb is said of the invasion.
  const bool calls = clause.valid() && !places_.empty() && is_calling(clause);
  Located best;
  std::uint32_t best_distance = 0;
  for (const Located& place : places_in(tree)) {
    const bool below = tree.is_below(place.head, trigger) || (calls && tree.is_below(place.head, clause));
    if (clause.valid() && clause_at(tree, place.head) != clause && !below) continue;
    if (place.own_country && !calls) continue;
    if (!is_locative(tree, place.head) || is_before_colon(tree, place.head, trigger)) continue;
    const std::uint32_t distance = place.head > trigger ? place.head.value - trigger.value : trigger.value - place.head.value;
    if (best.entity.valid()) {
      const int more = coarseness(document_, place.entity) - coarseness(document_, best.entity);
      if (more > 0 || (more == 0 && distance >= best_distance)) continue;
    }
    best = place;
    best_distance = distance;
  }
  return best;
}

// "in A and B", "in the cities of A, B and C": the others are joined to the place, or the place to them.
std::vector<EntityId> Circumstances::with_others(const TreeIndex& tree, const Located& place) const {
  std::vector<EntityId> all;
  if (!place.entity.valid()) return all;
  all.push_back(place.entity);
  const auto first_joined = [&](WordId word) {
    while (tree.words().contains(tree.head(word))) {
      const Number number = document_.tag(tree.head(word)).features.number;
      const bool of_several = base_of(tree.relation(word)) == Relation::kNmod && (number == Number::kDual || number == Number::kPlur);
      if (base_of(tree.relation(word)) != Relation::kConj && !of_several) break;  // "in the cities of A and B"
      word = tree.head(word);
    }
    return word;
  };
  const WordId first = first_joined(place.head);
  constexpr int kWidest = static_cast<int>(PlacePrecision::kProvince);  // no country beside a town
  const auto is_wide = [&](EntityId id) { return coarseness(document_, id) > kWidest; };
  for (const Located& other : places_in(tree)) {
    const bool joined = first_joined(other.head) == first && is_wide(other.entity) == is_wide(place.entity);
    if (joined && std::find(all.begin(), all.end(), other.entity) == all.end()) all.push_back(other.entity);
  }
  return all;
}

bool Circumstances::is_calling(WordId verb) const {
  return document_.tag(verb).upos == Upos::VERB && book_.find_grammar(document_, verb, "deem") != nullptr;
}

WordId Circumstances::climb(const TreeIndex& tree, WordId clause, bool& told) const {
  const WordId governor = tree.head(clause_of(tree, clause));
  if (tree.words().contains(governor) && is_cue(governor) && !is_calling(governor)) {
    const Relation relation = base_of(tree.relation(clause_of(tree, clause)));
    told = relation == Relation::kCcomp || relation == Relation::kXcomp || relation == Relation::kObj || relation == Relation::kObl;
    if (told) return {};
  }
  const WordId above = clause_above(tree, clause);
  return above == clause ? WordId{} : above;
}

std::vector<EntityId> Circumstances::places_of(const TreeIndex& tree, WordId trigger, bool own_clause) const {
  bool told = false;
  WordId clause = clause_of(tree, trigger);
  for (std::uint32_t steps = 0; clause.valid() && steps < tree.words().size(); ++steps) {
    if (const Located place = best_place(tree, clause, trigger); place.entity.valid()) return with_others(tree, place);
    if (own_clause) return {};
    clause = climb(tree, clause, told);
  }
  return told ? std::vector<EntityId>{} : with_others(tree, best_place(tree, WordId{}, trigger));
}

std::vector<EntityId> Circumstances::home_of(const TreeIndex& tree, WordId head) const {
  if (!tree.words().contains(head) || book_.find_grammar(document_, head, "inhabitants") == nullptr) return {};
  for (const Located& place : places_in(tree))
    if (tree.head(place.head) == head && base_of(tree.relation(place.head)) != Relation::kConj) return with_others(tree, place);
  return {};
}

std::span<const TimeMention* const> Circumstances::times_in(const TreeIndex& tree) const {
  const auto before = [](const TimeMention* time, std::uint32_t word) { return time->words.begin < word; };
  const auto first = std::lower_bound(times_.begin(), times_.end(), tree.words().begin, before);
  return {first, std::lower_bound(first, times_.end(), tree.words().end, before)};
}

// "until 19 January" says how long, not when.
bool Circumstances::is_limit(WordId word) const {
  return book_.find_grammar(document_, word, "limit") != nullptr ||
         (word.value > 0 && (book_.find_grammar_over(document_, WordId{word.value - 1}, "limit", 0) != nullptr ||
                             book_.find_grammar_over(document_, WordId{word.value - 1}, "limit", 1) != nullptr));
}

const TimeMention* Circumstances::best_time(const TreeIndex& tree, WordId clause, WordId trigger, bool limit) const {
  const TimeMention* best = nullptr;
  std::uint32_t best_distance = 0;
  bool best_below = false;
  const bool reported = is_reported_noun(tree, trigger);
  for (const TimeMention* time : times_in(tree)) {
    const WordId word{time->words.begin};
    // "Announced on Thursday the wounding of ...": a day before the act is the telling's.
    if (counts_from_act(*time) || tells_of_thing(tree, *time) || (reported && word < trigger)) continue;
    const bool below = tree.is_below(word, trigger) && document_.tag(trigger).upos == Upos::NOUN;
    if (best_below && !below) continue;
    if (clause.valid() && clause_at(tree, word) != clause && !tree.is_below(word, trigger)) continue;
    if (is_limit(word) != limit || (limit && time->value.find('T') != std::string::npos)) continue;  // an hour ends no state
    const std::uint32_t distance = word > trigger ? word.value - trigger.value : trigger.value - word.value;
    if (best != nullptr && best_below == below &&
        (static_cast<int>(time->precision) > static_cast<int>(best->precision) ||
         (time->precision == best->precision && distance >= best_distance)))
      continue;
    best = time;
    best_distance = distance;
    best_below = below;
  }
  return best;
}

ClaimWhen Circumstances::until_page(ClaimWhen when) const {
  const auto dates = document_.layer<PageDate>();
  if (!has_open_end(when) || dates.empty() || dates.front().days.first != dates.front().days.last) return when;
  when.value.replace(when.value.size() - 2, 2, iso_day(dates.front().days.first));
  return when;
}

// "Two days after the clashes" says when something else was.
bool Circumstances::counts_from_act(const TimeMention& time) const {
  const WordId next{time.words.end};
  return time.basis == TimeBasis::kRelative && next.value < document_.layer<Word>().size() &&
         document_.at(next).sentence == document_.at(WordId{time.words.begin}).sentence &&
         book_.find_grammar(document_, next, "counted_from") != nullptr;
}

// "A Christmas market", "a market for the feast": what a thing is called by; of an act it is the day.
bool Circumstances::tells_of_thing(const TreeIndex& tree, const TimeMention& time) const {
  const WordId first{time.words.begin};
  const WordId top = top_word(document_, time.words), thing = tree.head(top);
  if (!tree.words().contains(thing) || document_.tag(thing).upos == Upos::VERB) return false;
  const bool called = base_of(tree.relation(top)) == Relation::kCompound && top < thing;
  const bool meant_for = time.rule == "holiday" && base_of(tree.relation(top)) == Relation::kNmod && first.value > 0 &&
                         book_.find_grammar(document_, WordId{first.value - 1}, "purpose") != nullptr;
  return (called || meant_for) && !reading_.find_entry(thing, codebook::EntryKind::kEvent);
}

// An act that a verb of telling has as its object.
bool Circumstances::is_reported_noun(const TreeIndex& tree, WordId trigger) const {
  WordId at = trigger;
  for (int steps = 0; steps < 4 && tree.words().contains(tree.head(at)); ++steps) {
    const Relation relation = base_of(tree.relation(at));
    if (relation == Relation::kObj || relation == Relation::kObl)
      return document_.tag(trigger).upos == Upos::NOUN && is_cue(tree.head(at)) && document_.tag(tree.head(at)).upos == Upos::VERB;
    if (relation != Relation::kConj && relation != Relation::kNmod) return false;
    at = tree.head(at);
  }
  return false;
}

std::optional<ClaimWhen> Circumstances::time_of_telling(const TreeIndex& tree, WordId trigger) const {
  bool told = is_reported_noun(tree, trigger);
  WordId clause = clause_of(tree, trigger), above = clause;
  for (std::uint32_t steps = 0; !told && clause.valid() && steps < tree.words().size(); ++steps) {
    above = clause_above(tree, clause);
    clause = climb(tree, clause, told);
  }
  if (!told || !above.valid()) return {};
  for (const TimeMention* time : times_in(tree))
    if (clause_at(tree, WordId{time->words.begin}) == above && time->precision == Precision::kDay && !is_limit(WordId{time->words.begin}))
      return to_when(*time);
  return {};
}

std::optional<ClaimWhen> Circumstances::time_of_post(BlockId block) const {
  constexpr int kLive = 3;  // datelines that make a page a live one
  const auto blocks = document_.layer<Block>();
  int posts = 0;
  const TimeMention* day = nullptr;
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::kDateline) continue;
    for (const TimeMention& time : document_.layer<TimeMention>())
      if (blocks[i].span.contains(time.span) && time.precision == Precision::kDay && time.days) {
        ++posts;
        if (i + 1 == block.value) day = &time;
        break;
      }
  }
  return posts >= kLive && day != nullptr ? std::optional(to_when(*day)) : std::nullopt;
}

std::optional<ClaimWhen> Circumstances::time_of(const TreeIndex& tree, WordId trigger, bool own_clause) const {
  bool told = false;
  WordId clause = clause_of(tree, trigger);
  for (std::uint32_t steps = 0; clause.valid() && steps < tree.words().size(); ++steps) {
    const TimeMention* time = best_time(tree, clause, trigger, false);
    if (steps == 0)
      if (const TimeMention* end = best_time(tree, clause, trigger, true)) return until(*end, time);
    if (time != nullptr) return steps == 0 ? to_when(*time) : beginning_of(*time);
    if (own_clause) return {};
    clause = climb(tree, clause, told);
  }
  if (told) return {};
  const TimeMention* time = best_time(tree, WordId{}, trigger, false);
  if (time == nullptr) return {};
  // "Asked about what happened on Friday": the day of what is told or of a relative clause is that clause's, unless it tells of the
  // act: "protests held on Friday".
  const WordId own = clause_of(tree, trigger), other = clause_at(tree, WordId{time->words.begin});
  if (own.valid() && other.valid() && other != own && tree.is_below(other, own)) {
    const Relation relation = base_of(tree.relation(other));
    const bool tells_of_act = document_.tag(trigger).upos == Upos::NOUN && tree.is_below(other, trigger);
    if ((relation == Relation::kAcl || relation == Relation::kCcomp) && !tells_of_act) return {};
  }
  return to_when(*time);
}

bool Circumstances::has_below(const TreeIndex& tree, WordId word) const {
  const auto places = places_in(tree);
  if (std::any_of(places.begin(), places.end(),
                  [&](const Located& place) { return tree.is_below(place.head, word) && is_locative(tree, place.head); }))
    return true;
  const auto times = times_in(tree);
  return std::any_of(times.begin(), times.end(), [&](const TimeMention* time) { return tree.is_below(WordId{time->words.begin}, word); });
}

std::optional<DayInterval> Circumstances::days_of(const ClaimWhen& when) const {
  if (!when.span) return {};
  for (const TimeMention& time : document_.layer<TimeMention>())
    if (time.span == *when.span && time.days) {
      if (has_open_beginning(when)) return DayInterval{std::numeric_limits<std::int32_t>::min(), time.days->last};
      const auto begin = parse_iso_day(std::string_view(when.value).substr(0, when.value.find('/')));  // told apart from its end
      return DayInterval{begin ? std::min(*begin, time.days->first) : time.days->first, time.days->last};
    }
  return {};
}

bool Circumstances::is_historical(DayInterval days) const {
  const auto dates = document_.layer<PageDate>();
  return !dates.empty() && days.last + kMonthDays < dates.front().days.first;
}

bool Circumstances::is_after_page(DayInterval days) const {
  const auto dates = document_.layer<PageDate>();
  return !dates.empty() && days.first > dates.front().days.last;
}

}  // namespace musnad::coding
