// Trees: a greedy arc-eager parser over tagged words, linear in the length of the sentence.
#pragma once

#include "language/lexical.h"
#include "language/transitions.h"
#include "learning/linear_model.h"

#include <musnad/document.h>

#include <span>
#include <string>
#include <vector>

namespace musnad::language {

/// What the parser sees of a word.
struct ParserView {
  learning::Feature form = 0;
  learning::Feature ending = 0;     ///< three characters
  learning::Feature tag = 0;        ///< part of speech with the features that matter to syntax
  learning::Feature agreement = 0;  ///< part of speech, definiteness, gender, number
  TokenId token;
  Upos upos = Upos::X;
  std::uint16_t puncts_before = 0;  ///< punctuation marks, verbs and conjunctions before it in the sentence
  std::uint16_t verbs_before = 0;
  std::uint16_t links_before = 0;
};
std::vector<ParserView> parser_views(std::span<const Word> words, std::span<const Tag> tags);

/// The features of a state.
void fill_parser_features(std::span<const ParserView> views, const ParseState& state, std::vector<learning::Feature>& to);

/// The classes of the parser's classifier, as text: "left nsubj" a line.
std::string actions_text(std::span<const Action> actions);
Result<std::vector<Action>> parse_actions(std::string_view text, const std::string& where);

/// The legal action with the highest score.
std::size_t best_action(const ParseState& state, std::span<const Action> actions, std::span<const std::int32_t> scores);

/// The heads (size() is the root) and relations of a finished state, with one root: the first verb among those found,
/// else the first word found; the others hang from it by parataxis (punctuation by punct).
void read_tree(const ParseState& state, std::span<const Tag> tags, std::vector<std::int32_t>& heads, std::vector<Relation>& relations);

class Parser {
 public:
  /// Loads e.g. "models/ar.trees.model" of kind "ar.trees".
  static Result<Parser> load(const std::string& path, std::string_view kind);
  /// From a file already open.
  static Result<Parser> make(const learning::ModelFile& file);
  /// The arcs of one sentence whose first word is `first`.
  std::vector<Arc> parse(std::span<const Word> words, std::span<const Tag> tags, WordId first) const;

 private:
  std::vector<Action> actions_;
  learning::LinearModel model_;
};

}  // namespace musnad::language
