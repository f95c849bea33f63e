// musnad: registers the commands, parses the command line, runs the one that was chosen.
#include <musnad/engine.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/commands.h"

namespace {

// What one page's tables took is kept for the next one's, rather than given back to the system and cleared anew.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 64 << 20;
  mallopt(M_MMAP_THRESHOLD, kKept);
  mallopt(M_TRIM_THRESHOLD, kKept);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  using namespace musnad::cli;
  keep_memory();
  CLI::App app{
      "Musnad reads news pages in Arabic and English and writes down who did what to whom, where, when, how many,\n"
      "and through which chain of tellers, every field tied to the characters it came from."};
  app.set_version_flag("--version", "musnad " + std::string(musnad::version()));
  app.require_subcommand(1);
  app.footer("musnad COMMAND --help tells more. Exit status: 0 fine, 1 some inputs failed, 2 usage, 3 cannot start.");
  Action chosen;
  add_read(app, chosen);
  add_words(app, chosen);
  add_check(app, chosen);
  add_codebook(app, chosen);
  add_explain(app, chosen);
  add_fetch(app, chosen);
  add_feed(app, chosen);
  add_warc(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kFine : kUsage;
  }
  try {
    return chosen();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "musnad: %s\n", error.what());
    return kCannotStart;
  }
}
