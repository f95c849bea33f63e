// What a command reads: files and directories named on the command line, standard input, lines of requests.
#pragma once

#include <musnad/engine.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace musnad::cli {

/// The path that stands for standard input.
inline constexpr std::string_view kStandardInput = "-";

/// Files named, and all pages (.html .htm .txt) below directories named, each directory's in the order of their paths.
/// E0101 for a path that is neither.
Result<std::vector<std::string>> find_pages(const std::vector<std::string>& paths);

/// A file's bytes, or standard input's for "-"; at most `max_bytes`: E0105 for more, E0101 where it cannot be read.
Result<std::string> read_bytes(const std::string& path, std::size_t max_bytes);

/// HTML or text by the file name's ending.
Request::Kind kind_of(const std::string& path);

/// Lines of a stream, however long the stream is.
class Lines {
 public:
  explicit Lines(std::FILE* stream, std::size_t max_bytes) : stream_(stream), max_bytes_(max_bytes) {}

  enum class Next : std::uint8_t { kLine, kTooLong, kEnd };
  /// The next line without its break in `line`; of a line that is too long, its beginning.
  Next next(std::string& line);
  std::size_t number() const { return number_; }  ///< of the line given last, from 1

 private:
  bool fill();

  std::FILE* stream_;
  std::size_t max_bytes_;
  std::size_t number_ = 0;
  std::string buffer_;
  std::size_t at_ = 0;
};

}  // namespace musnad::cli
