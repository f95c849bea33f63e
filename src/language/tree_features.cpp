#include "language/trees.h"

#include "text/folding.h"

namespace musnad::language {

using learning::feature;

namespace {

// The class of a word as far as `branches` goes; 0 where it has none.
learning::Feature class_feature(std::uint32_t word_class, std::uint32_t branches) {
  return word_class == 0 ? 0 : feature(421, branches, word_class & branches);
}

}  // namespace

NodeFeatures node_features_of(const Word& word, const Tag& tag, std::uint8_t place, const learning::HashedTable& word_classes) {
  const LexicalView view = view_of(word.form);
  const std::uint32_t word_class = class_of(view, word_classes);
  const Upos upos = tag.upos;
  const Features& f = tag.features;
  // Digits are all one form, numbers of a kind being alike to syntax.
  const learning::Feature form = (view.shape & kAllDigits) ? feature(401, view.letters) : view.form;
  return {feature(410, form),
          feature(411, form, upos),
          feature(412, learning::hash_of(text::fold(tag.lemma)), upos),
          feature(413, view.ending[1]),
          feature(414, view.ending[2]),
          feature(415, view.ending[3]),
          feature(416, view.beginning[1]),
          feature(417, view.beginning[2]),
          feature(418, view.shape, place),
          feature(419, view.letters, view.beginning[0]),
          feature(420, view.ending[0], place),
          class_feature(word_class, 0xf),
          class_feature(word_class, 0x3f),
          class_feature(word_class, 0x3ff),
          class_feature(word_class, ~0U),
          feature(430, upos),
          feature(431, upos, place),
          feature(432, upos, f.definite, f.verb_form, f.voice, f.tense, f.mood),
          feature(433, upos, f.definite, f.gender, f.number, f.person)};
}

std::vector<NodeFeatures> node_features(std::span<const Word> words, std::span<const Tag> tags, const learning::HashedTable& word_classes) {
  std::vector<NodeFeatures> result(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) result[i] = node_features_of(words[i], tags[i], place_in_token(words, i), word_classes);
  return result;
}

}  // namespace musnad::language
