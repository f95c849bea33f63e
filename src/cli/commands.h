// The commands of `musnad`: each stands in one file and registers itself; main only registers, parses and runs.
//
//   void add_check(CLI::App& app, Action& chosen) {
//     auto options = std::make_shared<CheckOptions>();
//     CLI::App* command = app.add_subcommand("check", "...");
//     command->add_option("RECORDS", options->paths, "...");
//     command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
//   }
//
// Results go to standard output, everything else to standard error.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace musnad::cli {

/// What the process ends with.
enum Exit : int {
  kFine = 0,         ///< everything was read
  kSomeFailed = 1,   ///< the run went to its end, some inputs failed
  kUsage = 2,        ///< the command line makes no sense
  kCannotStart = 3,  ///< codebook or models cannot be loaded
};

/// The command that was chosen on the command line, with its options bound; empty until CLI11 has parsed.
using Action = std::function<int()>;

void add_read(CLI::App& app, Action& chosen);
void add_words(CLI::App& app, Action& chosen);
void add_check(CLI::App& app, Action& chosen);
void add_codebook(CLI::App& app, Action& chosen);
void add_explain(CLI::App& app, Action& chosen);
void add_fetch(CLI::App& app, Action& chosen);
void add_feed(CLI::App& app, Action& chosen);
void add_warc(CLI::App& app, Action& chosen);

}  // namespace musnad::cli
