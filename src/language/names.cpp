#include "language/names.h"

#include <algorithm>
#include <array>
#include <limits>

namespace musnad::language {
namespace {

constexpr std::size_t kKnownTokens = 16384;  // some 8 MB a thread

// In largest weights of tags behind each other. Of 116,000 tokens of news none that was so sure of being out was rather in a name once
// all features had spoken; two thirds are.
constexpr std::int32_t kSureOut = 3;

constexpr std::string_view kTagNames[] = {"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"};

constexpr std::uint32_t bit_of(std::string_view list) {
  for (std::uint32_t i = 0; i < std::size(kNameLists); ++i)
    if (kNameLists[i] == list) return 1U << i;
  return 0;
}

}  // namespace

std::string_view to_string(NameTag tag) {
  return kTagNames[static_cast<std::size_t>(tag)];
}

NameTag begin_tag(std::string_view kind) {
  if (kind == "PER" || kind == "PERS" || kind == "Person") return NameTag::kBPer;
  if (kind == "ORG" || kind == "Organisation") return NameTag::kBOrg;
  if (kind == "LOC" || kind == "Location") return NameTag::kBLoc;
  if (kind == "MISC" || kind == "MIS") return NameTag::kBOther;
  return NameTag::kOut;
}

std::vector<NameTag> best_path(std::span<const std::int32_t> scores, std::span<const std::int32_t> transitions) {
  const std::size_t length = scores.size() / kNameTagCount;
  std::vector<NameTag> path(length, NameTag::kOut);
  if (length == 0) return path;
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 2;
  std::vector<std::uint8_t> from(length * kNameTagCount, 0);
  std::array<std::int64_t, kNameTagCount> now{}, next{};
  for (std::size_t t = 0; t < kNameTagCount; ++t)
    now[t] = may_follow(NameTag::kOut, static_cast<NameTag>(t)) ? std::int64_t{scores[t]} + transitions[t] : kNever;
  for (std::size_t i = 1; i < length; ++i) {
    for (std::size_t t = 0; t < kNameTagCount; ++t) {
      std::int64_t best = kNever;
      for (std::size_t b = 0; b < kNameTagCount; ++b) {
        if (!may_follow(static_cast<NameTag>(b), static_cast<NameTag>(t))) continue;
        const std::int64_t total = now[b] + transitions[b * kNameTagCount + t];
        if (total > best) best = total, from[i * kNameTagCount + t] = static_cast<std::uint8_t>(b);
      }
      next[t] = best == kNever ? kNever : best + scores[i * kNameTagCount + t];
    }
    now = next;
  }
  auto at = static_cast<std::size_t>(std::max_element(now.begin(), now.end()) - now.begin());
  for (std::size_t i = length; i-- > 0;) {
    path[i] = static_cast<NameTag>(at);
    at = from[i * kNameTagCount + at];
  }
  return path;
}

Result<NameTagger> NameTagger::load(const std::string& path, std::string_view kind) {
  const auto file = learning::ModelFile::load(path, kind);
  if (!file) return tl::unexpected(file.error());
  return make(*file);
}

Result<NameTagger> NameTagger::make(const learning::ModelFile& file) {
  NameTagger tagger;
  auto resources = NameResources::load(file);
  if (!resources) return tl::unexpected(resources.error());
  auto model = learning::LinearModel::load(file, "tags.");
  if (!model) return tl::unexpected(model.error());
  if (model->class_count() != kNameTagCount) return fail(ErrorCode::kModelBroken, "the model has other name tags", file.path());
  tagger.resources_ = *resources;
  tagger.model_ = std::move(*model);
  tagger.transitions_.resize(kNameTagCount * kNameTagCount);
  for (std::size_t b = 0; b < kNameTagCount; ++b) {
    const learning::Feature before = transition_feature(static_cast<NameTag>(b));
    tagger.model_.score({&before, 1}, std::span(tagger.transitions_).subspan(b * kNameTagCount, kNameTagCount));
  }
  if (file.section("network.shape")) {
    auto network = NameNetwork::load(file, kNameTagCount);
    if (!network) return tl::unexpected(network.error());
    network->add_transitions(tagger.transitions_);
    tagger.network_ = std::move(*network);
  }
  const auto [least, most] = std::minmax_element(tagger.transitions_.begin(), tagger.transitions_.end());
  tagger.sure_out_ = kSureOut * std::max(-*least, *most);
  tagger.outside_ = tagger.said_of_others({});
  tagger.scratch_ = std::make_shared<learning::Pool<Scratch>>();
  return tagger;
}

namespace {

// How a token is seen by another, and how far that one stands behind it.
struct Neighbour {
  NameView view;
  std::ptrdiff_t behind;
};
constexpr std::array kNeighbours = {Neighbour{kBefore, 1}, Neighbour{kAfter, -1}, Neighbour{kSecondBefore, 2}, Neighbour{kSecondAfter, -2}};

}  // namespace

// Kept from call to call: of tokens seen lately, what no more of their sentence tells than the lists whose phrases they are in.
struct NameTagger::Scratch {
  learning::Recent<NameToken> tokens;
  learning::Recent<Scores> own;
  learning::Recent<SaidOfOthers> others;
  std::vector<learning::Feature> features;
};

// `token`: one, or none for the edge.
NameTagger::SaidOfOthers NameTagger::said_of_others(std::span<const NameToken> token) const {
  SaidOfOthers result;
  std::vector<learning::Feature> features;
  for (std::size_t n = 0; n < kNeighbours.size(); ++n) {
    fill_name_features(token, kNeighbours[n].behind, features, kNeighbours[n].view);
    model_.score(features, result[n]);
  }
  return result;
}

void NameTagger::add_scores_of_single(std::span<const NameToken> tokens, Scratch& scratch, std::span<std::int32_t> scores) const {
  const auto count = static_cast<std::ptrdiff_t>(tokens.size());
  const auto add = [&](std::ptrdiff_t to, const Scores& from) {
    if (to < 0 || to >= count) return;
    for (std::size_t t = 0; t < kNameTagCount; ++t) scores[static_cast<std::size_t>(to) * kNameTagCount + t] += from[t];
  };
  const auto add_said = [&](std::ptrdiff_t at, const SaidOfOthers& said) {
    for (std::size_t n = 0; n < kNeighbours.size(); ++n) add(at + kNeighbours[n].behind, said[n]);
  };
  for (const std::ptrdiff_t edge : {std::ptrdiff_t{-2}, std::ptrdiff_t{-1}, count, count + 1}) add_said(edge, outside_);
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const NameToken& token = tokens[static_cast<std::size_t>(i)];
    const learning::Feature key = learning::feature(token.exact, token.part, token.lists, token.inside), own_key = key ^ (i == 0 ? 1 : 0);
    const Scores* own = scratch.own.find(own_key);
    if (own == nullptr) {
      Scores* const made = scratch.own.place_for(own_key);
      fill_name_features(tokens, i, scratch.features, kSelf);
      model_.score(scratch.features, *made);
      own = made;
    }
    add(i, *own);
    const SaidOfOthers* said = scratch.others.find(key);
    if (said == nullptr) said = &(*scratch.others.place_for(key) = said_of_others({&token, 1}));
    add_said(i, *said);
  }
}

void NameTagger::add_scores_of_several(std::span<const NameToken> tokens, Scratch& scratch, std::span<std::int32_t> scores) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto of_token = scores.subspan(i * kNameTagCount, kNameTagCount);
    if (of_token[0] - *std::max_element(of_token.begin() + 1, of_token.end()) > sure_out_) continue;
    fill_name_features(tokens, static_cast<std::ptrdiff_t>(i), scratch.features, kSeveral);
    model_.add_scores(scratch.features, of_token);
  }
}

std::vector<NameTag> NameTagger::tag(std::span<const NameInput> tokens) const {
  auto lease = scratch_->take();
  Scratch& scratch = *lease;
  if (scratch.tokens.empty()) {
    scratch.tokens.reset(kKnownTokens, 1);
    scratch.own.reset(kKnownTokens, 1);
    scratch.others.reset(kKnownTokens, 1);
  }
  const std::vector<NameToken> views = name_tokens(tokens, resources_, &scratch.tokens);
  std::vector<std::int32_t> scores(tokens.size() * kNameTagCount);
  add_scores_of_single(views, scratch, scores);
  if (network_) network_->add_scores(views, scores);
  add_scores_of_several(views, scratch, scores);
  return best_path(scores, transitions_);
}

NameKind NameTagger::kind_of(NameTag tag, std::span<const NameInput> tokens) const {
  switch (tag) {
    case NameTag::kBPer:
      return NameKind::kPerson;
    case NameTag::kBOrg:
      return NameKind::kOrganisation;
    case NameTag::kBLoc:
      break;
    default:
      return NameKind::kOther;
  }
  const std::vector<NameToken> views = name_tokens(tokens, resources_);
  // A country where its name is all of it; a facility where a word for one heads or ends it.
  std::string whole;
  for (const NameToken& view : views) whole += (whole.empty() ? view.core : " " + view.folded);
  if (resources_.gazetteer.find(learning::hash_of(whole)) & bit_of("country")) return NameKind::kNation;
  if (views.size() == 1 && views[0].lists & bit_of("country")) return NameKind::kNation;
  const auto is_facility = [&](const NameToken& view) {
    return ((resources_.gazetteer.find(learning::hash_of(view.bare)) | resources_.gazetteer.find(learning::hash_of(view.core))) &
            bit_of("noun_facility")) != 0;
  };
  if (views.size() > 1 && (is_facility(views.front()) || is_facility(views.back()))) return NameKind::kFacility;
  return NameKind::kPlace;
}

namespace {

// The longest word of a token; `from` moves on to the token's first word.
std::uint32_t stem_of(const Document& document, IdRange<Word> words, TokenId token, std::uint32_t& from) {
  while (from < words.end && document.at(WordId{from}).token < token) ++from;
  std::uint32_t stem = from;
  for (std::uint32_t w = from; w < words.end && document.at(WordId{w}).token == token; ++w)
    if (document.at(WordId{w}).form.size() > document.at(WordId{stem}).form.size()) stem = w;
  return stem;
}

}  // namespace

std::vector<NameInput> name_inputs(const Document& document, SentenceId id) {
  std::vector<NameInput> inputs;
  const IdRange<Token> tokens = document.at(id).tokens;
  const IdRange<Word> words = document.words_of(id);
  std::uint32_t word = words.begin;
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    NameInput input{document.text(document.at(TokenId{t}).span)};
    const std::uint32_t stem = stem_of(document, words, TokenId{t}, word);
    if (stem < words.end) {
      const Tag& tag = document.tag(WordId{stem});
      input.part = part_of_name_token(tag.upos, tag.features.definite);
    }
    inputs.push_back(input);
  }
  return inputs;
}

namespace {

class NamesStage final : public Stage {
 public:
  NamesStage(NameTagger ar, NameTagger en) : ar_(std::move(ar)), en_(std::move(en)) {}
  std::string_view name() const override { return "names"; }
  std::span<const LayerKind> needs() const override { return kNeeds; }
  std::span<const LayerKind> writes() const override { return kWrites; }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) {
      std::vector<Name> names;
      const Language language = document.language();
      const NameTagger* tagger = language == Language::kAr ? &ar_ : language == Language::kEn ? &en_ : nullptr;
      for (std::uint32_t i = 0; tagger != nullptr && i < document.layer<Sentence>().size(); ++i)
        find_names(document, SentenceId{i}, *tagger, names);
      document.seal<Name>(std::move(names), name());
    }
    return {};
  }

 private:
  static void find_names(const Document& document, SentenceId id, const NameTagger& tagger, std::vector<Name>& names) {
    const Sentence& sentence = document.at(id);
    const std::vector<NameInput> tokens = name_inputs(document, id);
    const std::vector<NameTag> tags = tagger.tag(tokens);
    const IdRange<Word> words = document.words_of(id);
    std::uint32_t word = words.begin;
    for (std::size_t i = 0; i < tags.size();) {
      if (!begins_name(tags[i])) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < tags.size() && tags[end] == inside_of(tags[i])) ++end;
      const TokenId first{sentence.tokens.begin + static_cast<std::uint32_t>(i)},
          last{sentence.tokens.begin + static_cast<std::uint32_t>(end) - 1};
      Name found;
      found.kind = tagger.kind_of(tags[i], std::span(tokens).subspan(i, end - i));
      found.words = {stem_of(document, words, first, word), stem_of(document, words, last, word) + 1};
      if (found.words.begin < found.words.end) {
        found.span = document.at(WordId{found.words.begin}).span.cover(document.at(WordId{found.words.end - 1}).span);
        found.rule = "model";
        names.push_back(std::move(found));
      }
      i = end;
    }
  }

  static constexpr std::array kNeeds = {LayerKind::kSentences, LayerKind::kTokens, LayerKind::kWords, LayerKind::kTags};
  static constexpr std::array kWrites = {LayerKind::kNames};
  NameTagger ar_, en_;
};

}  // namespace

Result<std::unique_ptr<const Stage>> make_names_stage(const std::string& models) {
  auto ar = NameTagger::load(models + "/ar.names.model", "ar.names");
  if (!ar) return tl::unexpected(ar.error());
  auto en = NameTagger::load(models + "/en.names.model", "en.names");
  if (!en) return tl::unexpected(en.error());
  return std::make_unique<const NamesStage>(std::move(*ar), std::move(*en));
}

}  // namespace musnad::language
