#include "language/whole_names.h"

#include <fstream>
#include <vector>

#include "language/words.h"
#include "text/fields.h"

namespace musnad::language {
Result<WholeNames> WholeNames::load(const std::filesystem::path& codebook) {
  const std::filesystem::path file = codebook / "shared" / "countries.tsv";
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kCodebookMissing, "cannot be opened", file.string());
  WholeNames result;
  std::vector<std::size_t> columns;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = text::split(line, '\t');
    if (columns.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i] == "name_ar" || cells[i] == "capital_ar") columns.push_back(i);
      if (columns.empty()) return fail(ErrorCode::kCodebookSyntax, "no columns name_ar, capital_ar", file.string() + ":1");
      continue;
    }
    for (const std::size_t column : columns) {
      if (column >= cells.size()) continue;
      for (const std::string_view name : text::split(cells[column], '|'))
        if (!name.empty() && name.find(' ') == std::string_view::npos) result.names_.insert(PlainToken(name).folded);
    }
  }
  return result;
}

}  // namespace musnad::language
