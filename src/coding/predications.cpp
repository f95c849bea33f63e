#include "coding/predications.h"

#include <algorithm>
#include <array>

#include "codebook/frames.h"
#include "coding/arguments.h"
#include "coding/circumstances.h"
#include "coding/commitments.h"
#include "coding/counts.h"
#include "coding/effects.h"
#include "coding/entities/entities.h"
#include "coding/grievances.h"
#include "coding/topics.h"
#include "coding/when.h"
#include "document/reported.h"

namespace musnad::coding {

bool is_speech_act(std::string_view type) {
  constexpr std::array<std::string_view, 7> kTypes = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

namespace {

class Predicator {
 public:
  Predicator(const codebook::Codebook& book, const Document& document, const codebook::Reading& reading)
      : book_(book),
        document_(document),
        reading_(reading),
        circumstances_(reading),
        counts_(book, document),
        arguments_(reading, document, counts_),
        in_compound_(document.layer<Word>().size()) {
    for (const LexiconMatch& match : document.layer<LexiconMatch>())
      if (match.words.size() > 1 && is_nominal(match, book.entry(match).kind))
        for (std::uint32_t word = match.words.begin; word < match.words.end; ++word)
          in_compound_[word] = in_compound_[word] || WordId{word} != match.head;
  }

  std::vector<Predication> run() {
    for (std::uint32_t i = 0; i < document_.layer<Sentence>().size(); ++i)
      if (is_reported(document_, SentenceId{i})) read_sentence(SentenceId{i});
    take_days_of_telling();
    inherit_from_later();
    settle_grievances(document_, drafts_);
    std::vector<Predication> result;
    for (Draft& draft : drafts_)
      if (!draft.merged && !draft.label) result.push_back(std::move(draft.act));
    number_counts(result);
    return result;
  }

 private:
  static bool is_nominal(const LexiconMatch& match, codebook::EntryKind kind) {
    return kind == codebook::EntryKind::kActor || (kind == codebook::EntryKind::kEvent && match.upos == Upos::NOUN);
  }

  void read_sentence(SentenceId sentence) {
    std::vector<codebook::FilledFrame> frames = reading_.fill(sentence);
    if (frames.empty()) return;
    std::sort(frames.begin(), frames.end(), [](const auto& a, const auto& b) { return a.trigger < b.trigger; });
    drop_parts_of_others(document_, frames);
    const TreeIndex tree(document_, sentence, reading_.arcs());
    const std::size_t first = drafts_.size();
    for (auto& frame : frames)
      // Unvowelled number words look like verbs ("two", "he praised").
      if (frame.frame != nullptr && !frame.frame->type.empty() && counts_.number_at(frame.trigger) == nullptr &&
          !in_compound_[frame.trigger.value] && !in_quantity(book_, document_, frame.trigger) && !is_in_name(reading_, tree, frame.trigger))
        drafts_.push_back(draft_of(tree, std::move(frame)));
    merge_effects(book_, tree, std::span(drafts_).subspan(first));
    settle_commitments(tree, std::span(drafts_).subspan(first));
    drop_accidents(tree, first);
    for (std::size_t i = first; i < drafts_.size(); ++i) {
      drafts_[i].label = is_label(drafts_[i]);
      drafts_[i].merged = drafts_[i].merged || is_topic(reading_, circumstances_, tree, drafts_[i]) ||
                          is_only_party(reading_, drafts_[i], std::span(drafts_).subspan(first));
      if (drafts_[i].merged) continue;
      add_subsets(tree, i);
      inherit(i);
      settle_time(drafts_[i]);
    }
    for (std::size_t i = first; i < drafts_.size(); ++i)
      if (!drafts_[i].merged && refers_back(tree, i, first)) drafts_[i].merged = true;
  }

  // "Sixteen people were killed when a bus overturned": deaths that nobody is told to have brought about, in a sentence of an accident.
  void drop_accidents(const TreeIndex& tree, std::size_t first) {
    const auto drafts = std::span(drafts_).subspan(first);
    const auto is_violent = [](const Draft& draft) { return !draft.effect && draft.act.type == "ASSAULT"; };
    if (std::any_of(drafts.begin(), drafts.end(), is_violent)) return;
    const auto is_deed = [](const Argument& argument) { return argument.role == Role::kActor || argument.role == Role::kInstrument; };
    const auto is_harm = [&](const Draft& draft) {
      return draft.effect && !draft.merged && std::none_of(draft.act.args.begin(), draft.act.args.end(), is_deed);
    };
    if (std::none_of(drafts.begin(), drafts.end(), is_harm)) return;
    bool accident = false;
    for (std::uint32_t word = tree.words().begin; word < tree.words().end && !accident; ++word)
      accident = reading_.find_class(WordId{word}, "accident") != nullptr;
    for (Draft& draft : drafts) draft.merged = draft.merged || (accident && is_harm(draft));
  }

  Draft draft_of(const TreeIndex& tree, codebook::FilledFrame frame) {
    Draft draft;
    Predication& act = draft.act;
    act.entry = frame.entry;
    act.type = frame.frame->type;
    act.mode = frame.frame->mode;
    act.cameo = frame.frame->cameo;
    if (!frame.frame->acled_event.empty()) act.acled = AcledCode{frame.frame->acled_event, frame.frame->acled_sub_event};
    act.head = frame.trigger;
    act.sentence = tree.document().at(frame.trigger).sentence;
    act.trigger = trigger_span(frame);
    act.status = frame.status;
    act.rule = frame.rule_name();
    draft.effect = codebook::is_effect(*frame.frame);
    draft.speech_act = is_speech_act(act.type);
    if (!counts_.counts_itself(tree, frame)) arguments_.add(tree, frame, act);
    bool denied = false;
    act.counts = counts_.find(tree, frame, denied);
    // "Survived an attempt on his life": nobody was killed, unless a number says so.
    if (act.status.outcome != Outcome::kAccomplished) std::erase_if(act.counts, [&](const Count& count) { return !is_number(count.span); });
    if (denied) act.status.polarity = Polarity::kDenied;
    for (Count& count : act.counts) count.of = entity_around(count.span, act);
    if (const codebook::FilledSlot* place = frame.find("place"); place != nullptr && tree.words().contains(place->fillers.front().head))
      act.place = entity_at(document_, place->fillers.front().head);
    // Where its own clause says; else where those live who did it; else where the clauses around it say.
    if (!act.place.valid()) set_places(act, circumstances_.places_of(tree, frame.trigger, true));
    if (frame.frame->countrywide && is_site(act.place)) act.place = {}, act.other_places.clear();
    const bool at_home = !act.place.valid() && set_home(tree, act);
    if (!act.place.valid() && !draft.speech_act) set_places(act, circumstances_.places_of(tree, frame.trigger, false));
    draft.placed = act.place.valid() && (!draft.speech_act || at_home);
    act.time = circumstances_.time_of(tree, frame.trigger, draft.speech_act);
    if (act.time && act.status.time != ClaimTime::kFuture) act.time = circumstances_.until_page(*act.time);
    draft.frame = std::move(frame);
    return draft;
  }

  // "Protests in X" under a picture: a noun, and no verb beside it.
  bool is_label(const Draft& draft) const {
    const SentenceId sentence = draft.act.sentence;
    if (document_.at(document_.at(sentence).block).kind != BlockKind::kCaption || !draft.act.counts.empty()) return false;
    const IdRange<Word> words = document_.words_of(sentence);
    for (std::uint32_t word = words.begin; word < words.end; ++word)
      if (document_.tag(WordId{word}).upos == Upos::VERB) return false;
    return true;
  }

  bool is_number(ByteSpan span) const {
    const auto numbers = document_.layer<NumberMention>();
    return std::any_of(numbers.begin(), numbers.end(), [&](const NumberMention& number) { return number.span == span; });
  }

  static void set_places(Predication& act, const std::vector<EntityId>& places) {
    if (places.empty()) return;
    act.place = places.front();
    act.other_places.assign(places.begin() + 1, places.end());
  }

  // "The residents of X blocked the road": they did so there.
  bool set_home(const TreeIndex& tree, Predication& act) const {
    for (const Argument& argument : act.args)
      if (argument.role == Role::kActor && !act.place.valid()) set_places(act, circumstances_.home_of(tree, argument.head));
    return act.place.valid();
  }

  // The words of the trigger where they stand together, else its head alone.
  ByteSpan trigger_span(const codebook::FilledFrame& frame) const {
    ByteSpan span = document_.at(frame.trigger).span;
    std::uint32_t first = frame.trigger.value, last = frame.trigger.value;
    constexpr std::uint32_t kGap = 2;
    for (WordId word : frame.trigger_words) {
      if (word.value + kGap + 1 < first || word.value > last + kGap + 1) continue;
      first = std::min(first, word.value);
      last = std::max(last, word.value);
      span = span.cover(document_.at(word).span);
    }
    return span;
  }

  EntityId entity_around(ByteSpan span, const Predication& act) const {
    for (const Argument& argument : act.args)
      if (argument.role == Role::kRecipient && argument.entity.valid() && argument.span.contains(span)) return argument.entity;
    for (const Argument& argument : act.args)
      if (argument.role == Role::kRecipient && argument.entity.valid()) return argument.entity;
    return {};
  }

  void add_subsets(const TreeIndex& tree, std::size_t index) {
    Draft& draft = drafts_[index];
    std::uint32_t until = tree.document().at(draft.act.sentence).span.end;
    for (std::size_t i = index + 1; i < drafts_.size(); ++i)
      if (!drafts_[i].merged && !drafts_[i].act.counts.empty()) until = std::min(until, drafts_[i].act.counts.front().span.begin);
    std::vector<Count> parts;
    for (std::size_t i = 0; i < draft.act.counts.size(); ++i) {
      Count& whole = draft.act.counts[i];
      whole.id = CountId{next_count_++};
      const std::uint32_t end = i + 1 < draft.act.counts.size() ? std::max(draft.act.counts[i + 1].span.begin, whole.span.end) : until;
      for (Count part : counts_.find_subsets(tree, whole, {end, end})) {
        part.subset_of = whole.id;
        part.id = CountId{next_count_++};
        parts.push_back(part);
      }
      if (!whole.subset_of.valid()) link_to_earlier_whole(tree, draft.act, whole);
    }
    for (Count& part : parts) draft.act.counts.push_back(part);
  }

  // "two of the dead were beheaded": part of the last count of the dead.
  void link_to_earlier_whole(const TreeIndex& tree, Predication& act, Count& count) const {
    const NumberMention* number = nullptr;
    for (const NumberMention& candidate : document_.layer<NumberMention>())
      if (candidate.span == count.span) number = &candidate;
    if (number == nullptr || !counts_.is_partitive(tree, *number)) return;
    for (std::size_t i = drafts_.size(); i-- > 0;) {
      if (drafts_[i].merged) continue;
      for (const Count& whole : drafts_[i].act.counts)
        if (whole.id.valid() && whole.id != count.id && (whole.kind == count.kind || count.kind == CountKind::kOther) &&
            whole.span.begin < count.span.begin && (!whole.high || *whole.high >= count.low)) {
          count.kind = whole.kind;  // "three of the dead were burnt"
          count.subset_of = whole.id;
          if (whole.of.valid()) take_group(whole.of, act, count);
          return;
        }
    }
  }

  // "The dead", "them": those of whom the whole was counted.
  void take_group(EntityId group, Predication& act, Count& part) const {
    for (Argument& argument : act.args) {
      if (argument.role != Role::kRecipient) continue;
      const bool says_who = argument.entity.valid() && !reading_.find_class(argument.head, "outcome");
      if (says_who) return;
      argument.entity = group;
    }
    part.of = group;
  }

  // What a sentence does not say of an act's day stands as it was for the act told last; of its place, as its paragraph says,
  // else as the story began: later places are mostly those of tellers and of other acts.
  void inherit(std::size_t index) {
    Draft& draft = drafts_[index];
    if (draft.speech_act) return;
    if (!draft.act.place.valid())
      if (const Draft* earlier = placed_before(index)) take_places(earlier->act, draft.act);
    const bool unreal = draft.act.status.time == ClaimTime::kFuture || draft.act.status.mood == ClaimMood::kHypothetical;
    for (std::size_t i = index; i-- > 0 && !draft.act.time && !unreal;) {
      const Draft& earlier = drafts_[i];
      const bool past = earlier.act.status.time == ClaimTime::kPast || earlier.act.status.time == ClaimTime::kOngoing;
      const bool real = earlier.act.status.mood != ClaimMood::kHypothetical && earlier.act.status.mood != ClaimMood::kPlanned;
      if (!earlier.merged && !earlier.speech_act && earlier.act.time && past && real && !has_open_beginning(*earlier.act.time))
        draft.act.time = earlier.act.time;
    }
  }

  const Draft* placed_before(std::size_t index) const {
    const BlockId block = document_.at(drafts_[index].act.sentence).block;
    const bool wide = drafts_[index].frame.frame->countrywide;
    const Draft *first = nullptr, *alike = nullptr;
    for (std::size_t i = 0; i < index; ++i) {
      const Draft& earlier = drafts_[i];
      if (earlier.merged || !earlier.placed) continue;
      const bool country = is_country(earlier.act.place);
      if (wide && !country) continue;
      if (first == nullptr || (is_country(first->act.place) && !country)) first = &earlier;
      if (document_.at(earlier.act.sentence).block != block) continue;
      if (!country) return &earlier;
      if (earlier.act.type == drafts_[index].act.type) alike = &earlier;
    }
    return alike != nullptr ? alike : first;
  }

  bool is_site(EntityId id) const { return id.valid() && document_.at(id).kind == EntityKind::kFacility; }

  bool is_country(EntityId id) const {
    const auto& place = document_.at(id).place;
    return place && (place->precision == PlacePrecision::kCountry || place->precision == PlacePrecision::kRegion);
  }

  // A headline says less than the story below it: what is still open stands as in the next act of the page.
  void inherit_from_later() {
    const Draft* next = nullptr;
    for (std::size_t i = drafts_.size(); i-- > 0;) {
      Draft& draft = drafts_[i];
      if (draft.merged || draft.speech_act || draft.act.status.time == ClaimTime::kHistorical) continue;
      if (next != nullptr) {
        if (!draft.act.place.valid()) take_places(next->act, draft.act);
        const bool past = draft.act.status.time != ClaimTime::kFuture && next->act.status.time != ClaimTime::kFuture;
        const bool whole = next->act.time && !has_open_beginning(*next->act.time) && !has_open_end(*next->act.time);
        if (!draft.act.time && past && whole) draft.act.time = next->act.time;
      }
      next = &draft;
    }
  }

  // What still has no day was on the day of its post or, for all that the page says, on the day it was told.
  void take_days_of_telling() {
    for (Draft& draft : drafts_) {
      const Status& status = draft.act.status;
      const bool over = status.time == ClaimTime::kPast && status.mood != ClaimMood::kHypothetical && status.mood != ClaimMood::kPlanned;
      if (draft.merged || draft.speech_act || draft.act.time || !over) continue;
      draft.act.time = circumstances_.time_of_post(document_.at(draft.act.sentence).block);
      if (draft.act.time) continue;
      const TreeIndex tree(document_, draft.act.sentence, reading_.arcs());
      draft.act.time = circumstances_.time_of_telling(tree, draft.act.head);
    }
  }

  void settle_time(Draft& draft) const {
    Status& status = draft.act.status;
    if (!draft.act.time) return;
    const std::optional<DayInterval> days = circumstances_.days_of(*draft.act.time);
    if (!days) return;
    if (circumstances_.is_historical(*days) && status.time == ClaimTime::kPast) status.time = ClaimTime::kHistorical;
    if (circumstances_.is_after_page(*days) && status.time != ClaimTime::kFuture && status.mood == ClaimMood::kAsserted) {
      status.time = ClaimTime::kFuture;
      status.mood = ClaimMood::kPlanned;
    }
  }

  // A noun that only points back to an act told in an earlier sentence, and says nothing new of it, is no claim.
  bool refers_back(const TreeIndex& tree, std::size_t index, std::size_t first_of_sentence) const {
    const Draft& draft = drafts_[index];
    const Predication& act = draft.act;
    const Tag& tag = document_.tag(act.head);
    if (tag.upos != Upos::NOUN || !act.args.empty() || !act.counts.empty() || draft.speech_act) return false;
    const bool definite = tag.features.definite == Definite::kDef || tree.child(act.head, {Relation::kDet}).valid();
    const Relation relation = base_of(tree.relation(act.head));
    if (!definite ||
        (relation != Relation::kNsubj && relation != Relation::kObj && relation != Relation::kObl && relation != Relation::kNmod))
      return false;
    if (act.status != Status{}) return false;
    if (!circumstances_.places_of(tree, act.head, true).empty() || circumstances_.time_of(tree, act.head, true)) return false;
    for (std::size_t i = 0; i < first_of_sentence; ++i)
      if (!drafts_[i].merged && !drafts_[i].label && drafts_[i].act.type == act.type)
        return !tree.child(act.head, {Relation::kNmod, Relation::kAcl}).valid();
    return false;
  }

  // Ids in the order of the record.
  static void number_counts(std::vector<Predication>& acts) {
    std::vector<std::pair<CountId, CountId>> renamed;
    for (Predication& act : acts)
      for (Count& count : act.counts) {
        renamed.emplace_back(count.id, CountId{static_cast<std::uint32_t>(renamed.size())});
        count.id = renamed.back().second;
      }
    for (Predication& act : acts)
      for (Count& count : act.counts) {
        if (!count.subset_of.valid()) continue;
        const auto found = std::find_if(renamed.begin(), renamed.end(), [&](const auto& pair) { return pair.first == count.subset_of; });
        count.subset_of = found == renamed.end() ? CountId{} : found->second;
      }
  }

  const codebook::Codebook& book_;
  const Document& document_;
  const codebook::Reading& reading_;
  Circumstances circumstances_;
  CountFinder counts_;
  ArgumentFinder arguments_;
  std::vector<bool> in_compound_;  // by word: part of a name for people, things or acts ("check" in "check point")
  std::vector<Draft> drafts_;
  std::uint32_t next_count_ = 0;
};

class PredicationsStage final : public Stage {
 public:
  explicit PredicationsStage(std::shared_ptr<const codebook::Codebook> book) : book_(std::move(book)) {}
  std::string_view name() const override { return "predications"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds = {LayerKind::kMatches,  LayerKind::kTrees,    LayerKind::kNumbers, LayerKind::kTimes,
                                          LayerKind::kPageDate, LayerKind::kMentions, LayerKind::kEntities};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites = {LayerKind::kPredications};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) {
      const auto& reading = codebook::reading_of(*book_, document);
      document.seal(Predicator(*book_, document, reading).run(), name());
    }
    return {};
  }

 private:
  std::shared_ptr<const codebook::Codebook> book_;
};

}  // namespace

std::unique_ptr<const Stage> make_predications_stage(std::shared_ptr<const codebook::Codebook> book) {
  return std::make_unique<PredicationsStage>(std::move(book));
}

}  // namespace musnad::coding
