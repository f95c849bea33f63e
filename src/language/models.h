// The trained models of all languages, and the stages that use them.
//
//   auto models = language::Models::load("models");                     // maps models/ar.words.model, ...
//   auto words = language::make_words_stage(*models);
//
// A document of a language without models gets one word a token, tags X and no trees.
#pragma once

#include "language/tags.h"
#include "language/trees.h"
#include "language/words.h"

#include <musnad/stage.h>

#include <memory>
#include <string>

namespace musnad::language {

struct LanguageModels {
  WordCutter words;
  Tagger tags;
  Parser trees;
};

/// Maps and checks <code>.words.model, .tags.model and .trees.model in `directory`.
Result<LanguageModels> load_language(const std::string& directory, const std::string& code);

class Models {
 public:
  /// load_language for ar and en.
  static Result<std::shared_ptr<const Models>> load(const std::string& directory);
  /// nullptr where the language has no models.
  const LanguageModels* find(Language language) const;

 private:
  LanguageModels ar_, en_;
};

/// Which sentences are parsed: parsing is the dearest step.
enum class ParsedSentences : std::uint8_t { kAll, kWithMatches };

/// sentences, tokens -> words; `names` are not cut
std::unique_ptr<const Stage> make_words_stage(std::shared_ptr<const Models> models, WholeNames names = {});
/// words -> tags
std::unique_ptr<const Stage> make_tags_stage(std::shared_ptr<const Models> models);
/// words, tags (and matches, where only sentences that hold one are parsed) -> trees. Words of other sentences have the
/// relation kNone.
std::unique_ptr<const Stage> make_trees_stage(std::shared_ptr<const Models> models, ParsedSentences which);

}  // namespace musnad::language
