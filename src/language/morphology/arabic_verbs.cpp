#include "language/morphology/arabic_verbs.h"

#include "language/morphology/arabic_nouns.h"

namespace musnad::language {
namespace {

constexpr char kW = sound(kWaw), kY = sound(kYeh), kT = sound(kTeh), kN = sound(kNoon), kM = sound(kMeem), kH = sound(kHamza);

Sounds letters(std::string_view text) {  // n t m y h stand for their letters, the rest for themselves
  Sounds sounds;
  for (const char c : text)
    sounds += c == 'n' ? kN : c == 't' ? kT : c == 'm' ? kM : c == 'y' ? kY : c == 'h' ? kH : c == 'T' ? sound(kTehMarbuta) : c;
  return sounds;
}

// A weak stem and a suffix run together; `weak` is the radical restored before long a and consonants.
Sounds join_weak(const Stem& stem, std::string_view suffix, bool perfect, bool jussive, char weak) {
  const char v = stem.vowel;
  const Sounds& body = stem.before_vowel;
  const Sounds restored = body + v + weak;
  if (suffix.empty() || (perfect && suffix == "a")) {
    if (jussive) return body + v;
    if (v == 'a') return body + (weak == kW && perfect ? 'A' : 'Y');
    return perfect ? restored + "a" : body + (v == 'i' ? 'I' : 'U');
  }
  const char first = suffix[0];
  const Sounds rest = letters(suffix);
  if (first == 'U') return v == 'a' ? body + 'a' + kW + rest.substr(1) : body + rest;
  if (first == 'I') return v == 'a' ? body + 'a' + kY + rest.substr(1) : body + rest;
  if (first == 'a') return v == 'a' ? body + rest : restored + rest;  // at, atA
  if (first == 'A') return restored + rest;
  if (v == 'a') return restored + rest;  // before a consonant
  return body + (v == 'i' ? 'I' : 'U') + rest;
}

class Conjugator {
 public:
  Conjugator(const VerbRoot& root, Conjugation wanted, std::vector<Inflection>& forms)
      : root_(root), wanted_(wanted), stems_(make_stems(root)), forms_(forms) {}

  void run() {
    perfect();
    imperfect();
    imperative();
    participles();
    if (wanted_.masdar) masdars();
  }

  Sounds perfect_form(const Stem& stem, std::string_view suffix, bool passive) const {
    if (stem.weak) return join_weak(stem, suffix, true, false, perfect_weak(passive));
    const bool vowel = suffix.empty() || !is_consonant(letters(suffix)[0]);
    return (vowel ? stem.before_vowel : stem.before_consonant) + letters(suffix);
  }
  const VerbStems& stems() const { return stems_; }

 private:
  // w stays only in the perfect of form I with a: da'awtu; elsewhere the last radical is y.
  char perfect_weak(bool passive) const {
    return root_.pattern == VerbPattern::kI && !passive && root_.perfect_vowel != 'i' ? root_.last() : kY;
  }

  // The active and the passive of one cell, once where they are written alike.
  void add(const Sounds& active, const Sounds& passive, Features features, const char* pattern) {
    const std::string a = write(active);
    const std::string p = wanted_.passive ? write(passive) : a;
    features.verb_form = VerbForm::kFin;
    features.voice = wanted_.passive && a == p ? Voice::kNone : Voice::kAct;
    forms_.push_back({a, Upos::VERB, features, pattern});
    if (a != p) {
      features.voice = Voice::kPass;
      forms_.push_back({p, Upos::VERB, features, pattern});
    }
    features.voice = Voice::kAct;
    if (root_.last() == kH && active.find('U') != Sounds::npos)
      if (std::string loose = write(active, true); loose != a) forms_.push_back({std::move(loose), Upos::VERB, features, pattern});
  }

  void perfect() {
    struct Row {
      std::string_view suffix;
      Person person;
      Gender gender;
      Number number;
    };
    static constexpr Row kRows[] = {{"a", Person::k3, Gender::kMasc, Number::kSing},   {"at", Person::k3, Gender::kFem, Number::kSing},
                                    {"A", Person::k3, Gender::kMasc, Number::kDual},   {"atA", Person::k3, Gender::kFem, Number::kDual},
                                    {"U1", Person::k3, Gender::kMasc, Number::kPlur},  {"na", Person::k3, Gender::kFem, Number::kPlur},
                                    {"tu", Person::k1, Gender::kNone, Number::kSing},  {"nA", Person::k1, Gender::kNone, Number::kPlur},
                                    {"tum", Person::k2, Gender::kMasc, Number::kPlur}, {"tumA", Person::k2, Gender::kNone, Number::kDual},
                                    {"tunna", Person::k2, Gender::kFem, Number::kPlur}};
    for (const Row& row : kRows) {
      Features f;
      f.person = row.person, f.gender = row.gender, f.number = row.number, f.tense = Tense::kPast;
      add(perfect_form(stems_.perfect, row.suffix, false), perfect_form(stems_.perfect_passive, row.suffix, true), f, "perfect");
    }
  }

  // `jussive`: the form with neither vowel nor ending.
  Sounds imperfect_form(const Stem& stem, const Sounds& prefix, std::string_view suffix, bool jussive) const {
    if (stem.weak) return prefix + join_weak(stem, suffix, false, jussive, stem.vowel == 'u' ? kW : kY);
    const bool consonant = suffix.empty() ? jussive : is_consonant(letters(suffix)[0]);
    return prefix + (consonant ? stem.before_consonant : stem.before_vowel) + letters(suffix);
  }

  void imperfect() {
    struct Row {
      char prefix;
      std::string_view suffix;
      Person person;
      Gender gender;
      Number number;
      Mood mood;
    };
    static constexpr Row kRows[] = {{kY, "", Person::k3, Gender::kMasc, Number::kSing, Mood::kInd},
                                    {kT, "", Person::k3, Gender::kFem, Number::kSing, Mood::kInd},
                                    {kH, "", Person::k1, Gender::kNone, Number::kSing, Mood::kInd},
                                    {kN, "", Person::k1, Gender::kNone, Number::kPlur, Mood::kInd},
                                    {kY, "Ani", Person::k3, Gender::kMasc, Number::kDual, Mood::kInd},
                                    {kT, "Ani", Person::k3, Gender::kFem, Number::kDual, Mood::kInd},
                                    {kY, "Una", Person::k3, Gender::kMasc, Number::kPlur, Mood::kInd},
                                    {kT, "Una", Person::k2, Gender::kMasc, Number::kPlur, Mood::kInd},
                                    {kT, "Ina", Person::k2, Gender::kFem, Number::kSing, Mood::kInd},
                                    {kY, "na", Person::k3, Gender::kFem, Number::kPlur, Mood::kNone},
                                    {kT, "na", Person::k2, Gender::kFem, Number::kPlur, Mood::kNone},
                                    {kY, "", Person::k3, Gender::kMasc, Number::kSing, Mood::kJus},
                                    {kT, "", Person::k3, Gender::kFem, Number::kSing, Mood::kJus},
                                    {kH, "", Person::k1, Gender::kNone, Number::kSing, Mood::kJus},
                                    {kN, "", Person::k1, Gender::kNone, Number::kPlur, Mood::kJus},
                                    {kY, "A", Person::k3, Gender::kMasc, Number::kDual, Mood::kJus},
                                    {kT, "A", Person::k3, Gender::kFem, Number::kDual, Mood::kJus},
                                    {kY, "U1", Person::k3, Gender::kMasc, Number::kPlur, Mood::kJus},
                                    {kT, "U1", Person::k2, Gender::kMasc, Number::kPlur, Mood::kJus},
                                    {kT, "I", Person::k2, Gender::kFem, Number::kSing, Mood::kJus}};
    for (const Row& row : kRows) {
      const bool jussive = row.mood == Mood::kJus;
      if (jussive && row.suffix.empty() && !jussive_differs()) continue;
      Features f;
      f.person = row.person, f.gender = row.gender, f.number = row.number, f.tense = Tense::kPres, f.mood = row.mood;
      const Sounds active{row.prefix, stems_.prefix_vowel}, passive{row.prefix, 'u'};
      add(imperfect_form(stems_.imperfect, active, row.suffix, jussive),
          imperfect_form(stems_.imperfect_passive, passive, row.suffix, jussive), f, jussive ? "jussive" : "imperfect");
    }
  }

  bool jussive_differs() const {
    const Stem& s = stems_.imperfect;
    return s.weak || s.before_vowel != s.before_consonant;
  }

  void imperative() {
    const Stem& stem = stems_.imperfect;
    for (const std::string_view suffix : {"", "I", "A", "U1", "na"}) {
      Sounds form = imperfect_form(stem, "", suffix, true);
      const bool cluster = form.size() > 1 && is_consonant(form[0]) && (is_consonant(form[1]) || form.size() == 1);
      const bool short_hamza = root_.pattern == VerbPattern::kI && root_.f == kH && imperative_drops_hamza();
      if (root_.pattern == VerbPattern::kIV)
        form = Sounds{kH, 'a'} + form;
      else if (short_hamza)
        form = form.substr(1);
      else if (cluster)
        form = 'i' + form;
      Features f;
      f.verb_form = VerbForm::kFin, f.person = Person::k2, f.mood = Mood::kImp, f.voice = Voice::kAct;
      f.number = suffix.empty() || suffix == "I" ? Number::kSing : suffix == "A" ? Number::kDual : Number::kPlur;
      forms_.push_back({write(form), Upos::VERB, f, "imperative"});
    }
  }

  // khudh, kul, mur
  bool imperative_drops_hamza() const {
    return (root_.c == sound(kKhah) && root_.l == sound(kThal)) || (root_.c == sound(kKaf) && root_.l == sound(kLam)) ||
           (root_.c == kM && root_.l == sound(kReh));
  }

  void participle(const Sounds& stem, NominalEnd end, Voice voice) {
    Nominal nominal{stem, end, Upos::ADJ, {}, voice == Voice::kAct ? "active participle" : "passive participle"};
    nominal.features.verb_form = VerbForm::kPart;
    nominal.features.voice = voice;
    inflect_adjective(nominal, forms_);
  }

  void participles() {
    if (root_.pattern == VerbPattern::kI) return simple_participles();
    const Sounds mu{kM, 'u'};
    const auto derived = [&](const Stem& stem, char vowel, Voice voice) {
      if (stem.weak) return participle(mu + stem.before_vowel, vowel == 'i' ? NominalEnd::kWeakI : NominalEnd::kWeakA, voice);
      participle(mu + stem.before_vowel, NominalEnd::kPlain, voice);
    };
    Stem active = stems_.imperfect;
    // The active participle has i where the imperfect of V, VI, Q2 has a; only hamza and weak ends show it.
    if (!active.doubled && !active.weak && active.before_vowel.size() > 2 && active.vowel == 'a' &&
        active.before_vowel[active.before_vowel.size() - 2] == 'a')
      active.before_vowel[active.before_vowel.size() - 2] = 'i';
    derived(active, 'i', Voice::kAct);
    if (wanted_.passive) derived(stems_.imperfect_passive, 'a', Voice::kPass);
  }

  void simple_participles() {
    const Sounds f(1, root_.f), c(1, root_.c), l(1, root_.l);
    const Sounds head = f + 'A';
    if (root_.weak())
      participle(head + c, NominalEnd::kWeakI, Voice::kAct);
    else if (root_.doubled)
      participle(head + c + c, NominalEnd::kPlain, Voice::kAct);
    else if (root_.hollow && root_.l == kH)
      participle(head + kH, NominalEnd::kWeakI, Voice::kAct);
    else
      participle(head + (root_.hollow ? Sounds(1, kH) : c) + 'i' + l, NominalEnd::kPlain, Voice::kAct);
    if (!wanted_.passive) return;
    const Sounds ma{kM, 'a'};
    if (root_.weak())
      participle(ma + f + c + (root_.l == kW && root_.perfect_vowel != 'i' ? Sounds{'u', kW, kW} : Sounds{'i', kY, kY}), NominalEnd::kPlain,
                 Voice::kPass);
    else if (root_.hollow)
      participle(ma + f + (root_.c == kW ? 'U' : 'I') + l, NominalEnd::kPlain, Voice::kPass);
    else
      participle(ma + f + c + 'U' + l, NominalEnd::kPlain, Voice::kPass);
  }

  void masdar(const Sounds& stem, NominalEnd end) {
    Nominal nominal{stem, end, Upos::NOUN, {}, "masdar"};
    nominal.features.verb_form = VerbForm::kVnoun;
    inflect_singular(nominal, forms_);
    inflect_sound_feminine(nominal, forms_);
  }

  void masdars();

  const VerbRoot& root_;
  Conjugation wanted_;
  VerbStems stems_;
  std::vector<Inflection>& forms_;
};

void Conjugator::masdars() {
  const Sounds f(1, root_.f), c(1, root_.c), cc(2, root_.c), last(1, root_.last()), ta{kT, 'a'};
  const Sounds weak_end{'A', kH}, ist{'i', sound(kSeen), kT};
  const Sounds fy(1, root_.f == kW ? kY : root_.f);  // after i
  const bool weak = root_.weak();
  using enum NominalEnd;
  switch (root_.pattern) {
    case VerbPattern::kI:
      return;
    case VerbPattern::kII:
      if (weak) return masdar(ta + f + c + Sounds{'i', kY}, kFeminine);
      if (root_.l == kH) masdar(ta + f + c + 'i' + last, kFeminine);
      return masdar(ta + f + c + 'I' + last, kPlain);
    case VerbPattern::kIII:
      return masdar(Sounds{kM, 'u'} + stems_.imperfect_passive.before_vowel + (weak ? "A" : ""), kFeminine);
    case VerbPattern::kIV: {
      const Sounds head = Sounds{kH, 'i'} + fy;
      if (root_.f == sound(kReh) && root_.c == kH && weak) return masdar(head + weak_end, kFeminine);
      if (root_.hollow) return masdar(head + 'A' + last, kFeminine);
      return masdar(head + c + (weak ? weak_end : 'A' + last), kPlain);
    }
    case VerbPattern::kV:
      return weak ? masdar(ta + f + 'a' + cc, kWeakI) : masdar(ta + f + 'a' + cc + 'u' + last, kPlain);
    case VerbPattern::kVI:
      if (root_.doubled) masdar(ta + f + 'A' + cc, kPlain);
      return weak ? masdar(ta + f + 'A' + c, kWeakI) : masdar(ta + f + 'A' + c + 'u' + last, kPlain);
    case VerbPattern::kVII:
    case VerbPattern::kVIII: {
      const Sounds head = root_.pattern == VerbPattern::kVII ? Sounds{'i', kN} + f : 'i' + joined_teh(root_);
      const Sounds middle = root_.hollow ? Sounds(1, kY) : c;
      return masdar(head + 'i' + middle + (weak ? weak_end : 'A' + last), kPlain);
    }
    case VerbPattern::kIX:
      return masdar('i' + f + c + 'i' + last + 'A' + last, kPlain);
    case VerbPattern::kX:
      if (root_.hollow) return masdar(ist + 'i' + f + 'A' + last, kFeminine);
      return masdar(ist + 'i' + fy + c + (weak ? weak_end : 'A' + last), kPlain);
    case VerbPattern::kQ1:
      return masdar(f + 'a' + c + root_.l + (weak ? "A" : 'a' + last), kFeminine);
    case VerbPattern::kQ2:
      return weak ? masdar(ta + f + 'a' + c + root_.l, kWeakI) : masdar(ta + f + 'a' + c + root_.l + 'u' + last, kPlain);
    case VerbPattern::kQ4:
      return masdar('i' + f + c + 'i' + root_.l + last + 'A' + last, kPlain);
  }
}

}  // namespace

std::string citation_form(const VerbRoot& root) {
  std::vector<Inflection> none;
  const Conjugator conjugator(root, {}, none);
  return write(conjugator.perfect_form(conjugator.stems().perfect, "a", false));
}

void conjugate(const VerbRoot& root, Conjugation wanted, std::vector<Inflection>& forms) {
  Conjugator(root, wanted, forms).run();
}

}  // namespace musnad::language
