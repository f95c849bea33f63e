#include "cli/places.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace musnad::cli {
namespace {
namespace fs = std::filesystem;

constexpr const char* kLexicon = "musnad.lexicon";

Result<fs::path> find(const std::string& given, const char* name, const char* option, ErrorCode missing) {
  std::error_code ignored;
  if (!given.empty()) {
    if (fs::is_directory(given, ignored)) return fs::path(given);
    return fail(missing, fmt::format("{} is not a directory", option), given);
  }
  std::vector<fs::path> candidates;
  if (const char* home = std::getenv("MUSNAD_HOME"); home && *home) candidates.push_back(fs::path(home) / name);
  if (const fs::path program = fs::read_symlink("/proc/self/exe", ignored); !program.empty())
    candidates.push_back(program.parent_path().parent_path() / "share" / "musnad" / name);
  candidates.push_back(fs::path(MUSNAD_SOURCE_DIR) / name);
  for (const fs::path& candidate : candidates)
    if (fs::is_directory(candidate, ignored)) return candidate;
  std::string looked;
  for (const fs::path& candidate : candidates) looked += (looked.empty() ? "" : ", ") + candidate.string();
  return fail(missing, fmt::format("no {} found in {}; give {} or set MUSNAD_HOME", name, looked, option));
}

}  // namespace

void add_places(CLI::App& command, Places& places) {
  command.add_option("--codebook", places.codebook, "Directory of the codebook")->type_name("DIR");
  command.add_option("--models", places.models, "Directory of the models")->type_name("DIR");
}

Result<fs::path> find_codebook(const Places& places) {
  return find(places.codebook, "codebook", "--codebook", ErrorCode::kCodebookMissing);
}

fs::path find_lexicon() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const fs::path& candidate : {program.parent_path() / kLexicon, program.parent_path().parent_path() / "share" / "musnad" / kLexicon})
    if (fs::exists(candidate, ignored)) return candidate;
  return {};
}

Result<fs::path> find_models(const Places& places) {
  return find(places.models, "models", "--models", ErrorCode::kModelMissing);
}

}  // namespace musnad::cli
