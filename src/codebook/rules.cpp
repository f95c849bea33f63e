#include "codebook/rules.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "codebook/frames.h"
#include "codebook/lexicon/suggestion.h"

namespace musnad::codebook {
namespace {

bool is_word_constraint(const Constraint& constraint) {
  return !constraint.negated && (constraint.key == Constraint::Key::kLemma || constraint.key == Constraint::Key::kForm);
}

/// Reads the lines of one block.
class RuleReader {
 public:
  explicit RuleReader(Rule& rule) : rule_(rule) {}

  Result<void> line(const BlockLine& line) {
    if (line.key == "part") return part(line.rest);
    if (line.key == "link" || line.key == "near" || line.key == "without") return link(line.key, line.rest);
    if (line.key == "emit") return emit(line.rest);
    const std::vector<std::string> known{"part", "link", "near", "without", "emit", "yes", "no"};
    return fail(ErrorCode::kUnknownName, "unknown line '" + line.key + "' in a rule" + suggest(line.key, known));
  }

 private:
  Result<std::size_t> index_of(std::string_view name) const {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < rule_.parts.size(); ++i) {
      if (rule_.parts[i].name == name) return i;
      known.push_back(rule_.parts[i].name);
    }
    return fail(ErrorCode::kUnknownName, "no part '" + std::string(name) + "'" + suggest(name, known));
  }

  Result<void> part(std::string_view text) {
    const std::size_t bracket = text.find('[');
    RulePart part;
    part.name = trim(text.substr(0, bracket));
    if (part.name.empty() || part.name.find(' ') != std::string::npos)
      return fail(ErrorCode::kCodebookSyntax, "a part is written 'part NAME [constraints]'");
    if (index_of(part.name)) return fail(ErrorCode::kDuplicateEntry, "part '" + part.name + "' is named twice");
    if (bracket != std::string_view::npos) {
      if (text.back() != ']') return fail(ErrorCode::kCodebookSyntax, "'[' without ']'");
      for (std::string_view piece : split_outside(text.substr(bracket + 1, text.size() - bracket - 2), ' ')) {
        if (piece.empty()) continue;
        auto constraint = parse_constraint(piece);
        if (!constraint) return tl::unexpected(constraint.error());
        part.constraints.push_back(std::move(*constraint));
      }
    }
    rule_.parts.push_back(std::move(part));
    return {};
  }

  Result<void> link(std::string_view kind, std::string_view text) {
    std::vector<std::string_view> words;
    for (std::string_view word : split_outside(text, ' '))
      if (!word.empty()) words.push_back(word);
    const std::size_t wanted = kind == "without" ? 2 : 3;
    if (words.size() != wanted)
      return fail(ErrorCode::kCodebookSyntax, kind == "without" ? "written 'without PART PATH'"
                                              : kind == "near"  ? "written 'near PART PART WORDS'"
                                                                : "written 'link PART PATH PART'");
    RuleLink link;
    auto from = index_of(words.front());
    if (!from) return tl::unexpected(from.error());
    link.from = *from;
    if (kind == "near") {
      link.kind = RuleLink::Kind::kNear;
      if (std::from_chars(words[2].data(), words[2].data() + words[2].size(), link.reach).ec != std::errc() || link.reach == 0)
        return fail(ErrorCode::kCodebookSyntax, "'" + std::string(words[2]) + "' is no number of words");
    } else {
      auto path = parse_path(words[1]);
      if (!path) return tl::unexpected(path.error());
      link.path = std::move(*path);
      if (kind == "without") link.kind = RuleLink::Kind::kWithout;
    }
    if (kind != "without") {
      auto to = index_of(kind == "near" ? words[1] : words[2]);
      if (!to) return tl::unexpected(to.error());
      link.to = *to;
    }
    rule_.links.push_back(std::move(link));
    return {};
  }

  Result<void> emit(std::string_view text) {
    const auto words = split_outside(text, ' ');
    Emission& emission = rule_.emission;
    if (words.size() < 3) return fail(ErrorCode::kCodebookSyntax, "written 'emit event|cue|actor LABEL role=PART ...'");
    if (words[0] == "event") {
      emission.kind = Emission::Kind::kEvent;
    } else if (words[0] == "cue") {
      emission.kind = Emission::Kind::kCue;
    } else if (words[0] == "actor") {
      emission.kind = Emission::Kind::kActor;
    } else {
      return fail(ErrorCode::kUnknownName, "a rule emits event, cue or actor, not '" + std::string(words[0]) + "'");
    }
    emission.label = words[1];
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (words[i].empty()) continue;
      const std::size_t equals = words[i].find('=');
      if (equals == std::string_view::npos) return fail(ErrorCode::kCodebookSyntax, "'" + std::string(words[i]) + "' is not role=PART");
      const std::string_view key = words[i].substr(0, equals);
      if (key == "mode" || key == "cameo" || key == "acled") {
        emission.settings += std::string(words[i]) + " ";
        continue;
      }
      auto part = index_of(words[i].substr(equals + 1));
      if (!part) return tl::unexpected(part.error());
      emission.roles.emplace_back(key, *part);
    }
    return {};
  }

  Rule& rule_;
};

}  // namespace

std::size_t Rule::trigger() const {
  for (const auto& [role, part] : emission.roles)
    if (role == "trigger" || role == "cue" || role == "head") return part;
  return 0;
}

std::size_t Rule::anchor() const {
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (std::any_of(parts[i].constraints.begin(), parts[i].constraints.end(), is_word_constraint)) return i;
  return 0;
}

std::size_t Rule::specificity() const {
  std::size_t sum = 2 * links.size();
  for (const RulePart& part : parts)
    for (const Constraint& constraint : part.constraints) sum += is_word_constraint(constraint) ? 3 : 1;
  return sum;
}

void Rules::read(const BlockFile& file, Language language, std::vector<Example>& examples, ErrorList& errors) {
  for (const BlockText& block : file.blocks) {
    Rule rule;
    rule.name = block.head.rest;
    rule.origin = {file.file, block.head.line};
    if (block.head.key != "rule" || rule.name.empty()) {
      errors.add(ErrorCode::kCodebookSyntax, "expected 'rule NAME', found '" + block.head.key + "'", rule.origin, block.head.column);
      continue;
    }
    if (find(rule.name))
      errors.add(ErrorCode::kDuplicateEntry, "rule '" + rule.name + "' is defined twice", rule.origin, block.head.column);
    RuleReader reader(rule);
    for (const BlockLine& line : block.lines) {
      Result<void> read;
      if (line.key == "yes" || line.key == "no") {
        auto example = parse_example(line, line.rest);
        if (example) {
          example->owner = "rule " + rule.name;
          example->language = language;
          example->origin = {file.file, line.line};
          examples.push_back(std::move(*example));
        } else {
          read = tl::unexpected(example.error());
        }
      } else {
        read = reader.line(line);
      }
      if (!read) errors.add(read.error().code, read.error().message, {file.file, line.line}, line.column);
    }
    if (rule.parts.empty() || rule.emission.label.empty())
      errors.add(ErrorCode::kCodebookSyntax, "a rule needs parts and one emit line", rule.origin);
    else
      rules_.push_back(std::move(rule));
  }
}

void Rules::compile(Language language, FrameTable& frames, std::vector<Entry>& entries, ErrorList& errors) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    Rule& rule = rules_[i];
    if (rule.emission.kind == Emission::Kind::kEvent) {
      const std::uint32_t family = frames.get_family(language, rule.emission.label, rule.origin, 1, errors);
      Entry entry;
      entry.language = language;
      entry.lemma = "rule " + rule.name;
      entry.frame = frames.derive(family, rule.emission.settings, rule.origin, 1, errors);
      entry.origin = rule.origin;
      rule.entry = static_cast<std::uint32_t>(entries.size());
      entries.push_back(std::move(entry));
    }
    const std::size_t anchor = rule.anchor();
    bool any = false;
    for (const Constraint& constraint : rule.parts[anchor].constraints)
      if (is_word_constraint(constraint) && !any) {
        any = true;
        for (const std::string& word : constraint.values) by_word_[word].push_back(i);
      }
    if (!any) always_.push_back(i);
  }
}

const Rule* Rules::find(std::string_view name) const {
  for (const Rule& rule : rules_)
    if (rule.name == name) return &rule;
  return nullptr;
}

}  // namespace musnad::codebook
