// Pages of our own making, in the manner of real sites, and what stands on them. NAME.truth: headline, date, author,
// publisher, of live pages the times of their posts, of stories of several pages which one it is and the next; after "--" the
// paragraphs of the body. Body: F1 over runs of four words.
#include "support/whole_engine.h"

#include "page/markup/page_lexicon.h"
#include "text/folding.h"

#include <algorithm>
#include <map>

namespace musnad {
namespace {

constexpr double kBodyFloor = 0.97, kFieldFloor = 0.95;

struct Truth {
  std::map<std::string, std::string> fields;
  std::string body;
};

Truth read_truth(const std::filesystem::path& path) {
  Truth truth;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line) && line != "--") truth.fields[line.substr(0, line.find(':'))] = line.substr(line.find(':') + 2);
  while (std::getline(file, line)) truth.body += line + "\n";
  return truth;
}

std::vector<std::string> words(std::string_view text) {
  const std::string folded = text::fold(text);
  std::vector<std::string> copies;
  for (std::string_view word : page::words_of(folded)) copies.emplace_back(word);
  return copies;
}

std::map<std::string, int> shingles(std::string_view text) {
  const auto all = words(text);
  std::map<std::string, int> counts;
  for (std::size_t i = 0; i + 4 <= all.size(); ++i) ++counts[all[i] + " " + all[i + 1] + " " + all[i + 2] + " " + all[i + 3]];
  return counts;
}

double f1(std::string_view truth, std::string_view read) {
  const auto wanted = shingles(truth), got = shingles(read);
  double common = 0, sum = 0;
  for (const auto& [shingle, count] : wanted) {
    sum += count;
    if (const auto found = got.find(shingle); found != got.end()) common += std::min(count, found->second);
  }
  for (const auto& [shingle, count] : got) sum += count;
  return sum == 0 ? 1 : 2 * common / sum;
}

std::string texts_of(const Document& document, BlockKind kind) {
  std::string texts;
  for (const Block& block : document.layer<Block>())
    if (block.kind == kind && !block.repeat_of) texts += std::string(document.text(block.span)) + "\n";
  return texts;
}

std::string day_of(const Document& document) {
  const std::string record = testing::whole_engine().record(document);
  const std::size_t at = record.find("\"date\":{\"value\":\"");
  return at == std::string::npos ? "none" : record.substr(at + 17, 10);
}

std::string posts_of(const Document& document) {
  std::string times;
  for (const Post& post : document.metadata().posts) times += (times.empty() ? "" : " ") + post.time;
  return times;
}

std::string part_of(const Document& document) {
  const auto& part = document.metadata().part;
  return part ? std::to_string(part->number) + " of " + std::to_string(part->of) + " " + part->next : std::string();
}

class PagesTest : public ::testing::Test {
 protected:
  static std::vector<std::filesystem::path> pages() {
    std::vector<std::filesystem::path> found;
    for (const auto& file : std::filesystem::directory_iterator(testing::source_path("tests/pages")))
      if (file.path().extension() == ".html") found.push_back(file.path());
    std::sort(found.begin(), found.end());
    return found;
  }
};

TEST_F(PagesTest, ArticlesAndWhatThePagesSayOfThemselves) {
  double body = 0;
  std::map<std::string, int> right;
  const auto all = pages();
  ASSERT_GE(all.size(), 44u);
  for (const auto& path : all) {
    const Truth truth = read_truth(std::filesystem::path(path).replace_extension(".truth"));
    Request request;
    request.bytes = testing::file_content(path);
    request.kind = Request::Kind::kHtml;
    const auto document = testing::whole_engine().read(request);
    ASSERT_TRUE(document) << path << " " << document.error().to_string();
    const std::string read = texts_of(*document, BlockKind::kBody);
    const double score = f1(truth.body, read);
    body += score;
    if (score < 1) std::printf("%s: body F1 %.3f\n%s\n", path.stem().c_str(), score, read.c_str());
    const std::map<std::string, std::string> got = {{"headline", texts_of(*document, BlockKind::kHeadline)},
                                                    {"date", day_of(*document)},
                                                    {"author", document->metadata().author},
                                                    {"publisher", document->metadata().publisher}};
    for (const auto& [field, value] : truth.fields) {
      if (!got.contains(field)) continue;
      const bool same = words(value) == words(got.at(field));
      right[field] += same;
      if (!same) std::printf("%s: %s is '%s', not '%s'\n", path.stem().c_str(), field.c_str(), value.c_str(), got.at(field).c_str());
    }
    EXPECT_EQ(posts_of(*document), truth.fields.contains("posts") ? truth.fields.at("posts") : "") << path;
    EXPECT_EQ(part_of(*document), truth.fields.contains("part") ? truth.fields.at("part") : "") << path;
    RecordProperty(path.stem().string(), std::to_string(score));
  }
  const double count = double(all.size());
  std::printf("%zu pages: body F1 %.3f", all.size(), body / count);
  for (const auto& [field, hits] : right) std::printf(", %s %.3f", field.c_str(), hits / count);
  std::printf("\n");
  EXPECT_GE(body / count, kBodyFloor);
  for (const char* field : {"headline", "date", "author", "publisher"}) EXPECT_GE(right[field] / count, kFieldFloor) << field;
}

/// Each post with its text; and yesterday is the day before the post.
TEST_F(PagesTest, PostsKeepTheirTextAndTheirDay) {
  struct Expected {
    const char* page;
    const char* word;
    const char* value;
  };
  for (const Expected& each :
       {Expected{"en-ticker", "yesterday", "2023-11-04"}, Expected{"ar-live-clock", "\xD8\xA3\xD9\x85\xD8\xB3", "2022-01-10"}}) {
    Request request;
    request.bytes = testing::file_content(testing::source_path(std::string("tests/pages/") + each.page + ".html"));
    request.kind = Request::Kind::kHtml;
    const auto document = testing::whole_engine().read(request);
    ASSERT_TRUE(document);
    std::uint32_t last = 0;
    for (const Post& post : document->metadata().posts) {
      EXPECT_GE(post.span.begin, last);
      last = post.span.end;
    }
    const std::string_view first = document->text(document->metadata().posts.front().span);
    EXPECT_NE(first.find(each.word), std::string_view::npos);
    bool found = false;
    for (const TimeMention& time : document->layer<TimeMention>())
      if (document->text(time.span) == each.word) {
        EXPECT_EQ(time.value, each.value);
        found = true;
      }
    EXPECT_TRUE(found) << each.page;
  }
}

}  // namespace
}  // namespace musnad
