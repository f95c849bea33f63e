#include "coding/entities/titles.h"

#include <algorithm>

namespace musnad::coding {
namespace {

constexpr std::uint32_t kFar = 8;  // candidates between a noun and the name

bool is_one_person(const Document& doc, const Candidate& c) {
  const Number number = doc.tag(c.mention.head).features.number;
  return c.facts.kind == EntityKind::kPerson && number != Number::kPlur && number != Number::kDual;
}

bool is_apposition(const Document& doc, const Candidate& a, const Candidate& to) {
  const auto leads = [&](WordId word) {
    const WordId head = doc.arc(word).head;
    return base_of(doc.arc(word).relation) == Relation::kAppos && (to.name ? to.mention.words.contains(head) : head == to.mention.head);
  };
  if (leads(a.mention.head)) return true;
  for (std::uint32_t word = a.mention.words.begin; a.name && word < a.mention.words.end; ++word)
    if (leads(WordId{word})) return true;
  return false;
}

// "The police chief of Y, Colonel X": a rank begins the name of whom the noun before speaks; an office would be another person's.
bool has_rank(const Candidate& name) {
  if (name.entry == nullptr || name.entry->kind != codebook::EntryKind::kActor) return false;
  const std::string_view sector = name.entry->get("sector");
  return sector == "MIL" || sector == "COP";
}

// "An adviser of General X": a title right behind a noun is another person's.
bool is_idafa(const Document& doc, const Candidate& noun, const Candidate& name) {
  return head_comes_first(doc, noun.mention.head) && name.mention.words.begin == noun.mention.head.value + 1;
}

// "Prime Minister X": the noun's last word is the title right in front of the name.
bool is_title_of(const Document& doc, const Candidate& noun, const Candidate& name) {
  for (std::uint32_t word = noun.mention.head.value + 1; doc.at(WordId{word}).span.begin < name.name->begin; ++word)
    if (const Upos upos = doc.tag(WordId{word}).upos; upos != Upos::ADJ && upos != Upos::PROPN) return false;
  return true;
}

bool goes_with(const Document& doc, const Candidate& noun, const Candidate& name) {
  if (name.mention.words.contains(noun.mention.head)) return is_title_of(doc, noun, name);
  if (is_apposition(doc, name, noun) || is_apposition(doc, noun, name)) return true;
  const bool up_to_name = noun.mention.head < name.mention.head && noun.mention.span.contains(name.mention.span);
  return up_to_name && has_rank(name) && !is_idafa(doc, noun, name);
}

}  // namespace

std::vector<std::uint32_t> names_of_titles(const Document& doc, const std::vector<Candidate>& candidates) {
  std::vector<std::uint32_t> names(candidates.size(), kNoName);
  const auto size = static_cast<std::uint32_t>(candidates.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    const Candidate& name = candidates[i];
    if (!name.name || name.facts.kind != EntityKind::kPerson) continue;
    const SentenceId sentence = doc.at(name.mention.head).sentence;
    const auto try_noun = [&](std::uint32_t k) {  // the nearest person decides
      const Candidate& noun = candidates[k];
      if (noun.facts.kind != EntityKind::kPerson || doc.at(noun.mention.head).sentence != sentence) return false;
      if (!noun.name && names[k] == kNoName && is_one_person(doc, noun) && goes_with(doc, noun, name)) names[k] = i;
      return true;
    };
    for (std::uint32_t k = i; k-- > 0 && i - k < kFar;)
      if (try_noun(k)) break;
    for (std::uint32_t k = i + 1; k < size && k - i < kFar; ++k)
      if (try_noun(k)) break;
  }
  return names;
}

std::vector<std::uint32_t> announced_in_headline(const Document& doc, const std::vector<Candidate>& candidates) {
  constexpr std::uint32_t kSoon = 24;  // candidates from the headline on
  std::vector<std::uint32_t> headline(candidates.size(), kNoName);
  const auto block_of = [&](const Candidate& c) { return doc.at(doc.at(doc.at(c.mention.head).sentence).block).kind; };
  const auto is_body = [](const Candidate& c) { return c.facts.kind == EntityKind::kOrganisation || c.facts.kind == EntityKind::kGroup; };
  const auto noun_of = [&](const Candidate& c) { return c.entry != nullptr ? std::string_view(c.entry->lemma) : std::string_view{}; };
  const auto size = static_cast<std::uint32_t>(candidates.size());
  for (std::uint32_t i = 0; i < size && block_of(candidates[i]) == BlockKind::kHeadline; ++i) {
    const Candidate& c = candidates[i];
    const bool forces = c.facts.sector == "MIL" || c.facts.sector == "COP" || c.facts.sector == "GOV";
    if (!is_body(c) || c.name || c.definite || c.facts.sector.empty() || forces) continue;
    for (std::uint32_t k = i + 1; k < std::min(size, i + kSoon); ++k) {
      const Candidate& other = candidates[k];
      if (block_of(other) != BlockKind::kBody || !is_body(other) || headline[k] != kNoName || other.facts.sector != c.facts.sector)
        continue;
      const bool countries = c.facts.country.empty() || other.facts.country.empty() || c.facts.country == other.facts.country;
      const bool same_noun = noun_of(c) == noun_of(other);
      const bool one_kind =
          c.facts.sector != "JRN" && c.facts.sector != "UNK" && (other.name || other.definite);  // a paper, an agency: two
      if (!countries || !(same_noun || one_kind)) continue;
      headline[k] = i;
      break;
    }
  }
  return headline;
}

}  // namespace musnad::coding
