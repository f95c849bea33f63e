#include "learning/model_file.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>
#include <fstream>

namespace musnad::learning {
namespace {

ModelFileWriter sample() {
  ModelFileWriter writer("test.words");
  writer.add("text", "one\ntwo\n");
  writer.add_values("numbers", std::vector<std::uint32_t>{1, 2, 3});
  writer.add("empty", "");
  return writer;
}

ErrorCode code_of_loading(std::string bytes, std::string_view kind = "test.words") {
  const auto file = ModelFile::parse(std::move(bytes), kind, "sample");
  EXPECT_FALSE(file);
  return file ? ErrorCode::kCannotRead : file.error().code;
}

TEST(ModelFile, GivesBackItsSections) {
  const auto file = ModelFile::parse(sample().bytes(), "test.words", "sample");
  ASSERT_TRUE(file) << file.error().to_string();
  EXPECT_EQ(*file->section("text"), "one\ntwo\n");
  const auto numbers = file->values<std::uint32_t>("numbers");
  ASSERT_TRUE(numbers);
  EXPECT_EQ(std::vector(numbers->begin(), numbers->end()), (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_TRUE(file->section("empty")->empty());
  EXPECT_EQ(file->section("other").error().code, ErrorCode::kModelBroken);
  EXPECT_EQ(file->values<std::uint64_t>("numbers").error().code, ErrorCode::kModelBroken);
}

TEST(ModelFile, ReadsTheFormatBeforeThisOne) {
  std::string bytes = sample().bytes();
  const std::size_t after_header = 56;
  const std::uint64_t crc = crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data() + after_header), bytes.size() - after_header);
  bytes[8] = 1;  // the format
  EXPECT_EQ(code_of_loading(bytes), ErrorCode::kModelBroken);
  std::memcpy(&bytes[48], &crc, sizeof crc);
  const auto file = ModelFile::parse(bytes, "test.words", "sample");
  ASSERT_TRUE(file) << file.error().to_string();
  EXPECT_EQ(*file->section("text"), "one\ntwo\n");
}

TEST(ModelFile, IsMappedFromDisk) {
  const std::string path = testing::TempDir() + "musnad_model_file_test.model";
  ASSERT_TRUE(sample().write(path));
  const auto file = ModelFile::load(path, "test.words");
  ASSERT_TRUE(file) << file.error().to_string();
  const ModelFile copy = *file;
  EXPECT_EQ(*copy.section("text"), "one\ntwo\n");
  std::remove(path.c_str());
}

TEST(ModelFile, RefusesEveryTruncation) {
  const std::string bytes = sample().bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(code_of_loading(bytes.substr(0, size)), ErrorCode::kModelBroken) << size;
}

TEST(ModelFile, RefusesEveryChangedByte) {
  const std::string bytes = sample().bytes();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x40);
    const auto file = ModelFile::parse(changed, "test.words", "sample");
    const bool filling = at >= 16 + sizeof "test.words" && at < 40;  // zeros after the kind carry nothing
    EXPECT_TRUE(!file || filling) << at;
  }
}

TEST(ModelFile, TellsForeignFilesVersionsAndKindsApart) {
  std::string bytes = sample().bytes();
  EXPECT_EQ(code_of_loading(bytes, "test.trees"), ErrorCode::kModelForeign);
  EXPECT_EQ(code_of_loading(std::string(200, 'x')), ErrorCode::kModelForeign);
  bytes[8] = 99;  // the format
  EXPECT_EQ(code_of_loading(bytes), ErrorCode::kModelVersion);
  EXPECT_EQ(ModelFile::load("no/such/file.model", "test.words").error().code, ErrorCode::kModelMissing);
  EXPECT_EQ(ModelFile::load(testing::TempDir(), "test.words").error().code, ErrorCode::kModelMissing);
}

TEST(ModelFile, IsTheSameBytesEachTime) {
  EXPECT_EQ(sample().bytes(), sample().bytes());
}

}  // namespace
}  // namespace musnad::learning
