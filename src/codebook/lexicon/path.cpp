#include "codebook/lexicon/path.h"

#include <array>

#include "codebook/lexicon/suggestion.h"
#include "text/ascii.h"
#include "text/folding.h"

namespace musnad::codebook {
namespace {

constexpr std::array kRelationNames = {
#define MUSNAD_RELATION(id, name) std::string_view(name),
#include <musnad/grammar.def>
};

std::vector<std::string> known_relations() {
  return {kRelationNames.begin(), kRelationNames.end()};
}

bool is_relation(std::string_view name) {
  for (std::string_view known : kRelationNames)
    if (known == name) return true;
  return false;
}

struct KeyName {
  std::string_view name;
  Constraint::Key key;
};
constexpr std::array kKeys = {
    KeyName{"lemma", Constraint::Key::kLemma}, KeyName{"form", Constraint::Key::kForm},   KeyName{"upos", Constraint::Key::kUpos},
    KeyName{"class", Constraint::Key::kClass}, KeyName{"lex", Constraint::Key::kLex},     KeyName{"is", Constraint::Key::kIs},
    KeyName{"type", Constraint::Key::kType},   KeyName{"frame", Constraint::Key::kFrame}, KeyName{"stance", Constraint::Key::kStance},
};

/// `obl:agent:by` -> relation obl:agent, the rest "by"; the longest known relation wins.
Result<Step> parse_step(std::string_view text) {
  Step step;
  const std::size_t bracket = text.find('[');
  std::string_view label = trim(text.substr(0, bracket));
  const std::size_t first = label.find(':');
  const std::size_t second = first == std::string_view::npos ? first : label.find(':', first + 1);
  std::string_view relation = label.substr(0, second);
  std::string_view markers = second == std::string_view::npos ? std::string_view() : label.substr(second + 1);
  if (!is_relation(relation)) {
    relation = label.substr(0, first);
    markers = first == std::string_view::npos ? std::string_view() : label.substr(first + 1);
  }
  if (relation != "*") {
    if (!is_relation(relation)) {
      const auto known = known_relations();
      return fail(ErrorCode::kUnknownName, "unknown relation '" + std::string(relation) + "'" + suggest(relation, known));
    }
    step.relation = parse_relation(relation);
  }
  if (first != std::string_view::npos && label.back() == ':')
    return fail(ErrorCode::kCodebookSyntax, "nothing follows ':' in '" + std::string(label) + "'");
  if (!markers.empty())
    for (std::string_view marker : split_outside(markers, '|')) step.markers.push_back(fold_marker(marker));
  if (bracket == std::string_view::npos) return step;
  if (text.back() != ']') return fail(ErrorCode::kCodebookSyntax, "'[' without ']' in '" + std::string(text) + "'");
  for (std::string_view piece : split_outside(text.substr(bracket + 1, text.size() - bracket - 2), ' ')) {
    if (piece.empty()) continue;
    auto constraint = parse_constraint(piece);
    if (!constraint) return tl::unexpected(constraint.error());
    step.constraints.push_back(std::move(*constraint));
  }
  return step;
}

}  // namespace

std::string_view trim(std::string_view text) {
  return text::trimmed(text, " \t\r");
}

std::vector<std::string_view> split_outside(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '[') ++depth;
    if (text[i] == ']') --depth;
    if (text[i] == separator && depth <= 0 && !quoted) {
      pieces.push_back(trim(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  pieces.push_back(trim(text.substr(begin)));
  return pieces;
}

std::string fold_marker(std::string_view words) {
  std::string folded = text::fold(words);
  for (char& c : folded)
    if (c == ' ') c = '_';
  return folded;
}

Result<Constraint> parse_constraint(std::string_view text) {
  Constraint constraint;
  constraint.written = text;
  if (text.starts_with('@')) {
    constraint.key = Constraint::Key::kIs;
    for (std::string_view value : split_outside(text.substr(1), '|')) constraint.values.emplace_back(value);
    return constraint;
  }
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0)
    return fail(ErrorCode::kCodebookSyntax, "'" + std::string(text) + "' is not key=value");
  constraint.negated = text[equals - 1] == '!';
  const std::string_view key = text.substr(0, constraint.negated ? equals - 1 : equals);
  bool known = false;
  for (const KeyName& candidate : kKeys)
    if (candidate.name == key) {
      constraint.key = candidate.key;
      known = true;
    }
  if (!known) {
    std::vector<std::string> names;
    for (const KeyName& candidate : kKeys) names.emplace_back(candidate.name);
    return fail(ErrorCode::kUnknownName, "unknown key '" + std::string(key) + "'" + suggest(key, names));
  }
  const bool folds = constraint.key == Constraint::Key::kLemma || constraint.key == Constraint::Key::kForm;
  for (std::string_view value : split_outside(text.substr(equals + 1), '|'))
    constraint.values.push_back(folds ? text::fold(value) : std::string(value));
  return constraint;
}

Result<Path> parse_path(std::string_view text) {
  Path path;
  text = trim(text);
  path.written = text;
  if (text.empty()) return fail(ErrorCode::kCodebookSyntax, "an empty path");
  std::size_t at = 0;
  while (at < text.size()) {
    Step step;
    const char direction = text[at];
    const bool arrow = direction == '<' || direction == '>';
    if (arrow) ++at;
    const bool deep = arrow && at < text.size() && text[at] == direction;
    if (deep) ++at;
    std::size_t end = at;
    for (int depth = 0; end < text.size() && (depth > 0 || (text[end] != '<' && text[end] != '>')); ++end)
      depth += text[end] == '[' ? 1 : text[end] == ']' ? -1 : 0;
    auto parsed = parse_step(text.substr(at, end - at));
    if (!parsed) return tl::unexpected(parsed.error());
    step = std::move(*parsed);
    step.up = direction == '<';
    step.deep = deep;
    path.steps.push_back(std::move(step));
    at = end;
  }
  return path;
}

Result<std::vector<Path>> parse_paths(std::string_view text) {
  std::vector<std::string> pieces;
  for (std::string_view listed : split_outside(text, ',')) {
    std::string current;
    for (std::string_view piece : split_outside(listed, '|')) {
      const std::string_view label = piece.substr(0, std::min(piece.find_first_of(":>["), piece.size()));
      const bool starts = piece.starts_with('<') || piece.starts_with('>') || is_relation(label);
      if (current.empty()) {
        current = piece;
      } else if (starts) {
        pieces.push_back(current);
        current = piece;
      } else {
        current += "|" + std::string(piece);
      }
    }
    pieces.push_back(current);
  }
  std::vector<Path> paths;
  for (const std::string& piece : pieces) {
    auto path = parse_path(piece);
    if (!path) return tl::unexpected(path.error());
    paths.push_back(std::move(*path));
  }
  return paths;
}

bool relation_fits(Relation actual, Relation asked) {
  if (asked == Relation::kNone || actual == asked) return true;
  if (base_of(actual) != asked) return false;
  return actual != Relation::kNsubjPass && actual != Relation::kCsubjPass && actual != Relation::kAuxPass;
}

}  // namespace musnad::codebook
