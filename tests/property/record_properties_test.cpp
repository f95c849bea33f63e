// What holds for every page: over the pages of examples/ and the texts of the golden cases.
#include <gtest/gtest.h>

#include "engine/ordered.h"
#include "record/checker.h"
#include "record/reader.h"
#include "record/report.h"
#include "support/case_file.h"
#include "text/utf8.h"

namespace musnad::testing {
namespace {

std::vector<Request> all_requests() {
  std::vector<Request> requests;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_path("examples"))) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".html" && extension != ".txt") continue;
    Request request;
    request.bytes = file_content(entry.path());
    request.id = entry.path().filename().string();
    request.kind = extension == ".html" ? Request::Kind::kHtml : Request::Kind::kText;
    requests.push_back(std::move(request));
  }
  for (const auto& path : case_paths())
    for (const Case& golden : read_cases(path).cases) {
      requests.push_back(request_of(golden));
      requests.back().id = golden.title;
    }
  std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) { return a.id < b.id; });
  return requests;
}

std::string record_of(const Request& request) {
  const auto document = whole_engine().read(request);
  return document ? whole_engine().record(*document) : whole_engine().error_record(request.id, document.error());
}

std::string all_records(const std::vector<Request>& requests, unsigned threads) {
  std::string output;
  std::size_t next = 0;
  engine::run_ordered(
      threads,
      [&]() -> std::optional<std::function<engine::Done()>> {
        if (next == requests.size()) return std::nullopt;
        return [&request = requests[next++]] { return engine::Done{record_of(request) + "\n", {}}; };
      },
      [&](const engine::Done& done) {
        output += done.output;
        return true;
      });
  return output;
}

TEST(EveryPage, HasASoundRecordThatReadsBack) {
  for (const Request& request : all_requests()) {
    const std::string line = record_of(request);
    for (const auto& violation : record::check(line)) ADD_FAILURE() << request.id << ": " << violation.to_string();
    const auto stored = record::parse_record(line);
    ASSERT_TRUE(stored) << request.id << ": " << stored.error().to_string();
    std::string again;
    record::write(stored->document, stored->versions, again);
    EXPECT_EQ(again, line) << request.id;
  }
}

TEST(EveryPage, GivesTheSameBytesEveryTimeAndOnAnyNumberOfThreads) {
  const auto requests = all_requests();
  const std::string once = all_records(requests, 1);
  for (unsigned threads : {1u, 2u, 8u}) EXPECT_TRUE(all_records(requests, threads) == once) << threads << " threads";
}

TEST(EveryPage, CanBeReported) {
  for (const Request& request : all_requests()) {
    const auto document = whole_engine().read(request);
    ASSERT_TRUE(document) << request.id;
    EXPECT_TRUE(text::is_valid(record::report(*document))) << request.id;
  }
}

// Spans of one layer nest as the language has it.
TEST(EveryPage, KeepsWordsInTokensInSentencesInBlocks) {
  for (const Request& request : all_requests()) {
    const auto document = whole_engine().read(request);
    ASSERT_TRUE(document) << request.id;
    for (const Sentence& sentence : document->layer<Sentence>()) {
      EXPECT_TRUE(document->at(sentence.block).span.contains(sentence.span)) << request.id;
      for (const Token& token : document->slice(sentence.tokens)) EXPECT_TRUE(sentence.span.contains(token.span)) << request.id;
    }
    for (const Word& word : document->layer<Word>()) {
      EXPECT_TRUE(document->at(word.token).span.contains(word.span)) << request.id;
      EXPECT_FALSE(word.span.empty()) << request.id;
    }
    EXPECT_EQ(document->layer<Tag>().size(), document->layer<Word>().size()) << request.id;
    EXPECT_EQ(document->layer<Arc>().size(), document->layer<Word>().size()) << request.id;
  }
}

}  // namespace
}  // namespace musnad::testing
