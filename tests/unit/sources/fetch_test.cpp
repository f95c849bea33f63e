#include "local_server.h"
#include "sources/crawl.h"
#include "sources/inflation.h"
#include "sources/polite.h"
#include "sources/warc.h"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <filesystem>
#include <fstream>

namespace musnad::sources {
namespace {

FetcherOptions options(AddressPolicy policy = AddressPolicy::kAny) {
  FetcherOptions made;
  made.agent = "musnad/test (+https://example.org/bot)";
  made.policy = policy;
  made.limits = {.max_bytes = 1u << 20, .timeout_seconds = 2, .connect_timeout_seconds = 2, .max_redirects = 4};
  return made;
}
PageAddress at(const std::string& url) {
  return *PageAddress::parse(url);
}
Manners quick() {
  Manners manners;
  manners.gap_seconds = 0;
  manners.sleep = [](double) {};
  return manners;
}

TEST(Fetcher, FetchesAndTellsTheTruthAboutItself) {
  LocalServer server;
  std::string seen;
  server.on("/a", [&](const std::string& request) { return seen = request, ok("<p>Here.</p>"); });
  Fetcher fetcher(options());
  const auto answer = fetcher.get(at(server.url("/a")));
  ASSERT_TRUE(answer) << answer.error().to_string();
  EXPECT_EQ((*answer)->message.status, 200);
  EXPECT_EQ(*(*answer)->message.decoded_body(100), "<p>Here.</p>");
  EXPECT_NE(seen.find("User-Agent: musnad/test (+https://example.org/bot)\r\n"), std::string::npos);
}

TEST(Fetcher, NoConnectionIsMadeToTheMachineItself) {
  LocalServer server;
  server.on("/a", ok("secret"));
  Fetcher fetcher(options(AddressPolicy::kPublicOnly));
  const std::string port = server.url("").substr(16);
  for (const std::string& host :
       {std::string("127.0.0.1"), std::string("localhost"), std::string("[::1]"), std::string("[::ffff:127.0.0.1]"), std::string("0.0.0.0"),
        std::string("0x7f.1"), std::string("2130706433"), std::string("017700000001")}) {
    const auto address = PageAddress::parse("http://" + host + port + "/a");
    ASSERT_TRUE(address) << host;
    const auto answer = fetcher.get(*address);
    ASSERT_FALSE(answer) << host;
    EXPECT_EQ(answer.error().code, ErrorCode::kForbiddenAddress) << host << " " << answer.error().to_string();
  }
  EXPECT_EQ(server.connections(), 0);
}

// The watch stands in for a network in which the first address is public and the second is not.
TEST(Fetcher, TheAddressIsCheckedAgainAfterARedirect) {
  LocalServer server, inner;
  inner.on("/secret", ok("secret"));
  server.on("/a", to(inner.url("/secret")));
  FetcherOptions watched = options();
  const std::string inner_port = inner.url("").substr(17);
  watched.watch = [&](const sockaddr& address) {
    return std::to_string(ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port)) != inner_port;
  };
  Fetcher fetcher(watched);
  const auto answer = fetcher.follow(at(server.url("/a")));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kForbiddenAddress);
  EXPECT_EQ(inner.connections(), 0);
}

TEST(Fetcher, RedirectsEnd) {
  LocalServer server;
  server.on("/loop", to("/pool"));
  server.on("/pool", to("/loop"));
  for (int i = 0; i < 9; ++i) server.on("/" + std::to_string(i), to("/" + std::to_string(i + 1)));
  server.on("/file", to("file:///etc/passwd"));
  server.on("/gopher", to("gopher://127.0.0.1:70/"));
  Fetcher fetcher(options());
  for (const char* path : {"/loop", "/0", "/file", "/gopher"}) EXPECT_FALSE(fetcher.follow(at(server.url(path)))) << path;
}

TEST(Fetcher, SlowAndLargeAnswersAreGivenUp) {
  LocalServer server;
  server.on("/slow", [](const std::string&) {
    std::this_thread::sleep_for(std::chrono::seconds(4));
    return ok("late");
  });
  server.on("/large", ok(std::string(2u << 20, 'a')));
  server.on("/endless-header", "HTTP/1.1 200 OK\r\nX: " + std::string(1u << 20, 'a'));
  Fetcher fetcher(options());
  EXPECT_EQ(fetcher.get(at(server.url("/large"))).error().code, ErrorCode::kTooLarge);
  EXPECT_FALSE(fetcher.get(at(server.url("/endless-header"))));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(fetcher.get(at(server.url("/slow"))).error().code, ErrorCode::kNotFetched);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
}

TEST(Fetcher, ABombStaysPacked) {
  LocalServer server;
  server.on("/bomb", ok(deflated(std::string(100u << 20, 'a')), "Content-Encoding: gzip\r\n"));
  Fetcher fetcher(options());
  const auto answer = fetcher.get(at(server.url("/bomb")));
  ASSERT_TRUE(answer);
  EXPECT_EQ((*answer)->message.decoded_body(1u << 20).error().code, ErrorCode::kTooLarge);
}

TEST(PoliteFetcher, AsksRobotsOnceAndObeys) {
  LocalServer server;
  server.on("/robots.txt", ok("User-agent: *\nDisallow: /closed\n"));
  server.on("/open", ok("open"));
  server.on("/sly", to("/closed/1"));
  PoliteFetcher fetcher(options(), quick());
  EXPECT_TRUE(fetcher.get(at(server.url("/open"))));
  EXPECT_EQ(fetcher.get(at(server.url("/closed/1"))).error().code, ErrorCode::kRobotsForbid);
  EXPECT_EQ(fetcher.get(at(server.url("/sly"))).error().code, ErrorCode::kRobotsForbid);
  EXPECT_EQ(server.asked(), (std::vector<std::string>{"/robots.txt", "/open", "/sly"}));
}

TEST(PoliteFetcher, AServerThatFailsOnRobotsIsLeftAlone) {
  LocalServer server;
  server.on("/robots.txt", std::string("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
  server.on("/open", ok("open"));
  PoliteFetcher fetcher(options(), quick());
  EXPECT_EQ(fetcher.get(at(server.url("/open"))).error().code, ErrorCode::kRobotsForbid);
}

TEST(PoliteFetcher, WhyRobotsCouldNotBeAskedForIsSaid) {
  LocalServer server;
  PoliteFetcher fetcher(options(AddressPolicy::kPublicOnly), quick());
  EXPECT_EQ(fetcher.get(at(server.url("/open"))).error().code, ErrorCode::kForbiddenAddress);
  EXPECT_EQ(server.connections(), 0);
}

TEST(PoliteFetcher, WaitsBetweenRequestsAndAsLongAsItIsAsked) {
  LocalServer server;
  int visits = 0;
  server.on("/busy", [&](const std::string&) {
    return ++visits == 1 ? std::string("HTTP/1.1 503 Busy\r\nRetry-After: 17\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                         : ok("now");
  });
  Manners manners;
  manners.gap_seconds = 5;
  std::chrono::steady_clock::time_point clock{};
  std::vector<int> waits;
  manners.now = [&] { return clock; };
  manners.sleep = [&](double seconds) {
    waits.push_back(int(seconds + 0.5));
    clock += std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds));
  };
  PoliteFetcher fetcher(options(), manners);
  const auto answer = fetcher.get(at(server.url("/busy")));
  ASSERT_TRUE(answer) << answer.error().to_string();
  EXPECT_EQ(waits, (std::vector<int>{5, 17}));
  EXPECT_EQ(retry_after_seconds("Fri, 31 Dec 1999 23:59:59 GMT", 946684790), 9);
  EXPECT_EQ(retry_after_seconds("soon", 0), 0);
}

class CrawlTest : public testing::Test {
 protected:
  CrawlTest() {
    options_.archive = testing::TempDir() + "/" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".warc.gz";
    options_.software = "test";
    clean();
    server_.on("/1", [](const std::string& request) {
      if (request.find("If-None-Match: \"v1\"") != std::string::npos)
        return std::string("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n");
      return ok("one", "ETag: \"v1\"\r\n");
    });
    server_.on("/2", ok("two"));
    for (const char* path : {"/1", "/2", "/none"}) uris_.push_back(server_.url(path));
  }
  ~CrawlTest() override { clean(); }
  void clean() {
    std::filesystem::remove(options_.archive);
    std::filesystem::remove(options_.archive + ".journal");
  }
  /// What came of each page; stops after `stop` of them.
  std::string run(std::size_t stop = 99) {
    PoliteFetcher fetcher(options(), quick());
    std::string outcomes;
    const auto done = crawl(uris_, fetcher, options_, [&](const Outcome& outcome) {
      outcomes += "SUBNFR"[int(outcome.what)];
      return outcomes.size() < stop;
    });
    EXPECT_TRUE(done) << done.error().to_string();
    return outcomes;
  }
  std::string types() {
    std::string types;
    auto reader = WarcReader::open(options_.archive, 1u << 20);
    EXPECT_TRUE(reader);
    while (reader->good()) {
      auto record = reader->next();
      EXPECT_TRUE(record);
      if (!record || !*record) break;
      EXPECT_NE((*record)->digest, Digest::kWrong);
      types += (*record)->type + " ";
    }
    return types;
  }

  LocalServer server_;
  CrawlOptions options_;
  std::vector<std::string> uris_;
};

TEST_F(CrawlTest, AStoppedRunGoesOnWhereItStopped) {
  EXPECT_EQ(run(1), "S");
  EXPECT_EQ(run(), "BSN");
  EXPECT_EQ(types(), "warcinfo response request response request ");
  EXPECT_EQ(run(), "BBB");
}

TEST_F(CrawlTest, WhatWasBeingWrittenWhenItWasKilledIsCutOff) {
  EXPECT_EQ(run(1), "S");
  std::ofstream(options_.archive, std::ios::app | std::ios::binary) << "\x1F\x8B half a record";
  std::ofstream(options_.archive + ".journal", std::ios::app | std::ios::binary) << server_.url("/2") << "\t200";
  EXPECT_EQ(run(), "BSN");
  EXPECT_EQ(types(), "warcinfo response request response request ");
}

TEST_F(CrawlTest, AskedAgainOnlyWhatChangedIsSent) {
  EXPECT_EQ(run(), "SSN");
  options_.again = true;
  EXPECT_EQ(run(), "USN");
  EXPECT_EQ(types(), "warcinfo response request response request revisit request response request ");
}

TEST_F(CrawlTest, ARedirectedPageIsKeptUnderBothAddresses) {
  server_.on("/old", to("/1"));
  uris_ = {server_.url("/old")};
  EXPECT_EQ(run(), "S");
  EXPECT_EQ(types(), "warcinfo response request response request ");
  EXPECT_EQ(run(), "B");
  auto reader = WarcReader::open(options_.archive, 1u << 20);
  std::vector<std::string> kept;
  for (auto record = reader->next(); record && *record; record = reader->next())
    if ((*record)->type == "response") kept.push_back((*record)->uri);
  EXPECT_EQ(kept, (std::vector<std::string>{server_.url("/old"), server_.url("/1")}));
}

/// Each server answers slowly, but they are asked side by side; none is asked twice at once.
TEST(Crawl, HostsAreAskedSideBySide) {
  constexpr int kServers = 4, kPages = 3;
  const std::string archive = testing::TempDir() + "/side_by_side.warc.gz";
  std::filesystem::remove(archive);
  std::filesystem::remove(archive + ".journal");
  std::deque<LocalServer> servers(kServers);
  std::atomic<int> now = 0, most = 0;
  std::vector<std::string> uris;
  for (LocalServer& server : servers)
    for (int page = 0; page < kPages; ++page) {
      const std::string path = "/" + std::to_string(page);
      server.on(path, [&](const std::string&) {
        const int together = ++now;
        for (int before = most; before < together && !most.compare_exchange_weak(before, together);) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        --now;
        return ok("page");
      });
      uris.push_back(server.url(path));
    }
  PoliteFetcher fetcher(options(), quick());
  CrawlOptions options{.archive = archive, .again = false, .software = "test", .hosts = 3};
  std::size_t stored = 0;
  EXPECT_TRUE(
      crawl(uris, fetcher, options, [&](const Outcome& outcome) { return stored += outcome.what == Outcome::What::kStored, true; }));
  EXPECT_EQ(stored, uris.size());
  EXPECT_GE(most, 2);
  EXPECT_LE(most, 3);
  std::size_t before = 0;
  EXPECT_TRUE(
      crawl(uris, fetcher, options, [&](const Outcome& outcome) { return before += outcome.what == Outcome::What::kBefore, true; }));
  EXPECT_EQ(before, uris.size());
  std::filesystem::remove(archive);
  std::filesystem::remove(archive + ".journal");
}

TEST_F(CrawlTest, AnArchiveWithoutAJournalIsNotWrittenOn) {
  std::ofstream(options_.archive) << "something else";
  PoliteFetcher fetcher(options(), quick());
  EXPECT_FALSE(crawl(uris_, fetcher, options_, [](const Outcome&) { return true; }));
  EXPECT_EQ(std::filesystem::file_size(options_.archive), 14u);
}

}  // namespace
}  // namespace musnad::sources
