// The stage that finds the codebook's entries in the words of a document.
#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "codebook/codebook.h"
#include "codebook/lexicon/folded_words.h"
#include "codebook/lexicon/lexicon.h"
#include "codebook/reading/explain.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::codebook {
namespace {

constexpr std::uint32_t kLooseWindow = 6;       // words between a verb and its particle, at most
constexpr std::uint32_t kConditionWindow = 14;  // words between a head and the other words of its trigger, at most

/// The signs -an, -un, -in stand on nouns and adjectives alone.
bool has_tanwin(const std::string& form) {
  constexpr std::string_view kSigns[] = {"\xD9\x8B", "\xD9\x8C", "\xD9\x8D"};
  return std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::string_view sign) { return form.find(sign) != std::string::npos; });
}

/// Whether the tagger's part of speech leaves room for a reading of an entry.
bool compatible(const Entry& entry, const FormReading& reading, const Tag& tag, const std::string& form) {
  const Upos upos = tag.upos;
  if (has_tanwin(form)) return reading.upos != Upos::VERB || reading.verb_form == VerbForm::kPart;
  if (is_named(entry.kind)) return upos == Upos::PROPN || upos == Upos::NOUN || upos == Upos::ADJ || upos == Upos::X;
  switch (reading.upos) {
    case Upos::VERB:
      if (upos == Upos::VERB || upos == Upos::AUX) return true;
      return reading.verb_form == VerbForm::kPart && (upos == Upos::ADJ || (upos == Upos::NOUN && reading.tense == Tense::kPres));
    case Upos::NOUN:
    case Upos::PROPN:
      if (upos == Upos::NOUN || upos == Upos::PROPN) return true;
      return upos == Upos::ADJ && (entry.kind == EntryKind::kActor || reading.verb_form == VerbForm::kPart);
    case Upos::ADJ:
      return upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::PROPN ||
             (upos == Upos::VERB && tag.features.verb_form == VerbForm::kPart);
    default:
      // "According" of "according to" looks like a verb; its other words say that it is none.
      return upos != Upos::VERB || entry.pos == Upos::X || entry.pos == Upos::AUX ||
             (entry.pos == Upos::ADP && entry.lemma.find(' ') != std::string::npos);
  }
}

std::size_t letters(std::string_view folded) {
  std::size_t count = 0;
  for (unsigned char c : folded) count += (c & 0xC0) != 0x80;
  return count;
}

Language script_of(std::string_view folded) {
  const unsigned char first = folded.empty() ? 0 : static_cast<unsigned char>(folded.front());
  return first >= 0xD8 && first <= 0xDB ? Language::kAr : Language::kEn;
}

struct Found {
  LexiconMatch match;
  bool agrees = true;  // with the tagger
  bool contiguous = true;
  bool third = true;  // the reading that gave the voice
};

class Finder {
 public:
  /// `misses` collects the entries that were not taken, where it is given.
  Finder(const Codebook& book, const Document& doc, FoldedWords folded, std::vector<NearMiss>* misses = nullptr)
      : book_(book), doc_(doc), folded_(std::move(folded)), words_(doc.layer<Word>()), misses_(misses) {}

  std::vector<Found> run() {
    for (std::uint32_t i = 0; i < words_.size(); ++i) find_at(WordId{i});
    return std::move(all_);
  }

 private:
  /// Where a pattern's words must follow one another; the pattern's article must be there, the text's may be.
  bool word_fits(std::uint32_t at, const std::string& wanted) const {
    return folded_.form(WordId{at}) == wanted || folded_.bare(WordId{at}) == wanted;
  }

  std::uint32_t token_end(std::uint32_t first) const {
    std::uint32_t end = first + 1;
    while (end < words_.size() && words_[end].token == words_[first].token) ++end;
    return end;
  }

  /// A word of an entry that the text has in pieces: "for human rights" of the Observatory for Human Rights is one token of two words.
  bool token_fits(std::uint32_t at, const std::string& wanted) const {
    if (at > 0 && words_[at - 1].token == words_[at].token) return false;
    return token_end(at) > at + 1 && text::fold(doc_.text(doc_.at(words_[at].token).span)) == wanted;
  }

  bool same_sentence(std::uint32_t a, std::uint32_t b) const { return words_[a].sentence == words_[b].sentence; }

  /// The words that an entry takes around its head, or an empty range.
  std::optional<IdRange<Word>> surround(const Surroundings& around, std::uint32_t head, bool& contiguous) const {
    IdRange<Word> range{head, head + 1};
    if (around.before.size() > head) return {};
    for (std::size_t k = 0; k < around.before.size(); ++k) {
      const auto at = static_cast<std::uint32_t>(head - around.before.size() + k);
      if (!same_sentence(at, head) || !word_fits(at, around.before[k])) return {};
      range.begin = std::min(range.begin, at);
    }
    std::uint32_t at = head;
    for (const std::string& wanted : around.after) {
      std::uint32_t skipped = 0;
      std::uint32_t last = 0;  // word of what fits
      do {
        ++at;
        if (at >= words_.size() || !same_sentence(at, head) || skipped++ > (around.loose ? kLooseWindow : 0)) return {};
        if (skipped > 1 && doc_.tag(WordId{at}).upos == Upos::VERB) return {};  // a particle is not sought behind another verb
        last = token_fits(at, wanted) ? token_end(at) - 1 : at;
      } while (last == at && !word_fits(at, wanted) && folded_.lemma(WordId{at}) != wanted);
      contiguous = contiguous && at == range.end;
      at = last;
      range.end = at + 1;
    }
    return range;
  }

  /// A proper name's capitals; in text without any (Arabic) or with nothing else (upper-case pages) there is nothing to ask.
  bool capitals_fit(const Surroundings& around, std::uint32_t head) const {
    if (!around.name) return true;
    const std::string& form = words_[head].form;
    const text::CodePoint first = text::decode(form, 0);
    if (text::is_arabic_letter(first.value)) return true;
    if (!text::is_upper(first.value)) return false;
    if (!around.acronym) return true;
    for (std::size_t i = 0; i < form.size();) {
      const text::CodePoint c = text::decode(form, i);
      if (text::is_letter(c.value) && !text::is_upper(c.value)) return false;
      i += c.length;
    }
    return true;
  }

  /// Whether the other words of a trigger stand near its head at all; the tree decides later.
  bool conditions_near(const Entry& entry, std::uint32_t head) const {
    for (const Condition& condition : entry.conditions) {
      if (condition.negated || condition.lemmas.empty() || !condition.classes.empty()) continue;
      const std::uint32_t begin = head > kConditionWindow ? head - kConditionWindow : 0;
      const std::uint32_t end = std::min<std::uint32_t>(static_cast<std::uint32_t>(words_.size()), head + kConditionWindow);
      bool near = false;
      for (std::uint32_t at = begin; !near && at < end; ++at)
        near = at != head && same_sentence(at, head) && fits_any(at, condition.lemmas);
      if (!near) return false;
    }
    return true;
  }

  bool fits_any(std::uint32_t at, const std::vector<std::string>& lemmas) const {
    const WordId word{at};
    return std::any_of(lemmas.begin(), lemmas.end(), [&](const std::string& lemma) { return folded_.is(word, lemma); });
  }

  void miss(WordId word, std::uint32_t entry, std::string reason) {
    if (misses_) misses_->push_back({entry, word, std::move(reason)});
  }

  static constexpr std::string_view kLam = "\xD9\x84";
  static constexpr std::string_view kPluralEnd = "\xD9\x88\xD8\xA7";  // of the jussive and the subjunctive: nothing else looks so

  /// "li+lhajamat": a second lam behind the preposition in one token, which the cutter took for the word's own.
  bool has_lam_of_article(WordId word) const {
    return word.value > 0 && words_[word.value - 1].token == words_[word.value].token && folded_.form(WordId{word.value - 1}) == kLam &&
           folded_.form(word).starts_with(kLam) && letters(folded_.form(word)) >= 4;
  }

  void find_at(WordId word) {
    std::vector<Found> here;
    const std::string_view form = folded_.form(word);
    look_up(word, form, false, here);
    if (const std::string_view bare = folded_.bare(word); bare.size() != form.size()) look_up(word, bare, true, here);
    if (here.empty() && has_lam_of_article(word)) look_up(word, form.substr(kLam.size()), true, here);
    const bool any = std::any_of(here.begin(), here.end(), [](const Found& found) { return found.agrees; });
    std::erase_if(here, [&](const Found& found) {
      const bool drop = !found.agrees && (any || !unmistakable(found, form));
      if (drop) miss(word, found.match.entry, fmt::format("the tagger reads {}", to_string(doc_.tag(word).upos)));
      return drop;
    });
    for (const Found& found : here) {
      const auto inside = [&](const Found& other) {
        return &other != &found && book_.entry(other.match).kind == book_.entry(found.match).kind && other.contiguous &&
               other.match.words.begin <= found.match.words.begin && found.match.words.end <= other.match.words.end &&
               other.match.words.size() > found.match.words.size();
      };
      if (std::none_of(here.begin(), here.end(), inside)) {
        all_.push_back(found);
      } else {
        miss(word, found.match.entry, "an entry of more words stands there");
      }
    }
  }

  /// A form kept against the tagger: long, Arabic, of an act or a cue, with no reading that agrees.
  bool unmistakable(const Found& found, std::string_view form) const {
    const Entry& entry = book_.entry(found.match);
    if (entry.kind != EntryKind::kEvent && entry.kind != EntryKind::kSpeech) return false;
    const Upos upos = doc_.tag(found.match.head).upos;
    if (entry.language == Language::kAr) return letters(form) >= 5 && upos != Upos::ADP && upos != Upos::PRON && upos != Upos::DET;
    return letters(form) >= 6 && (upos == Upos::PROPN || upos == Upos::X) &&
           text::is_upper(text::decode(words_[found.match.head.value].form, 0).value);
  }

  void look_up(WordId word, std::string_view key, bool without_article, std::vector<Found>& here) {
    const Language script = script_of(key);
    const auto readings = book_.lexicon().find(script, key);
    // `idda'a` ("he claimed") is also "I am called": a third person goes before a first.
    const Person person = doc_.tag(word).features.person;
    const bool third = person != Person::k1 && person != Person::k2 &&
                       std::any_of(readings.begin(), readings.end(), [](const FormReading& r) { return r.third && r.upos == Upos::VERB; });
    for (const FormReading& reading : readings) {
      const Entry& entry = book_.entries()[reading.entry];
      if (entry.kind == EntryKind::kGrammar) continue;
      if (third && !reading.third) {
        miss(word, reading.entry, "a form of the first or second person");
        continue;
      }
      if (reading.jussive && !key.ends_with(kPluralEnd) && !after_jussive_particle(word)) {
        miss(word, reading.entry, "a jussive without its particle");
        continue;
      }
      if (reading.verb_form == VerbForm::kPart && script == Language::kAr && !predicative(word, entry, without_article)) {
        miss(word, reading.entry, "a participle that is a noun here");
        continue;
      }
      if (without_article && (reading.upos == Upos::VERB || entry.pos == Upos::ADP)) continue;
      if (!is_named(entry.kind) && doc_.language() != Language::kUnd && doc_.language() != entry.language) continue;
      add(word, entry, reading, here);
    }
  }

  /// lam, lamma, prohibitive la, and li- of command; wa- and fa- are words of their own.
  bool after_jussive_particle(WordId word) const {
    constexpr std::string_view kParticles[] = {"\xD9\x84\xD9\x85", "\xD9\x84\xD9\x85\xD8\xA7", "\xD9\x84\xD8\xA7", "\xD9\x84"};
    if (word.value == 0 || !same_sentence(word.value - 1, word.value)) return false;
    const std::string_view before = folded_.form(WordId{word.value - 1});
    return std::find(std::begin(kParticles), std::end(kParticles), before) != std::end(kParticles);
  }

  /// Arabic participles name an act where they are said of somebody ("threatening to ...", "were arrested"): without article,
  /// and as adjectives or in the accusative. Otherwise they are nouns for people and things.
  bool predicative(WordId word, const Entry& entry, bool without_article) const {
    if (entry.kind == EntryKind::kActor || entry.pos != Upos::VERB) return true;
    constexpr std::string_view kAlef = "\xD8\xA7";
    const Upos upos = doc_.tag(word).upos;
    if (without_article) return false;
    const bool counted = word.value > 0 && doc_.tag(WordId{word.value - 1}).upos == Upos::NUM;
    if (counted && entry.kind == EntryKind::kSpeech) return false;  // "46 students"
    return upos == Upos::ADJ || upos == Upos::VERB || folded_.form(word).ends_with(kAlef) ||
           (entry.kind == EntryKind::kSpeech && says_that(word));
  }

  /// ", adding that ...": a comma before, the "that" of a clause right behind.
  bool says_that(WordId word) const {
    const WordId next{word.value + 1};
    return word.value > 0 && next.value < words_.size() && same_sentence(word.value - 1, next.value) &&
           doc_.tag(WordId{word.value - 1}).upos == Upos::PUNCT && book_.find_grammar(doc_, next, "complementiser") != nullptr;
  }

  void add(WordId word, const Entry& entry, const FormReading& reading, std::vector<Found>& here) {
    const Tag& tag = doc_.tag(word);
    const auto known = std::find_if(here.begin(), here.end(), [&](const Found& found) { return found.match.entry == reading.entry; });
    const bool agrees = compatible(entry, reading, tag, words_[word.value].form);
    if (known != here.end()) {
      if (known->match.number != reading.number) known->match.number = Number::kNone;
      if (agrees && !known->agrees) {
        known->match.upos = reading.upos;
        known->match.voice = reading.voice;
        known->agrees = true;
      } else if (agrees && known->match.upos == reading.upos && known->match.voice != reading.voice && known->third == reading.third) {
        known->match.voice = Voice::kNone;
      } else if (agrees && reading.third && !known->third) {
        // "usiba" is "was hit", hardly ever "I hit".
        known->match.voice = reading.voice;
        known->third = true;
      }
      return;
    }
    if (tag.upos == Upos::NUM && entry.pos == Upos::VERB) return miss(word, reading.entry, "a number, not a verb");
    const Surroundings& around = book_.lexicon().surroundings(reading.entry);
    Found found;
    const auto range = surround(around, word.value, found.contiguous);
    if (!range) return miss(word, reading.entry, "the words around it are missing");
    if (!capitals_fit(around, word.value)) return miss(word, reading.entry, "not written as a name");
    if (!conditions_near(entry, word.value)) return miss(word, reading.entry, "the other words of its trigger are missing");
    found.agrees = agrees;
    found.match.entry = reading.entry;
    found.match.head = word;
    found.match.words = found.contiguous ? *range : IdRange<Word>{word.value, word.value + 1};
    found.match.span = words_[found.match.words.begin].span.cover(words_[found.match.words.end - 1].span);
    found.match.upos = reading.upos;
    found.match.voice = reading.voice;
    found.match.number = reading.number;
    found.third = reading.third;
    here.push_back(found);
  }

  const Codebook& book_;
  const Document& doc_;
  FoldedWords folded_;
  std::span<const Word> words_;
  std::vector<NearMiss>* misses_;
  std::vector<Found> all_;
};

/// Names inside longer names are dropped: "Nations" of "United Nations", the adjective of an organisation's name.
void drop_inner_names(const Codebook& book, std::vector<Found>& all) {
  std::vector<IdRange<Word>> longer;
  for (const Found& found : all)
    if (is_named(book.entry(found.match).kind) && found.match.words.size() > 1) longer.push_back(found.match.words);
  std::erase_if(all, [&](const Found& found) {
    const EntryKind kind = book.entry(found.match).kind;
    if ((kind == EntryKind::kEvent || kind == EntryKind::kSpeech) && found.match.upos == Upos::VERB) return false;
    const auto inside = [&](const IdRange<Word>& range) {
      return range.begin <= found.match.words.begin && found.match.words.end <= range.end && range.size() > found.match.words.size();
    };
    return std::any_of(longer.begin(), longer.end(), inside);
  });
}

constexpr std::array kNeeds = {LayerKind::kWords, LayerKind::kTags};
constexpr std::array kWrites = {LayerKind::kMatches};

class MatchesStage : public Stage {
 public:
  explicit MatchesStage(std::shared_ptr<const Codebook> book) : book_(std::move(book)) {}
  std::string_view name() const override { return "matches"; }
  std::span<const LayerKind> needs() const override { return kNeeds; }
  std::span<const LayerKind> writes() const override { return kWrites; }

  Result<void> run(std::span<Document> batch) const override {
    for (Document& doc : batch) {
      std::vector<Found> all = Finder(*book_, doc, doc.keep<FoldedWords>(doc)).run();
      drop_inner_names(*book_, all);
      std::vector<LexiconMatch> matches;
      matches.reserve(all.size());
      for (const Found& found : all) {
        matches.push_back(found.match);
        if (!found.agrees)
          doc.diagnose(ErrorCode::kTaggerDisagrees,
                       fmt::format("'{}' is tagged {}, the codebook has {}", doc.at(found.match.head).form,
                                   to_string(doc.tag(found.match.head).upos), book_->entry(found.match).origin.to_string()),
                       found.match.span);
      }
      std::stable_sort(matches.begin(), matches.end(), [](const LexiconMatch& a, const LexiconMatch& b) {
        return std::tuple(a.head, a.entry) < std::tuple(b.head, b.entry);
      });
      doc.seal(std::move(matches), "matches");
    }
    return {};
  }

 private:
  std::shared_ptr<const Codebook> book_;
};

}  // namespace

std::vector<NearMiss> find_near_misses(const Codebook& codebook, const Document& doc) {
  std::vector<NearMiss> misses;
  Finder(codebook, doc, FoldedWords(doc), &misses).run();
  return misses;
}

std::unique_ptr<const Stage> make_matches_stage(std::shared_ptr<const Codebook> codebook) {
  return std::make_unique<MatchesStage>(std::move(codebook));
}

}  // namespace musnad::codebook
