// What the name tagger sees: tokens without their clitics, word classes, how often a word is a proper noun, and lists of
// names. The same code trains and runs.
#pragma once

#include "learning/hashed_table.h"
#include "learning/model_file.h"
#include "learning/recent.h"

#include <musnad/grammar.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::language {

using learning::HashedTable;

/// A word of the large text: value bits 0-7 how frequent (log, 0 never), 8-19 word class, 20-22 share as proper noun.
struct WordFacts {
  std::uint32_t bits = 0;
  std::uint32_t frequency() const { return bits & 0xff; }
  std::uint32_t word_class() const { return (bits >> 8) & 0xfff; }
  std::uint32_t proper() const { return (bits >> 20) & 7; }
  static std::uint32_t pack(std::uint32_t frequency, std::uint32_t word_class, std::uint32_t proper) {
    return frequency | word_class << 8 | proper << 20;
  }
};

/// The lists of the gazetteer, as bits; those called seen_ are what a first tagger found in the large text. kPrefix marks phrases that
/// longer ones begin with.
inline constexpr std::string_view kNameLists[] = {"country",           "people",     "city",        "town",
                                                  "organisation",      "media",      "first",       "last",
                                                  "person_noun",       "thing_noun", "noun_person", "noun_organisation",
                                                  "noun_facility",     "noun_state", "title",       "seen_person",
                                                  "seen_organisation", "seen_place", "person",      "foreign"};
inline constexpr std::uint32_t kPrefixBit = 1U << 31;

struct NameResources {
  HashedTable words;      ///< WordFacts by folded word
  HashedTable gazetteer;  ///< list bits by folded phrase
  HashedTable clusters;   ///< by word as written: its class, a path in a tree: the first branch is the lowest bit

  static Result<NameResources> load(const learning::ModelFile& file);
  WordFacts facts(std::string_view folded) const { return {words.find(learning::hash_of(folded))}; }
};

/// A token of a sentence, and what its stem is in it (part_of_name_token; 0: not told).
struct NameInput {
  std::string_view form;
  std::uint8_t part = 0;
};
constexpr std::uint8_t part_of_name_token(Upos upos, Definite definite) {
  return static_cast<std::uint8_t>(1 + static_cast<unsigned>(upos) * 4 + static_cast<unsigned>(definite));
}

/// A token taken apart. `core`: folded, without conjunction and preposition (article kept) and without English 's;
/// `bare`: without the article too.
struct NameToken {
  std::string folded, core, bare;
  std::uint32_t begin = 0;  ///< folded bytes before the core
  learning::Feature exact = 0;
  std::uint8_t shape = 0;
  std::uint8_t part = 0;      ///< as given
  std::uint8_t front = 0;     ///< which clitics were taken off, see clitics.h
  WordFacts facts;            ///< of the core, or the bare word
  std::uint32_t cluster = 0;  ///< of the word as written, or in lower case
  /// What the gazetteer has of `folded`, `core` and `bare`, 0 where it is the one before.
  std::array<std::uint32_t, 3> starts{};
  std::uint32_t lists = 0;   ///< gazetteer phrases that begin here
  std::uint32_t inside = 0;  ///< phrases that go on here
  // Hashes, once a token and not once a place it is seen from: of `core` and `bare`, of the first letters of `bare` and the
  // last ones of `core`, one to four.
  learning::Feature core_hash = 0, bare_hash = 0;
  std::array<learning::Feature, 4> first{}, last{};
};

/// Takes one token apart: all but its part and what depends on its sentence (lists, inside).
NameToken take_apart(std::string_view form, const NameResources& resources);
/// Tokens of one sentence, taken apart and looked up. `known`: tokens taken apart lately, by the hash of their form.
std::vector<NameToken> name_tokens(std::span<const NameInput> tokens, const NameResources& resources,
                                   learning::Recent<NameToken>* known = nullptr);

/// Folded word by word, joined with blanks: the key of a phrase in the gazetteer.
std::string phrase_key(std::string_view phrase);

/// The core of a folded token, given how frequent each candidate is.
struct Core {
  std::string core, bare;
  std::uint8_t front = 0;
  std::uint32_t begin = 0;
};
Core find_core(std::string_view folded, const HashedTable& words);

/// The token that a feature looks at, seen from the one whose feature it is; or that it looks at several.
enum NameView : std::uint8_t { kSelf = 1, kBefore = 2, kAfter = 4, kSecondBefore = 8, kSecondAfter = 16, kSeveral = 32, kAllViews = 63 };

/// The features of tokens[at], but for those of the tags before it. `views`: which of them. `at` may lie outside the tokens.
void fill_name_features(std::span<const NameToken> tokens, std::ptrdiff_t at, std::vector<learning::Feature>& to,
                        std::uint8_t views = kAllViews);

}  // namespace musnad::language
