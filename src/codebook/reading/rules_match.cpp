// Rules over words and trees.
#include <algorithm>
#include <set>

#include "codebook/reading/reading.h"
#include "codebook/rules.h"

namespace musnad::codebook {
namespace {

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

}  // namespace

bool satisfies(const Rule& rule, const Reading& reading, const std::vector<WordId>& words) {
  for (std::size_t i = 0; i < rule.parts.size(); ++i) {
    if (std::count(words.begin(), words.end(), words[i]) != 1) return false;
    if (!part_fits(rule.parts[i], reading, words[i])) return false;
  }
  return std::all_of(rule.links.begin(), rule.links.end(), [&](const RuleLink& link) { return link_holds(link, reading, words); });
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
    const std::size_t anchor = rule.anchor();
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
