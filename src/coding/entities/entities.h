// Entities: the mentions of a page, and which of them are one.
//
//   pipeline: ... trees, times, numbers, make_entities_stage(book, "models") -> layers Mention, Entity
//   const MentionId m = find_mention(doc, head);     // the mention whose head is a word
//
// Coreference within a page: the same body of the codebook, the same country; a full name and then its last name; an
// acronym in brackets; a name repeated in the other script in brackets; apposition; a definite noun for the last
// mention of its kind ("the ministry"). Pronouns are left to who needs them.
#pragma once

#include <musnad/stage.h>

#include "codebook/codebook.h"

#include <filesystem>

namespace musnad::coding {

/// Somebody who can have a part in an act: no thing, weapon, building, place.
constexpr bool is_party(EntityKind kind) {
  return kind == EntityKind::kPerson || kind == EntityKind::kGroup || kind == EntityKind::kOrganisation || kind == EntityKind::kState;
}

/// The mention headed by `word`; invalid where it heads none. Logarithmic: mentions are in order of their heads.
MentionId find_mention(const Document& doc, WordId word);

/// Layers Mention and Entity (needs kSentences, kWords, kTags, kMatches, kTrees; kNames is used where it is sealed).
/// Mentions are in order of their head words. `models` holds places.gaz; without it places are known by the codebook alone.
Result<std::unique_ptr<const Stage>> make_entities_stage(std::shared_ptr<const codebook::Codebook> book,
                                                         const std::filesystem::path& models);

}  // namespace musnad::coding
