#include "codebook/rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "codebook/frames.h"
#include "codebook/reading.h"
#include "codebook/suggestion.h"

namespace musnad::codebook {
namespace {

bool is_word_constraint(const Constraint& constraint) {
  return !constraint.negated && (constraint.key == Constraint::Key::kLemma || constraint.key == Constraint::Key::kForm);
}

/// The part with a lemma or form, from which matching starts; the first part where there is none.
std::size_t anchor_of(const Rule& rule) {
  for (std::size_t i = 0; i < rule.parts.size(); ++i)
    for (const Constraint& constraint : rule.parts[i].constraints)
      if (is_word_constraint(constraint)) return i;
  return 0;
}

bool part_fits(const RulePart& part, const Reading& reading, WordId word) {
  return std::all_of(part.constraints.begin(), part.constraints.end(),
                     [&](const Constraint& constraint) { return reading.fits(word, constraint); });
}

bool link_holds(const RuleLink& link, const Reading& reading, const std::vector<WordId>& words) {
  const WordId from = words[link.from];
  if (link.kind == RuleLink::Kind::kWithout) return !reading.nearest(from, link.path).valid();
  const WordId to = words[link.to];
  if (link.kind == RuleLink::Kind::kNear) return from < to && to.value - from.value <= link.reach;
  const auto reached = reading.follow(from, link.path);
  return std::find(reached.begin(), reached.end(), to) != reached.end();
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

std::size_t Rule::specificity() const {
  std::size_t sum = 2 * links.size();
  for (const RulePart& part : parts)
    for (const Constraint& constraint : part.constraints) sum += is_word_constraint(constraint) ? 3 : 1;
  return sum;
}

bool satisfies(const Rule& rule, const Reading& reading, const std::vector<WordId>& words) {
  for (std::size_t i = 0; i < rule.parts.size(); ++i) {
    if (std::count(words.begin(), words.end(), words[i]) != 1) return false;
    if (!part_fits(rule.parts[i], reading, words[i])) return false;
  }
  return std::all_of(rule.links.begin(), rule.links.end(), [&](const RuleLink& link) { return link_holds(link, reading, words); });
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
    const std::size_t anchor = anchor_of(rule);
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

/// Binds the next unbound part: along a path from a bound one where a link gives it, else over all words.
void Rules::extend(const Rule& rule, const Reading& reading, IdRange<Word> sentence, std::vector<WordId>& words,
                   std::vector<RuleHit>& hits) const {
  std::size_t next = rule.parts.size();
  std::vector<WordId> choices;
  for (const RuleLink& link : rule.links) {
    if (link.kind != RuleLink::Kind::kPath || !words[link.from].valid() || words[link.to].valid()) continue;
    next = link.to;
    choices = reading.follow(words[link.from], link.path);
    std::sort(choices.begin(), choices.end());
    choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
    break;
  }
  if (next == rule.parts.size()) {
    next = static_cast<std::size_t>(std::find_if(words.begin(), words.end(), [](WordId word) { return !word.valid(); }) - words.begin());
    if (next == words.size()) {
      if (satisfies(rule, reading, words)) hits.push_back({&rule, words, false});
      return;
    }
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) choices.push_back(WordId{i});
  }
  for (WordId choice : choices) {
    if (!part_fits(rule.parts[next], reading, choice)) continue;
    words[next] = choice;
    extend(rule, reading, sentence, words, hits);
    words[next] = {};
  }
}

std::vector<RuleHit> Rules::match_all(const Reading& reading, SentenceId sentence) const {
  std::vector<RuleHit> hits;
  if (rules_.empty()) return hits;
  const IdRange<Word> range = reading.document().words_of(sentence);
  std::set<std::pair<std::size_t, std::uint32_t>> seeds;  // rule, anchor word
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const WordId word{i};
    for (std::string_view key : {reading.folded().form(word), reading.folded().bare(word), reading.folded().lemma(word)})
      if (const auto found = by_word_.find(key); found != by_word_.end())
        for (std::size_t rule : found->second) seeds.emplace(rule, i);
    for (std::size_t rule : always_) seeds.emplace(rule, i);
  }
  for (const auto& [index, at] : seeds) {
    const Rule& rule = rules_[index];
    std::vector<WordId> words(rule.parts.size());
    const std::size_t anchor = anchor_of(rule);
    if (!part_fits(rule.parts[anchor], reading, WordId{at})) continue;
    words[anchor] = WordId{at};
    extend(rule, reading, range, words, hits);
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const RuleHit& a, const RuleHit& b) { return std::tie(a.rule, a.words) < std::tie(b.rule, b.words); });
  return hits;
}

std::vector<RuleHit> Rules::match(const Reading& reading, SentenceId sentence) const {
  std::vector<RuleHit> best;
  for (RuleHit& hit : match_all(reading, sentence)) {
    const auto known = std::find_if(best.begin(), best.end(), [&](const RuleHit& other) {
      return other.trigger() == hit.trigger() && other.rule->emission.kind == hit.rule->emission.kind;
    });
    if (known == best.end()) {
      best.push_back(std::move(hit));
    } else if (known->rule->specificity() < hit.rule->specificity()) {
      *known = std::move(hit);
    } else if (known->rule != hit.rule && known->rule->specificity() == hit.rule->specificity()) {
      known->tie = true;
    }
  }
  std::stable_sort(best.begin(), best.end(), [](const RuleHit& a, const RuleHit& b) { return a.trigger() < b.trigger(); });
  return best;
}

}  // namespace musnad::codebook
