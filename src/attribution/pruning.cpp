#include "attribution/pruning.h"

#include <algorithm>
#include <array>

#include "coding/counts.h"
#include "coding/draft.h"
#include "coding/entities/entities.h"

namespace musnad::attribution {
namespace {

// Nouns of speech, and verbs of speech used as nouns; "his saying" goes on as a verb.
bool is_noun_cue(const TreeIndex& tree, const Telling& telling) {
  if (telling.entry == nullptr) return false;
  if (telling.entry->get("kind") == "noun") return true;
  const Document& document = tree.document();
  if (document.tag(telling.cue_head).upos != Upos::NOUN || telling.entry->pos != Upos::VERB) return false;
  const auto children = tree.children(telling.cue_head);
  return std::none_of(children.begin(), children.end(), [&](WordId child) { return document.tag(child).upos == Upos::PRON; });
}

bool same_start(const Telling& a, const Telling& b) {
  return !a.content.empty() && !b.content.empty() && a.content.front().begin == b.content.front().begin;
}

// "Said in remarks that ...": the noun hangs on the verb that tells the same.
bool speaks_in(const TreeIndex& tree, const Telling& noun, const Telling& verb) {
  return tree.head(noun.cue_head) == verb.cue_head && base_of(tree.relation(noun.cue_head)) == Relation::kObl && !noun.content.empty() &&
         covers(verb.content, noun.content.front());
}

// Whether one of them is the "that" of a clause.
bool has_complementiser(const codebook::Codebook& book, const Document& document, std::span<const WordId> children) {
  return std::any_of(children.begin(), children.end(),
                     [&](WordId child) { return book.find_grammar(document, child, "complementiser") != nullptr; });
}

// The object of a verb of announcing is told only if it names an act: "announced the death of two", not "announced a plan".
bool names_act(const codebook::Codebook& book, const TreeIndex& tree, const Telling& telling) {
  const Document& document = tree.document();
  const codebook::FilledSlot* slot = telling.frame.find("content");
  if (slot == nullptr || telling.rule.find("slot") == std::string::npos) return true;
  // What somebody demands, threatens or denies is an act, whatever noun it is told by.
  if (!telling.entry->get("act").empty() || telling.stance == Stance::kDenies) return true;
  if (is_noun_cue(tree, telling)) {
    // "posted on X" describes a message; "that ..." is what it says.
    const WordId first = slot->fillers.front().head;
    if (has_complementiser(book, document, tree.children(first))) return true;
    if (base_of(document.arc(first).relation) == Relation::kAcl) return false;
  } else {
    for (const codebook::Filler& filler : slot->fillers) {
      const Upos upos = document.tag(filler.head).upos;
      if (upos == Upos::VERB || upos == Upos::AUX) return true;
      if (filler.path.find("ccomp") != std::string::npos || filler.path.find("xcomp") != std::string::npos) return true;
    }
  }
  for (const LexiconMatch& found : document.layer<LexiconMatch>())
    if (book.entries()[found.entry].kind == codebook::EntryKind::kEvent && covers(telling.content, found.span)) return true;
  return false;
}

// "the situation is considered an invasion": called so by whoever speaks; nobody else tells.
bool is_called(const codebook::Reading& reading, const codebook::FilledFrame& cue) {
  if (reading.find_class(cue.trigger, "deem") == nullptr) return false;
  if (std::find(cue.rules.begin(), cue.rules.end(), "passive") != cue.rules.end()) return true;
  const codebook::FilledSlot* source = cue.find("source");
  if (source == nullptr) return false;
  const WordId head = source->fillers.front().head;
  const bool relative = reading.find_class(head, "relative") != nullptr;  // "what happened is considered ..."
  return relative || !(reading.can_act(head) || reading.is_kind(head, "document") || reading.find_class(head, "source_kind"));
}

// "The attacks reveal that ...", "protests continued": a happening tells nothing.
bool is_told_by_act(const codebook::Codebook& book, const codebook::Reading& reading, const codebook::FilledFrame& cue) {
  constexpr std::array<std::string_view, 4> kHappenings = {"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT"};
  const codebook::FilledSlot* source = cue.find("source");
  if (source == nullptr) return false;
  const WordId head = source->fillers.front().head;
  if (reading.find_entry(head, codebook::EntryKind::kActor) || reading.find_class(head, "source_kind")) return false;
  const codebook::Entry* act = reading.find_entry(head, codebook::EntryKind::kEvent);
  const codebook::Frame* frame = act ? book.find_frame(*act) : nullptr;
  return frame != nullptr && std::find(kHappenings.begin(), kHappenings.end(), frame->type) != kHappenings.end();
}

// A proper noun hangs on it.
bool has_name(const codebook::Reading& reading, WordId noun) {
  const auto children = reading.children(noun);
  return std::any_of(children.begin(), children.end(), [&](WordId child) { return reading.document().tag(child).upos == Upos::PROPN; });
}

// "This case reveals the use of force": what a thing shows, unless it is a document, is told by nobody; a clause of "that" it may tell.
bool is_told_by_thing(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading,
                      const codebook::FilledFrame& cue) {
  const codebook::FilledSlot *source = cue.find("source"), *content = cue.find("content");
  if (source == nullptr || content == nullptr || document.tag(cue.trigger).upos != Upos::VERB ||
      book.entries()[cue.entry].get("stance") != "endorses")
    return false;
  const WordId head = source->fillers.front().head;
  if (document.tag(head).upos != Upos::NOUN || document.at(head).sentence != document.at(cue.trigger).sentence) return false;
  if (may_tell(document, reading, head) || has_name(reading, head) || reading.is_kind(head, "number")) return false;
  return std::none_of(content->fillers.begin(), content->fillers.end(),
                      [&](const codebook::Filler& filler) { return has_complementiser(book, document, reading.children(filler.head)); });
}

}  // namespace

bool may_be_cue(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading,
                const codebook::FilledFrame& cue) {
  if (coding::in_quantity(book, document, cue.trigger) || is_called(reading, cue) || is_told_by_act(book, reading, cue) ||
      is_told_by_thing(book, document, reading, cue))
    return false;
  const bool noun = document.tag(cue.trigger).upos == Upos::NOUN;
  for (std::uint32_t match : reading.matches_of(cue.trigger)) {
    const LexiconMatch& found = document.layer<LexiconMatch>()[match];
    const codebook::Entry& entry = book.entries()[found.entry];
    if (entry.kind == codebook::EntryKind::kSpeech && entry.get("kind") == "remark" && cue.find("source") == nullptr) return false;
    if (noun && entry.kind == codebook::EntryKind::kActor && found.words.size() > 1) return false;  // "an army post"
    if (entry.kind != codebook::EntryKind::kEvent) continue;
    const codebook::Frame* frame = book.find_frame(entry);
    if (frame == nullptr || coding::is_speech_act(frame->type)) continue;
    if (noun && frame->type == "PROTEST") return false;  // people in the street, no statement
    if (entry.conditions.empty()) continue;
    if (!reading.fill_match(match).empty()) return false;
  }
  return true;
}

// "According to the rules", "wafqa al-qanun": nobody tells.
bool follows_rule(const Document& document, const codebook::Reading& reading, const Telling& telling) {
  const WordId head = telling.teller.head;
  if (telling.entry == nullptr || telling.entry->get("kind") != "preposition" || !head.valid() || document.tag(head).upos != Upos::NOUN)
    return false;
  if (reading.find_class(head, "norm")) return true;
  return !telling.teller.entity.valid() && !may_tell(document, reading, head) && !has_name(reading, head);
}

void prune(const Document& document, const codebook::Codebook& book, const codebook::Reading& reading, const TreeIndex& tree,
           std::vector<Telling>& tellings, std::size_t first) {
  for (std::size_t i = first; i < tellings.size(); ++i) {
    Telling& telling = tellings[i];
    if (telling.content.empty()) continue;
    bool drop = !names_act(book, tree, telling) || follows_rule(document, reading, telling);
    for (std::size_t j = first; j < tellings.size() && !drop; ++j) {
      if (j == i || tellings[j].content.empty()) continue;
      const Telling& other = tellings[j];
      const bool within = std::find(other.cue_words.begin(), other.cue_words.end(), telling.cue_head) != other.cue_words.end() &&
                          other.cue_head != telling.cue_head;
      const bool in_teller = other.teller.head.valid() && other.teller.span &&
                             other.teller.span->contains(document.at(telling.cue_head).span) && tree.words().contains(other.teller.head);
      drop = within || (in_teller && is_noun_cue(tree, telling)) ||
             (is_noun_cue(tree, telling) && !is_noun_cue(tree, other) && (same_start(telling, other) || speaks_in(tree, telling, other)));
    }
    if (drop) telling.content.clear();
  }
}

}  // namespace musnad::attribution
