#include "names_resources.h"

#include "names_classes.h"
#include "text/folding.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace musnad::training {
namespace {

using language::HashedTable;
using language::NameTag;
using learning::Feature;
using Items = std::vector<std::pair<Feature, std::uint32_t>>;
using FoldedSentences = std::vector<std::vector<std::string>>;
using Facts = std::map<std::string, std::uint32_t>;

std::uint32_t log_frequency(std::uint64_t count) {
  return std::min<std::uint32_t>(255, 1 + static_cast<std::uint32_t>(std::log(static_cast<double>(count)) * 16));
}

std::uint32_t proper_class(std::uint64_t proper, std::uint64_t other) {
  const double share = static_cast<double>(proper) / static_cast<double>(proper + other);
  return share > 0.9 ? 5 : share > 0.6 ? 4 : share > 0.3 ? 3 : share > 0.05 ? 2 : 1;
}

std::vector<HashedTable::Slot> table_of_facts(const Facts& facts) {
  Items items;
  for (const auto& [word, fact] : facts) items.emplace_back(learning::hash_of(word), fact);
  return HashedTable::build(items);
}

// How often each folded word is a proper noun, and otherwise.
std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> read_proper(const std::string& path) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> counts;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
    auto& entry = counts[text::fold(std::string_view(line).substr(0, tab))];
    entry.first += std::stoull(line.substr(tab + 1));
    entry.second += std::stoull(line.substr(second + 1));
  }
  return counts;
}

std::map<std::string, std::uint16_t> classes_of_cores(const FoldedSentences& sentences, const HashedTable& words,
                                                      const ClassOptions& options) {
  std::map<std::string, std::string> cores;
  std::map<std::string, std::uint64_t> counts;
  for (const auto& sentence : sentences)
    for (const std::string& token : sentence) {
      auto& core = cores[token];
      if (core.empty()) core = language::find_core(token, words).core;
      ++counts[core];
    }
  std::vector<std::pair<std::uint64_t, std::string>> order;
  for (const auto& [core, count] : counts) order.emplace_back(count, core);
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::map<std::string, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < order.size(); ++i) numbers[order[i].second] = i;
  const auto frequent = std::find_if(order.begin(), order.end(), [](const auto& each) { return each.first < 4; });
  const std::size_t vocabulary = std::min<std::size_t>(options.vocabulary, static_cast<std::size_t>(frequent - order.begin()));
  std::vector<std::vector<std::uint32_t>> numbered;
  for (const auto& sentence : sentences) {
    numbered.emplace_back();
    for (const std::string& token : sentence) numbered.back().push_back(numbers[cores[token]]);
  }
  const auto classes = word_classes(numbered, vocabulary, options.classes, options.rounds);
  std::map<std::string, std::uint16_t> result;
  for (std::size_t i = 0; i < vocabulary; ++i) result[order[i].second] = classes[i];
  return result;
}

std::uint32_t list_bit(std::string_view list) {
  const auto* found = std::find(std::begin(language::kNameLists), std::end(language::kNameLists), list);
  return found == std::end(language::kNameLists) ? 0 : 1U << (found - std::begin(language::kNameLists));
}

void add_phrase(Phrases& phrases, const std::string& key, std::uint32_t bit) {
  phrases[key] |= bit;
  for (std::size_t blank = key.find(' '); blank != std::string::npos; blank = key.find(' ', blank + 1))
    phrases[key.substr(0, blank)] |= language::kPrefixBit;
}

}  // namespace

std::vector<NamedSentence> read_text(const std::string& lists, const std::string& lang, const language::TokenLexicon& lexicon) {
  std::vector<NamedSentence> sentences;
  std::ifstream text(lists + "/" + lang + ".text", std::ios::binary);
  for (std::string line; std::getline(text, line);) {
    NamedSentence& sentence = sentences.emplace_back();
    sentence.text = line;
    sentence.tokens = language::tokenize(line, {0, static_cast<std::uint32_t>(line.size())}, lexicon);
  }
  return sentences;
}

std::vector<HashedTable::Slot> word_table(const std::vector<NamedSentence>& text, const std::string& lists, const std::string& lang,
                                          const ClassOptions& options) {
  FoldedSentences sentences;
  for (const NamedSentence& sentence : text) {
    sentences.emplace_back();
    for (const language::NameInput& token : sentence.inputs()) sentences.back().push_back(text::fold(token.form));
  }
  std::map<std::string, std::uint64_t> counts;
  for (const auto& sentence : sentences)
    for (const std::string& token : sentence) ++counts[token];
  Facts facts;
  for (const auto& [word, count] : counts) facts[word] |= language::WordFacts::pack(log_frequency(count), 0, 0);
  for (const auto& [word, each] : read_proper(lists + "/" + lang + ".proper.tsv")) {
    auto& fact = facts[word];
    fact =
        language::WordFacts::pack(std::max(log_frequency(each.first + each.second), fact & 0xff), 0, proper_class(each.first, each.second));
  }
  const auto first = table_of_facts(facts);
  for (const auto& [word, word_class] : classes_of_cores(sentences, HashedTable(first), options))
    facts[word] |= language::WordFacts::pack(1, word_class, 0);
  // Words seen once and of no class say nothing.
  std::erase_if(facts, [](const auto& each) {
    return language::WordFacts{each.second}.frequency() <= 1 && language::WordFacts{each.second}.word_class() == 0;
  });
  return table_of_facts(facts);
}

Phrases read_gazetteer(const std::string& lists, const std::string& lang) {
  Phrases phrases;
  std::ifstream in(lists + "/" + lang + ".gazetteer.tsv", std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (const std::uint32_t bit = list_bit(std::string_view(line).substr(tab + 1)))
      add_phrase(phrases, language::phrase_key(std::string_view(line).substr(0, tab)), bit);
  }
  return phrases;
}

std::vector<HashedTable::Slot> table_of(const Phrases& phrases) {
  Items items;
  for (const auto& [key, value] : phrases) items.emplace_back(learning::hash_of(key), value);
  return HashedTable::build(items);
}

std::vector<HashedTable::Slot> read_word_classes(const std::string& path) {
  Items items;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    items.emplace_back(learning::hash_of(std::string_view(line).substr(0, tab)), std::stoul(line.substr(tab + 1)));
  }
  return HashedTable::build(items);
}

void add_seen_names(const std::vector<NamedSentence>& sentences, const language::NameTagger& tagger,
                    const language::NameResources& resources, Phrases& phrases) {
  constexpr std::uint32_t kFewestNames = 2, kFewestWords = 3;
  struct Seen {
    std::uint32_t kinds[5] = {}, out = 0;
  };
  std::map<std::string, Seen> names, words;
  for (const NamedSentence& sentence : sentences) {
    const auto inputs = sentence.inputs();
    const auto tags = tagger.tag(inputs);
    const auto views = language::name_tokens(inputs, resources);
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (tags[i] == NameTag::kOut) {
        ++words[views[i].core].out;
      } else {
        ++words[views[i].core].kinds[(static_cast<int>(tags[i]) + 1) / 2];
      }
      if (!language::begins_name(tags[i])) continue;
      std::string key = views[i].core;
      for (std::size_t k = i + 1; k < tags.size() && tags[k] == language::inside_of(tags[i]); ++k) key += ' ' + views[k].folded;
      ++names[key].kinds[(static_cast<int>(tags[i]) + 1) / 2];
    }
  }
  static constexpr std::string_view kLists[] = {"", "seen_person", "seen_organisation", "seen_place"};
  for (const auto* seen : {&names, &words})
    for (const auto& [key, counts] : *seen) {
      std::uint32_t total = counts.out;
      for (const std::uint32_t count : counts.kinds) total += count;
      for (std::size_t kind = 1; kind <= 3; ++kind)
        if (counts.kinds[kind] >= (seen == &names ? kFewestNames : kFewestWords) && counts.kinds[kind] * 2 > total)
          add_phrase(phrases, key, list_bit(kLists[kind]));
    }
}

}  // namespace musnad::training
