#include "engine/ordered.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "engine/request_line.h"

namespace musnad::engine {
namespace {

std::string run(unsigned threads, int pieces, int stop_after = -1) {
  std::string output;
  int next = 0, given = 0;
  run_ordered(
      threads,
      [&]() -> std::optional<std::function<Done()>> {
        if (next == pieces) return std::nullopt;
        return [number = next++] {
          if (number % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
          return Done{std::to_string(number) + " ", {}};
        };
      },
      [&](const Done& done) {
        output += done.output;
        return ++given != stop_after;
      });
  return output;
}

TEST(Ordered, GivesTheSameForAnyNumberOfThreads) {
  const std::string expected = run(1, 200);
  for (unsigned threads : {2u, 3u, 8u}) EXPECT_EQ(run(threads, 200), expected) << threads;
  EXPECT_EQ(run(8, 0), "");
}

TEST(Ordered, StopsWhenTheSinkWantsNoMore) {
  for (unsigned threads : {1u, 4u}) EXPECT_EQ(run(threads, 1000, 3), "0 1 2 ") << threads;
}

TEST(Ordered, DoesNotHoldAResultBackForTheNextInput) {
  // The source waits for the first result before it gives the second piece.
  std::atomic<int> given = 0;
  int next = 0;
  run_ordered(
      2,
      [&]() -> std::optional<std::function<Done()>> {
        for (int i = 0; next == 1 && given == 0 && i < 5000; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        EXPECT_TRUE(next == 0 || given > 0);
        if (next++ == 2) return std::nullopt;
        return [] { return Done{"x", {}}; };
      },
      [&](const Done&) {
        ++given;
        return true;
      });
  EXPECT_EQ(given, 2);
}

TEST(RequestLine, ReadsARequest) {
  const auto request = parse_request(
      R"({"id":"x1","text":"a\u0000b","date":"2022-01-07","lang":"ar","uri":"https://example.org/","title":"t","more":1})", 1);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->id, "x1");
  EXPECT_EQ(request->bytes, std::string("a\0b", 3));
  EXPECT_EQ(request->date, "2022-01-07");
  EXPECT_EQ(request->language, Language::kAr);
  EXPECT_EQ(request->kind, Request::Kind::kText);
}

TEST(RequestLine, ReturnsTheIdOfABadOne) {
  const auto bad = parse_request(R"({"id":["x"],"text":"a"})", 12);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().id_json, R"(["x"])");
  EXPECT_EQ(bad.error().error.to_string(), "line 12: `id` is not a string [E0104]");
}

TEST(RequestLine, SaysWhatIsWrong) {
  const auto message = [](const char* line) {
    const auto bad = parse_request(line, 3);
    return bad ? std::string("fine") : bad.error().error.to_string();
  };
  EXPECT_EQ(message("{\"id\":\"a\""), "line 3, byte 10: not valid JSON [E0104]");
  EXPECT_EQ(message("[]"), "line 3: not a JSON object [E0104]");
  EXPECT_EQ(message("{\"id\":\"a\"}"), "line 3: neither `text` nor `html` [E0104]");
  EXPECT_EQ(message("{\"text\":5}"), "line 3: `text` is not a string [E0104]");
  EXPECT_EQ(message("{\"text\":\"a\",\"lang\":\"fr\"}"), "line 3: `lang` is 'fr'; it may be ar, en or und [E0104]");
  EXPECT_EQ(message("{\"text\":\"a\",\"lang\":null}"), "fine");
}

}  // namespace
}  // namespace musnad::engine
