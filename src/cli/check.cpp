// musnad check: do records keep their contract?
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/terminal.h"
#include "record/checker.h"

namespace musnad::cli {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 30;

struct CheckOptions {
  std::vector<std::string> paths;
  std::size_t show = 20;
};

struct Tally {
  std::size_t records = 0, errors = 0, violations = 0;
};

void check_file(const std::string& path, std::FILE* stream, std::size_t show, Progress& progress, Tally& tally) {
  Lines lines(stream, kMaxLineBytes);
  std::string line;
  while (lines.next(line) != Lines::Next::kEnd) {
    if (line.empty()) continue;
    ++tally.records;
    progress.advance();
    for (const record::Violation& violation : record::check(line)) {
      if (tally.violations++ >= show) continue;
      progress.clear();
      const std::string where = violation.where.empty() ? "" : violation.where + ": ";
      fmt::print("{}:{}: {}{} [{}]\n", path, lines.number(), where, violation.message, code_of(violation.code));
    }
  }
}

int check(const CheckOptions& options) {
  Tally tally;
  Progress progress(0, "records");
  for (const std::string& path : options.paths) {
    const bool standard = path == kStandardInput;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(standard ? nullptr : std::fopen(path.c_str(), "rb"), std::fclose);
    if (!standard && !file) {
      ++tally.errors;
      fmt::print(stderr, "musnad: {}\n", read_bytes(path, 0).error().to_string());
      continue;
    }
    check_file(path, standard ? stdin : file.get(), options.show, progress, tally);
  }
  progress.clear();
  fmt::print("{} records, {} violations\n", tally.records, tally.violations);
  return tally.violations || tally.errors ? kSomeFailed : kFine;
}

constexpr const char* kExamples = R"(Examples:
  musnad check out.jsonl
  musnad read pages/ | musnad check -)";

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Check that records keep their contract: keys, spans, references, chains");
  command->add_option("RECORDS", options->paths, "Files of records, one a line; - is standard input")->required()->type_name("");
  command->add_option("--show", options->show, "Print the first so many violations")->capture_default_str();
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace musnad::cli
