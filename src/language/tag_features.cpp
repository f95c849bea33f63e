#include "language/tags.h"
#include "text/utf8.h"

namespace musnad::language {
namespace {

using learning::feature;
using learning::Feature;

// How far along the path of a word class.
constexpr std::uint32_t kBranches[] = {0xf, 0x3f, 0x3ff, ~0U};
constexpr std::uint32_t kShort = 0xff;
constexpr Feature kOutside = 0x5bd1e995;  // stands for words before and after the sentence

// Values of the word `by` places from `at`.
struct Window {
  std::span<const LexicalView> views;
  std::span<const Upos> upos;
  std::size_t at;

  const LexicalView* view(std::ptrdiff_t by) const {
    const auto i = static_cast<std::ptrdiff_t>(at) + by;
    return i >= 0 && i < static_cast<std::ptrdiff_t>(views.size()) ? &views[static_cast<std::size_t>(i)] : nullptr;
  }
  Feature form(std::ptrdiff_t by) const {
    const LexicalView* const seen = view(by);
    return seen != nullptr ? seen->form : kOutside;
  }
  Feature ending(std::ptrdiff_t by, std::size_t length) const {
    const LexicalView* const seen = view(by);
    return seen != nullptr ? seen->ending[length - 1] : kOutside;
  }
  Feature beginning(std::ptrdiff_t by, std::size_t length) const {
    const LexicalView* const seen = view(by);
    return seen != nullptr ? seen->beginning[length - 1] : kOutside;
  }
  std::uint32_t word_class(std::ptrdiff_t by) const { return view(by) ? view(by)->word_class : 0; }
  Feature shape(std::ptrdiff_t by) const {
    const LexicalView* const seen = view(by);
    return seen != nullptr ? seen->shape : kOutside;
  }
  Feature tag(std::ptrdiff_t by) const {
    const auto i = static_cast<std::ptrdiff_t>(at) + by;
    return i >= 0 && i < static_cast<std::ptrdiff_t>(upos.size()) ? static_cast<Feature>(upos[static_cast<std::size_t>(i)]) : kOutside;
  }
};

}  // namespace

void add_own_upos_features(const LexicalView& word, std::vector<Feature>& to) {
  to.push_back(feature(101, 0));
  to.push_back(feature(102, word.form));
  to.push_back(feature(103, word.exact));
  for (std::size_t i = 0; i < 4; ++i)
    if (word.beginning[i]) to.push_back(feature(105, i, word.beginning[i]));
  for (std::size_t i = 0; i < 5; ++i)
    if (word.ending[i]) to.push_back(feature(106, i, word.ending[i]));
  if (word.word_class != 0)
    for (const std::uint32_t branches : kBranches) to.push_back(feature(130, branches, word.word_class & branches));
  to.push_back(feature(107, word.beginning[1], word.ending[1], word.letters));
  to.push_back(feature(108, word.beginning[0], word.ending[2]));
}

void add_context_upos_features(std::span<const LexicalView> views, std::span<const Upos> history, std::size_t at,
                               std::vector<Feature>& to) {
  const Window window{views, history, at};
  const LexicalView& word = views[at];
  const Feature first = at == 0 ? 1 : 0;
  const Feature shape = word.shape | first << 16;
  const Feature tag1 = window.tag(-1);
  const Feature tag2 = learning::joined(tag1, window.tag(-2));
  to.push_back(feature(104, shape, word.place));
  to.push_back(feature(109, tag1));
  to.push_back(feature(110, tag2));
  to.push_back(feature(111, tag1, word.form));
  to.push_back(feature(112, tag2, word.ending[1]));
  to.push_back(feature(113, tag1, word.ending[2]));
  to.push_back(feature(114, window.form(-1)));
  to.push_back(feature(115, window.form(1)));
  to.push_back(feature(116, window.form(-2)));
  to.push_back(feature(117, window.form(2)));
  to.push_back(feature(118, window.form(-1), word.form));
  to.push_back(feature(119, window.form(1), word.form));
  to.push_back(feature(120, window.ending(-1, 3)));
  to.push_back(feature(121, window.ending(1, 3)));
  to.push_back(feature(122, window.beginning(1, 2), word.ending[1]));
  to.push_back(feature(123, tag1, window.form(1)));
  to.push_back(feature(124, window.beginning(1, 2), tag1));
  to.push_back(feature(125, word.form, word.place, window.beginning(1, 2)));
  to.push_back(feature(126, shape, tag1));
  to.push_back(feature(127, shape, window.shape(1), word.ending[1]));
  to.push_back(feature(128, word.beginning[1], window.beginning(1, 2), window.ending(-1, 2)));
  if (window.word_class(1)) {
    to.push_back(feature(131, window.word_class(1)));
    to.push_back(feature(132, window.word_class(1) & kShort, word.word_class));
  }
  to.push_back(feature(129, window.beginning(2, 2), window.beginning(1, 2), word.ending[0]));
}

void fill_upos_features(std::span<const LexicalView> views, std::span<const Upos> history, std::size_t at, std::vector<Feature>& to) {
  to.clear();
  add_own_upos_features(views[at], to);
  add_context_upos_features(views, history, at, to);
}

void add_own_bundle_features(const LexicalView& word, Upos upos, std::vector<Feature>& to) {
  const auto tag = static_cast<Feature>(upos);
  to.push_back(feature(201, tag));
  to.push_back(feature(202, tag, word.form));
  to.push_back(feature(203, word.exact));
  for (std::size_t i = 0; i < 5; ++i)
    if (word.ending[i]) to.push_back(feature(204, i, word.ending[i], tag));
  for (std::size_t i = 0; i < 3; ++i)
    if (word.beginning[i]) to.push_back(feature(205, i, word.beginning[i], tag));
  if (word.word_class != 0) to.push_back(feature(218, tag, word.word_class));
  to.push_back(feature(206, tag, word.beginning[1], word.ending[0], word.letters));
}

void add_context_bundle_features(std::span<const LexicalView> views, std::span<const Upos> upos, std::size_t last, std::size_t at,
                                 std::vector<Feature>& to) {
  const Window window{views, upos, at};
  const LexicalView& word = views[at];
  const Feature tag = window.tag(0);
  to.push_back(feature(207, tag, word.shape, word.place));
  to.push_back(feature(208, tag, last));
  to.push_back(feature(209, tag, window.tag(-1), window.tag(1)));
  to.push_back(feature(210, tag, window.form(-1)));
  to.push_back(feature(211, tag, window.form(1)));
  to.push_back(feature(212, tag, window.beginning(1, 2), window.tag(1)));
  to.push_back(feature(213, tag, last, word.ending[0]));
  to.push_back(feature(214, tag, window.tag(1), word.ending[0]));
  to.push_back(feature(215, tag, window.tag(1), window.tag(2)));
  to.push_back(feature(216, tag, window.tag(-1), window.form(-1), word.ending[1]));
  to.push_back(feature(217, tag, window.ending(1, 2), word.ending[0], window.tag(1)));
}

void fill_bundle_features(std::span<const LexicalView> views, std::span<const Upos> upos, std::size_t last, std::size_t at,
                          std::vector<Feature>& to) {
  to.clear();
  add_own_bundle_features(views[at], upos[at], to);
  add_context_bundle_features(views, upos, last, at, to);
}

void fill_lemma_features(const LexicalView& view, const Tag& tag, std::vector<Feature>& to) {
  const auto upos = static_cast<Feature>(tag.upos);
  const Features& f = tag.features;
  const Feature bundle = feature(300, upos, f.number, f.gender, f.verb_form, f.tense, f.person);
  to.clear();
  to.push_back(feature(301, upos));
  to.push_back(feature(302, bundle));
  to.push_back(feature(303, upos, view.form));
  to.push_back(feature(304, bundle, view.form));
  for (std::size_t i = 0; i < 5; ++i)
    if (view.ending[i]) to.push_back(feature(305, i, view.ending[i], upos));
  for (std::size_t i = 0; i < 4; ++i)
    if (view.ending[i]) to.push_back(feature(306, i, view.ending[i], bundle));
  for (std::size_t i = 0; i < 3; ++i)
    if (view.beginning[i]) to.push_back(feature(307, i, view.beginning[i], upos));
  to.push_back(feature(308, view.beginning[1], view.ending[0], bundle));
  to.push_back(feature(309, view.beginning[1], view.ending[1], view.letters, upos));
  to.push_back(feature(310, view.shape, upos));
}

std::string lemma_base(std::string_view form, Upos upos) {
  std::string base;
  for (std::size_t at = 0; at < form.size();) {
    const text::CodePoint c = text::decode(form, at);
    at += c.length;
    if (text::is_harakat(c.value)) continue;
    text::append(base, upos == Upos::PROPN ? c.value : text::to_lower(c.value));
  }
  return base;
}

}  // namespace musnad::language
