#include "codebook/lexicon/tables.h"

#include <fstream>
#include <sstream>

#include "codebook/lexicon/suggestion.h"
#include "text/utf8.h"

namespace musnad::codebook {
namespace {

std::uint32_t count_code_points(std::string_view text) {
  std::uint32_t count = 0;
  for (unsigned char c : text) count += (c & 0xC0) != 0x80;
  return count;
}

bool read_file(const std::filesystem::path& path, std::string_view name, std::string& content, ErrorList& errors) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    errors.add(ErrorCode::kCodebookMissing, "cannot read the file", {std::string(name), 0});
    return false;
  }
  std::ostringstream buffer;
  buffer << in.rdbuf();
  content = buffer.str();
  if (content.starts_with("\xEF\xBB\xBF")) content.erase(0, 3);
  if (!text::is_valid(content)) {
    errors.add(ErrorCode::kCodebookSyntax, "the file is not UTF-8", {std::string(name), 0});
    return false;
  }
  return true;
}

/// The lines of a text, without their ends.
template <class Function>
void for_each_line(std::string_view content, Function function) {
  std::uint32_t number = 0;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    function(++number, line);
  }
}

Row split_row(std::uint32_t number, std::string_view line) {
  Row row{number, {}, {}};
  std::uint32_t column = 1;
  while (true) {
    const std::size_t end = line.find('\t');
    const std::string_view cell = line.substr(0, end);
    row.at.push_back(column);
    row.cells.emplace_back(trim(cell));
    if (end == std::string_view::npos) return row;
    column += count_code_points(cell) + 1;
    line.remove_prefix(end + 1);
  }
}

std::string_view without_comment(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == '#' && !quoted && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) return line.substr(0, i);
  }
  return line;
}

BlockLine parse_block_line(std::uint32_t number, std::string_view line) {
  const std::string_view body = trim(line);
  const auto indent = static_cast<std::size_t>(body.data() - line.data());
  const std::size_t space = body.find_first_of(" \t");
  return {number, count_code_points(line.substr(0, indent)) + 1, std::string(body.substr(0, space)),
          std::string(space == std::string_view::npos ? std::string_view() : trim(body.substr(space)))};
}

}  // namespace

void ErrorList::add(ErrorCode code, std::string message, const Origin& origin, std::uint32_t column) {
  std::string where = origin.line == 0 ? origin.file : origin.to_string() + ":" + std::to_string(column);
  errors_.push_back({code, std::move(message), std::move(where)});
}

std::size_t Table::column(std::string_view name) const {
  std::size_t i = 0;
  while (i < columns.size() && columns[i] != name) ++i;
  return i;
}

std::string_view Table::cell(const Row& row, std::string_view name) const {
  const std::size_t i = column(name);
  return i < row.cells.size() ? std::string_view(row.cells[i]) : std::string_view();
}

std::uint32_t Table::place(const Row& row, std::string_view name) const {
  const std::size_t i = column(name);
  return i < row.at.size() ? row.at[i] : 1;
}

Table read_table(const std::filesystem::path& path, std::string_view name, const std::vector<std::string>& required, ErrorList& errors) {
  Table table;
  table.file = name;
  std::string content;
  if (!read_file(path, name, content, errors)) return table;
  for_each_line(content, [&](std::uint32_t number, std::string_view line) {
    if (trim(line).empty() || line.front() == '#') return;
    Row row = split_row(number, line);
    if (!table.columns.empty()) {
      if (row.cells.size() > table.columns.size())
        errors.add(ErrorCode::kCodebookSyntax,
                   std::to_string(row.cells.size()) + " cells in a table of " + std::to_string(table.columns.size()) + " columns",
                   {table.file, number}, row.at[table.columns.size()]);
      table.rows.push_back(std::move(row));
      return;
    }
    table.columns = row.cells;
    for (const std::string& wanted : required)
      if (table.column(wanted) == table.columns.size())
        errors.add(ErrorCode::kCodebookSyntax, "the table has no column '" + wanted + "'", {table.file, number});
  });
  return table;
}

BlockFile read_blocks(const std::filesystem::path& path, std::string_view name, ErrorList& errors) {
  BlockFile file;
  file.file = name;
  std::string content;
  if (!read_file(path, name, content, errors)) return file;
  for_each_line(content, [&](std::uint32_t number, std::string_view raw) {
    const std::string_view line = without_comment(raw);
    if (trim(line).empty()) return;
    BlockLine parsed = parse_block_line(number, line);
    if (parsed.column == 1) {
      file.blocks.push_back({std::move(parsed), {}});
    } else if (file.blocks.empty()) {
      errors.add(ErrorCode::kCodebookSyntax, "an indented line before the first block", {file.file, number}, parsed.column);
    } else {
      file.blocks.back().lines.push_back(std::move(parsed));
    }
  });
  return file;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_pairs(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::string_view piece : split_outside(text, ' ')) {
    if (piece.empty()) continue;
    const std::size_t equals = piece.find_first_of("=<>");
    if (equals == std::string_view::npos || equals == 0)
      return fail(ErrorCode::kCodebookSyntax, "'" + std::string(piece) + "' is not key=value");
    // A comparison keeps its sign with the value: killed>=3 is ("killed", ">=3").
    std::string_view value = piece[equals] == '=' ? piece.substr(equals + 1) : piece.substr(equals);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    pairs.emplace_back(piece.substr(0, equals), value);
  }
  return pairs;
}

}  // namespace musnad::codebook
