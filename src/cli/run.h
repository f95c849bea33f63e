// What commands that read pages have in common: their options, and the run over files, directories or lines of requests.
#pragma once

#include <musnad/engine.h>

#include <functional>
#include <string>
#include <vector>

#include "cli/places.h"

namespace musnad::cli {

struct RunOptions {
  std::vector<std::string> paths;  ///< empty: standard input
  std::string in = "pages";
  std::string date;
  std::string language = "und";
  unsigned threads = 1;
  std::size_t max_bytes = EngineOptions{}.max_bytes;
  Places places;
  bool error_records = true;  ///< an input that fails leaves an error record in the output
};

/// What stands in the output for a document that was read.
using Render = std::function<std::string(const Engine&, const Document&)>;

/// Adds all options of RunOptions to a command.
void add_run_options(CLI::App& command, RunOptions& options);

/// Opens an engine with the codebook and models found; `options` says the rest.
Result<Engine> open_engine(const Places& places, EngineOptions options = {});

/// Says why a command cannot start, on standard error. The exit code.
int cannot_start(const Error& error);

/// Reads every input, writes what `render` makes of it in the order of the inputs, complains on standard error of what
/// failed. Memory does not grow with the number of inputs. The exit code.
int run(const RunOptions& options, Depth depth, const Render& render);

}  // namespace musnad::cli
