// What the tests of this room share: the small codebook and documents made from CoNLL-U.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "codebook/codebook.h"
#include "codebook/reading/reading.h"
#include "language/conllu.h"

namespace musnad::codebook::testing {

inline std::string data(const char* name) {
  return std::string(MUSNAD_SOURCE_DIR "/tests/unit/codebook/") + name;
}

inline std::shared_ptr<const Codebook> small_book() {
  static const auto book = Codebook::load(data("data"));
  if (!book) ADD_FAILURE() << book.error().to_string();
  return *book;
}

/// One word a line, columns parted by blanks: form, lemma, part of speech, head (from 1), relation[, features].
inline std::string conllu(const std::string& rows) {
  std::string text;
  std::size_t number = 0, at = 0;
  while (at < rows.size()) {
    const std::size_t end = rows.find('\n', at);
    std::vector<std::string> cells{""};
    for (char c : rows.substr(at, end - at)) {
      if (c == ' ') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    at = end == std::string::npos ? rows.size() : end + 1;
    if (cells.size() < 5) continue;
    const std::string features = cells.size() > 5 ? cells[5] : "_";
    text += std::to_string(++number) + "\t" + cells[0] + "\t" + cells[1] + "\t" + cells[2] + "\t_\t" + features + "\t" + cells[3] + "\t" +
            cells[4] + "\t_\t_\n";
  }
  return text + "\n";
}

/// A document with trees and matches.
inline Document read(const std::string& rows, Language language = Language::kEn) {
  auto docs = language::parse_conllu_documents(conllu(rows), language, "test");
  if (!docs || docs->empty()) {
    ADD_FAILURE() << "the test's rows are no CoNLL-U";
    return {};
  }
  const auto stage = make_matches_stage(small_book());
  EXPECT_TRUE(stage->run(*docs).has_value());
  return std::move(docs->front());
}

inline std::string filler(const Document& doc, const FilledFrame& filled, std::string_view role) {
  const FilledSlot* slot = filled.find(role);
  return slot ? doc.at(slot->fillers.front().head).form : "";
}

inline bool used(const FilledFrame& filled, std::string_view rule) {
  for (const std::string& name : filled.rules)
    if (name == rule) return true;
  return false;
}

}  // namespace musnad::codebook::testing
