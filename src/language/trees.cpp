#include "language/trees.h"

#include "language/projective.h"

#include <algorithm>
#include <cstring>

namespace musnad::language {
namespace {
constexpr std::size_t kBatchWords = 160;   // about; more gain nothing
constexpr std::size_t kKnownWords = 8192;  // 16 to 24 MB a thread
}  // namespace

std::string relations_text(std::span<const Relation> relations) {
  std::string text;
  for (const Relation each : relations) text += std::string(to_string(each)) + '\n';
  return text;
}

Result<std::vector<Relation>> parse_relations(std::string_view text, const std::string& where) {
  std::vector<Relation> relations;
  for (const std::string_view line : learning::lines_of(text)) {
    relations.push_back(parse_relation(line));
    if (to_string(relations.back()) != line || relations.back() == Relation::kNone)
      return fail(ErrorCode::kModelBroken, "the table of relations is broken", where);
  }
  if (std::find(relations.begin(), relations.end(), Relation::kRoot) == relations.end() || relations.size() < 2)
    return fail(ErrorCode::kModelBroken, "the table of relations lacks one", where);
  return relations;
}

Result<Parser> Parser::load(const std::string& path, std::string_view kind) {
  const auto file = learning::ModelFile::load(path, kind);
  if (!file) return tl::unexpected(file.error());
  return make(*file);
}

Result<Parser> Parser::make(const learning::ModelFile& file) {
  const auto text = file.section("relations");
  if (!text) return tl::unexpected(text.error());
  auto relations = parse_relations(*text, file.path());
  if (!relations) return tl::unexpected(relations.error());
  const auto shape = file.section("shape");
  if (!shape) return tl::unexpected(shape.error());
  const auto numbers = file.values<float>("numbers");
  if (!numbers) return tl::unexpected(numbers.error());
  auto rows = learning::FeatureRows::load(file, "rows.");
  if (!rows) return tl::unexpected(rows.error());
  auto word_classes = learning::HashedTable::load(file, "classes");
  if (!word_classes) return tl::unexpected(word_classes.error());
  Parser result;
  constexpr std::uint32_t kLargest = 1 << 12;
  const auto sound = [](std::uint32_t size) { return size > 0 && size <= kLargest && size % learning::kLanes == 0; };
  if (shape->size() == sizeof result.shape_) std::memcpy(&result.shape_, shape->data(), sizeof result.shape_);
  const TreeShape& s = result.shape_;
  const bool fits = sound(s.width) && s.width % (2 * learning::kLanes) == 0 && sound(s.arc_width) && sound(s.label_width) && s.layers > 0 &&
                    s.layers < 16 && s.domains == 1 && s.relations == relations->size() && rows->width() == s.width &&
                    TreeWeights<const float>(s, nullptr).count == numbers->size();
  if (!fits) return fail(ErrorCode::kModelBroken, "the parts of the model do not fit each other", file.path());
  result.file_ = file;
  result.rows_ = std::move(*rows);
  result.word_classes_ = *word_classes;
  result.numbers_ = numbers->data();
  result.bytes_ = TreeBytes(TreeWeights<const float>(s, numbers->data()));
  result.relations_ = std::move(*relations);
  result.scratch_ = std::make_shared<learning::Pool<Scratch>>();
  return result;
}

namespace {

// Where a piece that begins at `begin` ends.
std::size_t end_of_piece(std::span<const Tag> tags, std::size_t begin) {
  if (tags.size() - begin <= kMostWordsAtOnce) return tags.size();
  const std::size_t last = begin + kMostWordsAtOnce, least = begin + kMostWordsAtOnce / 2;
  for (std::size_t end = last; end > least; --end)
    if (tags[end - 1].upos == Upos::PUNCT || tags[end].upos == Upos::CCONJ) return end;
  return last;
}

}  // namespace

// Kept from call to call.
struct Parser::Scratch {
  TreeTrace trace;
  std::vector<NodePair> pairs;
  learning::Table hidden, relation_scores;
  learning::KnownInputs known;
};

void Parser::read_arcs(Scratch& scratch, std::size_t number, const Piece& piece, std::vector<Arc>& to) const {
  const TreeTrace& trace = scratch.trace;
  const TreeWeights<const float> weights(shape_, numbers_);
  const std::size_t nodes = trace.steps_of(number);
  std::vector<std::uint32_t> heads = best_heads_if_tree(trace.arc_scores[number], nodes);
  if (heads.empty()) heads = best_projective_tree(trace.arc_scores[number], nodes);
  scratch.pairs.clear();
  for (std::size_t i = 1; i < nodes; ++i) scratch.pairs.push_back({number, i, heads[i]});
  score_relations(weights, {}, trace, scratch.pairs, scratch.hidden, scratch.relation_scores);
  const bool goes_on = !to.empty();
  const auto root = std::find_if(to.begin(), to.end(), [](const Arc& arc) { return arc.relation == Relation::kRoot; });
  const WordId first_root{piece.first.value - static_cast<std::uint32_t>(to.end() - root)};
  for (std::size_t i = 1; i < nodes; ++i) {
    if (heads[i] == 0) {  // later pieces hang from the root of the first
      to.push_back(goes_on ? Arc{first_root, Relation::kParataxis} : Arc{WordId{}, Relation::kRoot});
      continue;
    }
    const float* const scores = scratch.relation_scores.row(i - 1);
    std::size_t best = relations_.front() == Relation::kRoot ? 1 : 0;
    for (std::size_t k = 0; k < relations_.size(); ++k)
      if (scores[k] > scores[best] && relations_[k] != Relation::kRoot) best = k;
    to.push_back({WordId{piece.first.value + heads[i] - 1}, relations_[best]});
  }
}

namespace {

// Of everything that node_features_of looks at.
learning::Feature node_key(const Word& word, const Tag& tag, std::uint8_t place) {
  const Features& f = tag.features;
  const learning::Feature forms = learning::feature(learning::hash_of(word.form), learning::hash_of(tag.lemma), place, tag.upos);
  return learning::feature(forms, f.definite, f.gender, f.number, f.person, f.verb_form, f.voice, f.tense, f.mood);
}

}  // namespace

void Parser::fill_nodes(std::span<const Piece> pieces, Scratch& scratch) const {
  const TreeWeights<const float> weights(shape_, numbers_);
  TreeTrace& trace = scratch.trace;
  trace.ends.clear();
  std::size_t nodes = 0;
  for (const Piece& piece : pieces) trace.ends.push_back(nodes += piece.words.size() + 1);
  scratch.known.begin(nodes, trace);
  std::size_t node = 0;
  const auto write = [&](std::span<const learning::Feature> features, float* to) {
    std::copy_n(weights.domains.data, shape_.width, to);
    rows_.add_rows(features, to);
  };
  for (const Piece& piece : pieces) {
    if (float* const input = scratch.known.take(kRootFeature, node, trace)) write(std::span(&kRootFeature, 1), input);
    ++node;
    for (std::size_t i = 0; i < piece.words.size(); ++i, ++node) {
      const std::uint8_t place = place_in_token(piece.words, i);
      if (float* const input = scratch.known.take(node_key(piece.words[i], piece.tags[i], place), node, trace))
        write(node_features_of(piece.words[i], piece.tags[i], place, word_classes_), input);
    }
  }
  scratch.known.finish(bytes_.layers[0], trace);
}

void Parser::parse_batch(std::span<const Piece> pieces, Scratch& scratch, std::vector<std::vector<Arc>>& arcs) const {
  fill_nodes(pieces, scratch);
  score_arcs(TreeWeights<const float>(shape_, numbers_), bytes_, scratch.trace);
  for (std::size_t i = 0; i < pieces.size(); ++i) read_arcs(scratch, i, pieces[i], arcs[pieces[i].sentence]);
}

void Parser::make_passives_whole(const TaggedSentence& sentence, std::vector<Arc>& arcs) const {
  if (std::find(relations_.begin(), relations_.end(), Relation::kAuxPass) == relations_.end()) return;
  for (const Arc& arc : std::vector(arcs)) {
    if (arc.relation != Relation::kCop) continue;
    const Tag& head = sentence.tags[arc.head.value - sentence.first.value];
    if (head.upos != Upos::VERB || head.features.voice != Voice::kPass) continue;
    for (Arc& other : arcs) {
      if (other.head != arc.head) continue;
      if (other.relation == Relation::kCop) other.relation = Relation::kAuxPass;
      if (other.relation == Relation::kNsubj) other.relation = Relation::kNsubjPass;
    }
  }
}

std::vector<std::vector<Arc>> Parser::parse(std::span<const TaggedSentence> sentences) const {
  auto lease = scratch_->take();
  Scratch& scratch = *lease;
  if (scratch.known.empty()) scratch.known.reset(kKnownWords, shape_.width);
  std::vector<std::vector<Arc>> arcs(sentences.size());
  std::vector<Piece> batch;
  std::size_t words = 0;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const TaggedSentence& sentence = sentences[s];
    for (std::size_t begin = 0; begin < sentence.words.size();) {
      const std::size_t end = end_of_piece(sentence.tags, begin), count = end - begin;
      const WordId first{sentence.first.value + static_cast<std::uint32_t>(begin)};
      batch.push_back({s, sentence.words.subspan(begin, count), sentence.tags.subspan(begin, count), first});
      words += count;
      if (words >= kBatchWords) {
        parse_batch(batch, scratch, arcs);
        batch.clear();
        words = 0;
      }
      begin = end;
    }
  }
  if (!batch.empty()) parse_batch(batch, scratch, arcs);
  for (std::size_t s = 0; s < sentences.size(); ++s) make_passives_whole(sentences[s], arcs[s]);
  return arcs;
}

}  // namespace musnad::language
