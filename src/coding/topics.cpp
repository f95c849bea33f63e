#include "coding/topics.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "text/utf8.h"

namespace musnad::coding {
namespace {

// Words under which a noun is told as a happening: "carried out an attack", "clashes broke out", "led to arrests".
constexpr std::array<std::string_view, 7> kTelling = {"light", "cause", "scene", "undergo", "attempt", "prevent", "outcome"};

// Subjects and objects of happening and doing are easily taken for one another; circumstances are neither.
bool is_core(Relation relation) {
  const Relation base = base_of(relation);
  return base == Relation::kNsubj || base == Relation::kObj || base == Relation::kNsubjPass || base == Relation::kAcl ||
         base == Relation::kXcomp || base == Relation::kCcomp;
}

// Whether an act may stand to the word in `relation`; words whose row names none take any.
bool stands_in(const codebook::Codebook& book, const codebook::Entry& row, Relation relation) {
  const auto edges = book.edges_of(row);
  return edges.empty() || std::any_of(edges.begin(), edges.end(), [&](const codebook::Path& edge) {
           return is_core(edge.steps.front().relation) == is_core(relation);
         });
}

// A word of `kTelling`, or the last of several that are one ("claim responsibility"). Who receives a document writes none.
bool tells(const codebook::Codebook& book, const Document& document, WordId word, Relation relation, bool of_document) {
  constexpr std::uint32_t kLongest = 2;  // words before it
  for (std::string_view kind : kTelling)
    if (!of_document || (kind != "undergo" && base_of(relation) != Relation::kCcomp))
      for (std::uint32_t back = 0; back <= kLongest; ++back)
        if (const codebook::Entry* row = book.find_grammar_over(document, word, kind, back); row && stands_in(book, *row, relation))
          return true;
  return false;
}

// "answered by firing tear gas": what somebody does something with is done.
bool is_means(const codebook::Codebook& book, const TreeIndex& tree, WordId noun) {
  const Document& document = tree.document();
  if (base_of(tree.relation(noun)) != Relation::kObl || document.tag(tree.head(noun)).upos != Upos::VERB) return false;
  const auto children = tree.children(noun);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    return base_of(tree.relation(child)) == Relation::kCase && book.find_grammar(document, child, "means") != nullptr;
  });
}

bool is_noun(const Document& document, WordId word) {
  const Upos upos = document.tag(word).upos;
  return upos == Upos::NOUN || upos == Upos::PROPN;
}

bool names_people(const codebook::Reading& reading, WordId word) {
  const auto matches = reading.matches_of(word);
  return std::any_of(matches.begin(), matches.end(), [&](std::uint32_t match) {
    return codebook::names_people(reading.codebook().entry(reading.document().layer<LexiconMatch>()[match]));
  });
}

// Whether a word of `kTelling` stands above the noun, or in a clause of its own (of a document such a clause only tells which it is);
// those that only sort acts ("a series of") hand the question on.
bool is_carried(const codebook::Reading& reading, const TreeIndex& tree, WordId trigger, bool of_document = false) {
  const codebook::Codebook& book = reading.codebook();
  const Document& document = tree.document();
  WordId at = trigger;
  bool stray = false;
  for (int steps = 0; steps < 5; ++steps) {
    const WordId above = tree.head(at);
    if (!tree.words().contains(above)) return true;
    if (is_means(book, tree, at)) return true;
    const Relation relation = base_of(tree.relation(at));
    const bool found = tells(book, document, above, tree.relation(at), of_document);
    const bool classifies = found && book.find_grammar(document, above, "classifier") != nullptr;
    if (found && !classifies) return true;
    const bool hands_on = classifies && (relation == Relation::kNmod || relation == Relation::kCompound || relation == Relation::kObj);
    // "clashes with the police and looting": what is joined to a party is joined to the act above it.
    const bool joined = relation == Relation::kConj || relation == Relation::kAppos;
    const bool climbs = hands_on || joined || (stray && relation == Relation::kNmod);
    stray = (stray || joined) && !reading.find_entry(above, codebook::EntryKind::kEvent);
    if (!climbs) {
      for (WordId child : tree.children(at))  // "the attack that was carried out"
        if (!of_document && base_of(tree.relation(child)) == Relation::kAcl && tells(book, document, child, tree.relation(child), false))
          return true;
      return false;
    }
    at = above;
  }
  return false;
}

const codebook::Entry* find_actor(const codebook::Reading& reading, WordId word) {
  return reading.find_entry(word, codebook::EntryKind::kActor);
}

// Headlines, captions and lists tell in nouns.
bool is_fragment(const Document& document, SentenceId id) {
  const Sentence& sentence = document.at(id);
  if (document.at(sentence.block).kind != BlockKind::kBody) return true;
  const IdRange<Word> words = document.words_of(id);
  return words.empty() || document.tag(WordId{words.end - 1}).upos != Upos::PUNCT;
}

// "Red Dead Redemption", "Attack on Titan": in the running text words for acts have no capitals but in names and titles.
bool is_in_title(const Document& document, WordId trigger) {
  if (is_fragment(document, document.at(trigger).sentence)) return false;
  std::size_t small = 0, all = 0;  // of all words with letters; headlines write most with capitals
  const IdRange<Word> words = document.words_of(document.at(trigger).sentence);
  const auto is_capital = [&](std::uint32_t word) {
    return words.contains(WordId{word}) && text::is_upper(text::decode(document.at(WordId{word}).form, 0).value);
  };
  const auto has_lower = [&](std::uint32_t word) {
    const std::string& form = document.at(WordId{word}).form;
    return std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (std::uint32_t word = words.begin; word < words.end; ++word) {
    all += has_lower(word) ? 1 : 0;
    small += has_lower(word) && !is_capital(word) ? 1 : 0;
  }
  const std::uint32_t at = trigger.value;
  return small * 2 > all && at > words.begin + 1 && is_capital(at) && has_lower(at) && (is_capital(at - 1) || is_capital(at + 1));
}

// "Proposed legislation", "promised features": what is said of a thing in front of it is nobody's speech.
bool describes_thing(const TreeIndex& tree, const Draft& draft) {
  const auto is_actor = [](const Argument& argument) { return argument.role == Role::kActor; };
  const WordId head = draft.act.head, thing = tree.head(head);
  if (!draft.speech_act || base_of(tree.relation(head)) != Relation::kAmod || thing < head) return false;
  for (std::uint32_t word = head.value + 1; word < thing.value; ++word)
    if (const Upos upos = tree.document().tag(WordId{word}).upos; upos == Upos::NUM || upos == Upos::DET) return false;
  return std::none_of(draft.act.args.begin(), draft.act.args.end(), is_actor);
}

// "Ban Ki-moon", "the Institute for School Reform": within the name of a person or a body. Where all words have capitals names are
// no certain thing.
bool names_somebody(const Document& document, WordId trigger) {
  if (is_fragment(document, document.at(trigger).sentence)) return false;
  const auto names = document.layer<Name>();
  return std::any_of(names.begin(), names.end(), [&](const Name& name) {
    return name.words.contains(trigger) && name.words.size() > 1 &&
           (name.kind == NameKind::kPerson || name.kind == NameKind::kOrganisation);
  });
}

// "The Minister of Cooperation", "rescue workers", "riot police", "coalition forces": what they are there for, not what they do.
bool names_office(const codebook::Reading& reading, const TreeIndex& tree, WordId trigger) {
  const Document& document = tree.document();
  WordId at = trigger;
  while (base_of(tree.relation(at)) == Relation::kConj && tree.words().contains(tree.head(at)) && is_noun(document, tree.head(at)))
    at = tree.head(at);
  // "Minister of the technologies of communication": what the office is for may stand a noun further down.
  while (base_of(tree.relation(at)) == Relation::kNmod && tree.words().contains(tree.head(at)) && tree.head(at).value + 1 == at.value &&
         is_noun(document, tree.head(at)) && find_actor(reading, tree.head(at)) == nullptr &&
         reading.find_entry(tree.head(at), codebook::EntryKind::kEvent) == nullptr && !reading.find_class(tree.head(at), "light"))
    at = tree.head(at);
  const WordId head = tree.head(at);
  if (!tree.words().contains(head)) return false;
  const codebook::Entry* body = find_actor(reading, head);
  constexpr std::uint32_t kNear = 5;  // words; what stands further off the parser has hung there
  const std::uint32_t gap = at > head ? at.value - head.value : head.value - at.value;
  if (body == nullptr || gap > kNear || reading.find_class(head, "light")) return false;
  const std::string_view kind = body->get("kind"), sector = body->get("sector");
  const bool official = kind == "person" && (sector == "GOV" || sector == "MIL" || sector == "COP");
  if (base_of(tree.relation(at)) == Relation::kCompound) return kind == "organisation" || kind == "group" || official || sector == "SOC";
  if (base_of(tree.relation(at)) != Relation::kNmod || tree.child(at, {Relation::kDet}).valid()) return false;
  const WordId marker = tree.child(at, {Relation::kCase});
  const bool belongs = !marker.valid() || (marker.value + 1 == at.value && reading.find_class(marker, "partitive_of") && head < marker &&
                                           reading.find_class(marker, "origin") == nullptr);
  return belongs && (kind == "organisation" || official);
}

// The channel "Call of the Mountains", the group "Brigades of Promise": a short quotation without a verb behind a noun for a body.
bool is_in_quoted_name(const codebook::Reading& reading, const TreeIndex& tree, WordId trigger) {
  constexpr std::uint32_t kLongest = 5;  // words
  const Document& document = tree.document();
  const IdRange<Word> words = tree.words();
  const auto is_mark = [&](std::uint32_t word, std::initializer_list<std::string_view> marks) {
    return std::find(marks.begin(), marks.end(), document.at(WordId{word}).form) != marks.end();
  };
  std::uint32_t open = trigger.value, close = trigger.value;
  while (open > words.begin && trigger.value - open <= kLongest && document.tag(WordId{open}).upos != Upos::PUNCT) --open;
  while (close + 1 < words.end && close - trigger.value <= kLongest && document.tag(WordId{close}).upos != Upos::PUNCT) ++close;
  if (open == words.begin || !is_mark(open, {"\"", "\xc2\xab", "\xe2\x80\x9c"}) || !is_mark(close, {"\"", "\xc2\xbb", "\xe2\x80\x9d"}))
    return false;
  if (close - open > kLongest + 1) return false;
  for (std::uint32_t word = open + 1; word < close; ++word)
    if (document.tag(WordId{word}).upos == Upos::VERB && WordId{word} != trigger) return false;
  const codebook::Entry* body = find_actor(reading, WordId{open - 1});
  return body != nullptr && (body->get("kind") == "organisation" || body->get("kind") == "group");
}

}  // namespace

bool is_in_name(const codebook::Reading& reading, const TreeIndex& tree, WordId trigger) {
  if (is_in_title(tree.document(), trigger)) return true;
  return is_noun(tree.document(), trigger) &&
         (names_somebody(tree.document(), trigger) || names_office(reading, tree, trigger) || is_in_quoted_name(reading, tree, trigger));
}

void drop_parts_of_others(const Document& document, std::vector<codebook::FilledFrame>& frames) {
  std::vector<WordId> parts;
  for (const codebook::FilledFrame& inner : frames) {
    if (inner.frame == nullptr || document.tag(inner.trigger).upos != Upos::VERB) continue;
    const auto holds = [&](const codebook::FilledFrame& outer) {
      return outer.trigger != inner.trigger && outer.frame != nullptr && outer.frame->type == inner.frame->type &&
             outer.trigger_words.size() > inner.trigger_words.size() &&
             std::find(outer.trigger_words.begin(), outer.trigger_words.end(), inner.trigger) != outer.trigger_words.end();
    };
    if (std::any_of(frames.begin(), frames.end(), holds)) parts.push_back(inner.trigger);
  }
  std::erase_if(frames, [&](const auto& frame) { return std::find(parts.begin(), parts.end(), frame.trigger) != parts.end(); });
}

bool is_only_party(const codebook::Reading& reading, const Draft& draft, std::span<const Draft> others) {
  if (!draft.act.args.empty() || !names_people(reading, draft.act.head)) return false;
  // "Released 40 detainees": the number is the release's as well.
  const auto counts_too = [&](const Draft& other) {
    return std::all_of(draft.act.counts.begin(), draft.act.counts.end(), [&](const Count& own) {
      return std::any_of(other.act.counts.begin(), other.act.counts.end(), [&](const Count& count) { return count.span == own.span; });
    });
  };
  return std::any_of(others.begin(), others.end(), [&](const Draft& other) {
    return !other.merged && &other != &draft && counts_too(other) &&
           std::any_of(other.act.args.begin(), other.act.args.end(),
                       [&](const Argument& argument) { return argument.role == Role::kRecipient && argument.head == draft.act.head; });
  });
}

bool is_topic(const codebook::Reading& reading, const Circumstances& circumstances, const TreeIndex& tree, const Draft& draft) {
  const Document& document = tree.document();
  const Predication& act = draft.act;
  if (describes_thing(tree, draft)) return true;
  if (!tree.parsed() || !is_noun(document, act.head) || !act.counts.empty() || act.status != Status{}) return false;
  if (draft.frame.match != codebook::FilledFrame::kNoMatch && document.layer<LexiconMatch>()[draft.frame.match].upos == Upos::VERB)
    return false;
  if (is_fragment(document, act.sentence)) return false;
  // "The appeal that it received from X stated ...": a document that is spoken of.
  if (draft.speech_act && act.args.empty() && reading.find_class(act.head, "source_kind"))
    return !is_carried(reading, tree, act.head, true);
  if (names_people(reading, act.head)) return !is_carried(reading, tree, act.head);
  if (draft.frame.light.valid() || draft.frame.find("cause") != nullptr) return false;
  const auto is_party = [](const Argument& argument) { return argument.role != Role::kInstrument; };
  if (std::any_of(act.args.begin(), act.args.end(), is_party)) return false;
  return !is_carried(reading, tree, act.head) && !circumstances.has_below(tree, act.head);
}

}  // namespace musnad::coding
