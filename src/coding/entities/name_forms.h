// Names compared and written over: spelling variants, full and last names, acronyms, and Arabic names in Latin letters.
#pragma once

#include <musnad/layers.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::coding {

enum class Script : std::uint8_t { kNone, kArabic, kLatin, kOther };
Script script_of(std::string_view text);

/// A name made comparable: folded, without quotation marks and articles.
struct NameForm {
  std::string key;
  std::vector<std::string> parts;
  Script script = Script::kNone;
};

std::string name_key(std::string_view text);
NameForm name_form(std::string_view text);
/// Equal but for spelling variants; for persons also a full name and its last part or parts.
bool same_name(const NameForm& a, const NameForm& b, bool person);
/// Consonants only, common confusions made one: what two spellings of a name in either script share.
std::string skeleton(std::string_view text);
/// "CSTO" of "the Collective Security Treaty Organization".
bool is_acronym_of(std::string_view acronym, std::string_view name);
/// The name as it is where it is in Latin letters, else a transliteration; empty for what is no name.
std::string english_name(std::string_view name, EntityKind kind);

}  // namespace musnad::coding
