// musnad read: pages in, records or reports out.
#include <musnad/engine.h>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "record/report.h"

namespace musnad::cli {
namespace {

struct ReadOptions {
  RunOptions run;
  std::string format = "jsonl";
  std::string colour = "auto";
};

int read(ReadOptions options) {
  if (options.format == "jsonl")
    return run(options.run, Depth::kRecord, [](const Engine& engine, const Document& document) { return engine.record(document) + "\n"; });
  options.run.error_records = false;
  record::ReportStyle style;
  style.colour = options.colour == "always" || (options.colour == "auto" && wants_colour());
  style.width = terminal_width();
  return run(options.run, Depth::kRecord, [style](const Engine&, const Document& document) { return record::report(document, style); });
}

constexpr const char* kExamples = R"(Examples:
  musnad read page.html                        one page, its record on standard output
  musnad read --format text page.html          the same as a report to read
  musnad read --threads 4 crawl/ > out.jsonl   every .html, .htm and .txt below a directory
  curl -s https://example.org/a | musnad read --date 2022-01-07 -
  musnad read --in jsonl - < in.jsonl          a filter: {"id": "x1", "text": "..."} in, a record out)";

}  // namespace

void add_read(CLI::App& app, Action& chosen) {
  const auto options = std::make_shared<ReadOptions>();
  CLI::App* command = app.add_subcommand("read", "Read news pages and write their records");
  add_run_options(*command, options->run);
  command->add_option("--format", options->format, "What to write: a record a line, or reports to read")
      ->check(CLI::IsMember({"jsonl", "text"}))
      ->capture_default_str();
  command->add_option("--color", options->colour, "Colours in reports; auto: on a terminal, unless NO_COLOR is set")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return read(*options); }; });
}

}  // namespace musnad::cli
