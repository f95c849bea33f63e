#include "language/morphology/arabic_nouns.h"

#include <span>

namespace musnad::language {
namespace {

struct Ending {
  std::string_view sounds;
  Number number;
  Definite definite;
};
constexpr char kN = sound(kNoon), kT = sound(kTeh), kTM = sound(kTehMarbuta), kYehSound = sound(kYeh);

// Endings written with letters; nun and yeh are put in below. n = nun, t = teh, m = teh marbuta, y = yeh, I = long i.
constexpr Ending kPlainEndings[] = {{"", Number::kSing, Definite::kNone},   {"A", Number::kSing, Definite::kInd},
                                    {"An", Number::kDual, Definite::kNone}, {"ayn", Number::kDual, Definite::kNone},
                                    {"A", Number::kDual, Definite::kCons},  {"ay", Number::kDual, Definite::kCons}};
constexpr Ending kFeminineEndings[] = {{"am", Number::kSing, Definite::kNone},
                                       {"atAn", Number::kDual, Definite::kNone},
                                       {"atayn", Number::kDual, Definite::kNone},
                                       {"atA", Number::kDual, Definite::kCons},
                                       {"atay", Number::kDual, Definite::kCons}};
constexpr Ending kWeakIEndings[] = {{"", Number::kSing, Definite::kInd},       {"I", Number::kSing, Definite::kNone},
                                    {"iyA", Number::kSing, Definite::kInd},    {"iyAn", Number::kDual, Definite::kNone},
                                    {"iyayn", Number::kDual, Definite::kNone}, {"iyA", Number::kDual, Definite::kCons},
                                    {"iyay", Number::kDual, Definite::kCons}};
constexpr Ending kWeakAEndings[] = {{"Y", Number::kSing, Definite::kNone},
                                    {"ayAn", Number::kDual, Definite::kNone},
                                    {"ayayn", Number::kDual, Definite::kNone},
                                    {"ayA", Number::kDual, Definite::kCons},
                                    {"ayay", Number::kDual, Definite::kCons}};
constexpr Ending kMasculinePlural[] = {{"Un", Number::kPlur, Definite::kNone},
                                       {"In", Number::kPlur, Definite::kNone},
                                       {"U", Number::kPlur, Definite::kCons},
                                       {"I", Number::kPlur, Definite::kCons}};
constexpr Ending kWeakAPlural[] = {{"awn", Number::kPlur, Definite::kNone},
                                   {"ayn", Number::kPlur, Definite::kNone},
                                   {"aw", Number::kPlur, Definite::kCons},
                                   {"ay", Number::kPlur, Definite::kCons}};

Sounds with_letters(std::string_view ending) {
  Sounds sounds;
  for (const char c : ending) sounds += c == 'n' ? kN : c == 't' ? kT : c == 'm' ? kTM : c == 'y' ? kYehSound : c == 'w' ? sound(kWaw) : c;
  return sounds;
}

void add(const Nominal& nominal, const Sounds& stem, std::span<const Ending> endings, Gender gender, std::vector<Inflection>& forms) {
  for (const Ending& ending : endings) {
    Inflection form{write(stem + with_letters(ending.sounds)), nominal.upos, nominal.features, nominal.pattern};
    form.features.number = ending.number;
    form.features.definite = ending.definite;
    if (gender != Gender::kNone) form.features.gender = gender;
    forms.push_back(std::move(form));
  }
}

// Whether an indefinite accusative is written with an alef: not after alef with hamza, nor after a long a and hamza.
bool takes_alef(const Sounds& stem) {
  if (stem.empty()) return false;
  const char last = stem.back();
  if (last != sound(kHamza) && last != sound(kWawHamza)) return last != sound(kAlefHamzaAbove) && last != sound(kAlef);
  const std::size_t before = stem.find_last_not_of("aiu", stem.size() - 2);
  const char vowel = stem.size() > 1 ? stem[stem.size() - 2] : 0;
  const bool after_alef = vowel == 'A' || (before != Sounds::npos && stem[before] == sound(kAlef));
  return !after_alef && (last == sound(kWawHamza) || vowel != 'a');
}

Sounds feminine_stem(const Nominal& nominal) {
  return nominal.end == NominalEnd::kWeakI ? nominal.stem + "i" + kYehSound : nominal.stem;
}

void add_feminine(const Nominal& nominal, std::vector<Inflection>& forms) {
  if (nominal.end != NominalEnd::kWeakA) return add(nominal, feminine_stem(nominal), kFeminineEndings, Gender::kFem, forms);
  static constexpr Ending kEndings[] = {{"Am", Number::kSing, Definite::kNone},
                                        {"AtAn", Number::kDual, Definite::kNone},
                                        {"Atayn", Number::kDual, Definite::kNone},
                                        {"At", Number::kSing, Definite::kCons}};
  add(nominal, nominal.stem, kEndings, Gender::kFem, forms);
}

}  // namespace

void inflect_singular(const Nominal& nominal, std::vector<Inflection>& forms) {
  const Gender gender = nominal.features.gender;
  switch (nominal.end) {
    case NominalEnd::kPlain: {
      const std::span<const Ending> endings(kPlainEndings);
      add(nominal, nominal.stem, endings.first(1), gender, forms);
      if (takes_alef(nominal.stem)) add(nominal, nominal.stem, endings.subspan(1, 1), gender, forms);
      add(nominal, nominal.stem, endings.subspan(2), gender, forms);
      return;
    }
    case NominalEnd::kFeminine:
      return add(nominal, nominal.stem, kFeminineEndings, Gender::kFem, forms);
    case NominalEnd::kWeakI:
      return add(nominal, nominal.stem, kWeakIEndings, gender, forms);
    case NominalEnd::kWeakA:
      return add(nominal, nominal.stem, kWeakAEndings, gender, forms);
  }
}

void inflect_sound_masculine(const Nominal& nominal, std::vector<Inflection>& forms) {
  if (nominal.end == NominalEnd::kWeakA) return add(nominal, nominal.stem, kWeakAPlural, Gender::kMasc, forms);
  add(nominal, nominal.stem, kMasculinePlural, Gender::kMasc, forms);
}

void inflect_sound_feminine(const Nominal& nominal, std::vector<Inflection>& forms) {
  static constexpr Ending kPlain[] = {{"At", Number::kPlur, Definite::kNone}};
  static constexpr Ending kWeak[] = {{"ayAt", Number::kPlur, Definite::kNone}};
  if (nominal.end == NominalEnd::kWeakA) return add(nominal, nominal.stem, kWeak, Gender::kFem, forms);
  add(nominal, feminine_stem(nominal), kPlain, Gender::kFem, forms);
}

void inflect_adjective(const Nominal& nominal, std::vector<Inflection>& forms) {
  Nominal masculine = nominal;
  masculine.features.gender = Gender::kMasc;
  inflect_singular(masculine, forms);
  add_feminine(nominal, forms);
  inflect_sound_masculine(masculine, forms);
  inflect_sound_feminine(nominal, forms);
}

void inflect_broken_plural(const Nominal& nominal, std::vector<Inflection>& forms) {
  static constexpr Ending kBare[] = {{"", Number::kPlur, Definite::kNone}};
  static constexpr Ending kWithAlef[] = {{"A", Number::kPlur, Definite::kInd}};
  static constexpr Ending kWithMarbuta[] = {{"am", Number::kPlur, Definite::kNone}};
  static constexpr Ending kMaqsura[] = {{"Y", Number::kPlur, Definite::kNone}};
  const Gender gender = nominal.features.gender;
  if (nominal.end == NominalEnd::kFeminine) return add(nominal, nominal.stem, kWithMarbuta, gender, forms);
  if (nominal.end == NominalEnd::kWeakA) return add(nominal, nominal.stem, kMaqsura, gender, forms);
  add(nominal, nominal.stem, kBare, gender, forms);
  const std::string bare = forms.back().form;
  // mafa'il and mafa'il with a long i take no tanwin: a long a after the second letter and two or three letters more.
  const bool diptote = bare.size() >= 10 && bare.substr(4, 2) == write(Sounds(1, sound(kAlef)));
  if (takes_alef(nominal.stem) && !diptote) add(nominal, nominal.stem, kWithAlef, gender, forms);
}

Nominal nominal_of(std::string_view word) {
  std::u32string letters;
  for (const char32_t c : to_code_points(word))
    if (c >= 0x621 && c <= 0x64a && c != kTatweel) letters += c;
  Nominal nominal;
  const char32_t last = letters.empty() ? 0 : letters.back();
  const bool marbuta = last == kTehMarbuta || (last == kHeh && letters.size() > 3);
  if (letters.size() > 2 && marbuta) nominal.end = NominalEnd::kFeminine, letters.pop_back();
  if (letters.size() > 2 && last == kAlefMaqsura) nominal.end = NominalEnd::kWeakA, letters.pop_back();
  nominal.stem = from_spelling(to_utf8(letters));
  return nominal;
}

}  // namespace musnad::language
