// musnad words: sentences, words, tags and trees as CoNLL-U.
#include <musnad/engine.h>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/run.h"
#include "language/conllu.h"

namespace musnad::cli {
namespace {
constexpr const char* kExamples = R"(Examples:
  musnad words page.txt                        one page
  musnad words --in jsonl - < in.jsonl         a filter: {"id": "x1", "text": "...", "lang": "ar"} in, CoNLL-U out

A line that cannot be read leaves a line of JSON with its error among the CoNLL-U.)";
}  // namespace

void add_words(CLI::App& app, Action& chosen) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("words", "Write the words, tags and trees of pages as CoNLL-U");
  add_run_options(*command, *options);
  command->footer(kExamples);
  command->callback([options, &chosen] {
    chosen = [options] {
      return run(*options, Depth::kWords, [](const Engine&, const Document& document) { return language::write_conllu(document); });
    };
  });
}

}  // namespace musnad::cli
