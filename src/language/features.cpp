#include "language/features.h"

#include <array>

namespace musnad::language {
namespace {

// The values of a feature, in the order of its enum after kNone.
struct Row {
  std::string_view name;
  std::array<std::string_view, 5> values;
};
constexpr Row kDefinite{"Definite", {"Ind", "Def", "Cons"}};
constexpr Row kGender{"Gender", {"Masc", "Fem"}};
constexpr Row kMood{"Mood", {"Ind", "Imp", "Sub", "Jus"}};
constexpr Row kNumber{"Number", {"Sing", "Dual", "Plur"}};
constexpr Row kPerson{"Person", {"1", "2", "3"}};
constexpr Row kTense{"Tense", {"Past", "Pres"}};
constexpr Row kVerbForm{"VerbForm", {"Fin", "Inf", "Part", "Ger", "Vnoun"}};
constexpr Row kVoice{"Voice", {"Act", "Pass"}};

template <class Enum>
bool read(const Row& row, std::string_view name, std::string_view value, Enum& to) {
  if (row.name != name) return false;
  for (std::size_t i = 0; i < row.values.size(); ++i)
    if (!value.empty() && row.values[i] == value) to = static_cast<Enum>(i + 1);
  return true;
}

template <class Enum>
void write(const Row& row, Enum value, std::string& to) {
  if (value == Enum::kNone) return;
  if (!to.empty()) to += '|';
  to += row.name;
  to += '=';
  to += row.values[static_cast<std::size_t>(value) - 1];
}

}  // namespace

Features parse_features(std::string_view column) {
  Features result;
  Tense aspect = Tense::kNone;
  while (!column.empty()) {
    const std::string_view part = column.substr(0, column.find('|'));
    column.remove_prefix(std::min(column.size(), part.size() + 1));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = part.substr(0, equals);
    const std::string_view value = part.substr(equals + 1);
    if (name == "Aspect") aspect = value == "Perf" ? Tense::kPast : value == "Imp" ? Tense::kPres : Tense::kNone;
    if (name == "Number" && value == "Ptan") result.number = Number::kPlur;
    (void)(read(kDefinite, name, value, result.definite) || read(kGender, name, value, result.gender) ||
           read(kMood, name, value, result.mood) || read(kNumber, name, value, result.number) ||
           read(kPerson, name, value, result.person) || read(kTense, name, value, result.tense) ||
           read(kVerbForm, name, value, result.verb_form) || read(kVoice, name, value, result.voice));
  }
  if (result.tense == Tense::kNone) result.tense = aspect;
  return result;
}

std::string to_string(const Features& features) {
  std::string result;
  write(kDefinite, features.definite, result);
  write(kGender, features.gender, result);
  write(kMood, features.mood, result);
  write(kNumber, features.number, result);
  write(kPerson, features.person, result);
  write(kTense, features.tense, result);
  write(kVerbForm, features.verb_form, result);
  write(kVoice, features.voice, result);
  return result.empty() ? "_" : result;
}

}  // namespace musnad::language
