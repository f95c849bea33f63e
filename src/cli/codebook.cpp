// musnad codebook: check, test and look over the codebook.
#include <musnad/engine.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/run.h"
#include "codebook/lexicon/lexicon.h"
#include "codebook/reading/examples.h"

namespace musnad::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  musnad codebook check               every error, as file:line:column: message
  musnad codebook test                run the yes and no lines through the engine
  musnad codebook test "frame kill"   only those of one frame, construction or rule
  musnad codebook unused              frames nothing uses, constructions without examples
  musnad codebook compile --out FILE  the inflected lexicon, for a quicker start; the build makes it: musnad.lexicon)";

struct CodebookOptions {
  Places places;
  std::string owner;
  std::string out;
};

int check(const CodebookOptions& options) {
  const auto directory = find_codebook(options.places);
  if (!directory) return cannot_start(directory.error());
  const auto errors = codebook::Codebook::check(*directory);
  for (const Error& error : errors) fmt::print("{}\n", error.to_string());
  if (!errors.empty()) {
    fmt::print(stderr, "musnad: {} errors\n", errors.size());
    return kSomeFailed;
  }
  const auto book = codebook::Codebook::load(*directory);
  if (!book) return cannot_start(book.error());
  fmt::print("codebook {}: {} entries, {} forms, {} frames, {} examples; sound\n", (*book)->version(), (*book)->entries().size(),
             (*book)->lexicon().size(), (*book)->frames().size(), (*book)->examples().size());
  return kFine;
}

int test(const CodebookOptions& options) {
  const auto directory = find_codebook(options.places);
  if (!directory) return cannot_start(directory.error());
  const auto book = codebook::Codebook::load(*directory);
  if (!book) return cannot_start(book.error());
  const auto engine = open_engine(options.places);
  if (!engine) return cannot_start(engine.error());
  const codebook::Analyse analyse = [&](const std::string& sentence, Language language) {
    Request request;
    request.bytes = sentence;
    request.language = language;
    request.kind = Request::Kind::kText;
    return engine->read(request);
  };
  std::size_t run = 0, failed = 0;
  for (const codebook::Example& example : (*book)->examples()) {
    if (!options.owner.empty() && example.owner != options.owner) continue;
    ++run;
    const codebook::ExampleResult result = codebook::run_example(**book, example, analyse);
    if (result.passed) continue;
    ++failed;
    fmt::print("{}: {}: {} \"\u2068{}\u2069\": {}\n", example.origin.to_string(), example.owner, example.positive ? "yes" : "no",
               example.sentence, result.reason);
  }
  fmt::print("{} examples, {} failed\n", run, failed);
  return failed ? kSomeFailed : kFine;
}

int unused(const CodebookOptions& options) {
  const auto directory = find_codebook(options.places);
  if (!directory) return cannot_start(directory.error());
  const auto book = codebook::Codebook::load(*directory);
  if (!book) return cannot_start(book.error());
  for (const std::string& line : codebook::find_unused(**book)) fmt::print("{}\n", line);
  return kFine;
}

int compile(const CodebookOptions& options) {
  const auto directory = find_codebook(options.places);
  if (!directory) return cannot_start(directory.error());
  const auto book = codebook::Codebook::load(*directory);
  if (!book) return cannot_start(book.error());
  const auto written = (*book)->write_lexicon(options.out);
  return written ? kFine : cannot_start(written.error());
}

}  // namespace

void add_codebook(CLI::App& app, Action& chosen) {
  CLI::App* command = app.add_subcommand("codebook", "Check, test and look over the codebook");
  command->require_subcommand(1);
  command->footer(kExamples);
  const auto options = std::make_shared<CodebookOptions>();
  const auto add = [&](const char* name, const char* purpose, int (*run)(const CodebookOptions&)) {
    CLI::App* part = command->add_subcommand(name, purpose);
    add_places(*part, options->places);
    part->callback([options, &chosen, run] { chosen = [options, run] { return run(*options); }; });
    return part;
  };
  add("check", "Read it all and report every error", check);
  add("test", "Run its examples", test)
      ->add_option("OWNER", options->owner, "Only the examples of this: \"frame kill\", \"construction passive\"");
  add("compile", "Write the inflected lexicon to a file that starts sooner", compile)
      ->add_option("--out", options->out, "The file to write")
      ->type_name("FILE")
      ->required();
  add("unused", "Frames that nothing uses, constructions without examples", unused);
}

}  // namespace musnad::cli
