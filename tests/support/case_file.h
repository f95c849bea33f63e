// Golden case files: texts with the claims that the engine must make of them.
//
//   == title                        :lang ar  :date 2022-01-07  :xfail why it is known to be wrong
//                                   :moves vowels alefs   (rewritings under which the claims are known to change)
//   the text, one line or more
//   -- claim ASSAULT  trigger=...   one line a claim, exactly as claim_lines.h writes them
//
// Lines before the first `==` and lines that begin with # are comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/whole_engine.h"

namespace musnad::testing {

struct Case {
  std::string title;
  std::string head;  ///< the line as it stands
  std::string language, date, xfail;
  std::string moves;  ///< rewritings under which its claims are known to change: "vowels alefs"
  std::string text;
  std::vector<std::string> expected;
  std::size_t line = 0;
};

struct CaseFile {
  std::filesystem::path path;
  std::string comment;  ///< before the first case
  std::vector<Case> cases;
};

inline std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

inline Case parse_case_head(const std::string& head, std::size_t line) {
  Case result;
  result.head = head;
  result.line = line;
  std::size_t at = head.find(" :");
  result.title = trimmed(std::string_view(head).substr(2, at == std::string::npos ? at : at - 2));
  while (at != std::string::npos) {
    const std::size_t next = head.find(" :", at + 2);
    const std::string field = head.substr(at + 2, next == std::string::npos ? next : next - at - 2);
    const std::size_t space = field.find(' ');
    const std::string key = field.substr(0, space), value = space == std::string::npos ? "" : trimmed(field.substr(space));
    if (key == "lang") result.language = value;
    if (key == "date") result.date = value;
    if (key == "moves") result.moves = value;
    if (key == "xfail") result.xfail = value.empty() ? "no reason given" : value;
    at = next;
  }
  return result;
}

inline CaseFile read_cases(const std::filesystem::path& path) {
  CaseFile file{path, {}, {}};
  std::istringstream lines(file_content(path));
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.starts_with("==")) {
      file.cases.push_back(parse_case_head(line, number));
    } else if (file.cases.empty() || line.starts_with("#")) {
      if (file.cases.empty()) file.comment += line + "\n";
    } else if (line.starts_with("-- ")) {
      file.cases.back().expected.push_back(line.substr(3));
    } else if (!trimmed(line).empty()) {
      Case& last = file.cases.back();
      last.text += (last.text.empty() ? "" : "\n") + line;
    }
  }
  return file;
}

inline std::vector<std::filesystem::path> case_paths() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/golden")))
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

inline Request request_of(const Case& golden) {
  return text_request(golden.text,
                      golden.language == "ar"   ? Language::kAr
                      : golden.language == "en" ? Language::kEn
                                                : Language::kUnd,
                      golden.date);
}

}  // namespace musnad::testing
