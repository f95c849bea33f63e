#include "codebook/constructions.h"

#include <algorithm>
#include <array>
#include <functional>

#include "codebook/lexicon/suggestion.h"

namespace musnad::codebook {
namespace {

struct FeatureName {
  std::string_view written;
  FeatureTest test;
};
constexpr std::array kFeatures = {
    FeatureName{"voice=Act", FeatureTest::kVoiceAct},
    FeatureName{"voice=Pass", FeatureTest::kVoicePass},
    FeatureName{"tense=Past", FeatureTest::kTensePast},
    FeatureName{"tense=Pres", FeatureTest::kTensePres},
    FeatureName{"verbform=Fin", FeatureTest::kVerbFormFin},
    FeatureName{"verbform=Inf", FeatureTest::kVerbFormInf},
    FeatureName{"verbform=Part", FeatureTest::kVerbFormPart},
    FeatureName{"verbform=Ger", FeatureTest::kVerbFormGer},
    FeatureName{"verbform=Vnoun", FeatureTest::kVerbFormVnoun},
    FeatureName{"mood=Ind", FeatureTest::kMoodInd},
    FeatureName{"mood=Imp", FeatureTest::kMoodImp},
    FeatureName{"mood=Sub", FeatureTest::kMoodSub},
    FeatureName{"mood=Jus", FeatureTest::kMoodJus},
    FeatureName{"number=Sing", FeatureTest::kNumberSing},
    FeatureName{"number=Plur", FeatureTest::kNumberPlur},
    FeatureName{"number=Dual", FeatureTest::kNumberDual},
    FeatureName{"definite=Cons", FeatureTest::kDefiniteCons},
    FeatureName{"definite=Def", FeatureTest::kDefiniteDef},
    FeatureName{"definite=Ind", FeatureTest::kDefiniteInd},
    FeatureName{"block=headline", FeatureTest::kBlockHeadline},
    FeatureName{"form=ing", FeatureTest::kFormIng},
    FeatureName{"form=passive", FeatureTest::kFormPassive},
    FeatureName{"idafa=obj", FeatureTest::kIdafaObj},
    FeatureName{"idafa=nsubj", FeatureTest::kIdafaNsubj},
    FeatureName{"subject=victim", FeatureTest::kSubjectVictim},
    FeatureName{"counts=yes", FeatureTest::kCountsYes},
    FeatureName{"kind=event", FeatureTest::kKindEvent},
    FeatureName{"kind=speech", FeatureTest::kKindSpeech},
    FeatureName{"relation=root", FeatureTest::kRelationRoot},
    FeatureName{"effect=yes", FeatureTest::kEffectYes},
};

Result<Test> parse_feature(std::string_view text) {
  Test test;
  test.kind = Test::Kind::kFeature;
  std::vector<std::string> known;
  for (const FeatureName& name : kFeatures) {
    test.feature = name.test;
    if (name.written == text) return test;
    known.emplace_back(name.written);
  }
  return fail(ErrorCode::kUnknownName, "unknown feature '" + std::string(text) + "'" + suggest(text, known));
}

/// One test from its words; `argument` is the word after `frame`, `lacks`, `using`, `behind`.
Result<Test> parse_test(std::string_view word, std::string_view argument) {
  Test test;
  if (word == "frame" || word == "lacks") {
    test.kind = word == "frame" ? Test::Kind::kFrame : Test::Kind::kLacks;
    auto path = parse_path(argument);
    if (!path) return tl::unexpected(path.error());
    const Step& step = path->steps.front();
    test.relation = step.relation;
    if (!step.markers.empty()) test.marker = step.markers.front();
    return test;
  }
  if (word == "using" || word == "behind") {
    test.kind = word == "using" ? Test::Kind::kUsing : Test::Kind::kBehind;
    test.name = argument;
    return test;
  }
  if (word.find('[') == std::string_view::npos && word.find('=') != std::string_view::npos) return parse_feature(word);
  if (const Upos pos = parse_upos(word); pos != Upos::X) {
    test.kind = Test::Kind::kPos;
    test.pos = pos;
    return test;
  }
  const bool self = word.starts_with('[');
  if (self) test.kind = Test::Kind::kSelf;
  auto path = parse_path(self ? "_" + std::string(word) : std::string(word));
  if (!path) return tl::unexpected(path.error());
  test.path = std::move(*path);
  return test;
}

Result<When> parse_when(std::string_view text) {
  When when(1);
  bool negated = false;
  const auto words = split_outside(text, ' ');
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word.empty() || word == "and") continue;
    if (word == "or") {
      when.emplace_back();
      continue;
    }
    if (word == "not") {
      negated = !negated;
      continue;
    }
    const bool binary = word == "frame" || word == "lacks" || word == "using" || word == "behind";
    if (binary && i + 1 == words.size()) return fail(ErrorCode::kCodebookSyntax, "'" + std::string(word) + "' needs a name after it");
    auto test = parse_test(word, binary ? words[i + 1] : std::string_view());
    if (!test) return tl::unexpected(test.error());
    test->negated = negated;
    test->written = (negated ? "not " : "") + std::string(word) + (binary ? " " + std::string(words[i + 1]) : "");
    when.back().push_back(std::move(*test));
    negated = false;
    i += binary;
  }
  for (const auto& conjunction : when)
    if (conjunction.empty()) return fail(ErrorCode::kCodebookSyntax, "an empty condition");
  return when;
}

Result<Move> parse_move(std::string_view text) {
  const std::size_t arrow = text.find("->");
  if (arrow == std::string_view::npos) return fail(ErrorCode::kCodebookSyntax, "a move is written 'move A -> B, C'");
  auto from = parse_path(text.substr(0, arrow));
  if (!from) return tl::unexpected(from.error());
  if (from->steps.size() != 1) return fail(ErrorCode::kCodebookSyntax, "only a single relation can be moved");
  auto to = parse_paths(text.substr(arrow + 2));
  if (!to) return tl::unexpected(to.error());
  return Move{from->steps.front(), std::move(*to)};
}

Result<Gap> parse_gap(std::string_view text) {
  const std::size_t arrow = text.find("<-");
  if (arrow == std::string_view::npos) return fail(ErrorCode::kCodebookSyntax, "a gap is written 'gap A <- P, Q'");
  Gap gap;
  const std::string_view subject = trim(text.substr(0, arrow));
  if (auto relation = parse_path(subject); relation && relation->steps.size() == 1) {
    gap.relation = relation->steps.front();
  } else {
    gap.role = subject;
  }
  gap.before = trim(text.substr(arrow + 2)) == "before";
  if (gap.before) return gap;
  auto from = parse_paths(text.substr(arrow + 2));
  if (!from) return tl::unexpected(from.error());
  gap.from = std::move(*from);
  return gap;
}

constexpr std::array<std::string_view, 6> kKeys = {"when", "move", "gap", "status", "yes", "no"};

Result<void> parse_line(const BlockLine& line, Construction& to, std::vector<BlockLine>* examples) {
  if (line.key == "when") {
    auto when = parse_when(line.rest);
    if (!when) return tl::unexpected(when.error());
    to.whens.push_back(std::move(*when));
  } else if (line.key == "move") {
    auto move = parse_move(line.rest);
    if (!move) return tl::unexpected(move.error());
    to.moves.push_back(std::move(*move));
  } else if (line.key == "gap") {
    auto gap = parse_gap(line.rest);
    if (!gap) return tl::unexpected(gap.error());
    to.gaps.push_back(std::move(*gap));
  } else if (line.key == "status") {
    auto pairs = parse_pairs(line.rest);
    if (!pairs) return tl::unexpected(pairs.error());
    for (auto& [key, value] : *pairs) {
      Status probe;
      if (value != "*" && !set_status(probe, key, value))
        return fail(ErrorCode::kUnknownName, "unknown status '" + key + "=" + value + "'");
      to.settings.push_back({key, value});
    }
  } else if (line.key == "yes" || line.key == "no") {
    if (examples) {
      examples->push_back(line);
      examples->back().rest = "construction " + to.name + "\t" + line.rest;
    }
  } else {
    const std::vector<std::string> known(kKeys.begin(), kKeys.end());
    return fail(ErrorCode::kUnknownName, "unknown line '" + line.key + "' in a construction" + suggest(line.key, known));
  }
  return {};
}

void check_using(const std::vector<Construction>& all, ErrorList& errors) {
  std::vector<std::string> names;
  for (const Construction& construction : all) names.push_back(construction.name);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const When& when : all[i].whens)
      for (const auto& conjunction : when)
        for (const Test& test : conjunction)
          if (test.kind == Test::Kind::kUsing && std::find(names.begin(), names.begin() + i, test.name) == names.begin() + i)
            errors.add(ErrorCode::kUnknownName, "no earlier construction '" + test.name + "'" + suggest(test.name, names), all[i].origin);
}

bool walks_tree(const Test& test) {
  return test.kind == Test::Kind::kPath;
}

/// What is quickly told comes first; the order of paths stays, since the last one names the cue.
void order_tests(Construction& construction) {
  for (When& when : construction.whens)
    for (auto& conjunction : when)
      std::stable_partition(conjunction.begin(), conjunction.end(), [](const Test& t) { return !walks_tree(t); });
  std::stable_partition(construction.whens.begin(), construction.whens.end(), [](const When& when) {
    return std::none_of(when.begin(), when.end(), [](const auto& all) { return std::any_of(all.begin(), all.end(), walks_tree); });
  });
}

}  // namespace

const Construction* Constructions::find(std::string_view name) const {
  for (const Construction& construction : all_)
    if (construction.name == name) return &construction;
  return nullptr;
}

Constructions parse_constructions(const BlockFile& file, ErrorList& errors, std::vector<BlockLine>* examples) {
  Constructions result;
  for (const BlockText& block : file.blocks) {
    const Origin origin{file.file, block.head.line};
    if (block.head.key != "construction" || block.head.rest.empty()) {
      errors.add(ErrorCode::kCodebookSyntax, "expected 'construction NAME', found '" + block.head.key + "'", origin, block.head.column);
      continue;
    }
    if (result.find(block.head.rest))
      errors.add(ErrorCode::kDuplicateEntry, "construction '" + block.head.rest + "' is defined twice", origin, block.head.column);
    Construction construction;
    construction.name = block.head.rest;
    construction.origin = origin;
    for (const BlockLine& line : block.lines)
      if (auto parsed = parse_line(line, construction, examples); !parsed)
        errors.add(parsed.error().code, parsed.error().message, {file.file, line.line}, line.column);
    order_tests(construction);
    result.all_.push_back(std::move(construction));
  }
  check_using(result.all_, errors);
  return result;
}

}  // namespace musnad::codebook
