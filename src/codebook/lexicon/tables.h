// Readers of the codebook's two file formats: tables (TSV) and blocks. They know lines and cells, not what these mean.
#pragma once

#include <musnad/error.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/lexicon/entry.h"

namespace musnad::codebook {

/// Where errors of one file go: `file:line:column`, columns in code points from 1.
class ErrorList {
 public:
  void add(ErrorCode code, std::string message, const Origin& origin, std::uint32_t column = 1);
  void add(const Error& error) { errors_.push_back(error); }
  void append(const ErrorList& other) { errors_.insert(errors_.end(), other.errors_.begin(), other.errors_.end()); }
  const std::vector<Error>& errors() const { return errors_; }
  bool empty() const { return errors_.empty(); }

 private:
  std::vector<Error> errors_;
};

/// One row of a table; `cells` run parallel to Table::columns (missing ones are empty).
struct Row {
  std::uint32_t line = 0;
  std::vector<std::string> cells;
  std::vector<std::uint32_t> at;  ///< column of each cell's first character, in code points from 1
};

struct Table {
  std::string file;  ///< as errors name it
  std::vector<std::string> columns;
  std::vector<Row> rows;

  /// Index of a column, or columns.size().
  std::size_t column(std::string_view name) const;
  std::string_view cell(const Row& row, std::string_view name) const;
  Origin origin(const Row& row) const { return {file, row.line}; }
  /// Column number of a cell for error messages.
  std::uint32_t place(const Row& row, std::string_view name) const;
};

/// Reads a table. The first line that is neither empty nor a comment (`#`) names the columns; all of `required` must be
/// among them. A row with more cells than columns is an error. Errors go to `errors`; what could be read comes back.
Table read_table(const std::filesystem::path& path, std::string_view name, const std::vector<std::string>& required, ErrorList& errors);

/// One line inside a block: `key rest`, or the block's own head (`frame kill`).
struct BlockLine {
  std::uint32_t line = 0;
  std::uint32_t column = 1;
  std::string key;
  std::string rest;
};

struct BlockText {
  BlockLine head;  ///< key: the block's kind; rest: its name
  std::vector<BlockLine> lines;
};

struct BlockFile {
  std::string file;
  std::vector<BlockText> blocks;
};

/// Reads a file of blocks: a head at the line's beginning, indented lines under it. `#` outside quotes begins a comment
/// where it begins the line or follows white space.
BlockFile read_blocks(const std::filesystem::path& path, std::string_view name, ErrorList& errors);

/// `key=value` pairs separated by spaces; a value may be quoted. Fails on a piece without `=`.
Result<std::vector<std::pair<std::string, std::string>>> parse_pairs(std::string_view text);

}  // namespace musnad::codebook
