// The one file format of models: named sections after a header, read in place by mapping the file. docs/models.md
// describes it byte by byte.
#pragma once

#include <musnad/error.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musnad::learning {

/// What is written; files of earlier formats, from 1, are read too.
inline constexpr std::uint32_t kModelFormat = 2;

/// A mapped model file. Copies share the mapping. Const access from many threads is safe.
class ModelFile {
 public:
  /// Maps `path` and checks it wholly (sizes, checksum): E0301 cannot be opened, E0302 truncated or corrupt, E0303 of
  /// another format version, E0304 not a Musnad model or not of `kind` ("ar.trees").
  static Result<ModelFile> load(const std::string& path, std::string_view kind);

  /// The same for a file's content that is in memory; `name` stands for the path in messages.
  static Result<ModelFile> parse(std::string bytes, std::string_view kind, std::string name);

  /// The bytes of a section, at a multiple of 8; E0302 where the file has none of that name.
  Result<std::string_view> section(std::string_view name) const;
  /// A section as values of a trivially copyable type; E0302 where its size is no multiple of the type's.
  template <class Value>
  Result<std::span<const Value>> values(std::string_view name) const {
    auto bytes = section(name);
    if (!bytes) return tl::unexpected(bytes.error());
    if (bytes->size() % sizeof(Value) != 0)
      return fail(ErrorCode::kModelBroken, "section '" + std::string(name) + "' has an odd size", path_);
    return std::span(reinterpret_cast<const Value*>(bytes->data()), bytes->size() / sizeof(Value));
  }
  const std::string& path() const { return path_; }

 private:
  static Result<ModelFile> checked(std::shared_ptr<const std::string_view> mapping, std::string_view kind, const std::string& path);

  std::string path_;
  std::shared_ptr<const std::string_view> mapping_;  // unmaps at its end
  std::vector<std::pair<std::string, std::string_view>> sections_;
};

/// Collects sections and writes the file.
class ModelFileWriter {
 public:
  explicit ModelFileWriter(std::string kind) : kind_(std::move(kind)) {}
  void add(std::string_view name, std::string_view bytes) { sections_.emplace_back(name, bytes); }
  template <class Value>
  void add_values(std::string_view name, const std::vector<Value>& values) {
    add(name, {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value)});
  }
  std::string bytes() const;
  /// E0101 where the file cannot be written.
  Result<void> write(const std::string& path) const;

 private:
  std::string kind_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

/// Lines of a section or list, without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace musnad::learning
