// Where codebook and models are: an option, else $MUSNAD_HOME, else ../share/musnad beside the program, else the source tree
// that the program was built from.
#pragma once

#include <musnad/error.h>

#include <filesystem>

namespace CLI {
class App;
}

namespace musnad::cli {

struct Places {
  std::string codebook;  ///< as given on the command line; empty: to be looked for
  std::string models;
};

/// Adds --codebook and --models.
void add_places(CLI::App& command, Places& places);
/// The directories to use; E0201 where no codebook, E0301 where no models can be found.
Result<std::filesystem::path> find_codebook(const Places& places);
Result<std::filesystem::path> find_models(const Places& places);
/// The compiled lexicon beside the program or in ../share/musnad; empty where there is none, which is no error.
std::filesystem::path find_lexicon();

}  // namespace musnad::cli
