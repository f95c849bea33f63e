#include "codebook/reading/reading.h"

#include <algorithm>

#include "codebook/reading/interpreter.h"
#include "codebook/reading/repairs.h"
#include "codebook/rules.h"
#include "document/times.h"

namespace musnad::codebook {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool nominal(Upos upos) {
  return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::NUM || upos == Upos::ADJ || upos == Upos::X;
}

}  // namespace

Reading::Reading(const Codebook& codebook, const Document& doc, FoldedWords folded)
    : codebook_(codebook), doc_(doc), folded_(std::move(folded)), time_(words_in_times(doc)) {
  const std::size_t words = doc.layer<Word>().size();
  grammar_.resize(words);
  grammar_known_.assign(words, false);
  index_matches();
  name_.assign(words, 0);
  for (const Name& name : doc.layer<Name>())
    for (std::uint32_t i = name.words.begin; i < name.words.end && i < words; ++i)
      name_[i] = static_cast<std::uint8_t>(1 + static_cast<int>(name.kind));
  number_.resize(words);
  for (const NumberMention& number : doc.layer<NumberMention>())
    for (std::uint32_t i = number.words.begin; i < number.words.end; ++i) number_[i] = true;
  const auto arcs = doc.layer<Arc>();
  arcs_.assign(arcs.begin(), arcs.end());
  arcs_.resize(words);
  index_trees();
  for (const auto repair : {repair_quantities, repair_titles, repair_trees}) {
    repair(*this, arcs_);
    // A sentence that repairs have broken stays as the parser had it: who walks up a circle never comes to an end.
    for (std::uint32_t i = 0; i < doc.layer<Sentence>().size(); ++i)
      if (const IdRange<Word> sentence = doc.words_of(SentenceId{i}); !is_tree(arcs_, sentence))
        std::copy(arcs.begin() + sentence.begin, arcs.begin() + sentence.end, arcs_.begin() + sentence.begin);
    index_trees();
  }
}

void Reading::index_matches() {
  const std::size_t words = doc_.layer<Word>().size();
  const auto matches = doc_.layer<LexiconMatch>();
  match_begin_.assign(words + 1, 0);
  for (const LexiconMatch& match : matches) ++match_begin_[match.head.value + 1];
  for (std::size_t i = 0; i < words; ++i) match_begin_[i + 1] += match_begin_[i];
  match_of_word_.resize(matches.size());
  std::vector<std::uint32_t> next(match_begin_.begin(), match_begin_.end());
  for (std::uint32_t i = 0; i < matches.size(); ++i) match_of_word_[next[matches[i].head.value]++] = i;
}

void Reading::index_trees() {
  const std::size_t words = arcs_.size();
  child_begin_.assign(words + 1, 0);
  for (const Arc& arc : arcs_)
    if (arc.head.valid() && arc.head.value < words) ++child_begin_[arc.head.value + 1];
  for (std::size_t i = 0; i < words; ++i) child_begin_[i + 1] += child_begin_[i];
  children_.resize(child_begin_[words]);
  std::vector<std::uint32_t> next(child_begin_.begin(), child_begin_.end());
  for (std::uint32_t i = 0; i < words; ++i)
    if (const WordId head = arcs_[i].head; head.valid() && head.value < words) children_[next[head.value]++] = WordId{i};
}

bool Reading::in_time(WordId word) const {
  return time_[word.value];
}

std::span<const std::uint32_t> Reading::matches_of(WordId word) const {
  return std::span(match_of_word_).subspan(match_begin_[word.value], match_begin_[word.value + 1] - match_begin_[word.value]);
}

std::vector<std::uint32_t> Reading::matches_in(SentenceId sentence) const {
  std::vector<std::uint32_t> found;
  const IdRange<Word> words = doc_.words_of(sentence);
  for (std::uint32_t i = words.begin; i < words.end; ++i)
    for (std::uint32_t match : matches_of(WordId{i})) found.push_back(match);
  return found;
}

const Entry* Reading::find_entry(WordId word, EntryKind kind) const {
  for (std::uint32_t match : matches_of(word))
    if (const Entry& entry = codebook_.entry(doc_.layer<LexiconMatch>()[match]); entry.kind == kind) return &entry;
  return nullptr;
}

bool Reading::parsed(SentenceId sentence) const {
  const IdRange<Word> words = doc_.words_of(sentence);
  for (std::uint32_t i = words.begin; i < words.end; ++i)
    if (arcs_[i].relation != Relation::kNone) return true;
  return false;
}

std::span<const WordId> Reading::children(WordId word) const {
  return std::span(children_).subspan(child_begin_[word.value], child_begin_[word.value + 1] - child_begin_[word.value]);
}

IdRange<Word> Reading::extent(WordId word) const {
  IdRange<Word> range{word.value, word.value + 1};
  std::vector<WordId> open{word};
  while (!open.empty()) {
    const WordId next = open.back();
    open.pop_back();
    range = {std::min(range.begin, next.value), std::max(range.end, next.value + 1)};
    for (WordId child : children(next)) open.push_back(child);
  }
  return range;
}

std::vector<WordId> Reading::conjuncts(WordId word) const {
  std::vector<WordId> words{word};
  for (std::size_t i = 0; i < words.size(); ++i)
    for (WordId child : children(words[i]))
      if (arc(child).relation == Relation::kConj) words.push_back(child);
  std::sort(words.begin(), words.end());
  return words;
}

WordId Reading::subject_before(WordId word) const {
  constexpr std::uint32_t kReach = 2;  // sentences
  const auto sentences = doc_.layer<Sentence>();
  const std::uint32_t own = doc_.at(word).sentence.value;
  const auto kind_of = [&](std::uint32_t sentence) { return doc_.at(sentences[sentence].block).kind; };
  for (std::uint32_t back = 1; back <= kReach && back <= own; ++back) {
    if (kind_of(own - back) != kind_of(own)) return {};
    const IdRange<Word> words = doc_.words_of(SentenceId{own - back});
    WordId root;
    for (std::uint32_t i = words.begin; i < words.end && !root.valid(); ++i)
      if (arcs_[i].relation == Relation::kRoot) root = WordId{i};
    if (!root.valid() || doc_.tag(root).upos != Upos::VERB) return {};
    for (WordId child : children(root)) {
      if (base_of(arc(child).relation) != Relation::kNsubj) continue;
      const WordId subject = counted(child);
      return can_act(subject) && doc_.tag(subject).upos != Upos::PRON ? subject : WordId{};
    }
  }
  return {};
}

std::string Reading::marker_of(WordId preposition) const {
  std::string marker(folded_.form(preposition));
  for (WordId part : children(preposition))
    if (arc(part).relation == Relation::kFixed) marker += "_" + std::string(folded_.form(part));
  return marker;
}

std::vector<std::string> Reading::markers_of(WordId word) const {
  std::vector<std::string> markers;
  for (WordId child : children(word)) {
    const Relation relation = arc(child).relation;
    if (relation != Relation::kCase && relation != Relation::kMark) continue;
    markers.push_back(marker_of(child));
    if (const std::string_view lemma = folded_.lemma(child); !lemma.empty() && lemma != folded_.form(child)) markers.emplace_back(lemma);
  }
  return markers;
}

bool Reading::marked(WordId word, const Step& step) const {
  if (step.markers.empty()) return true;
  const bool bare = step.markers.front() == "-";
  for (WordId child : children(word)) {
    const Relation relation = arc(child).relation;
    if (relation != Relation::kCase && relation != Relation::kMark) continue;
    if (bare) return false;
    if (folded_.lemma(child) != folded_.form(child) && holds(step.markers, folded_.lemma(child))) return true;
    const auto parts = children(child);
    const bool whole = std::none_of(parts.begin(), parts.end(), [&](WordId part) { return arc(part).relation == Relation::kFixed; });
    if (whole ? holds(step.markers, folded_.form(child)) : holds(step.markers, marker_of(child))) return true;
  }
  return bare;
}

bool Reading::is_kind(WordId word, std::string_view kind) const {
  if (kind == "event") return find_entry(word, EntryKind::kEvent) != nullptr;
  if (kind == "country") return find_entry(word, EntryKind::kCountry) != nullptr;
  if (kind == "number") {
    if (doc_.tag(word).upos == Upos::NUM) return true;
    const auto below = children(word);
    return std::any_of(below.begin(), below.end(), [&](WordId child) { return arc(child).relation == Relation::kNummod; });
  }
  if (name_[word.value] != 0) {
    constexpr std::string_view kNames[] = {"person", "organisation", "place", "facility", "state", "other"};
    if (kNames[name_[word.value] - 1] == kind) return true;
  }
  for (std::uint32_t match : matches_of(word)) {
    const Entry& entry = codebook_.entry(doc_.layer<LexiconMatch>()[match]);
    if (entry.kind == EntryKind::kEvent || entry.kind == EntryKind::kSpeech) continue;
    if (entry.get("kind") == kind || entry.get("sector") == kind) return true;
    if (kind == "state" && entry.kind == EntryKind::kCountry && entry.facet != Facet::kPeople) return true;
    if (kind == "organisation" && (entry.kind == EntryKind::kOrganisation || entry.kind == EntryKind::kAgency)) return true;
    if ((kind == "group" || kind == "person") && entry.facet == Facet::kPeople) return true;
  }
  return false;
}

bool Reading::can_act(WordId word) const {
  if (doc_.tag(word).upos == Upos::PRON) return true;
  for (std::string_view kind : {"person", "group", "organisation", "state", "country"})
    if (is_kind(word, kind)) return true;
  return false;
}

bool Reading::fits(WordId word, const Constraint& constraint) const {
  bool yes = false;
  for (const std::string& value : constraint.values) switch (constraint.key) {
      case Constraint::Key::kLemma:
        yes = yes || folded_.is(word, value);
        break;
      case Constraint::Key::kForm:
        yes = yes || folded_.form(word) == value;
        break;
      case Constraint::Key::kUpos:
        yes = yes || doc_.tag(word).upos == parse_upos(value);
        break;
      case Constraint::Key::kClass:
        yes = yes || find_class(word, value) != nullptr;
        break;
      case Constraint::Key::kIs:
        yes = yes || is_kind(word, value);
        break;
      case Constraint::Key::kLex:
      case Constraint::Key::kType:
      case Constraint::Key::kFrame:
      case Constraint::Key::kStance:
        for (std::uint32_t match : matches_of(word)) {
          const Entry& entry = codebook_.entry(doc_.layer<LexiconMatch>()[match]);
          if (entry.kind != EntryKind::kEvent && entry.kind != EntryKind::kSpeech && constraint.key != Constraint::Key::kLex) continue;
          if (!entry.conditions.empty() && !Interpreter(*this, match).conditions_hold(nullptr)) continue;
          const Frame* frame = entry.kind == EntryKind::kSpeech ? codebook_.find_act(entry) : codebook_.find_frame(entry);
          if (constraint.key == Constraint::Key::kLex) yes = yes || to_string(entry.kind) == value;
          if (constraint.key == Constraint::Key::kType) yes = yes || (frame && frame->type == value);
          if (constraint.key == Constraint::Key::kFrame) yes = yes || (frame && frame->name == value);
          if (constraint.key == Constraint::Key::kStance) yes = yes || (entry.kind == EntryKind::kSpeech && entry.get("stance") == value);
        }
        break;
    }
  return yes != constraint.negated;
}

/// A light or causing word names the relation in which the act stands to it; any other relation does not make it light.
bool Reading::fits_class(WordId word, const Constraint& constraint, const Step* step, WordId below) const {
  if (!fits(word, constraint)) return false;
  if (!step || !step->up || constraint.negated) return true;
  for (const std::string& kind : constraint.values) {
    if (kind != "light" && kind != "cause") continue;
    const Entry* entry = find_class(word, kind);
    if (!entry) continue;
    const Relation actual = arc(below).relation;
    bool allowed = false;
    for (const Path& edge : codebook_.edges_of(*entry)) {
      const Step& wanted = edge.steps.front();
      const bool passive = wanted.relation == Relation::kObj && (actual == Relation::kNsubjPass || actual == Relation::kNsubj);
      allowed = allowed || ((passive || relation_fits(actual, wanted.relation)) && marked(below, wanted));
    }
    if (!allowed) return false;
  }
  return true;
}

bool Reading::fits_all(WordId word, const Step& step, WordId below) const {
  return std::all_of(step.constraints.begin(), step.constraints.end(), [&](const Constraint& constraint) {
    return constraint.key == Constraint::Key::kClass ? fits_class(word, constraint, &step, below) : fits(word, constraint);
  });
}

void Reading::take_step(WordId from, const Step& step, std::vector<WordId>& to) const {
  if (step.up) {
    WordId word = from;
    do {
      const Arc& edge = arc(word);
      if (!edge.head.valid()) return;
      if (relation_fits(edge.relation, step.relation) && marked(word, step) && fits_all(edge.head, step, word)) to.push_back(edge.head);
      word = edge.head;
    } while (step.deep && to.size() < 64);
    return;
  }
  for (WordId child : children(from)) {
    const Relation relation = arc(child).relation;
    if (relation_fits(relation, step.relation) && marked(child, step) && fits_all(child, step, child)) to.push_back(child);
    if (step.deep) take_step(child, step, to);
    // A preposition made of a preposition and a noun: `ala yad` X, with X under the noun.
    if (step.markers.empty() || (relation != Relation::kObl && relation != Relation::kNmod)) continue;
    for (const std::string& marker : markers_of(child)) {
      const std::string phrase = marker + "_" + std::string(folded_.bare(child));
      if (!holds(step.markers, phrase)) continue;
      for (WordId below : children(child))
        if (base_of(arc(below).relation) == Relation::kNmod && fits_all(below, step, below)) to.push_back(below);
    }
  }
}

void Reading::walk(WordId from, const Path& path, std::vector<WordId>& words, std::vector<WordId>& scratch) const {
  words.assign(1, from);
  for (const Step& step : path.steps) {
    scratch.clear();
    for (WordId word : words) take_step(word, step, scratch);
    words.swap(scratch);
    if (words.empty()) break;
  }
}

namespace {

/// Nearer words first; of two as near, the one after.
std::uint32_t distance(WordId from, WordId word) {
  return word.value > from.value ? 2 * (word.value - from.value) - 1 : 2 * (from.value - word.value);
}

}  // namespace

std::vector<WordId> Reading::follow(WordId from, const Path& path) const {
  std::vector<WordId> words, scratch;
  walk(from, path, words, scratch);
  std::stable_sort(words.begin(), words.end(), [&](WordId a, WordId b) { return distance(from, a) < distance(from, b); });
  return words;
}

WordId Reading::nearest(WordId from, const Path& path) const {
  // A condition of an entry on the way may ask again, so the two are taken while in use.
  std::vector<WordId> words = std::move(walked_), scratch = std::move(scratch_);
  walk(from, path, words, scratch);
  const auto first =
      std::min_element(words.begin(), words.end(), [&](WordId a, WordId b) { return distance(from, a) < distance(from, b); });
  const WordId found = first == words.end() ? WordId{} : *first;
  walked_ = std::move(words);
  scratch_ = std::move(scratch);
  return found;
}

WordId Reading::counted(WordId word) const {
  for (int depth = 0; depth < 4; ++depth) {
    const bool number =
        doc_.tag(word).upos == Upos::NUM || number_[word.value] || find_class(word, "vague_quantity") || find_class(word, "partitive");
    if (!number) return word;
    WordId below;
    for (WordId child : children(word)) {
      const Relation relation = base_of(arc(child).relation);
      if (relation == Relation::kNmod && nominal(doc_.tag(child).upos) && !in_time(child)) {
        below = child;
        break;
      }
    }
    if (!below.valid()) return word;
    word = below;
  }
  return word;
}

}  // namespace musnad::codebook
