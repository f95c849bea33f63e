// Names of persons, organisations, places and others: a linear sequence tagger (structured perceptron, one best path) over
// tokens, with gazetteers as features.
#pragma once

#include "language/name_network.h"
#include "learning/linear_model.h"

#include <musnad/stage.h>

#include <memory>
#include <optional>

namespace musnad::language {

/// Tags of a token: outside, or the kind of its name and whether it begins one.
enum class NameTag : std::uint8_t { kOut, kBPer, kIPer, kBOrg, kIOrg, kBLoc, kILoc, kBOther, kIOther };
inline constexpr std::size_t kNameTagCount = 9;
std::string_view to_string(NameTag tag);
/// Names without inner marks: "PER", "ORG", "LOC", "MISC"; kOut where unknown.
NameTag begin_tag(std::string_view kind);
constexpr bool begins_name(NameTag tag) {
  return static_cast<int>(tag) % 2 == 1;
}
constexpr NameTag inside_of(NameTag begin) {
  return static_cast<NameTag>(static_cast<int>(begin) + 1);
}
/// False where an inside tag does not go on the name before it. `before` kOut at the beginning of a sentence.
constexpr bool may_follow(NameTag before, NameTag tag) {
  const int t = static_cast<int>(tag), b = static_cast<int>(before);
  return t == 0 || t % 2 == 1 || b == t || b == t - 1;
}

/// The feature of a tag standing before another.
constexpr learning::Feature transition_feature(NameTag before) {
  return learning::feature(7, static_cast<learning::Feature>(before));
}

/// The best path. `scores`: kNameTagCount for each token, `transitions`: [before * kNameTagCount + tag].
std::vector<NameTag> best_path(std::span<const std::int32_t> scores, std::span<const std::int32_t> transitions);

class NameTagger {
 public:
  /// Loads e.g. "models/ar.names.model" of kind "ar.names".
  static Result<NameTagger> load(const std::string& path, std::string_view kind);
  static Result<NameTagger> make(const learning::ModelFile& file);
  std::vector<NameTag> tag(std::span<const NameInput> tokens) const;
  /// Where a country or a facility is meant though the tagger says place.
  NameKind kind_of(NameTag tag, std::span<const NameInput> tokens) const;

 private:
  using Scores = std::array<std::int32_t, kNameTagCount>;
  /// What a token says of those around it, one after another as in kNeighbours.
  using SaidOfOthers = std::array<Scores, 4>;
  struct Scratch;
  SaidOfOthers said_of_others(std::span<const NameToken> token) const;
  // Of features that look at one token each, then of those that look at several.
  void add_scores_of_single(std::span<const NameToken> tokens, Scratch& scratch, std::span<std::int32_t> scores) const;
  void add_scores_of_several(std::span<const NameToken> tokens, Scratch& scratch, std::span<std::int32_t> scores) const;

  NameResources resources_;
  learning::LinearModel model_;
  std::optional<NameNetwork> network_;
  std::vector<std::int32_t> transitions_;
  SaidOfOthers outside_{};     ///< what the sentence's edge says
  std::int32_t sure_out_ = 0;  ///< a token that is so much rather out than in a name is not looked at further
  std::shared_ptr<learning::Pool<Scratch>> scratch_;
};

/// The tokens of a sentence as the tagger reads them; words and tags must be there.
std::vector<NameInput> name_inputs(const Document& document, SentenceId id);

/// words and tags (with sentences and tokens) -> names. A name's span covers the stems of its first and last token: conjunctions and
/// prepositions written together with it, pronouns and possessive marks stay outside. Names are of one sentence, in order
/// of text, and do not overlap. A document of a language without a model gets none. `models`: the directory of
/// ar.names.model and en.names.model; fails as ModelFile::load does.
Result<std::unique_ptr<const Stage>> make_names_stage(const std::string& models);

}  // namespace musnad::language
