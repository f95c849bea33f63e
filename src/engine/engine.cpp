#include <fmt/format.h>
#include <musnad/engine.h>

#include "engine/assembly.h"
#include "page/page.h"
#include "record/edtf.h"
#include "record/json_output.h"
#include "record/writer.h"
#include "text/utf8.h"

namespace musnad {

struct Engine::Parts {
  Pipeline pipeline;
  record::Versions versions;
  page::PageLexicon lexicon;
  page::PageLimits limits;
};

std::string_view version() {
  return MUSNAD_VERSION;
}

Engine::Engine(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
  auto assembly = engine::assemble(options);
  if (!assembly) return tl::unexpected(assembly.error());
  auto lexicon = page::PageLexicon::load(options.codebook.string());
  if (!lexicon) return tl::unexpected(lexicon.error());
  auto parts = std::make_unique<Parts>();
  parts->lexicon = std::move(*lexicon);
  parts->pipeline = std::move(assembly->pipeline);
  parts->versions.engine =
      assembly->models_version.empty() ? std::string(version()) : fmt::format("{}+models.{}", version(), assembly->models_version);
  parts->versions.codebook = assembly->codebook_version;
  parts->limits.max_bytes = options.max_bytes;
  return Engine(std::move(parts));
}

namespace {

page::PageInput page_input(const Request& request) {
  page::PageInput input;
  input.bytes = request.bytes;
  input.id = request.id;
  input.uri = request.uri;
  input.content_type = request.content_type;
  input.given_date = request.date;
  input.given_language = request.language;
  input.title = request.title;
  input.archive = request.archive;
  switch (request.kind) {
    case Request::Kind::kAuto:
      input.kind = page::PageKind::kAuto;
      break;
    case Request::Kind::kHtml:
      input.kind = page::PageKind::kHtml;
      break;
    case Request::Kind::kText:
      input.kind = page::PageKind::kText;
      break;
  }
  return input;
}

}  // namespace

Result<Document> Engine::read(const Request& request) const {
  if (!request.date.empty() && !record::parse_iso_day(request.date))
    return fail(ErrorCode::kBadDate, fmt::format("'{}' is not a date; write YYYY-MM-DD", request.date));
  auto page = page::read_page(page_input(request), parts_->lexicon, parts_->limits);
  if (!page) return tl::unexpected(page.error());
  if (auto done = parts_->pipeline.run(std::span<Document>(&page->document, 1)); !done) return tl::unexpected(done.error());
  return std::move(page->document);
}

std::string Engine::record(const Document& document) const {
  std::string line;
  record::write(document, parts_->versions, line);
  return line;
}

std::string Engine::error_record(std::string_view id, const Error& error) const {
  std::string id_json, line;
  record::append_string(id_json, text::repaired(id));
  record::write_error(id_json, error, line);
  return line;
}

const std::string& Engine::engine_version() const {
  return parts_->versions.engine;
}
const std::string& Engine::codebook_version() const {
  return parts_->versions.codebook;
}

}  // namespace musnad
