// Part of speech, features and lemma of words. Two classifiers over the sentence: parts of speech from left to right,
// then features under them; lemmas by edits learned per form and part of speech.
#pragma once

#include "language/lexical.h"
#include "learning/linear_model.h"
#include "learning/pool.h"

#include <musnad/document.h>

#include <array>
#include <string>
#include <vector>

namespace musnad::language {

/// What makes a lemma of a folded-case form: cut characters at both ends, add others. "1||2|y": English "-ies".
struct LemmaEdit {
  std::uint8_t cut_front = 0;
  std::string front;
  std::uint8_t cut_back = 0;
  std::string back;
  friend auto operator<=>(const LemmaEdit&, const LemmaEdit&) = default;

  std::string to_text() const;
  static Result<LemmaEdit> parse(std::string_view text, const std::string& where);
  /// The smallest edit from form to lemma (their longest common stretch stays).
  static LemmaEdit between(std::string_view form, std::string_view lemma);
  /// The lemma; the form itself where the edit cuts more than there is.
  std::string apply(std::string_view form) const;
};

/// The features of words[at] for its part of speech; `history`: the tags before it. First those of its form alone, then
/// those of its place and what stands around it.
void fill_upos_features(std::span<const LexicalView> views, std::span<const Upos> history, std::size_t at,
                        std::vector<learning::Feature>& to);
void add_own_upos_features(const LexicalView& word, std::vector<learning::Feature>& to);
void add_context_upos_features(std::span<const LexicalView> views, std::span<const Upos> history, std::size_t at,
                               std::vector<learning::Feature>& to);
/// For its features; `upos`: of all words, `last`: the feature class chosen for the word before. In the same order.
void fill_bundle_features(std::span<const LexicalView> views, std::span<const Upos> upos, std::size_t last, std::size_t at,
                          std::vector<learning::Feature>& to);
void add_own_bundle_features(const LexicalView& word, Upos upos, std::vector<learning::Feature>& to);
void add_context_bundle_features(std::span<const LexicalView> views, std::span<const Upos> upos, std::size_t last, std::size_t at,
                                 std::vector<learning::Feature>& to);
/// For its lemma.
void fill_lemma_features(const LexicalView& view, const Tag& tag, std::vector<learning::Feature>& to);
/// The form that lemma edits apply to: lower case but for proper nouns, without vowel signs.
std::string lemma_base(std::string_view form, Upos upos);

/// Feature classes, each with its part of speech: "NOUN Definite=Def|Number=Sing".
struct TagClasses {
  struct Bundle {
    Upos upos = Upos::X;
    Features features;
  };
  std::vector<Bundle> bundles;
  std::vector<LemmaEdit> edits;
  std::array<std::vector<std::uint8_t>, 32> of_upos;  ///< the bundles of each part of speech

  std::string bundles_text() const;
  std::string edits_text() const;
  static Result<TagClasses> parse(std::string_view bundles, std::string_view edits, const std::string& where);
  void index();
};

inline constexpr std::size_t kUposCount = static_cast<std::size_t>(Upos::X) + 1;

class Tagger {
 public:
  /// Loads e.g. "models/ar.tags.model" of kind "ar.tags".
  static Result<Tagger> load(const std::string& path, std::string_view kind);
  /// From a file already open.
  static Result<Tagger> make(const learning::ModelFile& file);
  /// The tags of the words of one sentence.
  std::vector<Tag> tag(std::span<const Word> words) const;

 private:
  struct Scratch;
  std::size_t choose_upos(Scratch& scratch, std::size_t at) const;
  std::size_t choose_bundle(Scratch& scratch, std::size_t last, std::size_t at) const;
  std::size_t choose_edit(Scratch& scratch, const Tag& tag, std::size_t bundle, std::size_t at) const;
  void look_up(std::span<const Word> words, Scratch& scratch) const;

  TagClasses classes_;
  learning::HashedTable frequent_forms_, word_classes_;
  learning::LinearModel upos_;
  learning::LinearModel bundles_;
  learning::LinearModel lemmas_;
  std::shared_ptr<learning::Pool<Scratch>> scratch_;
};

}  // namespace musnad::language
