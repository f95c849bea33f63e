#include "language/morphology/arabic_entries.h"

#include "language/morphology/arabic_nouns.h"
#include "language/morphology/arabic_verbs.h"
#include "text/folding.h"

#include <fmt/format.h>

namespace musnad::language {
namespace {

std::string_view value(const LexicalEntry& entry, const std::string& key) {
  const auto found = entry.morphology.find(key);
  return found == entry.morphology.end() ? std::string_view{} : std::string_view(found->second);
}

char radical(char32_t letter) {
  switch (letter) {
    case kAlefHamzaAbove:
    case kAlefHamzaBelow:
    case kWawHamza:
    case kYehHamza:
    case kAlef:
      return sound(kHamza);
    case kAlefMaqsura:
      return sound(kYeh);
    default:
      return sound(letter);
  }
}

bool is_guttural(char s) {
  for (const char32_t letter : {kHamza, kHeh, kAin, kHah, kKhah, char32_t{0x63a}})
    if (s == sound(letter)) return true;
  return false;
}

Result<VerbRoot> parse_root(const LexicalEntry& entry) {
  VerbRoot root;
  const std::string_view spelled = value(entry, "root"), form = value(entry, "form");
  if (spelled.empty() || form.empty())
    return fail(ErrorCode::kCodebookSyntax, fmt::format("the verb '{}' needs root= and form=", entry.lemma));
  const auto pattern = parse_verb_pattern(form);
  if (!pattern) return fail(ErrorCode::kCodebookSyntax, fmt::format("unknown verb form '{}'; the forms are I to X, Q1, Q2, Q4", form));
  root.pattern = *pattern;
  std::vector<char> radicals;
  for (const char32_t c : to_code_points(spelled))
    if (c >= 0x621 && c <= 0x64a && c != kTatweel) radicals.push_back(radical(c));
  const bool four = *pattern >= VerbPattern::kQ1;
  if (radicals.size() != (four ? 4u : 3u))
    return fail(ErrorCode::kCodebookSyntax,
                fmt::format("form {} needs a root of {} letters, '{}' has {}", form, four ? 4 : 3, spelled, radicals.size()));
  root.f = radicals[0], root.c = radicals[1], root.l = radicals[2], root.r = four ? radicals[3] : 0;
  return root;
}

// What the imperfect of form I has where the row does not say.
std::string_view usual_vowel(const VerbRoot& root) {
  const char w = sound(kWaw), y = sound(kYeh);
  if (root.perfect_vowel == 'i') return "a";
  if (root.c == w || root.l == w) return "u";
  if (root.c == y || root.l == y || root.f == w) return "i";
  return is_guttural(root.c) || is_guttural(root.l) ? "a" : "u";
}

Result<void> inflect_verb(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  const auto given = parse_root(entry);
  if (!given) return tl::unexpected(given.error());
  const std::string lemma = text::fold(entry.lemma);
  std::string likeliest;
  for (VerbRoot root : possible_roots(*given)) {
    const std::string citation = citation_form(root);
    if (likeliest.empty()) likeliest = citation;
    if (citation != lemma) continue;
    std::string_view vowels = value(entry, "ipf");
    if (root.pattern != VerbPattern::kI || vowels.empty()) vowels = usual_vowel(root);
    for (const std::string_view vowel : alternatives(vowels)) {
      if (vowel != "a" && vowel != "i" && vowel != "u")
        return fail(ErrorCode::kCodebookSyntax, fmt::format("ipf= is a, i or u, not '{}'", vowel));
      root.imperfect_vowel = vowel[0];
      const bool by_letter = vowel == "i" || (vowel == "a" && (is_guttural(root.c) || is_guttural(root.l)));
      root.drops_waw = root.pattern == VerbPattern::kI && root.f == sound(kWaw) && by_letter && !root.doubled;
      conjugate(root, {value(entry, "passive") != "no", value(entry, "masdar").empty()}, forms);
    }
    return {};
  }
  return fail(ErrorCode::kCodebookSyntax, fmt::format("root {} in form {} gives '{}', not the lemma '{}'", value(entry, "root"),
                                                      value(entry, "form"), likeliest, lemma));
}

void add_masdars(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  for (const std::string_view word : alternatives(value(entry, "masdar"))) {
    Nominal nominal = nominal_of(word);
    nominal.pattern = "masdar";
    nominal.features.verb_form = VerbForm::kVnoun;
    inflect_singular(nominal, forms);
    inflect_sound_feminine(nominal, forms);
  }
}

bool is_sound_plural(std::string_view plural, bool& feminine) {
  const std::string folded = text::fold(plural);
  feminine = folded == to_utf8(std::u32string{kAlef, kTeh});
  return feminine || folded == to_utf8(std::u32string{kWaw, kNoon}) || folded == to_utf8(std::u32string{kYeh, kNoon});
}

// Endings alone (-at, -un) are put on the singular; whole words are plurals as they stand, sound ones with their cases.
void add_plurals(const LexicalEntry& entry, const Nominal& singular, std::vector<Inflection>& forms) {
  for (const std::string_view plural : alternatives(value(entry, "pl"))) {
    bool feminine = false;
    if (is_sound_plural(plural, feminine)) {
      feminine ? inflect_sound_feminine(singular, forms) : inflect_sound_masculine(singular, forms);
      continue;
    }
    Nominal nominal = nominal_of(plural);
    nominal.upos = singular.upos;
    nominal.pattern = "plural";
    const std::string ending = text::fold(plural);
    const std::string sound_masculine = to_utf8(std::u32string{kWaw, kNoon});
    if (ending.ends_with(sound_masculine) && ending.size() > 8) {
      nominal = nominal_of(ending.substr(0, ending.size() - sound_masculine.size()));
      nominal.upos = singular.upos;
      nominal.pattern = "plural";
      inflect_sound_masculine(nominal, forms);
    } else if (ending.ends_with(to_utf8(std::u32string{kAlef, kTeh})) && ending.size() > 8) {
      nominal = nominal_of(ending.substr(0, ending.size() - 4));
      nominal.upos = singular.upos;
      nominal.pattern = "plural";
      inflect_sound_feminine(nominal, forms);
    } else {
      inflect_broken_plural(nominal, forms);
    }
  }
}

// The relative adjective: without teh marbuta, with yeh.
void add_relative(const Nominal& noun, std::vector<Inflection>& forms) {
  Nominal relative = noun;
  relative.end = NominalEnd::kPlain;
  relative.stem += Sounds{'a', sound(kYeh)};
  relative.upos = Upos::ADJ;
  relative.pattern = "relative adjective";
  relative.features = {};
  inflect_adjective(relative, forms);
}

Result<void> inflect_noun(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  Nominal nominal = nominal_of(entry.lemma);
  const std::string_view gender = value(entry, "g");
  if (!gender.empty() && gender != "m" && gender != "f")
    return fail(ErrorCode::kCodebookSyntax, fmt::format("g= is m or f, not '{}'", gender));
  if (gender == "f") nominal.features.gender = Gender::kFem;
  if (gender == "m") nominal.features.gender = Gender::kMasc;
  if (nominal.end == NominalEnd::kFeminine) nominal.features.gender = Gender::kFem;
  inflect_singular(nominal, forms);
  add_plurals(entry, nominal, forms);
  if (value(entry, "nisba") == "yes") add_relative(nominal, forms);
  return {};
}

Result<void> inflect_adjective_row(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  Nominal nominal = nominal_of(entry.lemma);
  nominal.upos = Upos::ADJ;
  nominal.pattern = "adjective";
  const std::string_view feminine = value(entry, "f");
  if (feminine.empty()) {
    inflect_adjective(nominal, forms);
  } else {
    inflect_singular(nominal, forms);
    for (const std::string_view word : alternatives(feminine)) {
      Nominal other = nominal_of(word);
      other.upos = Upos::ADJ;
      other.pattern = "adjective";
      other.features.gender = Gender::kFem;
      inflect_singular(other, forms);
    }
  }
  add_plurals(entry, nominal, forms);
  return {};
}

}  // namespace

std::vector<std::string_view> alternatives(std::string_view cell) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t bar = cell.find('|');
    if (bar != 0) parts.push_back(cell.substr(0, bar));
    cell = bar == std::string_view::npos ? std::string_view{} : cell.substr(bar + 1);
  }
  return parts;
}

Result<void> inflect_arabic(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  if (entry.pos == "noun") return inflect_noun(entry, forms);
  if (entry.pos == "adj") return inflect_adjective_row(entry, forms);
  if (entry.pos != "verb") return {};
  if (auto made = inflect_verb(entry, forms); !made) return made;
  add_masdars(entry, forms);
  return {};
}

}  // namespace musnad::language
