#include "sources/journal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace musnad::sources {
namespace {
namespace fs = std::filesystem;

constexpr const char* kEnding = ".journal";
constexpr std::size_t kFields = 6;

std::string without_breaks(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (char c : line)
    if (c == '\t')
      fields.emplace_back();
    else
      fields.back() += c;
  return fields;
}

Result<void> cut(const std::string& path, std::uint64_t size) {
  std::error_code error;
  if (!fs::exists(path, error)) return {};
  fs::resize_file(path, size, error);
  if (error) return fail(ErrorCode::kCannotRead, error.message(), path);
  return {};
}

Result<void> written(bool fine, const char* what) {
  if (!fine) return fail(ErrorCode::kCannotRead, fmt::format("{} cannot be written: {}", what, std::strerror(errno)));
  return {};
}

}  // namespace

Result<Journal> Journal::open(const std::string& archive) {
  const std::string path = archive + kEnding;
  std::unordered_map<std::string, JournalEntry> entries;
  std::uint64_t journal_bytes = 0, archive_bytes = 0;
  std::error_code error;
  const std::uint64_t there = fs::exists(archive, error) ? fs::file_size(archive, error) : 0;
  if (std::ifstream file(path, std::ios::binary); file) {
    for (std::string line; std::getline(file, line) && !file.eof(); journal_bytes += line.size() + 1) {
      const auto fields = fields_of(line);
      if (fields.size() != kFields) return fail(ErrorCode::kCannotRead, "is no journal of a crawl", path);
      JournalEntry entry{std::atoi(fields[1].c_str()), std::strtoull(fields[2].c_str(), nullptr, 10), fields[3], fields[4], fields[5]};
      if (entry.archive_bytes > there) return fail(ErrorCode::kCannotRead, "is shorter than its journal says", archive);
      archive_bytes = entry.archive_bytes;
      entries[fields[0]] = std::move(entry);
    }
  } else if (there > 0) {
    return fail(ErrorCode::kCannotRead, "is there, but its journal is not; name another file", archive);
  }
  if (auto done = cut(path, journal_bytes); !done) return tl::unexpected(done.error());
  if (auto done = cut(archive, archive_bytes); !done) return tl::unexpected(done.error());
  File pages(std::fopen(archive.c_str(), "ab"), std::fclose), lines(std::fopen(path.c_str(), "ab"), std::fclose);
  if (!pages || !lines) return fail(ErrorCode::kCannotRead, std::strerror(errno), pages ? path : archive);
  Journal journal(std::move(pages), std::move(lines));
  journal.archive_bytes_ = archive_bytes;
  journal.entries_ = std::move(entries);
  return journal;
}

const JournalEntry* Journal::find(const std::string& uri) const {
  const auto found = entries_.find(uri);
  return found == entries_.end() ? nullptr : &found->second;
}

Result<void> Journal::store(std::string_view records) {
  const bool fine = std::fwrite(records.data(), 1, records.size(), archive_.get()) == records.size() && std::fflush(archive_.get()) == 0 &&
                    ::fsync(::fileno(archive_.get())) == 0;
  archive_bytes_ += records.size();
  return written(fine, "the archive");
}

Result<void> Journal::note(const std::string& uri, JournalEntry entry) {
  entry.archive_bytes = archive_bytes_;
  const std::string line = fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", without_breaks(uri), entry.status, entry.archive_bytes, entry.date,
                                       without_breaks(entry.etag), without_breaks(entry.last_modified));
  const bool fine = std::fwrite(line.data(), 1, line.size(), lines_.get()) == line.size() && std::fflush(lines_.get()) == 0;
  entries_[uri] = std::move(entry);
  return written(fine, "the journal");
}

}  // namespace musnad::sources
