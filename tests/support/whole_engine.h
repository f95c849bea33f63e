// The engine with the project's own codebook and models, opened once a process; and what tests ask of it.
#pragma once

#include <gtest/gtest.h>
#include <musnad/engine.h>

#include <fstream>
#include <sstream>

namespace musnad::testing {

inline std::filesystem::path source_path(const std::string& below) {
  return std::filesystem::path(MUSNAD_SOURCE_DIR) / below;
}

inline const Engine& whole_engine() {
  static const auto kEngine = Engine::open({.codebook = source_path("codebook"), .models = source_path("models")});
  if (!kEngine) throw std::runtime_error(kEngine.error().to_string());
  return *kEngine;
}

inline Request text_request(std::string text, Language language = Language::kUnd, std::string date = {}) {
  Request request;
  request.bytes = std::move(text);
  request.language = language;
  request.date = std::move(date);
  request.kind = Request::Kind::kText;
  return request;
}

inline std::string file_content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace musnad::testing
