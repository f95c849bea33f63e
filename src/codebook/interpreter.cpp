#include "codebook/interpreter.h"

#include <algorithm>

#include "codebook/lexicon.h"

namespace musnad::codebook {
namespace {

bool contains(const std::vector<WordId>& list, WordId word) { return std::find(list.begin(), list.end(), word) != list.end(); }

}  // namespace

Interpreter::Interpreter(const Reading& reading, std::uint32_t match)
    : reading_(reading),
      doc_(reading.document()),
      book_(reading.codebook()),
      match_(doc_.layer<LexiconMatch>()[match]),
      entry_(book_.entry(match_)),
      trigger_(match_.head),
      parsed_(reading.parsed(doc_.at(match_.head).sentence)),
      tested_(match_.head) {
  out_.match = match;
  out_.entry = match_.entry;
  out_.frame = book_.find_frame(entry_);
  out_.trigger = trigger_;
  for (std::uint32_t i = match_.words.begin; i < match_.words.end; ++i) out_.trigger_words.push_back(WordId{i});
}

std::vector<FilledFrame> Interpreter::run(std::string* why_not) {
  if (!out_.frame) {
    if (why_not) *why_not = "the entry has no frame";
    return {};
  }
  if (!conditions_hold(why_not)) return {};
  if (parsed_ && entry_.kind == EntryKind::kEvent && entry_.pos == Upos::VERB && match_.upos == Upos::ADJ && match_.voice != Voice::kPass &&
      reading_.arc(trigger_).relation == Relation::kAmod) {
    if (why_not) *why_not = "a participle that only describes its noun";
    return {};
  }
  if (parsed_)
    for (const Construction& construction : book_.constructions(entry_.language).all()) {
      if (construction.moves.empty() && construction.gaps.empty()) continue;
      if (holds(construction)) active_.push_back(&construction);
    }
  for (const Slot& slot : out_.frame->slots) fill_slot(slot);
  for (const Construction* construction : active_)
    for (const Gap& gap : construction->gaps)
      if (!gap.role.empty() && !out_.find(gap.role)) fill_slot({gap.role, {}});
  for (WordId word : idiom_)
    if (!contains(used_, word)) out_.trigger_words.push_back(word);
  if (said_of_things()) {
    if (why_not) *why_not = "neither who acts nor who undergoes is known to be anybody";
    return {};
  }
  trace_act(out_);
  if (parsed_) {
    const WordId head = reading_.arc(trigger_).head;
    if (match_.upos == Upos::NOUN && head.valid() && reading_.find_class(head, "light")) out_.light = head;
    read_status();
  }
  std::sort(out_.trigger_words.begin(), out_.trigger_words.end());
  std::vector<FilledFrame> result;
  result.push_back(std::move(out_));
  return result;
}

// ---- conditions ------------------------------------------------------------------------------------------------------

std::vector<WordId> Interpreter::condition_words(const Condition& condition) const {
  std::vector<WordId> words;
  if (!parsed_) return words;
  const bool object = condition.relation == Relation::kObj || condition.relation == Relation::kNsubj;
  bool subject_stands = false, object_stands = false;
  for (WordId child : reading_.children(trigger_)) {
    subject_stands = subject_stands || reading_.arc(child).relation == Relation::kNsubj;
    object_stands = object_stands || reading_.arc(child).relation == Relation::kObj;
  }
  const bool doubtful = !(subject_stands && object_stands);  // with both in the tree, each is what it is
  for (WordId child : reading_.children(trigger_)) {
    const Relation relation = reading_.arc(child).relation;
    const Relation base = base_of(relation);
    bool fits = relation_fits(relation, condition.relation);
    // Passives, masdars and the parser's doubt between subject and object.
    if (object && doubtful) fits = fits || base == Relation::kNsubj || base == Relation::kObj || (match_.upos != Upos::VERB && base == Relation::kNmod);
    if (condition.relation == Relation::kObl) fits = fits || base == Relation::kNmod || base == Relation::kAdvmod;
    if (fits) words.push_back(child);
  }
  // The object that a relative clause hangs on: "the fire that they opened".
  const Arc& arc = reading_.arc(trigger_);
  if (object && !condition.negated && base_of(arc.relation) == Relation::kAcl && arc.head.valid()) words.push_back(arc.head);
  return words;
}

/// "Open fire": the object names the act. "Attack a camp": the object is what the frame's slot asks for.
void Interpreter::take_idiom(const Condition& condition, WordId word) {
  if (reading_.find_entry(word, EntryKind::kActor)) return;
  if (frame_has(condition.relation)) {
    idiom_.push_back(word);
  } else {
    out_.trigger_words.push_back(word);
    used_.push_back(word);
  }
}

bool Interpreter::condition_holds(const Condition& condition) {
  const auto fits = [&](WordId word) {
    if (condition.lemmas.empty() && condition.classes.empty()) return true;
    for (const std::string& lemma : condition.lemmas)
      if (reading_.phrase_at(word, lemma)) return true;
    for (const std::string& kind : condition.classes)
      if (reading_.is_kind(word, kind)) return true;
    return false;
  };
  if (condition.negated) {
    if (!parsed_) return true;
    for (WordId child : reading_.children(trigger_))
      if (relation_fits(reading_.arc(child).relation, condition.relation) && fits(child)) return false;
    return true;
  }
  for (WordId word : condition_words(condition))
    if (fits(word)) {
      if (!condition.lemmas.empty()) take_idiom(condition, word);
      return true;
    }
  // What the tree does not hold together may still stand side by side.
  const IdRange<Word> sentence = doc_.words_of(doc_.at(trigger_).sentence);
  if (parsed_ && condition.lemmas.empty()) return false;  // any actor nearby is not this one
  const std::uint32_t reach = parsed_ ? 3 : 8;
  const std::uint32_t end = std::min(sentence.end, trigger_.value + reach + 1);
  for (std::uint32_t i = trigger_.value + 1; i < end; ++i)
    if (fits(WordId{i})) {
      if (condition.lemmas.empty() && condition.classes.empty()) return false;
      if (!condition.lemmas.empty()) take_idiom(condition, WordId{i});
      use("fallback:near");
      return true;
    }
  return false;
}

bool Interpreter::conditions_hold(std::string* why_not) {
  for (const Condition& condition : entry_.conditions)
    if (!condition_holds(condition)) {
      if (why_not) *why_not = "no word for '+ " + condition.written + "'";
      return false;
    }
  return true;
}

// ---- tests -----------------------------------------------------------------------------------------------------------

bool Interpreter::frame_has(Relation relation) const {
  for (const Slot& slot : out_.frame->slots)
    for (const Path& path : slot.alternatives)
      if (!path.steps.front().up && relation_fits(path.steps.front().relation, relation)) return true;
  return false;
}

/// A slot of which the relation is the first choice.
bool Interpreter::frame_wants(Relation relation) const {
  return std::any_of(out_.frame->slots.begin(), out_.frame->slots.end(), [&](const Slot& slot) {
    return !slot.alternatives.empty() && !slot.alternatives.front().steps.front().up &&
           relation_fits(slot.alternatives.front().steps.front().relation, relation);
  });
}

bool Interpreter::has_child(Relation relation) const {
  const auto children = reading_.children(tested_);
  return std::any_of(children.begin(), children.end(), [&](WordId child) { return relation_fits(reading_.arc(child).relation, relation); });
}

bool Interpreter::has_number(WordId noun) const {
  const auto children = reading_.children(noun);
  return std::any_of(children.begin(), children.end(), [&](WordId child) { return base_of(reading_.arc(child).relation) == Relation::kNummod; });
}

/// A subject where an object is wanted and is missing. In unvowelled news a new noun (counted,
/// indefinite) or one that is nobody's agent is the one it was done to; bodies and forces act; of officials the tagger decides.
bool Interpreter::subject_is_victim() const {
  for (WordId child : reading_.children(trigger_)) {
    if (base_of(reading_.arc(child).relation) != Relation::kNsubj) continue;
    const WordId noun = reading_.counted(child);
    if (doc_.tag(child).upos == Upos::PRON || reading_.find_class(child, "relative")) return false;
    const bool counted = reading_.is_kind(child, "number") || noun != child || has_number(child);
    // In front of its verb a subject is old news and mostly acts, unless it is counted or the tagger saw a passive.
    if (child < trigger_) return counted || doc_.tag(trigger_).features.voice == Voice::kPass;
    if (counted) return true;
    for (std::string_view body : {"group", "organisation", "state", "country", "vehicle", "weapon"})
      if (reading_.is_kind(noun, body)) return false;
    if (doc_.tag(trigger_).features.voice == Voice::kPass) return true;
    for (std::string_view agent : {"MIL", "COP", "GOV", "REB", "SPY", "JUD", "UAF"})
      if (reading_.is_kind(noun, agent)) return false;
    return true;
  }
  return false;
}

/// What a bare idafa or `of` phrase under the trigger means: the family's word, else who counts as victim, else who can act.
bool Interpreter::idafa_is(std::string_view function) const {
  Relation meaning = out_.frame->idafa;
  // "tamma X-uhu": X was done to it.
  const Arc& arc = reading_.arc(trigger_);
  const bool done = base_of(arc.relation) == Relation::kNsubj && arc.head.valid() && reading_.find_class(arc.head, "light");
  const bool object = frame_has(Relation::kObj), subject = frame_has(Relation::kNsubj);
  if (!object && subject) meaning = Relation::kNsubj;
  if (object && !subject) meaning = Relation::kObj;
  if (meaning == Relation::kNone && (done || !out_.frame->counts.empty())) meaning = Relation::kObj;
  if (meaning == Relation::kNone) {
    meaning = Relation::kObj;
    for (WordId child : reading_.children(trigger_))
      if (base_of(reading_.arc(child).relation) == Relation::kNmod && reading_.can_act(reading_.counted(child))) {
        meaning = Relation::kNsubj;
        break;
      }
  }
  return (meaning == Relation::kObj) == (function == "obj");
}

bool Interpreter::feature_is(const std::string& feature, const std::string& value) const {
  const Tag& tag = doc_.tag(tested_);
  const Features& features = tag.features;
  if (feature == "voice") {
    const Voice voice = tested_ == trigger_ && match_.voice != Voice::kNone ? match_.voice : features.voice;
    return voice == (value == "Pass" ? Voice::kPass : Voice::kAct);
  }
  if (feature == "tense") return features.tense == (value == "Past" ? Tense::kPast : Tense::kPres);
  if (feature == "idafa") return idafa_is(value);
  if (feature == "subject") return subject_is_victim();
  if (feature == "counts") return !out_.frame->counts.empty();
  if (feature == "kind") return to_string(entry_.kind) == value;
  if (feature == "form") return value == "passive" ? match_.voice == Voice::kPass : doc_.at(tested_).form.ends_with("ing");
  if (feature == "block") {
    const Sentence& sentence = doc_.at(doc_.at(tested_).sentence);
    return sentence.block.valid() && doc_.has<Block>() && doc_.at(sentence.block).kind == BlockKind::kHeadline;
  }
  if (feature == "number") return features.number == (value == "Sing" ? Number::kSing : value == "Dual" ? Number::kDual : Number::kPlur);
  if (feature == "definite") return features.definite == (value == "Def" ? Definite::kDef : value == "Ind" ? Definite::kInd : Definite::kCons);
  if (feature == "mood") return features.mood == (value == "Ind" ? Mood::kInd : value == "Imp" ? Mood::kImp : value == "Sub" ? Mood::kSub : Mood::kJus);
  if (feature != "verbform") return false;
  switch (features.verb_form) {
    case VerbForm::kFin: return value == "Fin";
    case VerbForm::kInf: return value == "Inf";
    case VerbForm::kPart: return value == "Part";
    case VerbForm::kGer: return value == "Ger";
    case VerbForm::kVnoun: return value == "Vnoun";
    case VerbForm::kNone: break;
  }
  return false;
}

bool Interpreter::test(const Test& test) {
  bool yes = false;
  switch (test.kind) {
    case Test::Kind::kPos:
      // Of the words that carry the act only a light verb stands for it.
      yes = tested_ == trigger_ ? match_.upos == test.pos : doc_.tag(tested_).upos == test.pos && reading_.find_class(tested_, "light");
      break;
    case Test::Kind::kFeature: yes = feature_is(test.feature, test.value); break;
    case Test::Kind::kPath: {
      const auto words = reading_.follow(tested_, test.path);
      yes = !words.empty();
      if (yes && !test.negated) cue_ = words.front();
      break;
    }
    case Test::Kind::kFrame: yes = frame_has(test.relation); break;
    case Test::Kind::kLacks: yes = frame_wants(test.relation) && !has_child(test.relation); break;
    case Test::Kind::kUsing:
      yes = std::any_of(active_.begin(), active_.end(), [&](const Construction* taken) { return taken->name == test.name; });
      break;
  }
  return yes != test.negated;
}

bool Interpreter::holds(const Construction& construction, std::string* failed) {
  for (const When& when : construction.whens) {
    const Test* first = nullptr;
    bool any = false;
    for (const auto& conjunction : when) {
      bool all = true;
      for (const Test& one : conjunction) {
        all = test(one);
        if (all) continue;
        if (!first) first = &one;
        break;
      }
      any = any || all;
      if (any) break;
    }
    if (any) continue;
    if (failed && first) *failed = first->written;
    return false;
  }
  return true;
}

/// A verb agrees with a subject that stands before it: not with one of the other gender, nor in the first person.
bool Interpreter::agrees(WordId subject) const {
  const Features& verb = doc_.tag(trigger_).features;
  const Features& noun = doc_.tag(subject).features;
  if (match_.upos != Upos::VERB) return true;
  if (verb.person != Person::kNone && verb.person != Person::k3 && doc_.tag(subject).upos != Upos::PRON) return false;
  if (noun.number != Number::kSing || verb.number != Number::kSing) return true;
  return verb.gender == Gender::kNone || noun.gender == Gender::kNone || verb.gender == noun.gender;
}

void Interpreter::use(const std::string& rule) {
  if (std::find(out_.rules.begin(), out_.rules.end(), rule) == out_.rules.end()) out_.rules.push_back(rule);
}

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
  if (word == trigger_ || contains(used_, word)) return false;
  if (contains(idiom_, word) && role != "issue" && !reading_.find_entry(word, EntryKind::kActor)) return false;
  if (reading_.in_time(word) && role != "content") return false;
  const bool bare = last.relation == Relation::kNmod && !last.markers.empty() && last.markers.front() == "-";
  if (bare && (doc_.tag(word).upos == Upos::ADV || doc_.tag(word).upos == Upos::VERB)) return false;
  return true;
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

bool Interpreter::fill_direct(const Slot& slot, FilledSlot& filled) {
  for (const Candidate& candidate : candidates(slot)) {
    const WordId word = choose(reading_.follow(trigger_, candidate.path), slot.role, candidate.path.steps.back());
    if (!word.valid()) continue;
    Filler filler{word, candidate.path.written, {}, candidate.alternative, false};
    for (const Construction* construction : candidate.via) {
      if (candidate.path == slot.alternatives[candidate.alternative]) continue;  // moved to where it was
      filler.rule = construction->name;
      use(construction->name);
    }
    filler.head = resolve(word, filler);
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
      for (const Path& from : gap.from) {
        const Path path = gap.role.empty() ? moved(*alternative, from) : from;
        const WordId word = choose(reading_.follow(trigger_, path), slot.role, path.steps.back());
        if (!word.valid()) continue;
        Filler filler{word, path.written, construction->name, 0, false};
        if (gap.role.empty()) filler.alternative = static_cast<std::uint8_t>(alternative - slot.alternatives.begin());
        filler.head = resolve(word, filler);
        if (filler.head == trigger_ || contains(used_, filler.head)) continue;
        if (gap.relation.relation == Relation::kNsubj && !agrees(filler.head)) continue;
        use(construction->name);
        filled.fillers.push_back(std::move(filler));
        return true;
      }
    }
  return false;
}

/// A prepositional phrase that the parser hung under another dependent of the trigger.
bool Interpreter::fill_attachment(const Slot& slot, FilledSlot& filled) {
  for (const Candidate& candidate : candidates(slot)) {
    const Path& alternative = candidate.path;
    const std::uint8_t i = candidate.alternative;
    if (alternative.steps.size() != 1 || alternative.steps.front().up || alternative.steps.front().markers.empty() || alternative.steps.front().markers.front() == "-") continue;
    if (const Relation asked = base_of(alternative.steps.front().relation); asked != Relation::kObl && asked != Relation::kNmod) continue;
    for (WordId child : reading_.children(trigger_)) {
      const Relation relation = base_of(reading_.arc(child).relation);
      if (relation != Relation::kObj && relation != Relation::kNsubj && relation != Relation::kNmod && relation != Relation::kObl) continue;
      for (WordId below : reading_.children(child)) {
        const Relation inner = base_of(reading_.arc(below).relation);
        if (below < trigger_ || (inner != Relation::kNmod && inner != Relation::kObl) || !reading_.marked(below, alternative.steps.front())) continue;
        if (!accept(below, slot.role, alternative.steps.front())) continue;
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
bool Interpreter::fill_sibling(const Slot& slot, FilledSlot& filled) {
  const Arc& arc = reading_.arc(trigger_);
  const Relation base = base_of(arc.relation);
  if (match_.upos != Upos::NOUN || !arc.head.valid() || (slot.role != "actor" && slot.role != "recipient")) return false;
  if (base != Relation::kObj && base != Relation::kNsubj && base != Relation::kObl) return false;
  for (const Candidate& candidate : candidates(slot)) {
    const Step& step = candidate.path.steps.front();
    if (candidate.path.steps.size() != 1 || step.up || step.markers.empty() || step.markers.front() == "-") continue;
    if (const Relation asked = base_of(step.relation); asked != Relation::kObl && asked != Relation::kNmod) continue;
    for (WordId below : reading_.children(arc.head)) {
      if (below < trigger_ || base_of(reading_.arc(below).relation) != Relation::kObl || !reading_.marked(below, step)) continue;
      if (!accept(below, slot.role, step)) continue;
      use("fallback:attachment");
      filled.fillers.push_back({below, "<" + std::string(to_string(base)) + ">" + candidate.path.written, "fallback:attachment", candidate.alternative, false});
      return true;
    }
  }
  return false;
}

void Interpreter::fill_slot(const Slot& slot) {
  if (out_.find(slot.role)) return;
  FilledSlot filled;
  filled.role = slot.role;
  const bool found = parsed_ ? fill_direct(slot, filled) || fill_gap(slot, filled) || fill_attachment(slot, filled) || fill_sibling(slot, filled) : fill_surface(slot, filled);
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
    if (noun != head || doc_.tag(noun).upos != Upos::NOUN || reading_.is_kind(noun, "number")) return false;
    if (contains(idiom_, noun) || reading_.name_[noun.value] != 0) return false;
    for (std::uint32_t match : reading_.matches_of(noun))
      if (book_.entry(doc_.layer<LexiconMatch>()[match]).kind != EntryKind::kSpeech) return false;
    for (WordId child : reading_.children(noun))
      if (doc_.tag(child).upos == Upos::PROPN) return false;
    return true;
  };
  const FilledSlot* actor = out_.find("actor");
  const FilledSlot* recipient = out_.find("recipient");
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
    if (book_.entry(other).kind != EntryKind::kEvent || other.upos == Upos::VERB || match == out_.match) continue;
    FilledSlot cause = *actor;
    cause.role = "cause";
    frame.slots.erase(actor);
    const auto acts = Interpreter(reading_, match).run(nullptr);
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
