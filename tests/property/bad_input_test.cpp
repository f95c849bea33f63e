// Input that is none, or that means harm: a clear error, or a record that says what was wrong; never a crash, never a hang.
#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>

#include "record/checker.h"
#include "support/whole_engine.h"

namespace musnad::testing {
namespace {
namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};  // sanitizers and busy machines included

Request page(std::string bytes, Request::Kind kind = Request::Kind::kAuto) {
  Request request;
  request.bytes = std::move(bytes);
  request.id = "bad";
  request.kind = kind;
  return request;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// Reads it in good time; the code of the error or "" where there is a sound record.
std::string outcome(const Request& request) {
  const auto begin = std::chrono::steady_clock::now();
  const auto document = whole_engine().read(request);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kPatience);
  if (!document) {
    EXPECT_FALSE(document.error().message.empty());
    return std::string(code_of(document.error().code));
  }
  for (const auto& violation : record::check(whole_engine().record(*document))) ADD_FAILURE() << violation.to_string();
  return "";
}

TEST(BadInput, Empty) {
  EXPECT_EQ(outcome(page("")), "E0102");
  EXPECT_EQ(outcome(page(" \n\t ")), "E0102");
  EXPECT_EQ(outcome(page("<html><body></body></html>", Request::Kind::kHtml)), "E0102");
}

TEST(BadInput, OneByte) {
  for (int byte = 0; byte < 256; ++byte) outcome(page(std::string(1, static_cast<char>(byte))));
}

TEST(BadInput, Binary) {
  std::string bytes =
      "\x7f"
      "ELF\x02\x01\x01";
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37);
  EXPECT_EQ(outcome(page(bytes)), "E0103");
}

TEST(BadInput, BrokenUtf8IsMendedAndTold) {
  const auto document = whole_engine().read(page("Gunmen killed two \xff\xfe men in the \xe2\x82 market on Monday.", Request::Kind::kText));
  ASSERT_TRUE(document);
  EXPECT_TRUE(record::check(whole_engine().record(*document)).empty());
}

TEST(BadInput, WrongCharset) {
  // Says windows-1256, is UTF-8; and the other way round.
  outcome(page("<meta charset=windows-1256><p>\xd9\x82\xd8\xaa\xd9\x84 \xd8\xb1\xd8\xac\xd9\x84</p>", Request::Kind::kHtml));
  outcome(page("<meta charset=utf-8><p>\xde\xca\xe1 \xd1\xcc\xe1 \xdd\xed \xc7\xe1\xd3\xe6\xde</p>", Request::Kind::kHtml));
}

TEST(BadInput, FiftyMegabytesOfTags) {
  outcome(page("<p>Two men were killed.</p>" + repeated("<i></i><br>", 5'000'000), Request::Kind::kHtml));
}

TEST(BadInput, AHundredThousandNestedTags) {
  outcome(page(repeated("<div>", 100'000) + "Two men were killed in the town." + repeated("</div>", 100'000), Request::Kind::kHtml));
  outcome(page(repeated("<table><tr><td>", 30'000) + "x", Request::Kind::kHtml));
}

TEST(BadInput, AWordOfAMegabyte) {
  outcome(page(repeated("a", 1 << 20), Request::Kind::kText));
  outcome(page(repeated("\xd8\xa8", 1 << 19), Request::Kind::kText));
  outcome(page("Two men " + repeated("-", 1 << 20) + " were killed.", Request::Kind::kText));
  outcome(page("x" + repeated("\xd9\x8e", 1 << 19), Request::Kind::kText));  // half a million vowel signs on one letter
  outcome(page(repeated("1", 1 << 20), Request::Kind::kText));
}

TEST(BadInput, ASentenceOfFiveThousandWords) {
  std::string english = "The police", arabic = "\xd9\x82\xd8\xaa\xd9\x84 ";  // qtl
  for (int i = 0; i < 1000; ++i) english += " said that the army killed";
  for (int i = 0; i < 5000; ++i) arabic += "\xd9\x88\xd9\x82\xd8\xa7\xd9\x84 ";  // wqal
  outcome(page(english + " a man.", Request::Kind::kText));
  outcome(page(arabic, Request::Kind::kText));
  outcome(page(repeated("(((\"", 5000), Request::Kind::kText));
}

TEST(BadInput, BidiControlsAndOddCharacters) {
  outcome(page("\u202e\u2067Two men were killed\u2069\u202c in \u200fQasr\u200e.", Request::Kind::kText));
  outcome(page(repeated("\u202e", 100'000), Request::Kind::kText));
  outcome(
      page("\ufeff\ufeff\u0301\u0301 a\u0301\u200d\u200d \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0600\u0661", Request::Kind::kText));
  outcome(page(std::string("a\0b\0c", 5), Request::Kind::kText));
  outcome(page("line\r\nline\rline\u2028line\u2029line\u0085", Request::Kind::kText));
}

TEST(BadInput, DatesThatAreNone) {
  Request request = page("Two men were killed.");
  for (const char* date : {"yesterday", "2022-02-30", "2022-1-1", "99999-01-01"}) {
    request.date = date;
    EXPECT_EQ(outcome(request), "E0106") << date;
  }
}

/// A copy of the project's codebook and models, to be spoilt.
class Spoilt : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(root_);
    fs::create_directories(root_);
    fs::copy(source_path("codebook"), root_ / "codebook", fs::copy_options::recursive);
    fs::copy(source_path("models"), root_ / "models", fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string open() const {
    const auto engine = Engine::open({.codebook = root_ / "codebook", .models = root_ / "models"});
    return engine ? "" : engine.error().to_string();
  }
  fs::path root_ = fs::path(::testing::TempDir()) / ("musnad_spoilt_" + std::to_string(::getpid()));
};

TEST_F(Spoilt, ModelsThatAreTruncatedForeignOrMissing) {
  ASSERT_EQ(open(), "");
  std::vector<fs::path> models;
  for (const auto& entry : fs::directory_iterator(root_ / "models"))
    if (entry.path().extension() == ".model") models.push_back(entry.path());
  ASSERT_FALSE(models.empty());
  for (const fs::path& model : models) {
    const std::string content = file_content(model);
    const auto try_with = [&](const std::string& spoilt) {
      std::ofstream(model, std::ios::binary) << spoilt;
      const std::string error = open();
      EXPECT_NE(error.find(model.filename().string()), std::string::npos) << error;
      EXPECT_NE(error.find("[E030"), std::string::npos) << error;
    };
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, content.size() / 2, content.size() - 1})
      try_with(content.substr(0, size));
    std::string flipped = content;
    flipped[content.size() / 2] = static_cast<char>(flipped[content.size() / 2] ^ 0x40);
    try_with(flipped);
    try_with(std::string(content.size(), 'x'));
    fs::remove(model);
    EXPECT_NE(open().find("[E0301]"), std::string::npos) << model;
    std::ofstream(model, std::ios::binary) << content;
  }
}

TEST_F(Spoilt, ACodebookWithErrorsSaysWhere) {
  const fs::path events = root_ / "codebook" / "en" / "lexicon" / "events.tsv";
  const std::string content = file_content(events);
  std::ofstream(events, std::ios::app) << "frob\tverb\t\tno-such-frame\t\t\n";
  const std::string error = open();
  EXPECT_NE(error.find("events.tsv:"), std::string::npos) << error;
  EXPECT_NE(error.find("no-such-frame"), std::string::npos) << error;
  std::ofstream(events) << content.substr(0, content.size() / 2);  // cut within a line: an error or a smaller codebook
  open();
  fs::remove_all(root_ / "codebook");
  EXPECT_NE(open().find("[E0201]"), std::string::npos);
}

}  // namespace
}  // namespace musnad::testing
