#include "language/tags.h"

#include "language/features.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace musnad::language {
namespace {

using learning::Feature;

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
  if (const auto forms = file.values<HashedTable::Slot>("forms")) {  // older files have none
    if (!std::has_single_bit(forms->size())) return fail(ErrorCode::kModelBroken, "section 'forms' has an odd size", file.path());
    result.frequent_forms_ = HashedTable(*forms);
  }
  for (const auto& [name, model] : {std::pair{"upos.", &result.upos_}, {"bundles.", &result.bundles_}, {"lemmas.", &result.lemmas_}}) {
    auto loaded = learning::LinearModel::load(file, name);
    if (!loaded) return tl::unexpected(loaded.error());
    *model = std::move(*loaded);
  }
  if (result.upos_.class_count() != kUposCount || result.bundles_.class_count() != result.classes_.bundles.size() ||
      result.lemmas_.class_count() != result.classes_.edits.size())
    return fail(ErrorCode::kModelBroken, "the model's classes do not fit its weights", file.path());
  return result;
}

// A form that the treebanks have often is only what they have it as; a capital within a sentence leaves it free.
std::uint32_t Tagger::allowed_of(const LexicalView& view, bool first) const {
  if (!first && (view.shape & kUpperFirst)) return ~0U;
  const std::uint32_t known = frequent_forms_.find(view.form);
  return known == 0 ? ~0U : known;
}

std::vector<Tag> Tagger::tag(std::span<const Word> words) const {
  const std::vector<LexicalView> views = views_of(words);
  std::vector<Upos> upos;
  std::vector<Feature> scratch;
  std::vector<std::int32_t> scores(learning::LinearModel::kMaxClasses);
  upos.reserve(words.size());
  const auto upos_scores = std::span(scores).first(kUposCount);
  for (std::size_t i = 0; i < words.size(); ++i) {
    fill_upos_features(views, upos, i, scratch);
    upos_.score(scratch, upos_scores);
    const std::uint32_t allowed = allowed_of(views[i], i == 0);
    std::size_t best = kUposCount;
    for (std::size_t k = 0; k < kUposCount; ++k)
      if ((allowed >> k & 1) && (best == kUposCount || upos_scores[k] > upos_scores[best])) best = k;
    upos.push_back(static_cast<Upos>(best));
  }
  std::vector<Tag> tags(words.size());
  std::size_t last = learning::LinearModel::kMaxClasses;
  for (std::size_t i = 0; i < words.size(); ++i) {
    tags[i].upos = upos[i];
    const auto& allowed = classes_.of_upos[static_cast<std::size_t>(upos[i])];
    std::size_t best = allowed.empty() ? 0 : allowed.front();
    if (allowed.size() > 1) {
      const auto bundle_scores = std::span(scores).first(bundles_.class_count());
      fill_bundle_features(views, upos, last, i, scratch);
      bundles_.score(scratch, bundle_scores);
      for (const std::uint8_t each : allowed)
        if (bundle_scores[each] > bundle_scores[best]) best = each;
    }
    if (!allowed.empty()) tags[i].features = classes_.bundles[best].features;
    last = allowed.empty() ? learning::LinearModel::kMaxClasses : best;
    const auto edit_scores = std::span(scores).first(lemmas_.class_count());
    fill_lemma_features(views[i], tags[i], scratch);
    lemmas_.score(scratch, edit_scores);
    const auto edit = static_cast<std::size_t>(std::max_element(edit_scores.begin(), edit_scores.end()) - edit_scores.begin());
    tags[i].lemma = classes_.edits[edit].apply(lemma_base(words[i].form, upos[i]));
  }
  return tags;
}

}  // namespace musnad::language
