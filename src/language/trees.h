// Trees: a parser over tagged words that scores all arcs of a sentence at once (tree_network.h) and takes the best
// projective tree (projective.h).
#pragma once

#include "language/lexical.h"
#include "language/tree_network.h"
#include "learning/network/feature_rows.h"
#include "learning/network/known_inputs.h"
#include "learning/pool.h"

#include <musnad/document.h>

#include <array>
#include <span>
#include <string>
#include <vector>

namespace musnad::language {

/// Sentences longer than this are parsed in pieces, cut after a mark or before a conjunction where there is one.
inline constexpr std::size_t kMostWordsAtOnce = 160;

/// What the parser sees of a word; 0 is nothing. Those up to kLastOfForm name the form; those from kFirstOfTag on, its tag.
using NodeFeatures = std::array<learning::Feature, 19>;
inline constexpr std::size_t kLastOfForm = 2, kFirstOfTag = 15;
std::vector<NodeFeatures> node_features(std::span<const Word> words, std::span<const Tag> tags, const learning::HashedTable& word_classes);
NodeFeatures node_features_of(const Word& word, const Tag& tag, std::uint8_t place, const learning::HashedTable& word_classes);
/// Of node 0, the root.
inline constexpr learning::Feature kRootFeature = 0x726f6f74;

/// The relations of the parser, as text, one a line.
std::string relations_text(std::span<const Relation> relations);
Result<std::vector<Relation>> parse_relations(std::string_view text, const std::string& where);

/// A sentence to be parsed: its words, their tags, and the id of the first of them.
struct TaggedSentence {
  std::span<const Word> words;
  std::span<const Tag> tags;
  WordId first;
};

class Parser {
 public:
  /// Loads e.g. "models/ar.trees.model" of kind "ar.trees".
  static Result<Parser> load(const std::string& path, std::string_view kind);
  /// From a file already open.
  static Result<Parser> make(const learning::ModelFile& file);
  /// The arcs of one sentence whose first word is `first`.
  std::vector<Arc> parse(std::span<const Word> words, std::span<const Tag> tags, WordId first) const {
    return std::move(parse(std::array{TaggedSentence{words, tags, first}}).front());
  }
  /// The arcs of each sentence. Many at once are quicker and give the same arcs.
  std::vector<std::vector<Arc>> parse(std::span<const TaggedSentence> sentences) const;

 private:
  // A sentence, or a piece of a long one.
  struct Piece {
    std::size_t sentence;
    std::span<const Word> words;
    std::span<const Tag> tags;
    WordId first;
  };
  struct Scratch;
  void parse_batch(std::span<const Piece> pieces, Scratch& scratch, std::vector<std::vector<Arc>>& arcs) const;
  void fill_nodes(std::span<const Piece> pieces, Scratch& scratch) const;
  // Universal Dependencies has no copula below a verb: with a passive it is the auxiliary, and the subject is the passive's.
  void make_passives_whole(const TaggedSentence& sentence, std::vector<Arc>& arcs) const;
  void read_arcs(Scratch& scratch, std::size_t number, const Piece& piece, std::vector<Arc>& to) const;

  learning::ModelFile file_;  // keeps the mapping
  learning::FeatureRows rows_;
  learning::HashedTable word_classes_;
  TreeShape shape_;
  const float* numbers_ = nullptr;
  TreeBytes bytes_;
  std::vector<Relation> relations_;
  std::shared_ptr<learning::Pool<Scratch>> scratch_;
};

}  // namespace musnad::language
