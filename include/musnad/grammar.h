// Words of grammar, as in Universal Dependencies 2: parts of speech, relations, the features the coder needs.
#pragma once

#include <cstdint>
#include <string_view>

namespace musnad {

enum class Upos : std::uint8_t {
#define MUSNAD_UPOS(name) name,
#include <musnad/grammar.def>
};

enum class Relation : std::uint8_t {
#define MUSNAD_RELATION(id, name) id,
#include <musnad/grammar.def>
};

std::string_view to_string(Upos upos);
std::string_view to_string(Relation relation);
/// X / kNone where the name is unknown; a known relation with an unknown subtype gives the relation.
Upos parse_upos(std::string_view name);
Relation parse_relation(std::string_view name);
/// The relation without its subtype: nsubj:pass -> nsubj.
Relation base_of(Relation relation);

enum class Definite : std::uint8_t { kNone, kInd, kDef, kCons };  ///< Cons: construct state, the head of an idafa
enum class Number : std::uint8_t { kNone, kSing, kDual, kPlur };
enum class Gender : std::uint8_t { kNone, kMasc, kFem };
enum class Voice : std::uint8_t { kNone, kAct, kPass };
enum class Person : std::uint8_t { kNone, k1, k2, k3 };
enum class VerbForm : std::uint8_t { kNone, kFin, kInf, kPart, kGer, kVnoun };
enum class Tense : std::uint8_t { kNone, kPast, kPres };  ///< Arabic: perfect = Past, imperfect = Pres
enum class Mood : std::uint8_t { kNone, kInd, kImp, kSub, kJus };

struct Features {
  Definite definite = Definite::kNone;
  Number number = Number::kNone;
  Gender gender = Gender::kNone;
  Voice voice = Voice::kNone;
  Person person = Person::kNone;
  VerbForm verb_form = VerbForm::kNone;
  Tense tense = Tense::kNone;
  Mood mood = Mood::kNone;
  friend bool operator==(const Features&, const Features&) = default;
};

}  // namespace musnad
