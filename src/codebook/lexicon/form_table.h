// FormTable: folded forms and what each can be, as flat arrays: filled once or read in place from a compiled lexicon.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codebook/lexicon/entry.h"
#include "learning/model_file.h"
#include "learning/presence.h"

namespace musnad::codebook {

/// How a form came about: part of speech and features of the generated word.
struct FormReading {
  std::uint32_t entry = 0;
  Upos upos = Upos::X;
  Voice voice = Voice::kNone;
  VerbForm verb_form = VerbForm::kNone;
  Tense tense = Tense::kNone;
  Number number = Number::kNone;
  bool third = true;      ///< not a form of the first or second person
  bool jussive = false;   ///< a form that only the jussive has: it needs its particle before it
  std::uint8_t fill = 0;  // no byte of a file is left to chance
};
static_assert(sizeof(FormReading) == 12);

/// Open addressing by a hash of the form, 32 bits of which stand in the slot, so that a word that is no form costs one look
/// at memory. The readings of a form are contiguous, in the order they were added.
class FormTable {
 public:
  FormTable() = default;
  FormTable(const FormTable&) = delete;
  FormTable& operator=(const FormTable&) = delete;
  FormTable(FormTable&&) = default;
  FormTable& operator=(FormTable&&) = default;

  /// The form's id, a new one where it is new.
  std::uint32_t intern(std::string_view form);
  void add(std::uint32_t id, const FormReading& reading);
  /// After the last add; equal readings of one form become one.
  void freeze();

  std::span<const FormReading> find(std::string_view form) const;
  std::size_t size() const { return form_view_.size(); }

  /// Adds the sections `prefix` + "text", "forms", "slots", "readings".
  void write(learning::ModelFileWriter& file, const std::string& prefix) const;
  /// Takes the sections instead; E0302 where they are missing or do not fit each other.
  Result<void> read(const learning::ModelFile& file, const std::string& prefix);

 private:
  struct Form {
    std::uint32_t offset, length, first, count;
  };
  struct Slot {
    std::uint32_t check = 0;
    std::uint32_t form = 0;  // its id + 1; 0: free
  };

  static std::string_view text_of(std::string_view text, const Form& form) { return text.substr(form.offset, form.length); }
  void grow();
  bool is_sound() const;
  void note_presence();

  // Filled here, or nothing.
  std::vector<char> text_;
  std::vector<Form> forms_;
  std::vector<Slot> slots_;
  std::vector<FormReading> readings_;
  std::vector<std::pair<std::uint32_t, FormReading>> pending_;
  // What look-ups read: the above or a file's.
  std::string_view text_view_;
  std::span<const Form> form_view_;
  std::span<const Slot> slot_view_;
  std::span<const FormReading> reading_view_;
  learning::Presence presence_;  // of the forms
};

}  // namespace musnad::codebook
