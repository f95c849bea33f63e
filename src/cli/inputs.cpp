#include "cli/inputs.h"
#include "text/ascii.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace musnad::cli {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = 64 << 10;

std::string lower_extension(const fs::path& path) {
  return text::lower_ascii(path.extension().string());
}

bool is_page(const fs::path& path) {
  const std::string extension = lower_extension(path);
  return extension == ".html" || extension == ".htm" || extension == ".txt";
}

Result<void> add_directory(const std::string& directory, std::vector<std::string>& pages) {
  std::error_code error;
  const std::size_t first = pages.size();
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    if (it->is_regular_file(error) && is_page(it->path())) pages.push_back(it->path().string());
  if (error) return fail(ErrorCode::kCannotRead, error.message(), directory);
  std::sort(pages.begin() + static_cast<std::ptrdiff_t>(first), pages.end());
  return {};
}

}  // namespace

Result<std::vector<std::string>> find_pages(const std::vector<std::string>& paths) {
  std::vector<std::string> pages;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == kStandardInput || !fs::is_directory(path, error)) {
      pages.push_back(path);  // a file that is not there is an input that fails, not a reason to stop
      continue;
    }
    if (auto added = add_directory(path, pages); !added) return tl::unexpected(added.error());
  }
  return pages;
}

Result<std::string> read_bytes(const std::string& path, std::size_t max_bytes) {
  const bool standard = path == kStandardInput;
  std::error_code error;
  if (!standard && fs::is_directory(path, error)) return fail(ErrorCode::kCannotRead, "is a directory", path);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(standard ? stdin : std::fopen(path.c_str(), "rb"),
                                                             standard ? [](std::FILE*) { return 0; } : std::fclose);
  if (!file) return fail(ErrorCode::kCannotRead, std::strerror(errno), path);
  std::string bytes;
  std::array<char, kChunkBytes> chunk;
  while (const std::size_t read = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    bytes.append(chunk.data(), read);
    if (bytes.size() > max_bytes)
      return fail(ErrorCode::kTooLarge, fmt::format("larger than {} bytes; raise --max-bytes", max_bytes), path);
  }
  if (std::ferror(file.get())) return fail(ErrorCode::kCannotRead, std::strerror(errno), path);
  return bytes;
}

Request::Kind kind_of(const std::string& path) {
  const std::string extension = lower_extension(path);
  if (extension == ".html" || extension == ".htm") return Request::Kind::kHtml;
  return extension == ".txt" ? Request::Kind::kText : Request::Kind::kAuto;
}

bool Lines::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t old = buffer_.size();
  buffer_.resize(old + kChunkBytes);
  // read(2), not fread: a line that has come is answered before the next one has.
  ssize_t got = 0;
  do got = ::read(::fileno(stream_), buffer_.data() + old, kChunkBytes);
  while (got < 0 && errno == EINTR);
  buffer_.resize(old + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

Lines::Next Lines::next(std::string& line) {
  ++number_;
  line.clear();
  bool too_long = false;
  for (std::size_t searched = at_;;) {
    const std::size_t end = buffer_.find('\n', searched);
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (!too_long) line.append(buffer_, at_, stop - at_);
    at_ = std::min(stop + 1, buffer_.size());
    if (line.size() > max_bytes_) {
      too_long = true;
      line.resize(max_bytes_);
    }
    if (end != std::string::npos) break;
    at_ = buffer_.size();
    if (!fill()) {
      if (line.empty() && !too_long) return Next::kEnd;
      break;
    }
    searched = 0;
  }
  return too_long ? Next::kTooLong : Next::kLine;
}

}  // namespace musnad::cli
