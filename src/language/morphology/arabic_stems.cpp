#include "language/morphology/arabic_stems.h"

namespace musnad::language {
namespace {

constexpr char kW = sound(kWaw), kY = sound(kYeh), kT = sound(kTeh), kN = sound(kNoon), kS = sound(kSeen), kH = sound(kHamza);

constexpr std::pair<std::string_view, VerbPattern> kPatterns[] = {
    {"I", VerbPattern::kI},   {"II", VerbPattern::kII},   {"III", VerbPattern::kIII},   {"IV", VerbPattern::kIV}, {"V", VerbPattern::kV},
    {"VI", VerbPattern::kVI}, {"VII", VerbPattern::kVII}, {"VIII", VerbPattern::kVIII}, {"IX", VerbPattern::kIX}, {"X", VerbPattern::kX},
    {"Q1", VerbPattern::kQ1}, {"Q2", VerbPattern::kQ2},   {"Q4", VerbPattern::kQ4},
};

bool is_weak(char s) {
  return s == kW || s == kY;
}

Sounds cat(std::initializer_list<std::string_view> parts) {
  Sounds result;
  for (const std::string_view part : parts) result += part;
  return result;
}

char shortened(char vowel) {
  return vowel == 'A' ? 'a' : vowel == 'I' ? 'i' : 'u';
}

// Builds one stem from what stands up to the first radical (`head`), the vowel after it (0: none), the middle consonants,
// the vowel before the last radical, and the last radical.
class StemBuilder {
 public:
  explicit StemBuilder(const VerbRoot& root) : root_(root) {}

  Stem build(const Sounds& head, char x, const Sounds& middle, char vowel) const {
    Stem stem;
    stem.vowel = vowel;
    const char last = root_.last();
    const Sounds open = x ? head + x : head;
    if (root_.weak()) {
      stem.weak = last;
      stem.before_vowel = stem.before_consonant = open + middle;
    } else if (root_.hollow && middle.size() == 1) {
      const char v = long_vowel(x, vowel);
      stem.before_vowel = head + v + last;
      stem.before_consonant = head + short_vowel(x, v) + last;
    } else if (root_.doubled && middle.size() == 1) {
      stem.doubled = true;
      stem.before_vowel = x ? open + last + last : head + vowel + last + last;
      stem.before_consonant = open + middle + vowel + last;
    } else {
      stem.before_vowel = stem.before_consonant = open + middle + vowel + last;
    }
    return stem;
  }

  // Forms IX and Q4 double their last radical by nature.
  Stem doubled_last(const Sounds& head, char vowel, char second_vowel) const {
    Stem stem;
    const char last = root_.last();
    stem.doubled = true;
    stem.vowel = second_vowel;
    stem.before_vowel = head + vowel + last + last;
    stem.before_consonant = head + last + second_vowel + last;
    return stem;
  }

 private:
  static char long_vowel(char x, char vowel) {
    if (x == 'a') return 'A';
    if (x == 'u') return 'I';
    return vowel == 'a' ? 'A' : vowel == 'i' ? 'I' : 'U';
  }
  // qultu, bi'tu: form I tells the class of its middle radical by the short vowel.
  char short_vowel(char x, char v) const {
    if (root_.pattern == VerbPattern::kI && x == 'a') return root_.imperfect_vowel == 'u' ? 'u' : 'i';
    return shortened(v);
  }
  const VerbRoot& root_;
};

// w for y after u, y for w after i, where no vowel follows: yuqinu, isal.
char glide(char radical, char vowel) {
  if (vowel == 'u' && radical == kY) return kW;
  if (vowel == 'i' && radical == kW) return kY;
  return radical;
}

VerbStems triliteral(const VerbRoot& root) {
  const StemBuilder b(root);
  const Sounds f(1, root.f), c(1, root.c), cc(2, root.c), ft = root.pattern == VerbPattern::kVIII ? joined_teh(root) : "";
  const Sounds h(1, kH), t(1, kT), n(1, root.pattern == VerbPattern::kVII && root.joined == 1 ? root.f : kN), fu(1, glide(root.f, 'u'));
  const Sounds sta = cat({std::string_view(&kS, 1), t, "a"}), stu = cat({std::string_view(&kS, 1), t, "u"});
  VerbStems s;
  switch (root.pattern) {
    case VerbPattern::kI:
      s.perfect = b.build(f, 'a', c, root.perfect_vowel);
      s.perfect_passive = b.build(f, 'u', c, 'i');
      s.imperfect = b.build(root.drops_waw ? Sounds() : f, 0, c, root.imperfect_vowel);
      s.imperfect_passive = b.build(fu, 0, c, 'a');
      break;
    case VerbPattern::kII:
      s.perfect = b.build(f, 'a', cc, 'a');
      s.perfect_passive = b.build(f, 'u', cc, 'i');
      s.imperfect = b.build(f, 'a', cc, 'i');
      s.imperfect_passive = b.build(f, 'a', cc, 'a');
      s.prefix_vowel = 'u';
      break;
    case VerbPattern::kIII:
      s.perfect = b.build(f, 'A', c, 'a');
      s.perfect_passive = b.build(f, 'U', c, 'i');
      s.imperfect = b.build(f, 'A', c, 'i');
      s.imperfect_passive = b.build(f, 'A', c, 'a');
      s.prefix_vowel = 'u';
      break;
    case VerbPattern::kIV:
      s.perfect = b.build(cat({h, "a", f}), 0, c, 'a');
      s.perfect_passive = b.build(cat({h, "u", fu}), 0, c, 'i');
      s.imperfect = b.build(fu, 0, c, 'i');
      s.imperfect_passive = b.build(fu, 0, c, 'a');
      s.prefix_vowel = 'u';
      break;
    case VerbPattern::kV:
      s.perfect = b.build(cat({t, "a", f}), 'a', cc, 'a');
      s.perfect_passive = b.build(cat({t, "u", f}), 'u', cc, 'i');
      s.imperfect = s.imperfect_passive = s.perfect;
      break;
    case VerbPattern::kVI:
      s.perfect = b.build(cat({t, "a", f}), 'A', c, 'a');
      s.perfect_passive = b.build(cat({t, "u", f}), 'U', c, 'i');
      s.imperfect = s.imperfect_passive = s.perfect;
      break;
    case VerbPattern::kVII:
      s.perfect = b.build(cat({"i", n, f}), 'a', c, 'a');
      s.perfect_passive = b.build(cat({"u", n, f}), 'u', c, 'i');
      s.imperfect = b.build(cat({n, f}), 'a', c, 'i');
      s.imperfect_passive = b.build(cat({n, f}), 'a', c, 'a');
      break;
    case VerbPattern::kVIII:
      s.perfect = b.build("i" + ft, 'a', c, 'a');
      s.perfect_passive = b.build("u" + ft, 'u', c, 'i');
      s.imperfect = b.build(ft, 'a', c, 'i');
      s.imperfect_passive = b.build(ft, 'a', c, 'a');
      break;
    case VerbPattern::kIX:
      s.perfect = b.doubled_last(cat({"i", f, c}), 'a', 'a');
      s.perfect_passive = b.doubled_last(cat({"u", f, c}), 'u', 'i');
      s.imperfect = s.imperfect_passive = b.doubled_last(cat({f, c}), 'a', 'i');
      break;
    default:
      s.perfect = b.build(cat({"i", sta, f}), 0, c, 'a');
      s.perfect_passive = b.build(cat({"u", stu, fu}), 0, c, 'i');
      s.imperfect = b.build(sta + f, 0, c, 'i');
      s.imperfect_passive = b.build(sta + f, 0, c, 'a');
  }
  return s;
}

VerbStems quadriliteral(const VerbRoot& root) {
  const StemBuilder b(root);
  const Sounds f(1, root.f), c(1, root.c), l(1, root.l), t(1, kT);
  VerbStems s;
  switch (root.pattern) {
    case VerbPattern::kQ1:
      s.perfect = b.build(cat({f, "a", c}), 0, l, 'a');
      s.perfect_passive = b.build(cat({f, "u", c}), 0, l, 'i');
      s.imperfect = b.build(cat({f, "a", c}), 0, l, 'i');
      s.imperfect_passive = b.build(cat({f, "a", c}), 0, l, 'a');
      s.prefix_vowel = 'u';
      break;
    case VerbPattern::kQ2:
      s.perfect = b.build(cat({t, "a", f, "a", c}), 0, l, 'a');
      s.perfect_passive = b.build(cat({t, "u", f, "u", c}), 0, l, 'i');
      s.imperfect = s.imperfect_passive = s.perfect;
      break;
    default:  // itma'anna
      s.perfect = b.doubled_last(cat({"i", f, c, "a", l}), 'a', 'a');
      s.perfect_passive = b.doubled_last(cat({"u", f, c, "u", l}), 'i', 'i');
      s.imperfect = b.doubled_last(cat({f, c, "a", l}), 'i', 'i');
      s.imperfect_passive = b.doubled_last(cat({f, c, "a", l}), 'a', 'a');
  }
  return s;
}

// ra'a and ara lose their hamza outside the perfect of form I.
void drop_hamza_of_seeing(const VerbRoot& root, VerbStems& s) {
  if (root.f != sound(kReh) || root.c != kH || !root.weak()) return;
  const auto drop = [](Stem& stem) { stem.before_vowel.pop_back(), stem.before_consonant.pop_back(); };
  if (root.pattern == VerbPattern::kI || root.pattern == VerbPattern::kIV) drop(s.imperfect), drop(s.imperfect_passive);
  if (root.pattern == VerbPattern::kIV) drop(s.perfect), drop(s.perfect_passive);
}

}  // namespace

std::optional<VerbPattern> parse_verb_pattern(std::string_view name) {
  for (const auto& [text, pattern] : kPatterns)
    if (text == name) return pattern;
  return std::nullopt;
}

bool VerbRoot::weak() const {
  return is_weak(last()) && pattern != VerbPattern::kIX && pattern != VerbPattern::kQ4;
}

Sounds joined_teh(const VerbRoot& root) {
  const auto pair = [](char32_t a, char32_t b) { return Sounds{sound(a), sound(b)}; };
  const auto letter = static_cast<char32_t>(static_cast<unsigned char>(root.f) - 0x80 + 0x600);
  switch (letter) {
    case kWaw:
    case kYeh:
      return pair(kTeh, kTeh);
    case kHamza:
      return root.joined == 1 ? pair(kTeh, kTeh) : pair(kHamza, kTeh);
    case kDal:
      return pair(kDal, kDal);
    case kThal:
      return root.joined == 1 ? pair(kThal, kThal) : pair(kDal, kDal);
    case kZain:
      return pair(kZain, kDal);
    case kTheh:
      return root.joined == 1 ? pair(kTeh, kTeh) : pair(kTheh, kTheh);
    case kSad:
    case kDad:
      return pair(letter, kTah);
    case kTah:
      return pair(kTah, kTah);
    case kZah:
      return root.joined == 1 ? pair(kZah, kTah) : pair(kZah, kZah);
    default:
      return pair(letter, kTeh);
  }
}

VerbStems make_stems(const VerbRoot& root) {
  VerbStems stems = root.r ? quadriliteral(root) : triliteral(root);
  drop_hamza_of_seeing(root, stems);
  return stems;
}

std::vector<VerbRoot> possible_roots(const VerbRoot& given) {
  std::vector<VerbRoot> roots;
  const bool can_hollow = !given.r && is_weak(given.c) && !is_weak(given.l);
  const bool can_double = !given.r && given.c == given.l;
  for (const int joined : {0, 1}) {
    const bool meets = given.pattern == VerbPattern::kVIII || (given.pattern == VerbPattern::kVII && given.f == sound(kMeem));
    if (joined == 1 && !meets) break;
    for (const bool merged : {true, false}) {
      if (merged && !can_hollow && !can_double) continue;
      for (const char vowel : {'a', 'i', 'u'}) {
        if (vowel != 'a' && given.pattern != VerbPattern::kI) break;
        VerbRoot root = given;
        root.joined = joined;
        root.hollow = merged && can_hollow;
        root.doubled = merged && can_double;
        root.perfect_vowel = vowel;
        roots.push_back(root);
      }
    }
  }
  return roots;
}

}  // namespace musnad::language
