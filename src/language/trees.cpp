#include "language/trees.h"

#include <fmt/format.h>

#include <array>

namespace musnad::language {
namespace {
constexpr std::array<std::string_view, 4> kMoves = {"shift", "reduce", "left", "right"};
}

std::string actions_text(std::span<const Action> actions) {
  std::string text;
  for (const Action& each : actions)
    fmt::format_to(std::back_inserter(text), "{} {}\n", kMoves[static_cast<std::size_t>(each.move)], to_string(each.relation));
  return text;
}

Result<std::vector<Action>> parse_actions(std::string_view text, const std::string& where) {
  std::vector<Action> actions;
  for (const std::string_view line : learning::lines_of(text)) {
    const std::string_view move = line.substr(0, line.find(' '));
    const auto found = std::find(kMoves.begin(), kMoves.end(), move);
    if (found == kMoves.end() || move.size() == line.size()) return fail(ErrorCode::kModelBroken, "the table of moves is broken", where);
    actions.push_back({static_cast<Move>(found - kMoves.begin()), parse_relation(line.substr(move.size() + 1))});
  }
  // Whatever the state, one of these is legal.
  for (const Action needed : {Action{Move::kShift}, Action{Move::kReduce}, Action{Move::kLeft, Relation::kRoot}})
    if (std::find(actions.begin(), actions.end(), needed) == actions.end())
      return fail(ErrorCode::kModelBroken, "the table of moves lacks one", where);
  return actions;
}

std::size_t best_action(const ParseState& state, std::span<const Action> actions, std::span<const std::int32_t> scores) {
  const bool open[] = {state.allows(Move::kShift), state.allows(Move::kReduce), state.allows(Move::kLeft), state.allows(Move::kRight)};
  std::size_t best = actions.size();
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (open[static_cast<std::size_t>(actions[i].move)] && (best == actions.size() || scores[i] > scores[best]) && state.allows(actions[i]))
      best = i;
  return best;
}

void read_tree(const ParseState& state, std::span<const Tag> tags, std::vector<std::int32_t>& heads, std::vector<Relation>& relations) {
  const std::int32_t size = state.size();
  heads.resize(static_cast<std::size_t>(size));
  relations.resize(heads.size());
  std::int32_t root = ParseState::kNoNode;
  for (std::int32_t i = 0; i < size; ++i) {
    const auto at = static_cast<std::size_t>(i);
    heads[at] = state.node(i).head;
    relations[at] = state.node(i).relation;
    if (heads[at] != size) continue;
    const bool better =
        root == ParseState::kNoNode || (tags[at].upos == Upos::VERB && tags[static_cast<std::size_t>(root)].upos != Upos::VERB);
    if (better) root = i;
  }
  for (std::int32_t i = 0; i < size; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (heads[at] != size || i == root) continue;
    heads[at] = root;
    relations[at] = tags[at].upos == Upos::PUNCT ? Relation::kPunct : Relation::kParataxis;
  }
}

Result<Parser> Parser::load(const std::string& path, std::string_view kind) {
  const auto file = learning::ModelFile::load(path, kind);
  if (!file) return tl::unexpected(file.error());
  return make(*file);
}

Result<Parser> Parser::make(const learning::ModelFile& file) {
  const auto text = file.section("actions");
  if (!text) return tl::unexpected(text.error());
  auto actions = parse_actions(*text, file.path());
  if (!actions) return tl::unexpected(actions.error());
  auto model = learning::LinearModel::load(file, "moves.");
  if (!model) return tl::unexpected(model.error());
  if (model->class_count() != actions->size())
    return fail(ErrorCode::kModelBroken, "the model's moves do not fit its weights", file.path());
  Parser result;
  result.actions_ = std::move(*actions);
  result.model_ = std::move(*model);
  return result;
}

std::vector<Arc> Parser::parse(std::span<const Word> words, std::span<const Tag> tags, WordId first) const {
  std::vector<Arc> arcs(words.size());
  if (words.empty()) return arcs;
  const std::vector<ParserView> views = parser_views(words, tags);
  ParseState state(static_cast<std::int32_t>(words.size()));
  std::vector<learning::Feature> features;
  std::vector<std::int32_t> scores(actions_.size());
  while (!state.is_done()) {
    if (state.front() == state.size()) {  // nothing left to choose
      state.apply(state.allows(Move::kReduce) ? Action{Move::kReduce} : Action{Move::kLeft, Relation::kRoot});
      continue;
    }
    fill_parser_features(views, state, features);
    model_.score(features, scores);
    state.apply(actions_[best_action(state, actions_, scores)]);
  }
  std::vector<std::int32_t> heads;
  std::vector<Relation> relations;
  read_tree(state, tags, heads, relations);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const bool is_root = heads[i] == state.size();
    arcs[i] = {is_root ? WordId{} : WordId{first.value + static_cast<std::uint32_t>(heads[i])}, is_root ? Relation::kRoot : relations[i]};
  }
  return arcs;
}

}  // namespace musnad::language
