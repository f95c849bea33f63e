#include "language/trees.h"

namespace musnad::language {

using learning::feature;

std::vector<NodeFeatures> node_features(std::span<const Word> words, std::span<const Tag> tags) {
  const std::vector<LexicalView> views = views_of(words);
  std::vector<NodeFeatures> result(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const LexicalView& view = views[i];
    const Upos upos = tags[i].upos;
    const Features& f = tags[i].features;
    // Digits are all one form, numbers of a kind being alike to syntax.
    const learning::Feature form = (view.shape & kAllDigits) ? feature(401, view.letters) : view.form;
    result[i] = {feature(410, form),
                 feature(411, form, upos),
                 feature(412, learning::hash_of(tags[i].lemma), upos),
                 feature(413, view.ending[1]),
                 feature(414, view.ending[2]),
                 feature(415, view.ending[3]),
                 feature(416, view.beginning[1]),
                 feature(417, view.beginning[2]),
                 feature(418, view.shape, view.place),
                 feature(419, view.letters, view.beginning[0]),
                 feature(420, view.ending[0], view.place),
                 feature(430, upos),
                 feature(431, upos, view.place),
                 feature(432, upos, f.definite, f.verb_form, f.voice, f.tense, f.mood),
                 feature(433, upos, f.definite, f.gender, f.number, f.person)};
  }
  return result;
}

}  // namespace musnad::language
