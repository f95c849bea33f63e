// Journal: what a crawl has done, a line a page, written after the page is safe in the archive.
//
// A line: address, status, bytes of the archive after it, date, ETag, Last-Modified, separated by tabs. A last line without its
// break was being written when the crawl was killed and does not count.
#pragma once

#include <musnad/error.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace musnad::sources {

struct JournalEntry {
  int status = 0;
  std::uint64_t archive_bytes = 0;
  std::string date, etag, last_modified;
};

class Journal {
 public:
  /// Opens archive and journal to be written on, cutting from both what was not finished. Fails with kCannotRead.
  static Result<Journal> open(const std::string& archive);

  const JournalEntry* find(const std::string& uri) const;
  bool is_new() const { return archive_bytes_ == 0; }

  /// Appends to the archive; on disk when it returns.
  Result<void> store(std::string_view records);
  Result<void> note(const std::string& uri, JournalEntry entry);

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  Journal(File archive, File lines) : archive_(std::move(archive)), lines_(std::move(lines)) {}

  File archive_, lines_;
  std::uint64_t archive_bytes_ = 0;
  std::unordered_map<std::string, JournalEntry> entries_;
};

}  // namespace musnad::sources
