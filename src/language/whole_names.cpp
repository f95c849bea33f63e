#include "language/whole_names.h"

#include <fstream>
#include <vector>

#include "language/words.h"

namespace musnad::language {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    pieces.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return pieces;
    begin = end + 1;
  }
}

}  // namespace

Result<WholeNames> WholeNames::load(const std::filesystem::path& codebook) {
  const std::filesystem::path file = codebook / "shared" / "countries.tsv";
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::kCodebookMissing, "cannot be opened", file.string());
  WholeNames result;
  std::vector<std::size_t> columns;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    if (columns.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i] == "name_ar" || cells[i] == "capital_ar") columns.push_back(i);
      if (columns.empty()) return fail(ErrorCode::kCodebookSyntax, "no columns name_ar, capital_ar", file.string() + ":1");
      continue;
    }
    for (const std::size_t column : columns) {
      if (column >= cells.size()) continue;
      for (const std::string_view name : split(cells[column], '|'))
        if (!name.empty() && name.find(' ') == std::string_view::npos) result.names_.insert(PlainToken(name).folded);
    }
  }
  return result;
}

}  // namespace musnad::language
