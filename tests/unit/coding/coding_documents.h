// Documents for tests of the coding room: lines are blocks and sentences, words are what stands between spaces.
#pragma once

#include <musnad/document.h>

#include <fstream>
#include <sstream>

namespace musnad::coding {

inline Document plain_document(std::string text, Language language, std::string given_date = {}, std::string uri = {}) {
  PageMetadata metadata;
  metadata.language = language;
  metadata.given_date = std::move(given_date);
  metadata.uri = std::move(uri);
  Document doc(std::move(text), std::move(metadata));
  std::vector<Block> blocks;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<Word> words;
  const std::string_view all = doc.text();
  const auto add_word = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin == end) return;
    const SentenceId sentence{static_cast<std::uint32_t>(sentences.size() - 1)};
    words.push_back(
        {{begin, end}, {static_cast<std::uint32_t>(tokens.size())}, sentence, true, std::string(all.substr(begin, end - begin))});
    tokens.push_back({{begin, end}, sentence});
  };
  for (std::uint32_t begin = 0; begin < all.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(all.find('\n', begin), all.size()));
    blocks.push_back({BlockKind::kBody, {begin, end}, {}});
    sentences.push_back({{begin, end}, BlockId{static_cast<std::uint32_t>(blocks.size() - 1)}, {}});
    std::uint32_t word = begin;
    for (std::uint32_t at = begin; at <= end; ++at) {
      if (at < end && all[at] != ' ') continue;
      add_word(word, at);
      word = at + 1;
    }
    begin = end + 1;
  }
  doc.seal(std::move(blocks), "test");
  doc.seal(std::move(sentences), "test");
  doc.seal(std::move(tokens), "test");
  doc.seal(std::move(words), "test");
  return doc;
}

inline std::vector<std::vector<std::string>> read_table(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  for (bool head = true; std::getline(file, line); head = false) {
    if (head || line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace musnad::coding
