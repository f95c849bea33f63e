// Loader: reads the directory of a codebook, file by file, and collects every error with its place.
#pragma once

#include "codebook/codebook.h"
#include "codebook/frames.h"
#include "codebook/lexicon/tables.h"

namespace musnad::codebook {

class Loader {
 public:
  explicit Loader(std::filesystem::path directory) : directory_(std::move(directory)), frames_(ontology_) {}

  /// The codebook as far as it could be read; it is sound where errors() is empty.
  /// `lexicon`: see Codebook::load.
  std::shared_ptr<const Codebook> load(const std::filesystem::path& lexicon = {});
  const std::vector<Error>& errors() const { return errors_.errors(); }

 private:
  void read_ontology();
  void read_language(Language language);
  void read_events(Language language);
  void read_speech(Language language);
  void read_plain(Language language, EntryKind kind, std::string_view file);
  void read_shared(EntryKind kind, std::string_view file);
  void read_constructions(Language language);
  void read_rules(Language language);
  void check_duplicates();
  void fill_lexicon(const std::filesystem::path& written);

  bool exists(const std::string& name) const;
  Table table(const std::string& name, const std::vector<std::string>& required);
  Entry make_entry(const Table& table, const Row& row, Language language, EntryKind kind);
  void read_lemma(Entry& entry, const Table& table, const Row& row);
  void check_offices(const Table& table, const Row& row);
  void check_cell(const Table& table, const Row& row, std::string_view column, std::span<const std::string> known);

  std::filesystem::path directory_;
  Ontology ontology_;
  FrameTable frames_;
  ErrorList errors_;
  std::shared_ptr<Codebook> book_;
};

/// FNV-1a over the names and bytes of all files, in the order of their names.
std::uint64_t hash_files(const std::filesystem::path& directory);

}  // namespace musnad::codebook
