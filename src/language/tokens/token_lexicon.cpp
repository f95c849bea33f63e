#include "language/tokens/tokens.h"
#include "text/folding.h"

#include <fmt/format.h>

#include <fstream>
#include <set>

namespace musnad::language {
namespace {

constexpr std::pair<std::string_view, TokenLexicon::Kind> kKinds[] = {
    {"title", TokenLexicon::kTitle},
    {"before_number", TokenLexicon::kBeforeNumber},
    {"abbreviation", TokenLexicon::kAbbreviation},
    {"unit", TokenLexicon::kUnit},
    {"prefix", TokenLexicon::kPrefix},
    {"domain", TokenLexicon::kDomain},
    {"currency", TokenLexicon::kCurrency},
    {"starter", TokenLexicon::kStarter},
    {"whole", TokenLexicon::kWhole},
    {"letter", TokenLexicon::kLetter},
};

}  // namespace

Result<TokenLexicon> TokenLexicon::load(const std::filesystem::path& codebook) {
  TokenLexicon lexicon;
  std::error_code error;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(codebook, error)) {
    const auto file = entry.path() / "lexicon" / "abbreviations.tsv";
    if (std::filesystem::exists(file, error)) files.insert(file);
  }
  if (files.empty()) return fail(ErrorCode::kCodebookMissing, "no */lexicon/abbreviations.tsv here", codebook.string());
  for (const auto& file : files)
    if (auto done = lexicon.read(file); !done) return tl::unexpected(done.error());
  return lexicon;
}

Result<void> TokenLexicon::read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kCodebookMissing, "cannot be opened", file.string());
  std::string line;
  bool head_seen = false;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    if (!std::exchange(head_seen, true)) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || tab == 0)
      return fail(ErrorCode::kCodebookSyntax, "expected form, kind, note", fmt::format("{}:{}:1", file.string(), number));
    const std::string_view kind = std::string_view(line).substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    const auto* known = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& each) { return each.first == kind; });
    if (known == std::end(kKinds))
      return fail(ErrorCode::kUnknownName, fmt::format("unknown kind '{}'", kind), fmt::format("{}:{}:{}", file.string(), number, tab + 2));
    std::string_view forms = std::string_view(line).substr(0, tab);
    while (!forms.empty()) {
      const std::size_t bar = forms.find('|');
      kinds_[text::fold(forms.substr(0, bar))] |= known->second;
      forms = bar == std::string_view::npos ? std::string_view{} : forms.substr(bar + 1);
    }
  }
  return {};
}

}  // namespace musnad::language
