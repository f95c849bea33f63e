// WARC archives (ISO 28500, versions 1.0 and 1.1), plain or gzipped, as a stream of records.
#pragma once

#include "sources/http_message.h"

#include <musnad/error.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace musnad::sources {

enum class Digest : std::uint8_t { kNone, kRight, kWrong };

struct WarcRecord {
  std::uint64_t offset = 0;  ///< in bytes of the file: where the record, or the gzip member that holds it, begins
  std::string type;          ///< response, resource, revisit, request, metadata, warcinfo, ...
  std::string id;            ///< "<urn:uuid:...>"
  std::string uri;           ///< or empty
  std::string date;          ///< when it was fetched, as written; or empty
  std::string refers_to;     ///< of a revisit: the id, or else the address, of the record it repeats
  std::string content_type;  ///< of the block
  std::string block;         ///< for response: the HTTP message
  Digest digest = Digest::kNone;
};

/// The page in a record of type response (status 200 to 299) or resource.
struct ArchivedPage {
  std::string bytes;
  std::string content_type;
};

class WarcReader {
 public:
  /// Fails with kCannotRead. `max_bytes`: of one record's block, before and after inflation.
  static Result<WarcReader> open(const std::string& path, std::size_t max_bytes);
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  /// The next record; nothing at the end. Errors: kTooLarge (the record was passed over, reading can go on),
  /// kArchiveBroken (reading ends here).
  Result<std::optional<WarcRecord>> next();
  /// False after an error from which reading cannot go on.
  bool good() const;

 private:
  class Stream;
  WarcReader(std::unique_ptr<Stream> stream, std::size_t max_bytes);
  std::unique_ptr<Stream> stream_;
  std::size_t max_bytes_;
};

/// The page, or nothing where the record holds none: another type, another status, an image. Errors: kTooLarge, kCannotRead.
Result<std::optional<ArchivedPage>> page_of(const WarcRecord& record, std::size_t max_bytes);

/// What is written of one exchange.
struct Exchange {
  std::string uri, date, ip;                  ///< date: 2024-05-06T07:08:09Z
  std::string_view request;                   ///< as sent
  std::string_view response;                  ///< as received
  std::string refers_to_uri, refers_to_date;  ///< set where the server answered that nothing changed: a revisit record
};

/// A record of an exchange with its digests and the request before it; gzipped, each record a member of its own.
std::string warc_records(const Exchange& exchange);
/// The record at the head of a file.
std::string warc_info(std::string_view software, std::string_view date);

/// "sha1:" and base32, as archives name payloads.
std::string sha1_digest(std::string_view bytes);

}  // namespace musnad::sources
