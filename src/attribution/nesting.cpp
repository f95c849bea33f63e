#include "attribution/nesting.h"

#include <algorithm>

#include "coding/entities/phrase.h"

namespace musnad::attribution {
namespace {

constexpr std::int32_t kNone = Telling::kNoOuter;

bool is_above(const std::vector<Telling>& tellings, std::int32_t above, std::int32_t below) {
  for (std::int32_t i = below; i != kNone; i = tellings[static_cast<std::size_t>(i)].outer)
    if (i == above) return true;
  return false;
}

// The telling with the smallest content that holds the cue of `i`.
std::int32_t holder(const Document& document, const std::vector<Telling>& tellings, std::size_t i) {
  const ByteSpan cue = document.at(tellings[i].cue_head).span;
  std::int32_t best = kNone;
  for (std::size_t j = 0; j < tellings.size(); ++j) {
    if (j == i || !covers(tellings[j].content, cue) || is_above(tellings, static_cast<std::int32_t>(i), static_cast<std::int32_t>(j)))
      continue;
    // Where each holds the other's cue, the longer content is the outer one.
    const bool mutual = covers(tellings[i].content, document.at(tellings[j].cue_head).span);
    if (mutual && length_of(tellings[j].content) < length_of(tellings[i].content)) continue;
    if (best == kNone || length_of(tellings[j].content) < length_of(tellings[static_cast<std::size_t>(best)].content))
      best = static_cast<std::int32_t>(j);
  }
  return best;
}

// Speech that goes on in a later sentence stays with the one who reports it.
void continue_outer(std::vector<Telling>& tellings, std::size_t i) {
  const std::int32_t from = tellings[i].teller.taken_from;
  if (from < 0 || tellings[i].outer != kNone) return;
  const Telling& earlier = tellings[static_cast<std::size_t>(from)];
  if (earlier.sentence == tellings[i].sentence || earlier.outer == kNone) return;
  const std::int32_t outer = earlier.outer;
  if (is_above(tellings, static_cast<std::int32_t>(i), outer)) return;
  tellings[i].outer = outer;
  if (tellings[i].content.empty()) return;
  ByteSpan whole = tellings[i].content.front();
  for (ByteSpan span : tellings[i].content) whole = whole.cover(span);
  tellings[static_cast<std::size_t>(outer)].content.push_back(whole);
}

// The telling that a teller was first named in.
std::int32_t first_of(const std::vector<Telling>& tellings, std::int32_t at) {
  while (tellings[static_cast<std::size_t>(at)].teller.taken_from >= 0) at = tellings[static_cast<std::size_t>(at)].teller.taken_from;
  return at;
}

bool have_same_teller(const std::vector<Telling>& tellings, std::int32_t a, std::int32_t b) {
  const std::int32_t first = first_of(tellings, a), second = first_of(tellings, b);
  if (first == second) return true;
  const Teller &one = tellings[static_cast<std::size_t>(first)].teller, &other = tellings[static_cast<std::size_t>(second)].teller;
  if (one.hidden || other.hidden || one.kind != other.kind) return false;
  return (one.entity.valid() && one.entity == other.entity) || (one.head.valid() && one.head == other.head);
}

// "X said ..., adding that ...": who speaks on is not quoted by himself.
void drop_selves(std::vector<Telling>& tellings, std::size_t i) {
  std::int32_t& outer = tellings[i].outer;
  while (outer != kNone && have_same_teller(tellings, static_cast<std::int32_t>(i), outer))
    outer = tellings[static_cast<std::size_t>(outer)].outer;
}

}  // namespace

void nest(const Document& document, std::vector<Telling>& tellings) {
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].outer == kNone) tellings[i].outer = holder(document, tellings, i);
    continue_outer(tellings, i);
  }
  for (std::size_t i = 0; i < tellings.size(); ++i) drop_selves(tellings, i);
}

void add_carriers(const codebook::Codebook& book, const Document& document, const TellerFinder& tellers, std::vector<Telling>& tellings) {
  const auto mentions = document.layer<Mention>();
  const std::size_t end = tellings.size();
  for (std::size_t i = 0; i < end; ++i) {
    if (tellings[i].outer != kNone) continue;
    // Who reports the document in the same sentence passed it on.
    if (const std::int32_t by = holder(document, tellings, i);
        by != kNone && tellings[static_cast<std::size_t>(by)].sentence == tellings[i].sentence)
      continue;
    // The word for the document: the teller himself, or part of the cue where its sender is the teller.
    WordId paper = tellings[i].teller.kind == SourceKind::kDocument ? tellings[i].teller.head : WordId{};
    for (WordId word : tellings[i].cue_words)  // "a report": no verb is a document
      if (source_kind(book, document, word) == "document" && document.tag(word).upos == Upos::NOUN) paper = word;
    if (!paper.valid()) continue;
    // The nearest earlier sentence in which somebody passes a document on.
    for (std::uint32_t m = static_cast<std::uint32_t>(mentions.size()); m-- > 0;) {
      const Mention& mention = mentions[m];
      if (document.at(mention.head).sentence >= tellings[i].sentence) continue;
      if (source_kind(book, document, mention.head) != "document") continue;
      const WordId verb = document.arc(mention.head).head;
      if (!verb.valid() || book.find_grammar(document, verb, "transmit") == nullptr) continue;
      const TreeIndex tree(document, document.at(verb).sentence);
      WordId subject = tree.child(verb, {Relation::kNsubj});
      for (const Mention& before : mentions)  // where the tree lost him: who stands right before his verb
        if (!subject.valid() && before.words.end == verb.value) subject = before.head;
      if (!subject.valid()) continue;
      Telling carrier;
      carrier.sentence = document.at(verb).sentence;
      carrier.cue_head = verb;
      carrier.cue_words = {verb};
      carrier.teller = tellers.from_phrase(tree, subject);
      carrier.content = {mention.span};
      for (ByteSpan span : tellings[i].content) carrier.content.push_back(span);
      carrier.rule = "carrier";
      tellings.push_back(std::move(carrier));
      const auto index = static_cast<std::int32_t>(tellings.size()) - 1;
      const std::int32_t outer = holder(document, tellings, tellings.size() - 1);
      // What this telling itself reports cannot be what carried it here.
      tellings.back().outer = is_above(tellings, static_cast<std::int32_t>(i), outer) ? kNone : outer;
      tellings[i].outer = index;
      break;
    }
  }
}

}  // namespace musnad::attribution
