// Any bytes as a feed, a robots.txt, an HTTP response, a compressed body or an archive: an error or an answer, within limits.
// The first byte chooses which.
#include "page/charset.h"
#include "sources/feed.h"
#include "sources/inflation.h"
#include "sources/robots.h"
#include "sources/warc.h"
#include "text/utf8.h"

#include <unistd.h>

#include <cstdlib>

using namespace musnad;

namespace {

constexpr std::size_t kMax = 1u << 20;

void require(bool holds) {
  if (!holds) std::abort();
}

void read_feed(std::string_view bytes) {
  const auto feed = sources::parse_feed(bytes, "https://example.org/feed", {}, kMax);
  if (!feed) return;
  for (const auto& entry : feed->entries) require(entry.uri.starts_with("http"));
}

void read_robots(std::string_view bytes) {
  const std::size_t line = bytes.find('\n');
  const auto robots = sources::Robots::parse(bytes.substr(line == std::string_view::npos ? 0 : line), "musnad");
  (void)robots.allows(bytes.substr(0, line));
  require(robots.crawl_delay_seconds() >= 0 && robots.crawl_delay_seconds() <= 300);
}

void read_response(std::string_view bytes) {
  const auto message = sources::parse_response(bytes);
  if (!message) return;
  if (const auto body = message->decoded_body(kMax)) require(body->size() <= kMax);
}

void read_archive(std::string_view bytes) {
  char path[] = "/dev/shm/musnad-fuzz-XXXXXX";
  const int file = ::mkstemp(path);
  require(file >= 0 && ::write(file, bytes.data(), bytes.size()) == ssize_t(bytes.size()));
  ::close(file);
  auto reader = sources::WarcReader::open(path, kMax);
  ::unlink(path);
  require(reader.has_value());
  for (int records = 0; reader->good() && records < 10'000; ++records) {
    const auto record = reader->next();
    if (!record) continue;
    if (!*record) break;
    require((*record)->block.size() <= kMax && (*record)->offset <= bytes.size());
    (void)sources::page_of(**record, kMax);
  }
}

void read_charset(std::string_view bytes) {
  const auto decoded = page::decode_page(bytes, {}, true);
  if (!decoded) return;
  require(text::is_valid(decoded->text) && decoded->map.text_size() == decoded->text.size());
  if (!decoded->text.empty()) require(decoded->map.to_page({0, std::uint32_t(decoded->text.size())}).end <= bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      read_feed(bytes);
      break;
    case 1:
      read_robots(bytes);
      break;
    case 2:
      read_response(bytes);
      break;
    case 3:
      (void)sources::inflated(bytes, kMax, bytes.size() % 2 ? sources::Wrapping::kGzip : sources::Wrapping::kDeflate);
      break;
    case 4:
      read_archive(bytes);
      break;
    default:
      read_charset(bytes);
      break;
  }
  return 0;
}
