// How slots are filled: candidates, constructions' moves and gaps, fallbacks.
#include <algorithm>

#include "codebook/reading/interpreter.h"

namespace musnad::codebook {
namespace {

bool contains(const std::vector<WordId>& list, WordId word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

// ---- slots -----------------------------------------------------------------------------------------------------------

namespace {

bool move_fits(const Move& move, const Step& first) {
  if (first.up || !relation_fits(first.relation, move.from.relation)) return false;
  if (move.from.markers.empty()) return true;
  return std::any_of(move.from.markers.begin(), move.from.markers.end(), [&](const std::string& marker) {
    return std::find(first.markers.begin(), first.markers.end(), marker) != first.markers.end();
  });
}

/// `first` stands for the head of `target`; what followed it follows the target. Markers are kept where the target names none.
Path moved(const Path& from, const Path& target) {
  Path path = target;
  const Step& first = from.steps.front();
  Step& last = path.steps.back();
  if (last.markers.empty() && !first.markers.empty()) {
    last.markers = first.markers;
    const std::size_t colon = from.written.find(':');
    if (colon != std::string::npos) path.written += from.written.substr(colon, from.written.find_first_of("><[", colon) - colon);
  }
  last.constraints.insert(last.constraints.end(), first.constraints.begin(), first.constraints.end());
  path.steps.insert(path.steps.end(), from.steps.begin() + 1, from.steps.end());
  return path;
}

}  // namespace

std::vector<Interpreter::Candidate> Interpreter::candidates(const Slot& slot) const {
  std::vector<Candidate> list;
  for (std::size_t i = 0; i < slot.alternatives.size(); ++i) list.push_back({slot.alternatives[i], static_cast<std::uint8_t>(i), {}});
  for (const Construction* construction : active_) {
    if (construction->moves.empty()) continue;
    std::vector<Candidate> next;
    for (const Candidate& candidate : list) {
      bool any = false;
      for (const Move& move : construction->moves) {
        if (!move_fits(move, candidate.path.steps.front())) continue;
        any = true;
        for (const Path& target : move.to) {
          Candidate changed{moved(candidate.path, target), candidate.alternative, candidate.via};
          changed.via.push_back(construction);
          next.push_back(std::move(changed));
        }
        break;
      }
      if (!any) next.push_back(candidate);
    }
    list = std::move(next);
  }
  return list;
}

bool Interpreter::accept(WordId word, std::string_view role, const Step& last) const {
  if (match_.words.contains(word) || (contains(used_, word) && role != "place"))
    return false;  // the one who is sent help is where it is sent
  if (contains(idiom_, word) && role != "issue" && role != "content" && !reading_.find_entry(word, EntryKind::kActor) &&
      !reading_.find_class(word, "vague_quantity"))
    return false;
  if (contains(idiom_, word) && (role == "actor" || role == "recipient") && reading_.is_kind(word, "weapon"))
    return false;  // "fired shots"
  if (reading_.in_time(word) && role != "content") return false;
  if (reading_.find_class(word, "manner") && !reading_.markers_of(word).empty()) return false;  // "in a wrong way"
  const bool bare = last.relation == Relation::kNmod && !last.markers.empty() && last.markers.front() == "-";
  if (bare && (doc_.tag(word).upos == Upos::ADV || doc_.tag(word).upos == Upos::VERB)) return false;
  return true;
}

bool Interpreter::fits_brackets(WordId word, const Step& step) const {
  return std::all_of(step.constraints.begin(), step.constraints.end(),
                     [&](const Constraint& constraint) { return reading_.fits(word, constraint); });
}

WordId Interpreter::choose(const std::vector<WordId>& words, std::string_view role, const Step& last) const {
  WordId pronoun;
  for (WordId word : words) {
    if (!accept(word, role, last)) continue;
    if (!reading_.find_class(word, "relative")) return word;
    if (!pronoun.valid()) pronoun = word;
  }
  return pronoun;
}

WordId Interpreter::resolve(WordId word, Filler& filler) {
  const bool relative = reading_.find_class(word, "relative") && doc_.tag(word).upos != Upos::NOUN;
  const bool suffix = !relative && doc_.tag(word).upos == Upos::PRON && reading_.arc(word).relation == Relation::kObj;
  if (!relative && !suffix) return word;
  WordId clause = word;
  for (int depth = 0; depth < 6; ++depth) {
    const Arc& arc = reading_.arc(clause);
    if (!arc.head.valid()) return word;
    if (base_of(arc.relation) == Relation::kAcl) {
      if (arc.head == trigger_ || contains(used_, arc.head)) return word;
      filler.path += "<" + std::string(to_string(arc.relation));
      use(relative ? "relative" : "resumptive");
      return arc.head;
    }
    if (suffix && clause != word) return word;  // only the pronoun of the relative clause's own verb
    clause = arc.head;
  }
  return word;
}

void Interpreter::add_conjuncts(FilledSlot& filled) const {
  const Filler first = filled.fillers.front();
  for (WordId word : reading_.conjuncts(first.head)) {
    const Upos upos = doc_.tag(word).upos;
    if (word == first.head || contains(used_, word) || word == trigger_ || upos == Upos::VERB || upos == Upos::AUX) continue;
    Filler filler = first;
    filler.head = word;
    filler.path += ">conj";
    filler.conjunct = true;
    filled.fillers.push_back(std::move(filler));
  }
}

bool Interpreter::fill_direct(const Slot& slot, const std::vector<Candidate>& candidates, FilledSlot& filled) {
  for (const Candidate& candidate : candidates) {
    const WordId word = choose(reading_.follow(trigger_, candidate.path), slot.role, candidate.path.steps.back());
    if (!word.valid()) continue;
    Filler filler{word, candidate.path.written, {}, candidate.alternative, false};
    for (const Construction* construction : candidate.via) {
      if (candidate.path == slot.alternatives[candidate.alternative]) continue;  // moved to where it was
      filler.rule = construction->name;
      use(construction->name);
    }
    filler.head = resolve(word, filler);
    // "His remarks, in which he demanded": the tree's subject is the pronoun, whose noun it cannot be.
    if (filler.head != word && filler.path.starts_with("nsubj<") && !agrees(word)) continue;
    filled.fillers.push_back(std::move(filler));
    return true;
  }
  return false;
}

bool Interpreter::fill_gap(const Slot& slot, FilledSlot& filled) {
  for (const Construction* construction : active_)
    for (const Gap& gap : construction->gaps) {
      const auto asks = [&](const Path& path) {
        return gap.role.empty() && path.steps.size() == 1 && move_fits({gap.relation, {}}, path.steps.front());
      };
      const auto alternative = std::find_if(slot.alternatives.begin(), slot.alternatives.end(), asks);
      if (alternative == slot.alternatives.end() && gap.role != slot.role) continue;
      if (gap.before) {
        const WordId subject = reading_.subject_before(trigger_);
        if (!subject.valid() || !agrees(subject)) continue;
        use(construction->name);
        filled.fillers.push_back({subject, "before", construction->name, 0, false});
        return true;
      }
      for (const Path& from : gap.from) {
        const Path path = gap.role.empty() ? moved(*alternative, from) : from;
        const WordId word = choose(reading_.follow(trigger_, path), slot.role, path.steps.back());
        if (!word.valid()) continue;
        Filler filler{word, path.written, construction->name, 0, false};
        if (gap.role.empty()) filler.alternative = static_cast<std::uint8_t>(alternative - slot.alternatives.begin());
        filler.head = resolve(word, filler);
        if (filler.head == trigger_ || contains(used_, filler.head)) continue;
        if (gap.relation.relation == Relation::kNsubj && !agrees(filler.head)) break;  // it has another, whom no tree shows
        use(construction->name);
        filled.fillers.push_back(std::move(filler));
        return true;
      }
    }
  return false;
}

/// A prepositional phrase that the parser hung under another dependent of the trigger.
bool Interpreter::fill_attachment(const Slot& slot, const std::vector<Candidate>& candidates, FilledSlot& filled) {
  for (const Candidate& candidate : candidates) {
    const Path& alternative = candidate.path;
    const std::uint8_t i = candidate.alternative;
    if (alternative.steps.size() != 1 || alternative.steps.front().up || alternative.steps.front().markers.empty() ||
        alternative.steps.front().markers.front() == "-")
      continue;
    if (const Relation asked = base_of(alternative.steps.front().relation); asked != Relation::kObl && asked != Relation::kNmod) continue;
    for (WordId child : reading_.children(trigger_)) {
      const Relation relation = base_of(reading_.arc(child).relation);
      if (relation != Relation::kObj && relation != Relation::kNsubj && relation != Relation::kNmod && relation != Relation::kObl) continue;
      for (WordId below : reading_.children(child)) {
        const Relation inner = base_of(reading_.arc(below).relation);
        if (below == reading_.counted(child)) continue;  // "the arrest of a number of suspects": these are what is counted
        if (below < trigger_ || (inner != Relation::kNmod && inner != Relation::kObl) || !reading_.marked(below, alternative.steps.front()))
          continue;
        if (!accept(below, slot.role, alternative.steps.front()) || !fits_brackets(below, alternative.steps.front())) continue;
        use("fallback:attachment");
        filled.fillers.push_back({below, std::string(to_string(relation)) + ">" + alternative.written, "fallback:attachment", i, false});
        return true;
      }
    }
  }
  return false;
}

/// "condemned the army's attack on the village": the phrase that the parser gave to the verb above belongs to the noun that it
/// follows, for those who act and those who undergo.
bool Interpreter::fill_sibling(const Slot& slot, const std::vector<Candidate>& candidates, FilledSlot& filled) {
  const Arc& arc = reading_.arc(trigger_);
  const Relation base = base_of(arc.relation);
  if (match_.upos != Upos::NOUN || !arc.head.valid() || (slot.role != "actor" && slot.role != "recipient")) return false;
  if (base != Relation::kObj && base != Relation::kNsubj && base != Relation::kObl) return false;
  if (trigger_ < arc.head) return false;  // what follows the verb does not belong to the noun before it
  for (const Candidate& candidate : candidates) {
    const Step& step = candidate.path.steps.front();
    if (candidate.path.steps.size() != 1 || step.up || step.markers.empty() || step.markers.front() == "-") continue;
    if (const Relation asked = base_of(step.relation); asked != Relation::kObl && asked != Relation::kNmod) continue;
    for (WordId below : reading_.children(arc.head)) {
      if (below < trigger_ || base_of(reading_.arc(below).relation) != Relation::kObl || !reading_.marked(below, step)) continue;
      if (!accept(below, slot.role, step) || !fits_brackets(below, step)) continue;
      use("fallback:attachment");
      filled.fillers.push_back(
          {below, "<" + std::string(to_string(base)) + ">" + candidate.path.written, "fallback:attachment", candidate.alternative, false});
      return true;
    }
  }
  return false;
}

void Interpreter::fill_slot(const Slot& slot) {
  if (out_.find(slot.role)) return;
  FilledSlot filled;
  filled.role = slot.role;
  const auto fill_by_tree = [&] {
    const std::vector<Candidate> all = candidates(slot);
    return fill_direct(slot, all, filled) || fill_gap(slot, filled) || fill_attachment(slot, all, filled) ||
           fill_sibling(slot, all, filled);
  };
  const bool found = parsed_ ? fill_by_tree() : fill_surface(slot, filled);
  if (!found) return;
  used_.push_back(filled.fillers.front().head);
  if (parsed_ && slot.role != "content") add_conjuncts(filled);
  for (const Filler& filler : filled.fillers) used_.push_back(filler.head);
  out_.slots.push_back(std::move(filled));
}

/// "Frost killed most of the crop", "the argument was destroyed by a fact": an act between things. A thing is a common noun
/// that the lexicon of actors, the names and the events do not know; a number makes anything somebody.
bool Interpreter::said_of_things() const {
  if (entry_.kind != EntryKind::kEvent || match_.upos != Upos::VERB || !parsed_) return false;
  const auto thing = [&](WordId head) {
    const WordId noun = reading_.counted(head);
    if (noun != head || reading_.number_[noun.value] || doc_.tag(noun).upos != Upos::NOUN || reading_.is_kind(noun, "number")) return false;
    if (contains(idiom_, noun) || reading_.name_[noun.value] != 0) return false;
    for (std::uint32_t match : reading_.matches_of(noun))
      if (book_.entry(doc_.layer<LexiconMatch>()[match]).kind != EntryKind::kSpeech) return false;
    for (WordId child : reading_.children(noun))
      if (doc_.tag(child).upos == Upos::PROPN) return false;
    return true;
  };
  const FilledSlot* actor = out_.find("actor");
  const FilledSlot* recipient = out_.find("recipient");
  // An Arabic verb in the plural has people for its subject: things in the plural take the feminine singular.
  if (entry_.language == Language::kAr && doc_.tag(trigger_).features.number == Number::kPlur) return false;
  return actor && thing(actor->fillers.front().head) && (!recipient || thing(recipient->fillers.front().head));
}

/// "The shelling killed nine": the act's actor is the shelling's; the shelling itself is the cause.
void Interpreter::trace_act(FilledFrame& frame) {
  if (!parsed_ || entry_.kind != EntryKind::kEvent) return;
  const auto actor = std::find_if(frame.slots.begin(), frame.slots.end(), [](const FilledSlot& slot) { return slot.role == "actor"; });
  if (actor == frame.slots.end()) return;
  const WordId head = actor->fillers.front().head;
  if (reading_.find_entry(head, EntryKind::kActor)) return;
  for (std::uint32_t match : reading_.matches_of(head)) {
    const LexiconMatch& other = doc_.layer<LexiconMatch>()[match];
    if (book_.entry(other).kind != EntryKind::kEvent || other.upos == Upos::VERB || is_traced(match)) continue;
    FilledSlot cause = *actor;
    cause.role = "cause";
    frame.slots.erase(actor);
    const auto acts = Interpreter(reading_, match, this).run(nullptr);
    if (!acts.empty())
      if (const FilledSlot* real = acts.front().find("actor"); real && real->fillers.front().head != trigger_) {
        FilledSlot traced = *real;
        for (Filler& filler : traced.fillers) {
          filler.path = cause.fillers.front().path + "=" + filler.path;
          filler.rule = "actor_of_cause";
        }
        frame.slots.insert(frame.slots.begin(), std::move(traced));
        use("actor_of_cause");
      }
    if (!frame.find("cause")) frame.slots.push_back(std::move(cause));
    return;
  }
}

/// Two acts can each be the other's actor in a tree gone wrong.
bool Interpreter::is_traced(std::uint32_t match) const {
  for (const Interpreter* at = this; at != nullptr; at = at->asked_by_)
    if (at->out_.match == match) return true;
  return false;
}

// ---- without a tree ----------------------------------------------------------------------------------------------------

WordId Interpreter::nearest_noun(std::uint32_t from, int step, std::uint32_t end) const {
  for (std::uint32_t i = from; i != end; i += static_cast<std::uint32_t>(step)) {
    const Upos upos = doc_.tag(WordId{i}).upos;
    if (upos == Upos::PUNCT || upos == Upos::VERB || upos == Upos::SCONJ || upos == Upos::ADP) return {};
    if ((upos == Upos::NOUN || upos == Upos::PROPN) && !contains(used_, WordId{i}) && !reading_.in_time(WordId{i})) return WordId{i};
  }
  return {};
}

/// The nearest noun of the clause: a preposition's own for `obl`, before the verb (or after it, where none is before) for
/// the subject, after it for the object.
bool Interpreter::fill_surface(const Slot& slot, FilledSlot& filled) {
  const IdRange<Word> sentence = doc_.words_of(doc_.at(trigger_).sentence);
  for (std::size_t i = 0; i < slot.alternatives.size(); ++i) {
    if (slot.alternatives[i].steps.size() != 1) continue;
    const Step& step = slot.alternatives[i].steps.front();
    WordId word;
    if (step.relation == Relation::kNsubj && match_.upos == Upos::VERB) {
      if (trigger_.value > sentence.begin) word = nearest_noun(trigger_.value - 1, -1, sentence.begin - 1);
      if (!word.valid()) word = nearest_noun(trigger_.value + 1, 1, sentence.end);
    } else if (step.relation == Relation::kObj) {
      word = nearest_noun(trigger_.value + 1, 1, sentence.end);
    } else if (step.relation == Relation::kObl && !step.markers.empty()) {
      const std::uint32_t end = std::min(sentence.end, trigger_.value + 12);
      for (std::uint32_t at = trigger_.value + 1; at < end && !word.valid(); ++at) {
        if (doc_.tag(WordId{at}).upos == Upos::VERB) break;
        if (doc_.tag(WordId{at}).upos != Upos::ADP) continue;
        for (const std::string& marker : step.markers)
          if (reading_.folded().is(WordId{at}, marker)) word = nearest_noun(at + 1, 1, sentence.end);
      }
    }
    if (!word.valid()) continue;
    use("fallback:nearest");
    filled.fillers.push_back({word, "nearest", "fallback:nearest", static_cast<std::uint8_t>(i), false});
    return true;
  }
  return false;
}

}  // namespace musnad::codebook
