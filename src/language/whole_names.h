// Names and words that are never cut: a country's name that begins with a letter which is also a preposition (as Kazakhstan's in
// Arabic does) stays whole, whatever the ranker of cuts thinks.
#pragma once

#include <musnad/error.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>

namespace musnad::language {

class WholeNames {
 public:
  WholeNames() = default;
  /// The single-word names of countries and capitals in codebook/shared/countries.tsv, and the words of
  /// codebook/ar/lexicon/whole_words.tsv.
  static Result<WholeNames> load(const std::filesystem::path& codebook);
  /// `folded` as PlainToken folds.
  bool contains(std::string_view folded) const { return names_.contains(std::string(folded)); }
  bool empty() const { return names_.empty(); }

 private:
  Result<void> add(const std::filesystem::path& file, std::initializer_list<std::string_view> columns);

  std::unordered_set<std::string> names_;
};

}  // namespace musnad::language
