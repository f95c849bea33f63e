// Engine: the whole of Musnad behind one door. A page goes in, its Document or its record comes out.
//
//   auto engine = musnad::Engine::open({.codebook = "codebook", .models = "models"});
//   if (!engine) return complain(engine.error().to_string());
//   musnad::Request request;
//   request.bytes = page;
//   request.date = "2022-01-07";
//   if (auto document = engine->read(request)) std::cout << engine->record(*document) << '\n';
//
// Thread safety: an open Engine is const; any number of threads may call it at once.
// Units: spans of a Document are bytes, spans of a record are code points (docs/record.md).
#pragma once

#include <musnad/document.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace musnad {

/// One page to be read.
struct Request {
  enum class Kind : std::uint8_t { kAuto, kHtml, kText };

  std::string bytes;                   ///< the page as it was fetched; text must be UTF-8 or declare or betray its encoding
  std::string id;                      ///< comes back in the record; empty: the hash of the bytes
  std::string uri;                     ///< or empty
  std::string title;                   ///< from elsewhere than the bytes; or empty
  std::string content_type;            ///< of the HTTP answer; or empty
  std::string date;                    ///< when the page was published, YYYY-MM-DD; empty: to be found out
  Language language = Language::kUnd;  ///< kUnd: to be found out
  Kind kind = Kind::kAuto;
  std::optional<ArchivePlace> archive;  ///< comes back in the record
};

/// How far documents are read.
enum class Depth : std::uint8_t {
  kWords,   ///< sentences, words, tags and a tree for every sentence; needs models, no codebook
  kRecord,  ///< everything; trees only where the codebook finds something
};

struct EngineOptions {
  std::filesystem::path codebook = {};
  std::filesystem::path models = {};
  std::filesystem::path lexicon = {};  ///< what `musnad codebook compile` wrote: a quicker start; not needed, never trusted blindly
  Depth depth = Depth::kRecord;
  std::size_t max_bytes = std::size_t{64} << 20;  ///< of one page; a larger one is kTooLarge
};

class Engine {
 public:
  /// Loads codebook and models. Errors: E02xx codebook, E03xx models, E0501.
  static Result<Engine> open(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  /// Reads one page. Errors: E01xx; trouble within the page is a diagnostic of the document.
  Result<Document> read(const Request& request) const;

  /// The document's record: one line of JSON, without its line break.
  std::string record(const Document& document) const;
  /// The line that stands for a page that could not be read. `id` as in the request.
  std::string error_record(std::string_view id, const Error& error) const;

  /// The record's `engine` and `codebook`: the same input with the same two gives the same bytes.
  const std::string& engine_version() const;
  const std::string& codebook_version() const;

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

/// The version of this library: "0.1.0".
std::string_view version();

}  // namespace musnad
