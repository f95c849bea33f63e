// Mentions before they are tied to entities: the noun phrases and names of a document that a claim or a teller may need,
// each with what its words say of it (kind, country, sector).
#pragma once

#include <musnad/document.h>

#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "coding/entities/gazetteer.h"
#include "document/tree.h"

namespace musnad::coding {

/// What the words of a phrase say of the one they refer to.
struct ActorFacts {
  EntityKind kind = EntityKind::kOther;
  std::string country;         ///< ISO 3166-1 alpha-3 or empty
  std::string sector;          ///< PLOVER sector or empty
  std::string code;            ///< of a body that has one: "IGO CSTO"; else empty
  bool own_code = false;       ///< the code is its own, with all parts, not that of a body it belongs to
  bool international = false;  ///< called so: peacekeepers, member states
};

/// How sure it is that a candidate is a place at all.
enum class Doubt : std::uint8_t {
  kNone,
  kLed,   ///< it stands where a place does, and is one if the gazetteer finds it
  kBare,  ///< it could be anything: only the other places of the page can speak for it
};

/// A mention on its way.
struct Candidate {
  Mention mention;  ///< entity not yet set
  ActorFacts facts;
  const codebook::Entry* entry = nullptr;  ///< of the head noun or the name; may be null
  std::optional<ByteSpan> name;            ///< the proper name within the phrase, where there is one
  NameKind name_kind = NameKind::kOther;
  bool definite = false;               ///< article, demonstrative, construct state of a definite
  bool own_modifiers = false;          ///< more than the head and its article
  bool back = false;                   ///< a noun for a place named before: "the city"
  bool collective = false;             ///< all of a trade at once: "the press"
  bool any_force = false;              ///< an officer, and no word of the phrase says of which force
  std::optional<PlaceInfo> place;      ///< where it is, once resolved
  std::uint32_t gazetteer = kNowhere;  ///< the gazetteer's number of that place
  Doubt doubt = Doubt::kNone;
  bool led = false;     ///< a name that stands where a place does: "in X"
  bool within = false;  ///< part of the name of another mention
  static constexpr std::uint32_t kNowhere = 0xffffffff;
};

/// Every mention of the document in order of text: names, nouns of the codebook's actor table, countries and their people,
/// bodies, agencies, and place names that the gazetteer knows (it may be null). One a head word.
std::vector<Candidate> find_mentions(const codebook::Codebook& book, const Document& doc, const Gazetteer* gazetteer);

/// What a name of that kind refers to.
EntityKind entity_kind(NameKind kind);

/// The order of a noun and what modifies it, by the script `word` is written in.
bool head_comes_first(const Document& doc, WordId word);

/// The topmost word of `words` in its tree; where the sentence was not parsed the last word (languages that put modifiers
/// first) or the first.
WordId top_word(const Document& doc, IdRange<Word> words);

/// The end of a name that the tagger of names cut short: proper nouns that the tree joins to it (relation flat) belong to it.
std::uint32_t flat_end(const Document& doc, IdRange<Word> name);

/// "The troops of the treaty organisation to help with ...": what they are asked for is no part of who they are; "troops to keep the
/// peace" are called so.
IdRange<Word> without_purpose(const codebook::Codebook& book, const Document& doc, IdRange<Word> words, WordId head);

/// "Officers at least": what is said of their number is no part of who they are.
IdRange<Word> without_quantity(const codebook::Codebook& book, const Document& doc, IdRange<Word> words, WordId head);

/// "Two men in whose possession were three rifles": what they had is no part of who they are.
IdRange<Word> without_possession(const codebook::Codebook& book, const Document& doc, IdRange<Word> words, WordId head);

/// "The dead yesterday": a day that counts from the page's is no part of who they are; a date may be one of a name.
IdRange<Word> without_time(const Document& doc, IdRange<Word> words, WordId head);

/// The phrase of a head read off the parts of speech alone, for sentences without a tree: Arabic to the right over nouns,
/// names and adjectives, English to the left.
IdRange<Word> phrase_by_tags(const Document& doc, WordId head);

}  // namespace musnad::coding
