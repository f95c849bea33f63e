#include "language/whole_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "language/words.h"
#include "text/fields.h"

namespace musnad::language {

Result<void> WholeNames::add(const std::filesystem::path& file, std::initializer_list<std::string_view> wanted) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kCodebookMissing, "cannot be opened", file.string());
  std::vector<std::size_t> columns;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = text::split(line, '\t');
    if (columns.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (std::find(wanted.begin(), wanted.end(), cells[i]) != wanted.end()) columns.push_back(i);
      if (columns.size() != wanted.size())
        return fail(ErrorCode::kCodebookSyntax, fmt::format("not all of the columns {}", fmt::join(wanted, ", ")), file.string() + ":1");
      continue;
    }
    for (const std::size_t column : columns) {
      if (column >= cells.size()) continue;
      for (const std::string_view name : text::split(cells[column], '|'))
        if (!name.empty() && name.find(' ') == std::string_view::npos) names_.insert(PlainToken(name).folded);
    }
  }
  return {};
}

Result<WholeNames> WholeNames::load(const std::filesystem::path& codebook) {
  WholeNames result;
  if (auto added = result.add(codebook / "shared" / "countries.tsv", {"name_ar", "capital_ar"}); !added)
    return tl::unexpected(added.error());
  if (auto added = result.add(codebook / "ar" / "lexicon" / "whole_words.tsv", {"word"}); !added) return tl::unexpected(added.error());
  return result;
}

}  // namespace musnad::language
