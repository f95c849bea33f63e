// Paths through a tree: what slots, constructions and rules are written in. `obj>nmod:of` is the `of` phrase of the object;
// `<conj>nsubj` the subject of the word that the trigger is conjoined with. The notation is in docs/codebook.md.
#pragma once

#include <musnad/error.h>
#include <musnad/layers.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::codebook {

/// What a bracket asks of a word: `[lemma=a|b]`, `[class=light]`, `[upos=NOUN]`, `[type=REQUEST]` ...
struct Constraint {
  enum class Key : std::uint8_t { kLemma, kForm, kUpos, kClass, kLex, kIs, kType, kFrame, kStance };
  Key key = Key::kLemma;
  bool negated = false;             ///< `!=`
  std::vector<std::string> values;  ///< lemmas and forms folded, others as written
  std::string written;
  friend bool operator==(const Constraint&, const Constraint&) = default;
};

/// One edge of a tree. `markers` are folded; a particle of several words has them joined by `_`; "-" alone means that the
/// word reached has no `case` or `mark` child.
struct Step {
  bool up = false;                      ///< from a word to its head
  bool deep = false;                    ///< `>>` or `<<`: any number of edges, the last of this relation
  Relation relation = Relation::kNone;  ///< kNone: any. A base relation is not its passive subtype, but is its other ones
  std::vector<std::string> markers;
  std::vector<Constraint> constraints;
  friend bool operator==(const Step&, const Step&) = default;
};

struct Path {
  std::vector<Step> steps;
  std::string written;
  friend bool operator==(const Path& a, const Path& b) { return a.steps == b.steps; }
};

/// Parses one path. `error` names the piece that is wrong and the nearest known name; its `where` is empty.
Result<Path> parse_path(std::string_view text);
/// Paths separated by `,`; a `|` that is followed by a known relation separates paths too (`ccomp|parataxis`).
Result<std::vector<Path>> parse_paths(std::string_view text);
Result<Constraint> parse_constraint(std::string_view text);

/// True where an edge labelled `actual` satisfies a step that asks for `asked`.
bool relation_fits(Relation actual, Relation asked);

/// The words of a marker as matching compares them: folded, joined by `_`.
std::string fold_marker(std::string_view words);
/// The pieces of `text` between `separator`s that stand outside brackets and quotes, trimmed.
std::vector<std::string_view> split_outside(std::string_view text, char separator);
std::string_view trim(std::string_view text);

}  // namespace musnad::codebook
