#include "language/trees.h"

#include <algorithm>
#include <bit>

namespace musnad::language {
namespace {

using learning::feature;
using learning::Feature;

constexpr Feature kNothing = 0x51ed270b;

// Values of a node, or of nothing.
class Sight {
 public:
  Sight(std::span<const ParserView> views, const ParseState& state) : views_(views), state_(state) {}

  Feature form(std::int32_t node) const { return is_word(node) ? views_[static_cast<std::size_t>(node)].form : missing(node); }
  Feature tag(std::int32_t node) const { return is_word(node) ? views_[static_cast<std::size_t>(node)].tag : missing(node); }
  Feature upos(std::int32_t node) const {
    return is_word(node) ? static_cast<Feature>(views_[static_cast<std::size_t>(node)].upos) : missing(node);
  }
  Feature agreement(std::int32_t node) const { return is_word(node) ? views_[static_cast<std::size_t>(node)].agreement : missing(node); }
  bool in_one_token(std::int32_t a, std::int32_t b) const {
    return is_word(a) && is_word(b) && views_[static_cast<std::size_t>(a)].token == views_[static_cast<std::size_t>(b)].token;
  }
  Feature ending(std::int32_t node) const { return is_word(node) ? views_[static_cast<std::size_t>(node)].ending : missing(node); }
  Feature relation(std::int32_t node) const { return node < 0 ? kNothing : static_cast<Feature>(state_.node(node).relation); }
  std::int32_t head(std::int32_t node) const { return node < 0 ? node : state_.node(node).head; }
  std::int32_t left(std::int32_t node) const { return node < 0 ? node : state_.node(node).left; }
  std::int32_t left2(std::int32_t node) const { return node < 0 ? node : state_.node(node).left2; }
  std::int32_t right(std::int32_t node) const { return node < 0 ? node : state_.node(node).right; }
  std::int32_t right2(std::int32_t node) const { return node < 0 ? node : state_.node(node).right2; }
  Feature left_count(std::int32_t node) const { return node < 0 ? kNothing : state_.node(node).left_count; }
  Feature right_count(std::int32_t node) const { return node < 0 ? kNothing : state_.node(node).right_count; }
  Feature left_relations(std::int32_t node) const { return node < 0 ? kNothing : state_.node(node).left_relations; }
  Feature right_relations(std::int32_t node) const { return node < 0 ? kNothing : state_.node(node).right_relations; }

 private:
  bool is_word(std::int32_t node) const { return node >= 0 && node < state_.size(); }
  Feature missing(std::int32_t node) const { return node == state_.size() ? kNothing + 1 : kNothing; }
  std::span<const ParserView> views_;
  const ParseState& state_;
};

// Words between top and front, in steps.
Feature distance_of(std::int32_t top, std::int32_t front) {
  if (top < 0) return 0;
  const std::int32_t steps = front - top;
  return static_cast<Feature>(steps <= 4 ? steps : steps <= 6 ? 5 : steps <= 10 ? 6 : steps <= 20 ? 7 : 8);
}

// Punctuation, verbs and conjunctions between top and front, each none, one or more.
Feature between_of(std::span<const ParserView> views, std::int32_t top, std::int32_t front, std::int32_t size) {
  if (top < 0 || top + 1 >= size) return 0;
  const auto step = [](int count) { return static_cast<Feature>(std::min(count, 2)); };
  const ParserView& first = views[static_cast<std::size_t>(top) + 1];
  const ParserView& last = views[static_cast<std::size_t>(std::min(front, size - 1))];
  if (front <= top + 1) return 1;
  return 2 + step(last.puncts_before - first.puncts_before) + 3 * step(last.verbs_before - first.verbs_before) +
         9 * step(last.links_before - first.links_before);
}

Feature syntactic_tag(const Tag& tag) {
  const Features& f = tag.features;
  return feature(400, tag.upos, f.definite, f.verb_form, f.voice, f.tense, f.mood);
}

}  // namespace

std::vector<ParserView> parser_views(std::span<const Word> words, std::span<const Tag> tags) {
  std::vector<ParserView> views(words.size());
  std::uint16_t puncts = 0, verbs = 0, links = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const LexicalView view = view_of(words[i].form);
    const Upos upos = tags[i].upos;
    // Digits are all one form, numbers of a kind being alike to syntax.
    const Feature form = (view.shape & kAllDigits) ? feature(401, view.letters) : view.form;
    const Features& f = tags[i].features;
    views[i] = {form,
                view.ending[2] ? view.ending[2] : view.form,
                syntactic_tag(tags[i]),
                feature(402, upos, f.definite, f.gender, f.number),
                words[i].token,
                upos,
                puncts,
                verbs,
                links};
    puncts += upos == Upos::PUNCT;
    verbs += upos == Upos::VERB || upos == Upos::AUX;
    links += upos == Upos::CCONJ || upos == Upos::SCONJ;
  }
  return views;
}

namespace {

void fill_word_features(const Sight& see, std::span<const std::int32_t> nodes, std::vector<Feature>& to) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Feature form = see.form(nodes[i]);
    const Feature tag = see.tag(nodes[i]);
    to.push_back(feature(410, i, form));
    to.push_back(feature(411, i, tag));
    to.push_back(feature(412, i, form, tag));
  }
}

void fill_pair_features(const Sight& see, std::int32_t s0, std::int32_t n0, Feature distance, Feature between, std::vector<Feature>& to) {
  const Feature sw = see.form(s0), sp = see.tag(s0), nw = see.form(n0), np = see.tag(n0);
  to.push_back(feature(420, sw, sp, nw, np));
  to.push_back(feature(421, sw, sp, nw));
  to.push_back(feature(422, sw, nw, np));
  to.push_back(feature(423, sw, sp, np));
  to.push_back(feature(424, sp, nw, np));
  to.push_back(feature(425, sw, nw));
  to.push_back(feature(426, sp, np));
  to.push_back(feature(427, sw, distance));
  to.push_back(feature(428, sp, distance));
  to.push_back(feature(429, nw, distance));
  to.push_back(feature(430, np, distance));
  to.push_back(feature(431, sw, nw, distance));
  to.push_back(feature(432, sp, np, distance));
  to.push_back(feature(433, sp, np, between));
  to.push_back(feature(434, sw, between));
  to.push_back(feature(435, np, between));
  to.push_back(feature(436, see.ending(s0), np));
  to.push_back(feature(437, sp, see.ending(n0)));
  to.push_back(feature(438, see.ending(s0), see.ending(n0)));
}

void fill_valency_features(const Sight& see, std::int32_t s0, std::int32_t n0, std::vector<Feature>& to) {
  const Feature sw = see.form(s0), sp = see.tag(s0), nw = see.form(n0), np = see.tag(n0);
  to.push_back(feature(440, sw, see.right_count(s0)));
  to.push_back(feature(441, sp, see.right_count(s0)));
  to.push_back(feature(442, sw, see.left_count(s0)));
  to.push_back(feature(443, sp, see.left_count(s0)));
  to.push_back(feature(444, nw, see.left_count(n0)));
  to.push_back(feature(445, np, see.left_count(n0)));
  to.push_back(feature(446, sw, see.right_relations(s0)));
  to.push_back(feature(447, sp, see.right_relations(s0), np));
  to.push_back(feature(448, sw, see.left_relations(s0)));
  to.push_back(feature(449, sp, see.left_relations(s0)));
  to.push_back(feature(450, nw, see.left_relations(n0)));
  to.push_back(feature(451, np, see.left_relations(n0), sp));
}

void fill_kin_features(const Sight& see, std::int32_t s0, std::int32_t n0, std::vector<Feature>& to) {
  const std::int32_t h = see.head(s0), h2 = see.head(h);
  const std::int32_t l = see.left(s0), r = see.right(s0), l2 = see.left2(s0), r2 = see.right2(s0);
  const std::int32_t nl = see.left(n0), nl2 = see.left2(n0);
  const Feature sp = see.tag(s0), np = see.tag(n0), sw = see.form(s0), nw = see.form(n0);
  const std::int32_t kin[] = {h, l, r, nl};
  for (std::size_t i = 0; i < 4; ++i) {
    to.push_back(feature(460, i, see.form(kin[i])));
    to.push_back(feature(461, i, see.tag(kin[i])));
  }
  to.push_back(feature(462, see.relation(s0), sp));
  to.push_back(feature(463, see.relation(l), see.relation(r), sp));
  to.push_back(feature(464, see.tag(h2), see.tag(h), sp));
  to.push_back(feature(465, see.tag(l2), see.tag(l), sp));
  to.push_back(feature(466, see.tag(r2), see.tag(r), sp));
  to.push_back(feature(467, see.tag(nl2), see.tag(nl), np));
  to.push_back(feature(468, sp, see.tag(h), np));
  to.push_back(feature(469, sp, see.tag(l), np));
  to.push_back(feature(470, sp, see.tag(r), np));
  to.push_back(feature(471, sp, np, see.tag(nl)));
  to.push_back(feature(472, sp, see.relation(s0), np));
  // The word that introduces the front (its preposition, conjunction or mark) with what might govern it.
  const Feature link = see.form(nl);
  to.push_back(feature(473, sw, link));
  to.push_back(feature(474, sp, link, np));
  to.push_back(feature(475, sw, link, nw));
  to.push_back(feature(476, see.form(h), link, np));
  to.push_back(feature(477, see.tag(h), sp, link));
  to.push_back(feature(478, sp, nw, link));
  to.push_back(feature(479, see.form(r), sp, np));
  to.push_back(feature(480, see.form(h), np, see.relation(s0)));
}

}  // namespace

void fill_parser_features(std::span<const ParserView> views, const ParseState& state, std::vector<Feature>& to) {
  const Sight see(views, state);
  const std::int32_t size = state.size();
  const std::int32_t s0 = state.stack(0), s1 = state.stack(1), n0 = state.front();
  const std::int32_t n1 = n0 + 1 <= size ? n0 + 1 : -1, n2 = n0 + 2 <= size ? n0 + 2 : -1;
  to.clear();
  const std::int32_t nodes[] = {s0, s1, n0, n1, n2};
  fill_word_features(see, nodes, to);
  fill_pair_features(see, s0, n0, distance_of(s0, n0), between_of(views, s0, n0, size), to);
  fill_valency_features(see, s0, n0, to);
  fill_kin_features(see, s0, n0, to);
  const Feature sp = see.tag(s0), np = see.tag(n0);
  to.push_back(feature(490, np, see.tag(n1)));
  to.push_back(feature(491, np, see.tag(n1), see.tag(n2)));
  to.push_back(feature(492, sp, np, see.tag(n1)));
  to.push_back(feature(493, see.tag(s1), sp, np));
  to.push_back(feature(494, see.tag(s1), see.form(s0), np));
  to.push_back(feature(495, sp, see.form(n0), see.form(n1)));
  to.push_back(feature(496, see.form(s0), np, see.form(n1)));
  to.push_back(feature(497, see.form(s1), see.form(n0)));
  const std::int32_t before = n0 > 0 ? n0 - 1 : -1, after = s0 >= 0 && s0 + 1 < n0 ? s0 + 1 : -1, h = see.head(s0);
  to.push_back(feature(500, see.agreement(s0), see.agreement(n0)));
  to.push_back(feature(501, see.agreement(h), see.agreement(n0), see.upos(s0)));
  to.push_back(feature(502, see.agreement(s1), see.agreement(n0), see.upos(s0)));
  to.push_back(feature(503, see.upos(s0), see.upos(n0), see.in_one_token(s0, n0), see.in_one_token(before, n0)));
  to.push_back(feature(504, see.form(before), np, sp));
  to.push_back(feature(505, see.tag(before), np, sp));
  to.push_back(feature(506, see.form(after), np, sp));
  to.push_back(feature(507, see.upos(see.head(h)), see.upos(h), see.upos(s0), see.upos(n0)));
  to.push_back(feature(508, see.upos(s1), see.upos(s0), see.upos(n0), see.upos(n1)));
  to.push_back(feature(509, see.upos(s0), see.upos(n0), see.upos(n1), see.upos(n2)));
  to.push_back(feature(498, s0 >= 0 && state.node(s0).head >= 0));
}

}  // namespace musnad::language
