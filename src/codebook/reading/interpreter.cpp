#include "codebook/reading/interpreter.h"
#include "codebook/frames.h"

#include <algorithm>

#include "codebook/lexicon/lexicon.h"
#include "codebook/reading/repairs.h"

namespace musnad::codebook {
namespace {

bool contains(const std::vector<WordId>& list, WordId word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

Interpreter::Interpreter(const Reading& reading, std::uint32_t match, const Interpreter* asked_by)
    : reading_(reading),
      doc_(reading.document()),
      book_(reading.codebook()),
      match_(doc_.layer<LexiconMatch>()[match]),
      entry_(book_.entry(match_)),
      asked_by_(asked_by),
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
  if (reading_.in_time(trigger_)) {  // "in March"
    if (why_not) *why_not = "a word of a time";
    return {};
  }
  if (!conditions_hold(why_not)) return {};
  if (parsed_ && particle_is_elsewhere()) {
    if (why_not) *why_not = "its particle stands before a time, or in another phrase";
    return {};
  }
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

/// "Called her on Friday" is no "call on", and "turned to data on prices" no "turn on".
bool Interpreter::particle_is_elsewhere() const {
  if (entry_.particle.empty()) return false;
  const IdRange<Word> sentence = doc_.words_of(doc_.at(trigger_).sentence);
  for (std::uint32_t i = trigger_.value + 1; i < sentence.end; ++i) {
    if (!reading_.folded().is(WordId{i}, entry_.particle)) continue;
    const Arc& arc = reading_.arc(WordId{i});
    if (arc.relation != Relation::kCase || !arc.head.valid()) return false;
    const WordId above = reading_.arc(arc.head).head;
    return reading_.in_time(arc.head) ||
           (above.valid() && above > trigger_ && doc_.tag(above).upos == Upos::NOUN && !reading_.markers_of(above).empty());
  }
  return false;
}

// ---- tests -----------------------------------------------------------------------------------------------------------

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
  return std::any_of(children.begin(), children.end(),
                     [&](WordId child) { return base_of(reading_.arc(child).relation) == Relation::kNummod; });
}

/// A subject where an object is wanted and is missing. In unvowelled news a new noun (counted,
/// indefinite) or one that is nobody's agent is the one it was done to; bodies and forces act; of officials the tagger decides.
bool Interpreter::subject_is_victim() const {
  for (WordId child : reading_.children(trigger_)) {
    if (base_of(reading_.arc(child).relation) != Relation::kNsubj) continue;
    const WordId noun = reading_.counted(child);
    // "Who was killed": of the pronoun nothing tells but tagger and tree.
    if (reading_.find_class(child, "relative"))
      return doc_.tag(trigger_).features.voice == Voice::kPass || reading_.arc(child).relation == Relation::kNsubjPass;
    if (doc_.tag(child).upos == Upos::PRON) return false;
    const bool counted = reading_.is_kind(child, "number") || noun != child || has_number(child);
    // In front of its verb a subject is old news and mostly acts, unless it is counted or the tagger saw a passive.
    if (child < trigger_) return counted || doc_.tag(trigger_).features.voice == Voice::kPass;
    // "The deputies called for": who can call, praise or visit is not told from who is called by numbers and trades.
    const bool by_force = out_.frame->type == "ASSAULT" || out_.frame->type == "COERCE" || out_.frame->type == "SANCTION";
    if (!by_force && doc_.tag(trigger_).features.voice != Voice::kPass && reading_.can_act(noun)) return false;
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

/// The light verb whose subject the trigger is; invalid where it is none's.
WordId Interpreter::light_verb_of_subject() const {
  const Arc& arc = reading_.arc(trigger_);
  const bool light = base_of(arc.relation) == Relation::kNsubj && arc.head.valid() && reading_.find_class(arc.head, "light") != nullptr;
  return light ? arc.head : WordId{};
}

/// "The attack on the base": the one it is done to stands behind a preposition of the frame's.
bool Interpreter::has_marked_object() const {
  const auto children = reading_.children(trigger_);
  const auto is_filled = [&](const Path& path) {
    const Step& step = path.steps.front();
    if (step.relation != Relation::kObl || step.markers.empty() || step.markers.front() == "-") return false;
    return std::any_of(children.begin(), children.end(), [&](WordId child) { return reading_.marked(child, step); });
  };
  return std::any_of(out_.frame->slots.begin(), out_.frame->slots.end(), [&](const Slot& slot) {
    return slot.role == "recipient" && std::any_of(slot.alternatives.begin(), slot.alternatives.end(), is_filled);
  });
}

/// What a bare idafa or `of` phrase under the trigger means: the family's word, else who counts as victim, else who can act.
bool Interpreter::idafa_is(Relation function) const {
  Relation meaning = out_.frame->idafa;
  const bool done = light_verb_of_subject().valid();  // "tamma X-uhu": X was done to it
  const bool object = has_slot_by(*out_.frame, Relation::kObj), subject = has_slot_by(*out_.frame, Relation::kNsubj);
  const bool bare = std::any_of(out_.frame->slots.begin(), out_.frame->slots.end(), [](const Slot& slot) {
    return std::any_of(slot.alternatives.begin(), slot.alternatives.end(), [](const Path& path) { return path.written == "nmod:-"; });
  });
  if (!object && subject && !(bare && meaning == Relation::kObj)) meaning = Relation::kNsubj;
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
  // Places, buildings, things and acts do not act: "the shelling of the quarter", "the attacks of Paris", "the debate of the bill".
  if (meaning == Relation::kNsubj)
    for (WordId child : reading_.children(trigger_)) {
      if (base_of(reading_.arc(child).relation) != Relation::kNmod || !reading_.markers_of(child).empty()) continue;
      if (std::find(out_.trigger_words.begin(), out_.trigger_words.end(), child) != out_.trigger_words.end()) continue;
      if (out_.frame->type == "ASSAULT" && names_town(reading_, child) && !has_marked_object()) return function == Relation::kObj;
      if (!object || reading_.can_act(child)) continue;
      if (doc_.tag(child).upos == Upos::NOUN) return function == Relation::kObj;
      if (reading_.is_kind(child, "place") || reading_.is_kind(child, "facility")) return function == Relation::kObj;
    }
  return (meaning == Relation::kObj) == (function == Relation::kObj);
}

namespace {

// Of a tag's features; none where the test asks for something else.
std::optional<bool> tag_has(const Features& features, FeatureTest feature) {
  switch (feature) {
    case FeatureTest::kTensePast:
      return features.tense == Tense::kPast;
    case FeatureTest::kTensePres:
      return features.tense == Tense::kPres;
    case FeatureTest::kVerbFormFin:
      return features.verb_form == VerbForm::kFin;
    case FeatureTest::kVerbFormInf:
      return features.verb_form == VerbForm::kInf;
    case FeatureTest::kVerbFormPart:
      return features.verb_form == VerbForm::kPart;
    case FeatureTest::kVerbFormGer:
      return features.verb_form == VerbForm::kGer;
    case FeatureTest::kVerbFormVnoun:
      return features.verb_form == VerbForm::kVnoun;
    case FeatureTest::kMoodInd:
      return features.mood == Mood::kInd;
    case FeatureTest::kMoodImp:
      return features.mood == Mood::kImp;
    case FeatureTest::kMoodSub:
      return features.mood == Mood::kSub;
    case FeatureTest::kMoodJus:
      return features.mood == Mood::kJus;
    case FeatureTest::kNumberSing:
      return features.number == Number::kSing;
    case FeatureTest::kNumberPlur:
      return features.number == Number::kPlur;
    case FeatureTest::kNumberDual:
      return features.number == Number::kDual;
    case FeatureTest::kDefiniteCons:
      return features.definite == Definite::kCons;
    case FeatureTest::kDefiniteDef:
      return features.definite == Definite::kDef;
    case FeatureTest::kDefiniteInd:
      return features.definite == Definite::kInd;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool Interpreter::has(FeatureTest feature) const {
  const Features& features = doc_.tag(tested_).features;
  const auto voice = [&] { return tested_ == trigger_ && match_.voice != Voice::kNone ? match_.voice : features.voice; };
  if (const auto told = tag_has(features, feature)) return *told;
  switch (feature) {
    case FeatureTest::kVoiceAct:
      return voice() == Voice::kAct;
    case FeatureTest::kVoicePass:
      return voice() == Voice::kPass;
    case FeatureTest::kBlockHeadline: {
      const Sentence& sentence = doc_.at(doc_.at(tested_).sentence);
      return sentence.block.valid() && doc_.has<Block>() && doc_.at(sentence.block).kind == BlockKind::kHeadline;
    }
    case FeatureTest::kFormIng:
      return doc_.at(tested_).form.ends_with("ing");
    case FeatureTest::kFormPassive:
      return match_.voice == Voice::kPass;
    case FeatureTest::kIdafaObj:
      return idafa_is(Relation::kObj);
    case FeatureTest::kIdafaNsubj:
      return idafa_is(Relation::kNsubj);
    case FeatureTest::kSubjectVictim:
      return subject_is_victim();
    case FeatureTest::kEffectYes:
      return is_effect(*out_.frame);
    case FeatureTest::kCountsYes:
      return !out_.frame->counts.empty();
    case FeatureTest::kKindEvent:
      return entry_.kind == EntryKind::kEvent;
    case FeatureTest::kKindSpeech:
      return entry_.kind == EntryKind::kSpeech;
    case FeatureTest::kRelationRoot:
      return reading_.arc(tested_).relation == Relation::kRoot;
    default:
      return false;
  }
}

bool Interpreter::test(const Test& test) {
  bool yes = false;
  switch (test.kind) {
    case Test::Kind::kPos:
      // Of the words that carry the act only a light verb stands for it.
      yes = tested_ == trigger_ ? match_.upos == test.pos : doc_.tag(tested_).upos == test.pos && reading_.find_class(tested_, "light");
      break;
    case Test::Kind::kFeature:
      yes = has(test.feature);
      break;
    case Test::Kind::kPath: {
      const WordId found = reading_.nearest(tested_, test.path);
      yes = found.valid();
      if (yes && !test.negated) cue_ = found;
      break;
    }
    case Test::Kind::kSelf: {
      const auto& constraints = test.path.steps.front().constraints;
      yes = std::all_of(constraints.begin(), constraints.end(), [&](const Constraint& c) { return reading_.fits(tested_, c); });
      break;
    }
    case Test::Kind::kFrame:
      yes = has_slot_by(*out_.frame, test.relation, test.marker);
      break;
    case Test::Kind::kLacks:
      yes = frame_wants(test.relation) && !has_child(test.relation);
      break;
    case Test::Kind::kBehind:
      cue_ = word_behind(test.name);
      yes = cue_.valid();
      break;
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
  // "Thirteen officers were killed ... and three of the dead burnt": no singular verb behind several people.
  const bool several = noun.number == Number::kPlur || noun.number == Number::kDual || has_number(subject);
  if (entry_.language == Language::kAr && verb.number == Number::kSing && subject < trigger_ && several &&
      reading_.is_kind(subject, "person") && noun.gender != Gender::kFem)
    return false;
  // "His remarks, in which he demanded": things ask for a feminine, people for a plural.
  if (entry_.language == Language::kAr && verb.number == Number::kSing && verb.gender == Gender::kMasc && subject < trigger_ &&
      (noun.number == Number::kPlur || noun.number == Number::kDual))
    return false;
  if (noun.number != Number::kSing || verb.number != Number::kSing) return true;
  return verb.gender == Gender::kNone || noun.gender == Gender::kNone || verb.gender == noun.gender;
}

void Interpreter::use(const std::string& rule) {
  if (std::find(out_.rules.begin(), out_.rules.end(), rule) == out_.rules.end()) out_.rules.push_back(rule);
}

}  // namespace musnad::codebook
