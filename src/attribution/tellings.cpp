#include "attribution/tellings.h"

#include <algorithm>

#include "attribution/pruning.h"
#include "coding/entities/entities.h"
#include "coding/entities/phrase.h"
#include "document/reported.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::attribution {

struct TellingFinder::Scope {
  SentenceId sentence;
  TreeIndex tree;
  std::vector<WordId> cues;
  std::vector<codebook::FilledFrame> occasions;  // "in an interview with X"
  std::size_t first;                             // of its tellings
};

TellingFinder::TellingFinder(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading)
    : book_(book),
      document_(document),
      reading_(reading),
      quotations_(find_quotations(document)),
      tellers_(book, document, reading_),
      contents_(book, document, quotations_) {}

std::vector<Telling> TellingFinder::find() {
  const auto sentences = document_.layer<Sentence>();
  for (std::uint32_t i = 0; i < sentences.size(); ++i)
    if (is_reported(document_, SentenceId{i})) read_sentence(SentenceId{i});
  return std::move(tellings_);
}

void TellingFinder::read_sentence(SentenceId sentence) {
  std::vector<codebook::FilledFrame> frames = reading_.fill_speech(sentence);
  std::sort(frames.begin(), frames.end(), [](const auto& a, const auto& b) { return a.trigger < b.trigger; });
  Scope scope{sentence, TreeIndex(document_, sentence), {}, {}, tellings_.size()};
  std::erase_if(frames, [&](const auto& frame) { return !may_be_cue(book_, document_, reading_, frame); });
  for (const auto& frame : frames) scope.cues.push_back(frame.trigger);
  for (auto& frame : frames) {
    if (book_.entries()[frame.entry].get("kind") == "occasion")
      scope.occasions.push_back(std::move(frame));
    else
      read_cue(scope, std::move(frame));
  }
  merge_prepositional_clauses(scope);
  prune(document_, book_, reading_, scope.tree, tellings_, scope.first);
  add_citations(scope);
  add_origins(scope);
  add_outlets(scope);
  drop_echoes(scope.first);
  drop_empty(scope.first);
  if (tellings_.size() == scope.first) read_colon(scope);
  if (tellings_.size() == scope.first) continue_speech(scope);
}

void TellingFinder::read_cue(const Scope& scope, codebook::FilledFrame frame) {
  Telling telling;
  telling.sentence = scope.sentence;
  telling.entry = &book_.entries()[frame.entry];
  telling.cue_head = frame.trigger;
  telling.cue_words = frame.trigger_words.empty() ? std::vector<WordId>{frame.trigger} : frame.trigger_words;
  for (WordId child : scope.tree.children(frame.trigger)) {
    const Relation relation = base_of(scope.tree.relation(child));
    if (relation == Relation::kAux || relation == Relation::kCop) telling.cue_words.push_back(child);
  }
  put_in_order(telling.cue_words);
  telling.frame = std::move(frame);
  telling.stance = [&] {
    const std::string_view stance = telling.entry->get("stance");
    return stance == "endorses"    ? Stance::kEndorses
           : stance == "distances" ? Stance::kDistances
           : stance == "denies"    ? Stance::kDenies
           : stance == "doubts"    ? Stance::kDoubts
                                   : Stance::kNeutral;
  }();
  const codebook::FilledSlot* origin = telling.frame.find("origin");
  if (origin != nullptr && !origin->fillers.empty() && is_citation(scope, telling))
    telling.teller = tellers_.from_phrase(scope.tree, origin->fillers.front().head);
  else
    telling.teller = tellers_.find(scope.tree, telling, tellings_);
  set_document_teller(scope, telling);
  telling.content = contents_.find(scope.tree, telling, tellers_.phrase_of(scope.tree, telling.teller), scope.cues, telling.rule);
  telling.rule = telling.frame.rule_name() + " + " + telling.rule;
  tellings_.push_back(std::move(telling));
}

// "the ministry's statement"; "the appeal that came from Kazakhstan", wherever the tree hangs Kazakhstan: named with a
// preposition of origin between the document and the cue.
std::vector<WordId> TellingFinder::owners_of(const TreeIndex& tree, WordId paper, WordId cue) const {
  std::vector<WordId> owners;
  for (WordId child : tree.children(paper))
    if (base_of(tree.relation(child)) == Relation::kNmod) owners.push_back(child);
  const std::uint32_t end = paper < cue ? cue.value : tree.words().end;
  for (std::uint32_t word = paper.value + 1; word < end; ++word) {
    if (document_.tag(WordId{word}).upos == Upos::PUNCT) break;
    if (cue < paper && book_.find_grammar(document_, WordId{word}, "complementiser") != nullptr) break;  // what is told
    const WordId marker = tree.child(WordId{word}, {Relation::kCase});
    if (marker.valid() && paper < marker && book_.find_grammar(document_, marker, "origin")) owners.push_back(WordId{word});
  }
  return owners;
}

// A document that somebody is named for speaks in his name: "the statement of the ministry": the ministry tells, the
// word for the document is part of the cue.
void TellingFinder::set_document_teller(const Scope& scope, Telling& telling) const {
  const WordId head = telling.teller.head;
  if (telling.teller.kind != SourceKind::kDocument || !head.valid() || !scope.tree.words().contains(head)) return;
  for (WordId child : owners_of(scope.tree, head, telling.cue_head)) {
    Teller owner = tellers_.from_phrase(scope.tree, child);
    if (!owner.entity.valid() || owner.kind == SourceKind::kDocument) continue;
    const EntityKind kind = document_.at(owner.entity).kind;
    const bool capital =
        kind == EntityKind::kPlace && document_.at(owner.entity).place && scope.tree.child(child, {Relation::kCase}).valid();
    if (!coding::is_party(kind) && !capital) continue;
    telling.cue_words.push_back(head);
    put_in_order(telling.cue_words);
    telling.teller = std::move(owner);
    return;
  }
}

// "according to what X said": one act, whose cue is preposition and verb together.
void TellingFinder::merge_prepositional_clauses(const Scope& scope) {
  for (std::size_t i = scope.first; i < tellings_.size(); ++i) {
    Telling& outer = tellings_[i];
    if (!outer.entry || outer.entry->get("kind") != "preposition") continue;
    for (std::size_t j = i + 1; j < tellings_.size(); ++j) {
      Telling& verb = tellings_[j];
      const std::uint32_t gap = verb.cue_head.value - outer.cue_words.back().value;
      if (gap == 0 || gap > 3 || document_.tag(verb.cue_head).upos != Upos::VERB) continue;
      for (std::uint32_t w = outer.cue_words.front().value; w < verb.cue_words.front().value; ++w) verb.cue_words.push_back(WordId{w});
      put_in_order(verb.cue_words);
      // Clause contents end where the verb's own clause begins.
      const IdRange<Word> clause{verb.cue_words.front().value,
                                 std::max(verb.cue_head.value + 1, tellers_.phrase_of(scope.tree, verb.teller).end)};
      const ByteSpan hole = coding::span_of(document_, clause);
      verb.content = outside(document_, outer.content, hole);
      outer.content.clear();
      break;
    }
  }
}

// A preposition of citing, or a verb of quoting that hangs on another's clause and takes no content of its own.
bool TellingFinder::is_citation(const Scope& scope, const Telling& telling) const {
  if (!telling.entry) return false;
  if (telling.entry->get("kind") == "citing") return true;
  return telling.frame.find("origin") != nullptr && base_of(scope.tree.relation(telling.cue_head)) == Relation::kAdvcl;
}

// "X said, citing Y, that Z": Y tells Z inside what X tells, and X's content holds the citing phrase.
void TellingFinder::add_citations(const Scope& scope) {
  for (std::size_t i = scope.first; i < tellings_.size(); ++i) {
    Telling& citing = tellings_[i];
    if (!is_citation(scope, citing)) continue;
    std::size_t governing = tellings_.size();
    for (std::size_t j = scope.first; j < tellings_.size(); ++j) {
      if (j == i || tellings_[j].content.empty() || (j > i && is_citation(scope, tellings_[j]))) continue;
      if (j < i || governing == tellings_.size()) governing = j;
    }
    IdRange<Word> phrase{citing.cue_words.front().value, citing.cue_words.back().value + 1};
    if (const IdRange<Word> teller = tellers_.phrase_of(scope.tree, citing.teller); !teller.empty())
      phrase = {std::min(phrase.begin, teller.begin), std::max(phrase.end, teller.end)};
    const ByteSpan hole = coding::span_of(document_, phrase);
    if (governing == tellings_.size()) {
      // The page itself cites: what stands in the clause is Y's.
      const ByteSpan whole = coding::span_of(document_, scope.tree.words());
      for (ByteSpan part : {ByteSpan{whole.begin, hole.begin}, ByteSpan{hole.end, whole.end}})
        if (const ByteSpan kept = trimmed(document_, part); kept.length() > 0 && citing.content.empty()) citing.content.push_back(kept);
      continue;
    }
    Telling& above = tellings_[governing];
    citing.content = outside(document_, above.content, hole);
    if (!covers(above.content, hole)) above.content.push_back(hole);
    std::sort(above.content.begin(), above.content.end());
    citing.outer = static_cast<std::int32_t>(governing);
  }
}

// "X quoted Y": X tells that Y tells. Where no word of Y's own telling follows ("as saying"), the preposition is his cue.
void TellingFinder::add_origins(const Scope& scope) {
  const std::size_t end = tellings_.size();
  for (std::size_t i = scope.first; i < end; ++i) {
    const codebook::FilledSlot* origin = tellings_[i].frame.find("origin");
    if (origin == nullptr || origin->fillers.empty() || is_citation(scope, tellings_[i])) continue;
    const WordId head = origin->fillers.front().head;
    const IdRange<Word> phrase = coding::phrase_words(scope.tree, head, coding::kTeller);
    const WordId marker = scope.tree.child(head, {Relation::kCase});
    const std::uint32_t begin = marker.valid() ? std::min(marker.value, phrase.begin) : phrase.begin;
    const ByteSpan quoted = coding::span_of(document_, {begin, phrase.end});
    std::vector<ByteSpan> inner = tellings_[i].content;
    bool own_cue = false;
    for (std::size_t j = scope.first; j < end; ++j) {
      if (j == i || tellings_[j].content.empty()) continue;
      // "as saying", "his saying": the quoted one's own cue hangs on the quoting verb or on him.
      const WordId above = scope.tree.head(tellings_[j].cue_head);
      const bool hangs = tellings_[j].cue_head > head && (above == tellings_[i].cue_head || above == head) &&
                         base_of(scope.tree.relation(tellings_[j].cue_head)) != Relation::kConj;
      // "... quoted the mother that her son told her": a cue with a subject of its own is its subject's.
      const WordId own = tellings_[j].teller.head;
      const bool has_own = own.valid() && scope.tree.words().contains(own) && scope.tree.head(own) == tellings_[j].cue_head &&
                           base_of(scope.tree.relation(own)) == Relation::kNsubj && document_.tag(own).upos != Upos::PRON;
      if (hangs && own != head && !has_own) tellings_[j].teller = tellers_.from_phrase(scope.tree, head);
      if (tellings_[j].teller.head != head) continue;
      own_cue = true;
      tellings_[j].outer = static_cast<std::int32_t>(i);
      if (inner.empty()) inner = tellings_[j].content;
      for (ByteSpan span : tellings_[j].content) tellings_[i].content.push_back(span);
    }
    // The outer content runs from the preposition to the end of what is quoted.
    ByteSpan whole = quoted;
    for (ByteSpan span : tellings_[i].content)
      if (span.end > quoted.begin) whole = whole.cover(span);
    tellings_[i].content = {whole};
    if (own_cue || inner.empty()) continue;
    Telling telling;
    telling.sentence = scope.sentence;
    telling.cue_head = marker.valid() ? marker : tellings_[i].cue_head;
    telling.cue_words = {telling.cue_head};
    telling.teller = tellers_.from_phrase(scope.tree, head);
    telling.content = std::move(inner);
    telling.outer = static_cast<std::int32_t>(i);
    telling.rule = "origin";
    tellings_.push_back(std::move(telling));
  }
}

bool TellingFinder::is_outlet(WordId head) const {
  const Teller teller = tellers_.from_phrase(TreeIndex(document_, document_.at(head).sentence), head);
  return teller.kind == SourceKind::kAgency || teller.kind == SourceKind::kOutlet;
}

bool TellingFinder::is_publisher(WordId head) const {
  const std::string publisher = text::fold(document_.metadata().publisher);
  if (publisher.empty()) return false;
  const TreeIndex tree(document_, document_.at(head).sentence);
  const std::string name = text::fold(document_.text(coding::span_of(document_, coding::phrase_words(tree, head, coding::kTeller))));
  return publisher.find(name) != std::string::npos || name.find(publisher) != std::string::npos;
}

// The outlet that was told: the addressee, or the one named with a noun of speech in the cue's clause ("in remarks to X").
WordId TellingFinder::find_outlet(const Scope& scope, const Telling& telling, std::vector<WordId>& cue) const {
  const bool act = telling.entry != nullptr && !telling.entry->get("act").empty();  // the accused is not told anything
  if (const codebook::FilledSlot* slot = act ? nullptr : telling.frame.find("addressee"))
    for (const codebook::Filler& filler : slot->fillers)
      if (is_outlet(filler.head)) {
        cue = telling.cue_words;
        return filler.head;
      }
  for (const codebook::FilledFrame& occasion : scope.occasions) {
    const codebook::FilledSlot* slot = occasion.find("addressee");
    if (slot == nullptr || slot->fillers.empty() || !is_outlet(slot->fillers.front().head)) continue;
    cue = occasion.trigger_words.empty() ? std::vector<WordId>{occasion.trigger} : occasion.trigger_words;
    return slot->fillers.front().head;
  }
  for (WordId child : scope.tree.children(telling.cue_head)) {
    if (base_of(scope.tree.relation(child)) != Relation::kObl) continue;
    if (book_.find_grammar(document_, child, "occasion") == nullptr) continue;
    for (WordId below : scope.tree.children(child)) {
      const Relation relation = base_of(scope.tree.relation(below));
      if (relation == Relation::kNmod && is_outlet(below)) {
        const WordId marker = scope.tree.child(child, {Relation::kCase});
        cue = marker.valid() ? std::vector<WordId>{marker, child} : std::vector<WordId>{child};
        return below;
      }
      if (relation != Relation::kAcl) continue;
      for (WordId bearer : scope.tree.children(below)) {  // "in a statement carried by X"
        const Relation role = base_of(scope.tree.relation(bearer));
        if ((role != Relation::kNsubj && role != Relation::kObl) || !is_outlet(bearer)) continue;
        cue = {below};
        return bearer;
      }
    }
  }
  return {};
}

void TellingFinder::add_outlets(const Scope& scope) {
  const std::size_t end = tellings_.size();
  for (std::size_t i = scope.first; i < end; ++i) {
    if (tellings_[i].content.empty()) continue;
    std::vector<WordId> cue;
    const WordId head = find_outlet(scope, tellings_[i], cue);
    if (!head.valid() || is_publisher(head)) continue;
    for (std::size_t j = scope.first; j < end; ++j)  // its own verb tells nothing more
      if (j != i && std::find(cue.begin(), cue.end(), tellings_[j].cue_head) != cue.end() && tellings_[j].teller.head == head)
        tellings_[j].content.clear();
    Telling outlet;
    outlet.sentence = scope.sentence;
    outlet.cue_head = tellings_[i].cue_head;
    outlet.cue_words = std::move(cue);
    outlet.teller = tellers_.from_phrase(scope.tree, head);
    ByteSpan whole = document_.at(tellings_[i].cue_head).span;
    if (tellings_[i].teller.span && tellings_[i].teller.head.valid()) whole = whole.cover(*tellings_[i].teller.span);
    for (ByteSpan span : tellings_[i].content) whole = whole.cover(span);
    outlet.content = {whole};
    outlet.outer = tellings_[i].outer;
    outlet.rule = Telling::kToldOutlet;
    tellings_[i].outer = static_cast<std::int32_t>(tellings_.size());
    tellings_.push_back(std::move(outlet));
  }
}

// "The minister said that ..., in his words": he told it once.
void TellingFinder::drop_echoes(std::size_t from) {
  for (std::size_t i = from; i < tellings_.size(); ++i) {
    Telling& telling = tellings_[i];
    const std::int32_t earlier = telling.teller.taken_from;
    if (earlier < 0 || !telling.entry || telling.entry->get("kind") != "preposition") continue;
    if (tellings_[static_cast<std::size_t>(earlier)].sentence == telling.sentence) telling.content.clear();
  }
}

void TellingFinder::drop_empty(std::size_t from) {
  std::vector<std::int32_t> moved(tellings_.size(), Telling::kNoOuter);
  std::size_t kept = from;
  for (std::size_t i = 0; i < from; ++i) moved[i] = static_cast<std::int32_t>(i);
  for (std::size_t i = from; i < tellings_.size(); ++i) {
    if (tellings_[i].content.empty()) continue;
    moved[i] = static_cast<std::int32_t>(kept);
    if (kept != i) tellings_[kept] = std::move(tellings_[i]);
    ++kept;
  }
  tellings_.resize(kept);
  for (std::size_t i = from; i < kept; ++i) {
    auto& telling = tellings_[i];
    if (telling.outer != Telling::kNoOuter) telling.outer = moved[static_cast<std::size_t>(telling.outer)];
    if (telling.teller.taken_from >= 0) telling.teller.taken_from = moved[static_cast<std::size_t>(telling.teller.taken_from)];
  }
}

// "UN: no protest justifies ..." and "Ceasefire is holding: UN" in headlines; "X: <quotation>" anywhere.
void TellingFinder::read_colon(const Scope& scope) {
  const BlockKind kind = document_.at(document_.at(scope.sentence).block).kind;
  const bool headline = kind == BlockKind::kHeadline || kind == BlockKind::kSubheadline;
  const IdRange<Word> words = scope.tree.words();
  for (std::uint32_t i = words.begin + 1; i + 1 < words.end; ++i) {
    const std::string& form = document_.at(WordId{i}).form;
    if (form != ":" && !(headline && (form == "-" || form == "\xe2\x80\x93"))) continue;
    const bool quoted = std::any_of(quotations_.begin(), quotations_.end(), [&](const Quotation& q) {
      const std::uint32_t colon = document_.at(WordId{i}).span.end;
      return q.span.begin >= colon && q.span.begin <= colon + 2;
    });
    if (!headline && !quoted) continue;
    const auto try_side = [&](IdRange<Word> side, IdRange<Word> rest) {
      for (const Mention& mention : document_.layer<Mention>()) {
        if (mention.words.begin < side.begin || mention.words.end > side.end || mention.form == MentionForm::kPronoun) continue;
        const IdRange<Word> phrase = coding::phrase_words(scope.tree, mention.head, coding::kTeller);
        if (std::min(phrase.begin, mention.words.begin) > side.begin + 1 || std::max(phrase.end, mention.words.end) + 1 < side.end)
          continue;
        Telling telling;
        telling.sentence = scope.sentence;
        telling.cue_head = WordId{i};
        telling.cue_words = {WordId{i}};
        telling.teller = tellers_.from_phrase(scope.tree, mention.head);
        if (!telling.teller.entity.valid()) continue;
        const Entity& entity = document_.at(telling.teller.entity);
        const bool office = entity.kind == EntityKind::kFacility && !entity.sector.empty();  // an embassy
        if (entity.kind == EntityKind::kPlace || (entity.kind == EntityKind::kFacility && !office) || entity.kind == EntityKind::kOther)
          continue;
        telling.content = {trimmed(document_, coding::span_of(document_, rest))};
        telling.rule = "colon";
        tellings_.push_back(std::move(telling));
        return true;
      }
      return false;
    };
    if (try_side({words.begin, i}, {i + 1, words.end})) return;
    if (headline && words.end - i <= 5 && try_side({i + 1, words.end}, {words.begin, i})) return;
  }
}

// A sentence that stands in quotation marks as a whole and has no cue goes on with the speech before it.
void TellingFinder::continue_speech(const Scope& scope) {
  const ByteSpan sentence = trimmed(document_, document_.at(scope.sentence).span);
  for (const Quotation& quotation : quotations_) {
    if (!quotation.span.contains(sentence)) continue;
    for (std::size_t i = tellings_.size(); i-- > 0;) {
      if (scope.sentence.value - tellings_[i].sentence.value > 2) return;
      if (form_of(quotations_, tellings_[i].content) == QuoteForm::kIndirect) continue;
      if (!covers(tellings_[i].content, sentence)) tellings_[i].content.push_back(quotation.span);
      return;
    }
  }
}

}  // namespace musnad::attribution
