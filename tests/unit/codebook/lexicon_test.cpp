#include "codebook/lexicon/lexicon.h"

#include <unistd.h>

#include <filesystem>

#include "codebook/lexicon/form_table.h"
#include "support.h"

namespace musnad::codebook {
namespace {

using testing::data;

std::string scratch(const char* name) {
  return (std::filesystem::temp_directory_path() / (std::to_string(getpid()) + name)).string();
}

/// What a lexicon says of a word, as text.
std::string said(const Codebook& book, Language language, std::string_view form) {
  std::string text;
  for (const FormReading& reading : book.lexicon().find(language, form))
    text += std::to_string(reading.entry) + ":" + std::to_string(static_cast<int>(reading.upos)) + ":" +
            std::to_string(static_cast<int>(reading.voice)) + " ";
  return text;
}

TEST(FormTable, GivesTheReadingsOfAFormInTheirOrderAndNoneOfAnother) {
  FormTable table;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const std::uint32_t id = table.intern("form" + std::to_string(i));
    table.add(id, {.entry = i});
    table.add(id, {.entry = i + 1});
    table.add(id, {.entry = i});  // once more
  }
  table.freeze();
  EXPECT_EQ(table.size(), 20'000u);
  const auto found = table.find("form777");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].entry, 777u);
  EXPECT_EQ(found[1].entry, 778u);
  EXPECT_TRUE(table.find("form").empty());
  EXPECT_TRUE(table.find("form20000").empty());
}

TEST(FormTable, RefusesSectionsThatDoNotFit) {
  FormTable table;
  table.add(table.intern("word"), {});
  table.freeze();
  learning::ModelFileWriter writer("lexicon");
  table.write(writer, "a.");
  writer.add("b.text", "");
  writer.add_values("b.forms", std::vector<std::uint32_t>{0, 4, 0, 1});  // a form beyond its text
  writer.add_values("b.slots", std::vector<std::uint32_t>{1, 1, 0, 0});
  writer.add_values("b.readings", std::vector<FormReading>(1));
  const auto file = learning::ModelFile::parse(writer.bytes(), "lexicon", "sample");
  ASSERT_TRUE(file);
  FormTable read;
  EXPECT_TRUE(read.read(*file, "a."));
  EXPECT_EQ(read.find("word").size(), 1u);
  EXPECT_EQ(read.read(*file, "b.").error().code, ErrorCode::kModelBroken);
  EXPECT_EQ(read.read(*file, "c.").error().code, ErrorCode::kModelBroken);
}

TEST(Lexicon, ReadFromItsFileSaysWhatTheCompiledOneSays) {
  const std::string path = scratch(".lexicon");
  ASSERT_TRUE(testing::small_book()->write_lexicon(path));
  const auto book = Codebook::load(data("data"), path);
  std::filesystem::remove(path);
  ASSERT_TRUE(book) << book.error().to_string();
  EXPECT_EQ((*book)->lexicon().size(), testing::small_book()->lexicon().size());
  bool any = false;
  for (std::string_view form : {"attack", "attacks", "attacked", "kill", "killed", "police", "nobody"}) {
    EXPECT_EQ(said(**book, Language::kEn, form), said(*testing::small_book(), Language::kEn, form)) << form;
    any = any || !said(**book, Language::kEn, form).empty();
  }
  EXPECT_TRUE(any);
}

TEST(Lexicon, OfAnotherCodebookIsNotUsed) {
  const std::string path = scratch(".lexicon");
  ASSERT_TRUE(Lexicon().write(path, "0.1+another"));  // and empty
  const auto book = Codebook::load(data("data"), path);
  std::filesystem::remove(path);
  ASSERT_TRUE(book);
  EXPECT_FALSE(said(**book, Language::kEn, "attacked").empty());
}

TEST(Lexicon, ABrokenFileIsAnErrorAndAMissingOneIsNot) {
  const std::string path = scratch(".lexicon");
  ASSERT_TRUE(testing::small_book()->write_lexicon(path));
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 100);
  const auto book = Codebook::load(data("data"), path);
  std::filesystem::remove(path);
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, ErrorCode::kModelBroken);
  EXPECT_TRUE(Codebook::load(data("data"), path));
  EXPECT_FALSE(testing::small_book()->write_lexicon("/no/such/place/lexicon"));
}

}  // namespace
}  // namespace musnad::codebook
