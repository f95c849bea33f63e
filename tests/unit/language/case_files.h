// Reads the data files of these tests: lines of columns, # comments.
#pragma once

#include <gtest/gtest.h>
#include <fstream>
#include <string>
#include <vector>

namespace musnad::language {

inline std::vector<std::string> split_at(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

inline std::vector<std::string> read_case_lines(const std::string& name) {
  std::ifstream in(std::string(MUSNAD_SOURCE_DIR) + "/tests/unit/language/data/" + name);
  EXPECT_TRUE(in) << name;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (line.empty() || line[0] != '#') lines.push_back(line);
  return lines;
}

}  // namespace musnad::language
