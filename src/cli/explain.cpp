// musnad explain: what the codebook sees in a text, what fired and what nearly did.
#include "codebook/reading/explain.h"

#include <musnad/engine.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/run.h"

namespace musnad::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  musnad explain "Gunmen killed nine herders near the border."
  musnad explain page.html

Lines that begin with + are acts and cues that were taken, = names and nouns, - what was not taken and why.)";

struct ExplainOptions {
  Places places;
  std::string input;
  std::string date;
};

int explain(const ExplainOptions& options) {
  const auto directory = find_codebook(options.places);
  if (!directory) return cannot_start(directory.error());
  const auto book = codebook::Codebook::load(*directory);
  if (!book) return cannot_start(book.error());
  const auto engine = open_engine(options.places);
  if (!engine) return cannot_start(engine.error());
  Request request;
  request.date = options.date;
  std::error_code ignored;
  if (options.input == kStandardInput || std::filesystem::is_regular_file(options.input, ignored)) {
    auto bytes = read_bytes(options.input, EngineOptions{}.max_bytes);
    if (!bytes) {
      fmt::print(stderr, "musnad: {}\n", bytes.error().to_string());
      return kSomeFailed;
    }
    request.bytes = std::move(*bytes);
    request.kind = kind_of(options.input);
  } else {
    request.bytes = options.input;
    request.kind = Request::Kind::kText;
  }
  const auto document = engine->read(request);
  if (!document) {
    fmt::print(stderr, "musnad: {}\n", document.error().to_string());
    return kSomeFailed;
  }
  fmt::print("{}", codebook::explain(**book, *document));
  return kFine;
}

}  // namespace

void add_explain(CLI::App& app, Action& chosen) {
  CLI::App* command = app.add_subcommand("explain", "Show the words, trees, entries and constructions of a text");
  const auto options = std::make_shared<ExplainOptions>();
  command->add_option("TEXT", options->input, "A text, a file, or - for standard input")->required();
  command->add_option("--date", options->date, "When it was published")->type_name("YYYY-MM-DD");
  add_places(*command, options->places);
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return explain(*options); }; });
}

}  // namespace musnad::cli
