#include "sources/warc.h"
#include "text/ascii.h"
#include "text/sha256.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace musnad::sources {
namespace {

constexpr std::size_t kChunkBytes = 128 << 10;
constexpr std::size_t kMaxReserved = 1 << 20;  // for a record that says to be longer, which may be a lie
constexpr std::size_t kMaxHead = 256 << 10;    // of a record's own headers
constexpr int kGzipBits = 15 + 16;

}  // namespace

/// The bytes of a file, inflated where it is gzipped, and where in the file they are.
class WarcReader::Stream {
 public:
  explicit Stream(std::FILE* file) : file_(file, std::fclose) {
    fill();
    gzip_ = input().starts_with("\x1F\x8B");
  }
  ~Stream() {
    if (inflating_) inflateEnd(&zlib_);
  }

  /// A line without its break; false at the end of the file or of what can be read. `max`: longer lines are cut.
  bool line(std::string& out, std::size_t max) {
    out.clear();
    bool any = false;
    while (ready()) {
      any = true;
      const std::size_t end = std::min(output().find('\n'), output().size());
      if (out.size() < max) out.append(output().substr(0, std::min(end, max - out.size())));
      const bool whole = end < output().size();
      take(std::min(end + 1, output().size()));
      if (whole) break;
    }
    if (out.ends_with('\r')) out.pop_back();
    return any;
  }

  /// The next `count` bytes into `out`, or past them where it is null. False where the file ends before.
  bool bytes(std::uint64_t count, std::string* out) {
    if (out != nullptr && ready()) out->reserve(std::size_t(std::min<std::uint64_t>(count, kMaxReserved)));
    while (count > 0) {
      if (!ready()) return false;
      const std::size_t now = std::size_t(std::min<std::uint64_t>(count, output().size()));
      if (out != nullptr) out->append(output().substr(0, now));
      take(now);
      count -= now;
    }
    return true;
  }

  /// There is at least one more byte.
  bool ready() {
    while (output().empty() && !broken_) {
      if (!gzip_) {
        if (input().empty() && !fill()) return false;
        plain_ = true;
        return true;
      }
      if (!inflate_more()) return false;
    }
    return !output().empty();
  }

  std::uint64_t offset() const { return gzip_ ? member_ : read_ - input().size(); }
  bool broken() const { return broken_; }
  void give_up() { broken_ = true; }

 private:
  std::string_view input() const { return {input_.get() + input_at_, input_size_ - input_at_}; }
  std::string_view output() const {
    if (!gzip_) return plain_ ? input() : std::string_view{};
    return {inflated_.get() + inflated_at_, inflated_size_ - inflated_at_};
  }
  void take(std::size_t count) { (gzip_ ? inflated_at_ : input_at_) += count; }

  bool fill() {
    input_size_ = std::fread(input_.get(), 1, kChunkBytes, file_.get());
    input_at_ = 0;
    read_ += input_size_;
    return input_size_ > 0;
  }

  bool inflate_more() {
    if (input().empty() && !fill()) {
      broken_ = inflating_ && in_member_;
      return false;
    }
    if (!inflating_) {
      if (inflateInit2(&zlib_, kGzipBits) != Z_OK) return !(broken_ = true);
      inflating_ = true;
    }
    if (!in_member_) {
      member_ = read_ - input().size();
      inflateReset(&zlib_);
      in_member_ = true;
    }
    zlib_.next_in = reinterpret_cast<Bytef*>(input_.get() + input_at_);
    zlib_.avail_in = uInt(input().size());
    zlib_.next_out = reinterpret_cast<Bytef*>(inflated_.get());
    zlib_.avail_out = uInt(kChunkBytes);
    const int state = inflate(&zlib_, Z_NO_FLUSH);
    input_at_ = input_size_ - zlib_.avail_in;
    inflated_at_ = 0;
    inflated_size_ = kChunkBytes - zlib_.avail_out;
    if (state == Z_STREAM_END) in_member_ = false;
    broken_ = state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR;
    return !broken_;
  }

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  z_stream zlib_{};
  std::unique_ptr<char[]> input_ = std::make_unique_for_overwrite<char[]>(kChunkBytes);
  std::unique_ptr<char[]> inflated_ = std::make_unique_for_overwrite<char[]>(kChunkBytes);
  std::size_t input_at_ = 0, input_size_ = 0, inflated_at_ = 0, inflated_size_ = 0;
  std::uint64_t read_ = 0, member_ = 0;  // bytes of the file read; where the member begins
  bool gzip_ = false, plain_ = false, inflating_ = false, in_member_ = false, broken_ = false;
};

namespace {

/// "sha1:ABC...", "sha256:abc...": whether it is that of `bytes`. kNone for other algorithms.
Digest compare(std::string_view written, std::string_view bytes) {
  const std::size_t colon = written.find(':');
  if (colon == std::string_view::npos) return Digest::kNone;
  const std::string algorithm = text::lower_ascii(written.substr(0, colon)), value = text::lower_ascii(written.substr(colon + 1));
  if (algorithm == "sha1") {
    if (value.size() == 40) return Digest::kNone;  // in hexadecimal: not what the standard's examples have
    return text::lower_ascii(sha1_digest(bytes)).substr(5) == value ? Digest::kRight : Digest::kWrong;
  }
  if (algorithm == "sha256" && value.size() == 64) return text::sha256(bytes) == value ? Digest::kRight : Digest::kWrong;
  return Digest::kNone;
}

Digest payload_digest(std::string_view written, const WarcRecord& record, std::size_t max_bytes) {
  if (record.type != "response") return compare(written, record.block);
  const auto message = parse_response(record.block);
  if (!message) return Digest::kNone;
  const Digest sent = compare(written, message->body);
  if (sent != Digest::kWrong) return sent;
  const auto payload = message->payload(max_bytes);  // some take it before, some after the chunks are joined
  return payload ? compare(written, *payload) : Digest::kWrong;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t value = 0;
  if (text.empty() || text.size() > 15) return {};
  for (char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + std::uint64_t(c - '0');
  }
  return value;
}

}  // namespace

WarcReader::WarcReader(std::unique_ptr<Stream> stream, std::size_t max_bytes) : stream_(std::move(stream)), max_bytes_(max_bytes) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;

Result<WarcReader> WarcReader::open(const std::string& path, std::size_t max_bytes) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return fail(ErrorCode::kCannotRead, std::strerror(errno), path);
  return WarcReader(std::make_unique<Stream>(file), max_bytes);
}

bool WarcReader::good() const {
  return !stream_->broken();
}

Result<std::optional<WarcRecord>> WarcReader::next() {
  WarcRecord record;
  std::string line;
  do {
    if (!stream_->ready()) {
      if (stream_->broken())
        return fail(ErrorCode::kArchiveBroken, "the compressed data are broken or cut off", fmt::format("byte {}", stream_->offset()));
      return std::optional<WarcRecord>();
    }
    record.offset = stream_->offset();
    stream_->line(line, kMaxHead);
  } while (line.empty());  // records are followed by two line breaks
  const std::string where = fmt::format("byte {}", record.offset);
  const auto broken = [&](std::string why) {
    stream_->give_up();
    return fail(ErrorCode::kArchiveBroken, std::move(why), where);
  };
  if (!line.starts_with("WARC/")) return broken("no WARC record begins here");
  std::string head;
  while (stream_->line(line, kMaxHead) && !line.empty()) {
    if (head.size() + line.size() > kMaxHead) return broken("the record's headers are too long");
    head.append(line).append(1, '\n');
  }
  std::string_view rest = head;
  const auto headers = parse_headers(rest);
  const auto length = number_of(header_of(headers, "content-length"));
  if (!length) return broken("the record says no length");
  record.type = text::lower_ascii(header_of(headers, "warc-type"));
  record.id = header_of(headers, "warc-record-id");
  record.uri = header_of(headers, "warc-target-uri");
  if (record.uri.starts_with('<') && record.uri.ends_with('>')) record.uri = record.uri.substr(1, record.uri.size() - 2);
  record.date = header_of(headers, "warc-date");
  record.content_type = header_of(headers, "content-type");
  record.refers_to = header_of(headers, "warc-refers-to");
  if (record.refers_to.empty()) record.refers_to = header_of(headers, "warc-refers-to-target-uri");
  const bool too_large = *length > max_bytes_;
  if (!stream_->bytes(*length, too_large ? nullptr : &record.block)) return broken("the file ends within the record");
  if (too_large) return fail(ErrorCode::kTooLarge, fmt::format("a record of {} bytes; the limit is {}", *length, max_bytes_), where);
  record.digest = compare(header_of(headers, "warc-block-digest"), record.block);
  if (record.digest == Digest::kNone && record.type != "revisit")
    record.digest = payload_digest(header_of(headers, "warc-payload-digest"), record, max_bytes_);
  return std::optional(std::move(record));
}

Result<std::optional<ArchivedPage>> page_of(const WarcRecord& record, std::size_t max_bytes) {
  const auto is_page = [](std::string_view type) {
    const std::string kind = text::lower_ascii(type.substr(0, type.find(';')));
    return kind.empty() || kind.starts_with("text/html") || kind.starts_with("application/xhtml") || kind.starts_with("text/plain");
  };
  if (record.type == "resource") {
    if (!is_page(record.content_type) || record.block.empty()) return std::optional<ArchivedPage>();
    return std::optional(ArchivedPage{record.block, record.content_type});
  }
  if (record.type != "response" || !text::lower_ascii(record.content_type).starts_with("application/http"))
    return std::optional<ArchivedPage>();
  const auto message = parse_response(record.block);
  if (!message) return tl::unexpected(message.error());
  if (message->status < 200 || message->status > 299 || !is_page(message->header("content-type"))) return std::optional<ArchivedPage>();
  auto body = message->decoded_body(max_bytes);
  if (!body) return tl::unexpected(body.error());
  return std::optional(ArchivedPage{std::move(*body), std::string(message->header("content-type"))});
}

}  // namespace musnad::sources
