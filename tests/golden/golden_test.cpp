// Golden cases: the claims of small texts, exactly. MUSNAD_UPDATE_GOLDEN=1 (tools/update_golden) writes what the engine gives
// today into the files, but for cases marked :xfail, whose lines say what would be right.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/case_file.h"
#include "support/claim_lines.h"

namespace musnad::testing {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "-- " + line + "\n";
  return text;
}

std::vector<std::string> actual(const Case& golden) {
  const auto document = whole_engine().read(request_of(golden));
  if (!document) return {document.error().to_string()};
  return claim_lines(*document);
}

void update(const CaseFile& file) {
  std::ofstream to(file.path);
  to << file.comment;
  for (std::size_t i = 0; i < file.cases.size(); ++i) {
    const Case& golden = file.cases[i];
    to << (i ? "\n" : "") << golden.head << '\n' << golden.text << '\n' << joined(golden.xfail.empty() ? actual(golden) : golden.expected);
  }
}

class Golden : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, Cases) {
  const CaseFile file = read_cases(GetParam());
  ASSERT_FALSE(file.cases.empty());
  if (const char* asked = std::getenv("MUSNAD_UPDATE_GOLDEN"); asked && *asked == '1') return update(file);
  for (const Case& golden : file.cases) {
    const std::string where = fmt::format("{}:{}: {}\n{}\n", file.path.filename().string(), golden.line, golden.title, golden.text);
    const std::string expected = joined(golden.expected), got = joined(actual(golden));
    if (golden.xfail.empty())
      EXPECT_EQ(got, expected) << where;
    else
      EXPECT_NE(got, expected) << where << "passes now: take its :xfail away (" << golden.xfail << ")";
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, ::testing::ValuesIn(case_paths()), [](const auto& file) {
  std::string name = file.param.stem().string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

}  // namespace
}  // namespace musnad::testing
