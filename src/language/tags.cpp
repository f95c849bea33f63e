#include "language/tags.h"

#include "language/features.h"
#include "learning/recent.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace musnad::language {
namespace {

using learning::Feature;

constexpr std::size_t kKnownForms = 16384;  // some 12 MB a thread

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t length = text::decode(text, at).length;
    result.push_back(text.substr(at, length));
    at += length;
  }
  return result;
}

std::string joined(std::span<const std::string_view> parts) {
  std::string result;
  for (const std::string_view part : parts) result += part;
  return result;
}

}  // namespace

std::string LemmaEdit::to_text() const {
  return fmt::format("{}\t{}\t{}\t{}", cut_front, front, cut_back, back);
}

Result<LemmaEdit> LemmaEdit::parse(std::string_view text, const std::string& where) {
  std::array<std::string_view, 4> parts;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t end = text.find('\t');
    if ((end == std::string_view::npos) != (i == 3)) return fail(ErrorCode::kModelBroken, "the table of lemma edits is broken", where);
    parts[i] = text.substr(0, end);
    text.remove_prefix(i == 3 ? text.size() : end + 1);
  }
  const auto number = [](std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = std::min(255, value * 10 + (c - '0'));
    return static_cast<std::uint8_t>(value);
  };
  return LemmaEdit{number(parts[0]), std::string(parts[1]), number(parts[2]), std::string(parts[3])};
}

LemmaEdit LemmaEdit::between(std::string_view form, std::string_view lemma) {
  const auto from = characters(form);
  const auto to = characters(lemma);
  std::size_t best = 0, from_begin = 0, to_begin = 0;
  for (std::size_t i = 0; i < from.size(); ++i)
    for (std::size_t j = 0; j < to.size(); ++j) {
      std::size_t n = 0;
      while (i + n < from.size() && j + n < to.size() && from[i + n] == to[j + n]) ++n;
      if (n > best) best = n, from_begin = i, to_begin = j;
    }
  const std::span<const std::string_view> made(to);
  return {static_cast<std::uint8_t>(std::min<std::size_t>(255, from_begin)), joined(made.first(to_begin)),
          static_cast<std::uint8_t>(std::min<std::size_t>(255, from.size() - from_begin - best)), joined(made.subspan(to_begin + best))};
}

std::string LemmaEdit::apply(std::string_view form) const {
  const auto from = characters(form);
  if (static_cast<std::size_t>(cut_front) + cut_back > from.size()) return std::string(form);
  const std::span<const std::string_view> kept(from);
  return front + joined(kept.subspan(cut_front, from.size() - cut_front - cut_back)) + back;
}

std::string TagClasses::bundles_text() const {
  std::string text;
  for (const Bundle& each : bundles)
    fmt::format_to(std::back_inserter(text), "{} {}\n", musnad::to_string(each.upos), language::to_string(each.features));
  return text;
}

std::string TagClasses::edits_text() const {
  std::string text;
  for (const LemmaEdit& each : edits) text += each.to_text() + '\n';
  return text;
}

void TagClasses::index() {
  for (auto& list : of_upos) list.clear();
  for (std::size_t i = 0; i < bundles.size(); ++i)
    of_upos[static_cast<std::size_t>(bundles[i].upos)].push_back(static_cast<std::uint8_t>(i));
}

Result<TagClasses> TagClasses::parse(std::string_view bundles, std::string_view edits, const std::string& where) {
  TagClasses result;
  for (const std::string_view line : learning::lines_of(bundles)) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) return fail(ErrorCode::kModelBroken, "the table of features is broken", where);
    result.bundles.push_back({parse_upos(line.substr(0, blank)), parse_features(line.substr(blank + 1))});
  }
  for (const std::string_view line : learning::lines_of(edits)) {
    auto edit = LemmaEdit::parse(line, where);
    if (!edit) return tl::unexpected(edit.error());
    result.edits.push_back(std::move(*edit));
  }
  if (result.bundles.size() > learning::LinearModel::kMaxClasses || result.edits.size() > learning::LinearModel::kMaxClasses)
    return fail(ErrorCode::kModelBroken, "the model has too many classes", where);
  result.index();
  return result;
}

Result<Tagger> Tagger::load(const std::string& path, std::string_view kind) {
  const auto file = learning::ModelFile::load(path, kind);
  if (!file) return tl::unexpected(file.error());
  return make(*file);
}

Result<Tagger> Tagger::make(const learning::ModelFile& file) {
  const auto bundles = file.section("bundles");
  const auto edits = file.section("edits");
  if (!bundles) return tl::unexpected(bundles.error());
  if (!edits) return tl::unexpected(edits.error());
  auto classes = TagClasses::parse(*bundles, *edits, file.path());
  if (!classes) return tl::unexpected(classes.error());
  Tagger result;
  result.classes_ = std::move(*classes);
  for (const auto& [name, table] : {std::pair{"forms", &result.frequent_forms_}, {"classes", &result.word_classes_}}) {
    auto loaded = learning::HashedTable::load(file, name);
    if (!loaded) return tl::unexpected(loaded.error());
    *table = *loaded;
  }
  for (const auto& [name, model] : {std::pair{"upos.", &result.upos_}, {"bundles.", &result.bundles_}, {"lemmas.", &result.lemmas_}}) {
    auto loaded = learning::LinearModel::load(file, name);
    if (!loaded) return tl::unexpected(loaded.error());
    *model = std::move(*loaded);
  }
  if (result.upos_.class_count() != kUposCount || result.bundles_.class_count() != result.classes_.bundles.size() ||
      result.lemmas_.class_count() != result.classes_.edits.size())
    return fail(ErrorCode::kModelBroken, "the model's classes do not fit its weights", file.path());
  result.scratch_ = std::make_shared<learning::Pool<Scratch>>();
  return result;
}

// Kept from call to call: of forms that were seen lately, all that does not depend on their sentence.
struct Tagger::Scratch {
  struct Known {
    LexicalView view;
    std::uint32_t allowed = ~0U;  // parts of speech that it can be, a bit each
    std::array<std::int32_t, kUposCount> upos_scores{};
  };
  learning::Recent<Known> forms;
  learning::Recent<std::int32_t> bundle_scores;  // by form and part of speech
  learning::Recent<std::uint8_t> edits;          // by form, part of speech and features
  // Of the sentence at hand, a row a word.
  struct Choices {
    std::uint32_t allowed;
    std::array<std::int32_t, kUposCount> upos_scores;
  };
  std::vector<Choices> words;
  std::vector<LexicalView> views;
  std::vector<Upos> upos;
  std::vector<Feature> features;
  std::vector<std::int32_t> scores;
};

void Tagger::look_up(std::span<const Word> words, Scratch& scratch) const {
  scratch.words.clear();
  scratch.views.clear();
  scratch.upos.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Feature key = learning::hash_of(words[i].form);
    const Scratch::Known* known = scratch.forms.find(key);
    if (known == nullptr) {
      Scratch::Known made{view_of(words[i].form), ~0U, {}};
      made.view.word_class = class_of(made.view, word_classes_);
      if (const std::uint32_t allowed = frequent_forms_.find(made.view.form)) made.allowed = allowed;
      scratch.features.clear();
      add_own_upos_features(made.view, scratch.features);
      upos_.score(scratch.features, made.upos_scores);
      Scratch::Known* const place = scratch.forms.place_for(key);
      *place = made;
      known = place;
    }
    scratch.words.push_back({known->allowed, known->upos_scores});
    scratch.views.push_back(known->view);
    scratch.views.back().place = place_in_token(words, i);
  }
}

std::size_t Tagger::choose_upos(Scratch& scratch, std::size_t at) const {
  Scratch::Choices& word = scratch.words[at];
  // A form that the treebanks have often is only what they have it as; a capital within a sentence leaves it free.
  const std::uint32_t allowed = at > 0 && (scratch.views[at].shape & kUpperFirst) ? ~0U : word.allowed;
  if (std::has_single_bit(allowed)) return static_cast<std::size_t>(std::countr_zero(allowed));
  scratch.features.clear();
  add_context_upos_features(scratch.views, scratch.upos, at, scratch.features);
  upos_.add_scores(scratch.features, word.upos_scores);
  std::size_t best = kUposCount;
  for (std::size_t k = 0; k < kUposCount; ++k)
    if ((allowed >> k & 1) && (best == kUposCount || word.upos_scores[k] > word.upos_scores[best])) best = k;
  return best;
}

std::size_t Tagger::choose_bundle(Scratch& scratch, std::size_t last, std::size_t at) const {
  const auto& allowed = classes_.of_upos[static_cast<std::size_t>(scratch.upos[at])];
  if (allowed.empty()) return learning::LinearModel::kMaxClasses;
  if (allowed.size() == 1) return allowed.front();
  const auto scores = std::span(scratch.scores).first(bundles_.class_count());
  const Feature key = learning::feature(scratch.views[at].exact, scratch.upos[at]);
  if (const std::int32_t* known = scratch.bundle_scores.find(key)) {
    std::copy_n(known, scores.size(), scores.begin());
  } else {
    scratch.features.clear();
    add_own_bundle_features(scratch.views[at], scratch.upos[at], scratch.features);
    bundles_.score(scratch.features, scores);
    std::copy_n(scores.begin(), scores.size(), scratch.bundle_scores.place_for(key));
  }
  scratch.features.clear();
  add_context_bundle_features(scratch.views, scratch.upos, last, at, scratch.features);
  bundles_.add_scores(scratch.features, scores);
  return *std::max_element(allowed.begin(), allowed.end(), [&](std::uint8_t a, std::uint8_t b) { return scores[a] < scores[b]; });
}

std::size_t Tagger::choose_edit(Scratch& scratch, const Tag& tag, std::size_t bundle, std::size_t at) const {
  const Feature key = learning::feature(scratch.views[at].exact, tag.upos, bundle);
  if (const std::uint8_t* known = scratch.edits.find(key)) return *known;
  const auto scores = std::span(scratch.scores).first(lemmas_.class_count());
  fill_lemma_features(scratch.views[at], tag, scratch.features);
  lemmas_.score(scratch.features, scores);
  const auto edit = static_cast<std::uint8_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  *scratch.edits.place_for(key) = edit;
  return edit;
}

std::vector<Tag> Tagger::tag(std::span<const Word> words) const {
  auto lease = scratch_->take();
  Scratch& scratch = *lease;
  if (scratch.forms.empty()) {
    scratch.forms.reset(kKnownForms, 1);
    scratch.bundle_scores.reset(kKnownForms, bundles_.class_count());
    scratch.edits.reset(kKnownForms, 1);
    scratch.scores.resize(learning::LinearModel::kMaxClasses);
  }
  look_up(words, scratch);
  for (std::size_t i = 0; i < words.size(); ++i) scratch.upos.push_back(static_cast<Upos>(choose_upos(scratch, i)));
  std::vector<Tag> tags(words.size());
  std::size_t last = learning::LinearModel::kMaxClasses;
  for (std::size_t i = 0; i < words.size(); ++i) {
    tags[i].upos = scratch.upos[i];
    last = choose_bundle(scratch, last, i);
    if (last != learning::LinearModel::kMaxClasses) tags[i].features = classes_.bundles[last].features;
    const std::size_t edit = choose_edit(scratch, tags[i], last, i);
    tags[i].lemma = classes_.edits[edit].apply(lemma_base(words[i].form, scratch.upos[i]));
  }
  return tags;
}

}  // namespace musnad::language
