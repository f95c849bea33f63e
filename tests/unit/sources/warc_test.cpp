#include "sources/warc.h"
#include "sources/inflation.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace musnad::sources {
namespace {

constexpr std::size_t kMax = 1u << 20;
const std::string kResponse = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>A page.</p>";

class WarcTest : public testing::Test {
 protected:
  std::string file(const std::string& bytes) {
    path_ = testing::TempDir() + "/" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".warc.gz";
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_;
  }
  ~WarcTest() override {
    if (!path_.empty()) std::filesystem::remove(path_);
  }
  std::vector<WarcRecord> read(const std::string& bytes, std::optional<ErrorCode> expected = {}, std::size_t max = kMax) {
    std::vector<WarcRecord> records;
    auto reader = WarcReader::open(file(bytes), max);
    EXPECT_TRUE(reader);
    std::optional<ErrorCode> met;
    while (reader->good()) {
      auto record = reader->next();
      if (!record) {
        met = record.error().code;
        continue;
      }
      if (!*record) break;
      records.push_back(std::move(**record));
    }
    EXPECT_EQ(met, expected);
    return records;
  }

  std::string path_;
};

std::string plain(const std::string& head, const std::string& block) {
  return "WARC/1.0\r\n" + head + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}
std::string response(const std::string& more = "") {
  return plain(
      "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://example.org/\r\nContent-Type: "
      "application/http; msgtype=response\r\n" +
          more,
      kResponse);
}

TEST_F(WarcTest, WhatIsWrittenIsRead) {
  Exchange exchange{"http://example.org/a", "2022-01-07T00:00:00Z", "203.0.113.5", "GET /a HTTP/1.1\r\n\r\n", kResponse, {}, {}};
  const std::string info = warc_info("test", "2022-01-07T00:00:00Z");
  const auto records = read(info + warc_records(exchange));
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].type, "warcinfo");
  EXPECT_EQ(records[1].type, "response");
  EXPECT_EQ(records[1].offset, info.size());
  EXPECT_EQ(records[1].uri, "http://example.org/a");
  EXPECT_EQ(records[1].block, kResponse);
  EXPECT_EQ(records[1].digest, Digest::kRight);
  EXPECT_EQ(records[2].type, "request");
  const auto page = page_of(records[1], kMax);
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->bytes, "<p>A page.</p>");
  EXPECT_EQ((*page)->content_type, "text/html; charset=utf-8");
}

TEST_F(WarcTest, ARevisitNamesWhatItRepeats) {
  Exchange exchange{"http://example.org/a", "2022-01-08T00:00:00Z", "", "GET", "HTTP/1.1 304 Not Modified\r\n\r\n",
                    "http://example.org/a", "2022-01-07T00:00:00Z"};
  const auto records = read(warc_records(exchange));
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].type, "revisit");
  EXPECT_EQ(records[0].refers_to, "http://example.org/a");
  EXPECT_FALSE(*page_of(records[0], kMax));
}

TEST_F(WarcTest, PlainFilesAndWholeFilesGzipped) {
  const std::string two = response() + response();
  const auto records = read(two);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[1].offset, response().size());
  EXPECT_EQ(records[1].digest, Digest::kNone);
  EXPECT_EQ(read(deflated(two)).size(), 2u);
}

TEST_F(WarcTest, Digests) {
  EXPECT_EQ(sha1_digest("abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
  const std::string right = "WARC-Payload-Digest: " + sha1_digest("<p>A page.</p>") + "\r\n",
                    wrong = "WARC-Payload-Digest: " + sha1_digest("x") + "\r\n";
  EXPECT_EQ(read(response(right))[0].digest, Digest::kRight);
  EXPECT_EQ(read(response(wrong))[0].digest, Digest::kWrong);
}

TEST_F(WarcTest, ChunksAndCodings) {
  const std::string body = deflated("<p>Packed.</p>");
  char length[16];
  std::snprintf(length, sizeof length, "%zx", body.size());
  const std::string message = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" +
                              std::string(length) + "\r\n" + body + "\r\n0\r\n\r\n";
  WarcRecord record;
  record.type = "response";
  record.content_type = "application/http;msgtype=response";
  record.block = message;
  const auto page = page_of(record, kMax);
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->bytes, "<p>Packed.</p>");
}

TEST_F(WarcTest, BombsEndAtTheLimit) {
  WarcRecord record;
  record.type = "response";
  record.content_type = "application/http";
  record.block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + deflated(std::string(64u << 20, 'a'));
  const auto page = page_of(record, kMax);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::kTooLarge);
  // A record that is too large is passed over and the next one is read.
  const std::string large = plain("WARC-Type: resource\r\n", std::string(3u << 20, 'a'));
  EXPECT_EQ(read(deflated(large) + deflated(response()), ErrorCode::kTooLarge).size(), 1u);
}

TEST_F(WarcTest, BrokenArchivesEndWithAnError) {
  const std::string one = deflated(response());
  EXPECT_EQ(read(one + one.substr(0, one.size() / 2), ErrorCode::kArchiveBroken).size(), 1u);
  EXPECT_EQ(read(response() + "nonsense", ErrorCode::kArchiveBroken).size(), 1u);
  EXPECT_EQ(read("WARC/1.0\r\nContent-Length: 99\r\n\r\nshort", ErrorCode::kArchiveBroken).size(), 0u);
  EXPECT_EQ(read("WARC/1.0\r\nContent-Length: many\r\n\r\n", ErrorCode::kArchiveBroken).size(), 0u);
  EXPECT_EQ(read("").size(), 0u);
  EXPECT_FALSE(WarcReader::open("/nowhere/at/all.warc", kMax));
}

TEST_F(WarcTest, WhatIsNoPageIsNone) {
  for (const char* head :
       {"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"}) {
    WarcRecord record;
    record.type = "response";
    record.content_type = "application/http";
    record.block = head;
    const auto page = page_of(record, kMax);
    ASSERT_TRUE(page);
    EXPECT_FALSE(*page);
  }
}

}  // namespace
}  // namespace musnad::sources
