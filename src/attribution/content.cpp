#include "attribution/content.h"

#include <algorithm>

#include "coding/entities/phrase.h"

namespace musnad::attribution {
namespace {

bool is_clausal(Relation relation) {
  const Relation base = base_of(relation);
  return base == Relation::kConj || base == Relation::kAdvcl || base == Relation::kParataxis;
}

bool is_clause_head(const TreeIndex& tree, WordId word) {
  switch (base_of(tree.relation(word))) {
    case Relation::kRoot:
    case Relation::kCcomp:
    case Relation::kAdvcl:
    case Relation::kParataxis:
    case Relation::kCsubj:
      return true;
    case Relation::kAcl:
    case Relation::kConj:
      return tree.document().tag(word).upos == Upos::VERB;
    default:
      return false;
  }
}

IdRange<Word> cue_range(const TreeIndex& tree, const Telling& telling, IdRange<Word> teller) {
  IdRange<Word> range{telling.cue_words.front().value, telling.cue_words.back().value + 1};
  const std::string_view kind = telling.entry ? telling.entry->get("kind") : std::string_view{};
  if (kind == "preposition" && !teller.empty()) range = {std::min(range.begin, teller.begin), std::max(range.end, teller.end)};
  if (range.size() > tree.words().size() / 2) range = {telling.cue_head.value, telling.cue_head.value + 1};
  // What is written together with the cue ("bi-" before "hasab") is no content.
  const Document& document = tree.document();
  while (range.begin > tree.words().begin && document.at(WordId{range.begin - 1}).token == document.at(WordId{range.begin}).token)
    --range.begin;
  return range;
}

}  // namespace

std::vector<ByteSpan> ContentFinder::find(const TreeIndex& tree, const Telling& telling, IdRange<Word> teller,
                                          const std::vector<WordId>& cues, std::string& rule) const {
  const std::string_view kind = telling.entry ? telling.entry->get("kind") : std::string_view{};
  Ranges ranges;
  if (kind == "preposition" || kind == "adverb" || heads_source_clause(tree, telling)) {
    ranges = from_clause(tree, telling, cues);
    rule = "clause";
  } else {
    ranges = from_slots(tree, telling);
    rule = "slot";
    if (ranges.empty()) {
      ranges = from_complementiser(tree, telling, cues, kind == "noun" || document_.tag(telling.cue_head).upos == Upos::NOUN);
      rule = "complementiser";
    }
  }
  ranges = without(ranges, cue_range(tree, telling, teller));
  if (!teller.empty()) ranges = without(ranges, teller);
  std::vector<ByteSpan> content = to_spans(ranges);
  if (content.empty() && kind != "noun") {
    content = from_quotation(tree, telling, teller);
    rule = "quotation";
  }
  complete_quotations(content, telling);
  return content;
}

ContentFinder::Ranges ContentFinder::from_slots(const TreeIndex& tree, const Telling& telling) const {
  Ranges result;
  const codebook::FilledSlot* slot = telling.frame.find("content");
  if (slot == nullptr) return result;
  const WordId cue = telling.cue_head;
  for (const codebook::Filler& filler : slot->fillers) {
    if (filler.conjunct || !tree.words().contains(filler.head)) continue;
    IdRange<Word> range = tree.extent(filler.head);
    if (tree.is_below(filler.head, cue)) {
      // "announced the killing of nine and that ...": the object is told as well.
      if (const WordId object = tree.child(cue, {Relation::kObj});
          object.valid() && object < filler.head && tree.child(filler.head, {Relation::kCc}).valid())
        range.begin = std::min(range.begin, tree.extent(object).begin);
      // What a noun names goes no farther than its own phrase: "his criticism of the police, on Sunday after ...".
      const bool phrase = document_.tag(cue).upos == Upos::NOUN && base_of(tree.relation(filler.head)) == Relation::kNmod;
      if (filler.head > cue && !phrase) range.end = std::max(range.end, right_edge(tree, cue, filler.head.value));
      result.push_back(range);
    } else {
      // The cue stands inside or beside its content: what is said is the clause around the cue's own.
      const IdRange<Word> hole = tree.extent(cue);
      for (IdRange<Word> part : without({range}, hole)) result.push_back(part);
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

// "as the agency said", "according to what X said": the main clause is what was told.
bool ContentFinder::heads_source_clause(const TreeIndex& tree, const Telling& telling) const {
  const std::uint32_t first = telling.cue_words.front().value;
  if (telling.frame.match != codebook::FilledFrame::kNoMatch && document_.at(telling.cue_head).form.ends_with("ing"))
    return false;  // "as saying"
  for (std::uint32_t i = first; i > tree.words().begin && i + 4 > first; --i)
    if (book_.find_grammar(document_, WordId{i - 1}, "source_clause") != nullptr)
      // In front of a sentence's verb `kama` is "also".
      return base_of(tree.relation(telling.cue_head)) != Relation::kRoot || (i == first && i - 1 != tree.words().begin);
  return false;
}

// The end of a content that starts after its cue: the next clause that hangs on the cue or above it, or the sentence's end.
std::uint32_t ContentFinder::right_edge(const TreeIndex& tree, WordId cue, std::uint32_t after) const {
  std::uint32_t edge = tree.words().end;
  for (WordId above = cue; tree.words().contains(above); above = tree.head(above))
    for (WordId child : tree.children(above))
      if (child.value > after && is_clausal(tree.relation(child)) && !tree.is_below(cue, child))
        edge = std::min(edge, tree.extent(child).begin);
  return std::max(edge, after + 1);
}

// "X told Y that ..., according to Z": behind a comma at the end of the sentence Z vouches for all of it.
bool ContentFinder::ends_sentence(const TreeIndex& tree, const Telling& telling) const {
  const std::uint32_t first = telling.cue_words.front().value;
  if (first == tree.words().begin || document_.at(WordId{first - 1}).form.empty()) return false;
  const std::string& before = document_.at(WordId{first - 1}).form;
  if (before != "," && before != "\xd8\x8c") return false;  // the Arabic comma too
  for (std::uint32_t word = first; word + 1 < tree.words().end; ++word)
    if (document_.tag(WordId{word}).upos == Upos::PUNCT ||
        (word > telling.cue_words.back().value && document_.tag(WordId{word}).upos == Upos::VERB))
      return false;
  return true;
}

// A preposition or adverb that vouches ("according to X", "reportedly") speaks of the clause it stands in.
ContentFinder::Ranges ContentFinder::from_clause(const TreeIndex& tree, const Telling& telling, const std::vector<WordId>& cues) const {
  WordId clause = telling.cue_head;
  IdRange<Word> whole = tree.words();
  if (ends_sentence(tree, telling)) return {whole};
  for (WordId above = clause; tree.words().contains(above); above = tree.head(above)) {
    if (!is_clause_head(tree, above)) continue;
    const WordId governor = tree.head(above);
    // Inside another teller's words it vouches for that content only.
    if (tree.words().contains(governor) && base_of(tree.relation(above)) == Relation::kCcomp &&
        std::find(cues.begin(), cues.end(), governor) != cues.end()) {
      whole = tree.extent(above);
      break;
    }
  }
  return {whole};
}

// The clause behind the next complementiser; another cue before it takes it, and a noun takes only its own.
ContentFinder::Ranges ContentFinder::from_complementiser(const TreeIndex& tree, const Telling& telling, const std::vector<WordId>& cues,
                                                         bool noun) const {
  const std::uint32_t first = telling.cue_words.back().value + 1;
  const std::uint32_t limit = std::min(tree.words().end, first + (noun ? 4 : 12));
  for (std::uint32_t i = first; i < limit; ++i) {
    const WordId word{i};
    const bool other_cue = std::find(cues.begin(), cues.end(), word) != cues.end();
    if (other_cue && document_.tag(word).upos == Upos::VERB) return {};
    if (book_.find_grammar(document_, word, "complementiser") == nullptr) continue;
    return {{i, right_edge(tree, telling.cue_head, i)}};
  }
  return {};
}

// The quotation beside the cue: but for the teller only a few small words may stand between.
std::vector<ByteSpan> ContentFinder::from_quotation(const TreeIndex& tree, const Telling& telling, IdRange<Word> teller) const {
  constexpr std::uint32_t kNear = 3;  // words
  const ByteSpan sentence = document_.at(telling.sentence).span;
  const std::uint32_t at = document_.at(telling.cue_head).span.begin;
  const auto words_to = [&](const Quotation& quotation) {
    std::uint32_t count = 0;
    for (std::uint32_t word = tree.words().begin; word < tree.words().end; ++word) {
      const std::uint32_t place = document_.at(WordId{word}).span.begin;
      const bool between =
          quotation.span.begin > at ? place > at && place < quotation.span.begin : place < at && place >= quotation.span.end;
      if (between && !teller.contains(WordId{word}) && document_.tag(WordId{word}).upos != Upos::PUNCT) ++count;
    }
    return count;
  };
  const Quotation* best = nullptr;
  std::uint32_t distance = kNear + 1;
  for (const Quotation& quotation : quotations_) {
    if (!quotation.span.overlaps(sentence) || (quotation.span.begin <= at && at < quotation.span.end)) continue;
    const std::uint32_t gap = words_to(quotation);
    if (gap < distance) {
      distance = gap;
      best = &quotation;
    }
  }
  // One or two words in quotation marks are a name or a scare quote, not speech.
  if (best == nullptr || best->inside.length() < 24) return {};
  return {best->span};
}

ContentFinder::Ranges ContentFinder::without(const Ranges& ranges, IdRange<Word> hole) const {
  Ranges result;
  for (IdRange<Word> range : ranges) {
    if (hole.end <= range.begin || range.end <= hole.begin) {
      result.push_back(range);
      continue;
    }
    if (range.begin < hole.begin) result.push_back({range.begin, hole.begin});
    if (hole.end < range.end) result.push_back({hole.end, range.end});
  }
  return result;
}

// What a cue leaves of its clause may be but its own conjunction and preposition ("and by").
bool ContentFinder::says_something(IdRange<Word> range) const {
  for (std::uint32_t word = range.begin; word < range.end; ++word)
    if (const Upos upos = document_.tag(WordId{word}).upos;
        upos != Upos::CCONJ && upos != Upos::SCONJ && upos != Upos::ADP && upos != Upos::PUNCT && upos != Upos::PART)
      return true;
  return false;
}

std::vector<ByteSpan> ContentFinder::to_spans(const Ranges& ranges) const {
  std::vector<ByteSpan> result;
  for (IdRange<Word> range : ranges) {
    if (!says_something(range)) continue;
    const ByteSpan span = trimmed(document_, coding::span_of(document_, range));
    if (!span.empty() && (result.empty() || result.back().end <= span.begin)) result.push_back(span);
  }
  return result;
}

// A content that begins in a quotation takes all of it, with its marks, over the sentence's end if need be.
void ContentFinder::complete_quotations(std::vector<ByteSpan>& content, const Telling& telling) const {
  const std::uint32_t cue = document_.at(telling.cue_head).span.begin;
  for (ByteSpan& span : content)
    for (const Quotation& quotation : quotations_) {
      const bool cue_is_quoted = quotation.span.begin <= cue && cue < quotation.span.end;
      if (quotation.span.overlaps(span) && !cue_is_quoted) span = span.cover(quotation.span);
    }
  std::sort(content.begin(), content.end());
  std::vector<ByteSpan> joined;
  for (ByteSpan span : content) {
    if (!joined.empty() && span.begin < joined.back().end)
      joined.back() = joined.back().cover(span);
    else
      joined.push_back(span);
  }
  content = std::move(joined);
}

}  // namespace musnad::attribution
