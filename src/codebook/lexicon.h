// Lexicon: the compiled forms of all entries of one codebook: a hash over folded forms, made once, then read only.
//
// An entry of one word is listed under every form that language::inflect gives for it. An entry of several words is listed
// under the forms of its head; the words before and after stand in its pattern. Names are not inflected.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/entry.h"
#include "codebook/tables.h"

namespace musnad::codebook {

/// How a form came about: part of speech and features of the generated word.
struct FormReading {
  std::uint32_t entry = 0;
  Upos upos = Upos::X;
  Voice voice = Voice::kNone;
  VerbForm verb_form = VerbForm::kNone;
  Tense tense = Tense::kNone;
  Number number = Number::kNone;
  bool third = true;     ///< not a form of the first or second person
  bool jussive = false;  ///< a form that only the jussive has: it needs its particle before it
};

/// The words that must stand around the head, folded. A `loose` pattern lets up to three other words stand between (verb
/// and particle); the others are adjacent.
struct Surroundings {
  std::vector<std::string> before, after;
  bool loose = false;
  bool acronym = false;  ///< the name is written in capitals: only capitals in the text match
  bool name = false;     ///< a proper name: in a script with case its first letter is a capital
};

class Lexicon {
 public:
  Lexicon();
  ~Lexicon();
  /// Compiles `entries`; entries that the inflection refuses are errors at their origin.
  void compile(std::span<const Entry> entries, ErrorList& errors);

  /// The readings of a folded form in a language, in the order of the codebook; empty where it is none.
  std::span<const FormReading> find(Language language, std::string_view folded) const;
  const Surroundings& surroundings(std::uint32_t entry) const { return surroundings_[entry]; }
  /// Forms compiled, for `codebook check`.
  std::size_t size() const { return forms_; }

 private:
  static Surroundings surroundings_of(const Entry& entry, const std::vector<std::string>& words, std::size_t head);
  void compile_language(Language language, std::span<const Entry> entries, ErrorList& errors);

  class Table;
  std::unique_ptr<Table> tables_[3];  // by Language
  std::vector<Surroundings> surroundings_;
  std::size_t forms_ = 0;
};

}  // namespace musnad::codebook
