// The writer, the reader and the checker against one another, and against a record spelled out.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "record/checker.h"
#include "record/reader.h"
#include "record/writer.h"
#include "sample.h"

namespace musnad::record {
namespace {

using Json = nlohmann::ordered_json;
using testing::sample_document;

const Versions kVersions{"0.1.0", "test"};

std::string written(const Document& document) {
  std::string line;
  write(document, kVersions, line);
  return line;
}

/// A document of one body block.
Document plain_document(const std::string& text) {
  Document document(text, {});
  document.seal<Block>({{BlockKind::kBody, {0, static_cast<std::uint32_t>(text.size())}, {}}}, "test");
  return document;
}

/// The codes of the violations of a record after a change to it.
template <class Change>
std::vector<std::string> codes_after(Change change) {
  Json record = Json::parse(written(sample_document()));
  change(record);
  std::vector<std::string> codes;
  for (const Violation& violation : check(record.dump())) codes.emplace_back(code_of(violation.code));
  return codes;
}

TEST(Record, KeepsItsContract) {
  for (const Violation& violation : check(written(sample_document()))) ADD_FAILURE() << violation.to_string();
}

TEST(Record, ReadsBackToTheSameBytes) {
  const std::string line = written(sample_document());
  const auto stored = parse_record(line);
  ASSERT_TRUE(stored) << stored.error().to_string();
  std::string again;
  write(stored->document, stored->versions, again);
  EXPECT_EQ(again, line);
}

TEST(Record, SpellsOutAClaim) {
  const Json record = Json::parse(written(sample_document()));
  const Json& claim = record["claims"][0];
  EXPECT_EQ(
      claim.dump(),
      R"({"id":"c1","type":"ASSAULT","mode":null,"cameo":"180","acled":{"event_type":"Violence against civilians","sub_event_type":"Attack"},)"
      R"("trigger":[116,122],"args":[{"role":"recipient","entity":"e1","span":[79,87]}],)"
      R"("counts":[{"id":"k1","kind":"killed","low":5,)"
      R"("high":null,"qualifier":"at_least","of":"e1","subset_of":null,"span":[77,78]},)"
      R"({"id":"k2","kind":"killed","low":2,)"
      R"("high":2,"qualifier":"exact","of":null,"subset_of":"k1","span":[89,92]}],)"
      R"("time":{"value":"2022-01-03","precision":"day","span":[134,140],"basis":"weekday"},"place":"e2",)"
      R"("status":{"polarity":"affirmed","time":"past",)"
      R"("mood":"asserted","outcome":"accomplished"},"attribution":"a2",)"
      R"("chain":["s0","s1","s2"],"defects":["unnamed_source"],"rule":"kill + passive","places":["e2"]})");
  EXPECT_EQ(record["date"]["value"], "2022-01-08/2022-01-09");
  EXPECT_EQ(record["entities"][1]["place"]["lat"], 32.5);
  EXPECT_EQ(record["entities"][1]["place"]["lon"].dump(), "-4");
}

TEST(Record, OfADocumentWithoutLayersIsSound) {
  for (const char* text : {"", "One line.", "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"}) {
    Document document = std::string_view(text).empty() ? Document("", {}) : plain_document(text);
    EXPECT_TRUE(check(written(document)).empty()) << text;
  }
}

TEST(Record, CountsCodePointsAndKeepsArabicUnescaped) {
  Document document = plain_document("\xd9\x82\xd8\xaa\xd9\x84 \"5\"\n");  // qtl "5"
  document.seal<Sentence>({{{0, 10}, BlockId{0}, {}}}, "test");
  const std::string line = written(document);
  EXPECT_NE(line.find("\"text\":\"\xd9\x82\xd8\xaa\xd9\x84 \\\"5\\\"\\n\""), std::string::npos) << line;
  EXPECT_NE(line.find("\"sentences\":[[0,7]]"), std::string::npos) << line;
}

TEST(Record, NeverCutsAGraphemeCluster) {
  // ka + fatha, ta: a span of the bare ka takes its vowel sign along.
  Document document = plain_document("\xd9\x83\xd9\x8e\xd8\xaa");
  document.seal<Sentence>({{{0, 2}, BlockId{0}, {}}}, "test");
  const std::string line = written(document);
  EXPECT_NE(line.find("\"sentences\":[[0,2]]"), std::string::npos) << line;
  EXPECT_TRUE(check(line).empty());
}

TEST(Record, EscapesControls) {
  const Document document = plain_document("a\tb\x01\x7f\\");
  const std::string line = written(document);
  EXPECT_NE(line.find(R"("text":"a\tb\u0001\u007f\\")"), std::string::npos) << line;
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Record, ErrorLineIsSound) {
  std::string line;
  write_error("\"x\"", {ErrorCode::kBadRequestLine, "not valid JSON", "line 12, byte 40"}, line);
  EXPECT_EQ(line, R"({"schema":"musnad/1","id":"x","error":{"code":"E0104","message":"not valid JSON","where":"line 12, byte 40"}})");
  EXPECT_TRUE(check(line).empty());
  EXPECT_FALSE(parse_record(line));
}

TEST(Checker, NamesWhatIsWrong) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes_after([](Json&) {}), Codes{});
  EXPECT_EQ(codes_after([](Json& r) { r.erase("uri"); }), Codes{"E0401"});
  EXPECT_EQ(codes_after([](Json& r) { r["lang"] = "fr"; }), Codes{"E0404"});
  EXPECT_EQ(codes_after([](Json& r) { r["sentences"][0] = {0, 9999}; }), Codes{"E0402"});
  EXPECT_EQ(codes_after([](Json& r) { r["sentences"][0] = {5, 5}; }), Codes{"E0402"});
  EXPECT_EQ(codes_after([](Json& r) { std::swap(r["sentences"][0], r["sentences"][1]); }), Codes{"E0402"});
  EXPECT_EQ(codes_after([](Json& r) { r["blocks"].erase(1); }), Codes{"E0402"});
  EXPECT_EQ(codes_after([](Json& r) { r["blocks"][0]["repeat_of"] = 2; }), Codes{"E0403"});
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][0]["place"] = "e9"; }), (Codes{"E0403", "E0403"}));  // and it is no first of places
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][0]["places"] = {"e1", "e2"}; }), Codes{"E0403"});
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][0]["chain"] = {"s0", "s2"}; }), Codes{"E0403"});
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][0]["counts"][1]["subset_of"] = "k7"; }), Codes{"E0403"});
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][1]["mode"] = "aerial"; }), Codes{"E0404"});
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][1]["id"] = "c1"; }), (Codes{"E0403", "E0403"}));  // and the event finds no c2
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][0]["time"]["value"] = "Monday"; }), Codes{"E0404"});
  EXPECT_EQ(codes_after([](Json& r) { r["sources"][0]["kind"] = "agency"; }), Codes{"E0403"});
  EXPECT_EQ(codes_after([](Json& r) { r["attributions"][0]["parent"] = "a2"; }), Codes{"E0403"});  // a circle
  EXPECT_EQ(codes_after([](Json& r) { r["events"] = nullptr; }), Codes{"E0401"});
  EXPECT_EQ(codes_after([](Json& r) { r["added"] = 1; }), Codes{});
  EXPECT_EQ(codes_after([](Json& r) { r["claims"][0]["added"] = 1; }), Codes{});
}

TEST(Checker, SaysWhere) {
  Json record = Json::parse(written(sample_document()));
  record["claims"][0]["args"][0]["role"] = "villain";
  const auto violations = check(record.dump());
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].to_string(), "claims[0].args[0].role: is \"villain\", not one of actor recipient instrument issue [E0404]");
}

TEST(Checker, RefusesWhatIsNoRecord) {
  for (const char* line : {"", "{", "[]", "1", "\"x\"", "{}", "{\"error\":1}", "\xff"}) EXPECT_FALSE(check(line).empty()) << line;
}

TEST(Checker, AgreesWithTheSharedOne) {
  const std::filesystem::path shared = std::filesystem::path(MUSNAD_SOURCE_DIR) / ".." / "shared" / "eval" / "spans.py";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "needs ../shared";
  // Faults that both know: each record alone, both say sound or both say broken.
  const std::vector<std::function<void(Json&)>> changes = {
      [](Json&) {},
      [](Json& r) { r.erase("codebook"); },
      [](Json& r) {
        r["sentences"][0] = {-1, 2};
      },
      [](Json& r) { r["blocks"].erase(0); },
      [](Json& r) { r["entities"][0]["sector"] = "XXX"; },
      [](Json& r) { r["entities"][0]["sector"] = nullptr; },
      [](Json& r) { r["events"][0]["actors"] = {"e9"}; },
      [](Json& r) { r["claims"][0]["attribution"] = nullptr; },
      [](Json& r) { r["attributions"][1]["source"] = nullptr; },
      [](Json& r) {
        r["attributions"][1]["source"] = nullptr, r["claims"][0]["chain"] = Json::array({"s0", "s1", nullptr});
      },
      [](Json& r) { r["diagnostics"][0]["span"] = nullptr; },
      [](Json& r) { r["claims"][0]["status"].erase("mood"); },
  };
  const std::filesystem::path file = std::filesystem::path(::testing::TempDir()) / "musnad_contract.jsonl";
  std::vector<bool> ours;
  {
    std::ofstream lines(file);
    for (const auto& change : changes) {
      Json record = Json::parse(written(sample_document()));
      change(record);
      ours.push_back(check(record.dump()).empty());
      lines << record.dump() << '\n';
    }
  }
  // It prints FILE:LINE: CODE at ... for every violation.
  std::vector<bool> theirs(changes.size(), true);
  FILE* said = ::popen(("python3 " + shared.string() + " --show 1000 " + file.string()).c_str(), "r");
  ASSERT_TRUE(said);
  for (char line[4096]; std::fgets(line, sizeof line, said);)
    if (const std::string text = line; text.starts_with(file.string() + ":"))
      theirs.at(std::stoul(text.substr(file.string().size() + 1)) - 1) = false;
  ::pclose(said);
  EXPECT_EQ(ours, theirs);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace musnad::record
