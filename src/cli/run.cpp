#include "cli/run.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/terminal.h"
#include "engine/ordered.h"
#include "engine/request_line.h"
#include "record/edtf.h"
#include "record/enumerations.h"
#include "record/json_output.h"
#include "record/writer.h"
#include "sources/warc.h"
#include "text/utf8.h"

namespace musnad::cli {
namespace {

constexpr unsigned kMaxThreads = 256;

using Work = std::function<engine::Done()>;

/// One run, from its open engine to its exit code.
class Run {
 public:
  Run(const RunOptions& options, const Engine& engine, const Render& render) : options_(options), engine_(engine), render_(render) {
    if (options_.paths.empty()) options_.paths.emplace_back(kStandardInput);
    defaults_.date = options.date;
    defaults_.language = record::parse_word<Language>(options.language).value_or(Language::kUnd);
  }

  int pages() {
    const auto pages = find_pages(options_.paths);
    if (!pages) {
      fmt::print(stderr, "musnad: {}\n", pages.error().to_string());
      return kSomeFailed;
    }
    std::size_t next = 0;
    return run(pages->size(), [&]() -> std::optional<Work> {
      if (next == pages->size()) return std::nullopt;
      return [this, path = (*pages)[next++]] { return page(path); };
    });
  }

  int lines() {
    std::size_t path = 0;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(nullptr, std::fclose);
    std::optional<Lines> lines;
    return run(0, [&]() -> std::optional<Work> {
      std::string text;
      for (;; lines.reset()) {
        if (!lines) {
          if (path == options_.paths.size()) return std::nullopt;
          const std::string& name = options_.paths[path++];
          if (name != kStandardInput) file.reset(std::fopen(name.c_str(), "rb"));
          if (name != kStandardInput && !file) return [this, name] { return failure(name, read_bytes(name, 0).error()); };
          lines.emplace(name == kStandardInput ? stdin : file.get(), options_.max_bytes);
        }
        Lines::Next got = Lines::Next::kEnd;
        do got = lines->next(text);
        while (got == Lines::Next::kLine && text.find_first_not_of(" \t\r") == std::string::npos);
        const std::size_t number = lines->number();
        if (got == Lines::Next::kTooLong) return [this, number] { return too_long(number); };
        if (got == Lines::Next::kLine) return [this, number, line = std::move(text)] { return request_line(line, number); };
      }
    });
  }

  int archives() {
    std::size_t path = 0;
    std::optional<sources::WarcReader> reader;
    return run(0, [&]() -> std::optional<Work> {
      for (;; reader.reset()) {
        if (!reader) {
          if (path == options_.paths.size()) return std::nullopt;
          const std::string& name = options_.paths[path++];
          auto opened = sources::WarcReader::open(name, options_.max_bytes);
          if (!opened) return [this, name, error = opened.error()] { return failure(name, error); };
          reader.emplace(std::move(*opened));
        }
        const std::string& name = options_.paths[path - 1];
        while (reader->good()) {
          auto record = reader->next();
          if (!record) return [this, name, error = record.error()] { return failure(name, located(error, name)); };
          if (!*record) break;
          if (const auto& type = (*record)->type; type != "response" && type != "resource") continue;
          return [this, name, record = std::make_shared<sources::WarcRecord>(std::move(**record))] { return archived(name, *record); };
        }
      }
    });
  }

 private:
  static Error located(Error error, const std::string& file) {
    error.where = error.where.empty() ? file : file + ", " + error.where;
    return error;
  }

  /// Nothing where the record holds no page.
  engine::Done archived(const std::string& file, const sources::WarcRecord& record) const {
    const std::string where = fmt::format("{}, byte {}", file, record.offset);
    if (record.digest == sources::Digest::kWrong)
      return failure(record.id, {ErrorCode::kDigestWrong, "the record's digest is not that of its bytes", where});
    auto page = sources::page_of(record, options_.max_bytes);
    if (!page) return failure(record.id, {page.error().code, page.error().message, where});
    if (!*page) return {};
    Request request = defaults_;
    request.bytes = std::move((*page)->bytes);
    request.content_type = std::move((*page)->content_type);
    request.uri = record.uri;
    request.id = record.uri.empty() ? record.id : record.uri;
    request.archive = ArchivePlace{file, record.offset, record.id};
    return read(request, where);
  }

  int run(std::size_t total, const engine::Source& source) {
    Progress progress(total, "pages");
    std::size_t done = 0, failed = 0;
    engine::run_ordered(options_.threads, source, [&](const engine::Done& result) {
      ++done;
      progress.advance();
      if (!result.complaint.empty()) {
        ++failed;
        progress.clear();
        fmt::print(stderr, "musnad: {}\n", result.complaint);
      }
      std::fwrite(result.output.data(), 1, result.output.size(), stdout);
      return std::fflush(stdout) == 0;  // a reader that went away ends the run
    });
    progress.clear();
    if (failed && done > 1) fmt::print(stderr, "musnad: {} of {} inputs failed\n", failed, done);
    return failed ? kSomeFailed : kFine;
  }

  engine::Done page(const std::string& path) const {
    auto bytes = read_bytes(path, options_.max_bytes);
    if (!bytes) return failure(path, bytes.error());
    Request request = defaults_;
    request.bytes = std::move(*bytes);
    if (path != kStandardInput) request.id = path;
    request.kind = kind_of(path);
    return read(request, path);
  }

  engine::Done request_line(const std::string& line, std::size_t number) const {
    const auto request = engine::parse_request(line, number, defaults_);
    if (!request) return failure_json(request.error().id_json, request.error().error);
    return read(*request, fmt::format("line {}", number));
  }

  engine::Done too_long(std::size_t number) const {
    return failure_json("null", {ErrorCode::kTooLarge, fmt::format("longer than {} bytes; raise --max-bytes", options_.max_bytes),
                                 fmt::format("line {}", number)});
  }

  engine::Done read(const Request& request, const std::string& where) const {
    const auto document = engine_.read(request);
    if (!document) {
      Error error = document.error();
      if (error.where.empty()) error.where = where;
      return failure(request.id, error);
    }
    return {render_(engine_, *document), {}};
  }

  engine::Done failure(const std::string& id, const Error& error) const {
    std::string id_json;
    record::append_string(id_json, text::repaired(id));
    return failure_json(id_json, error);
  }
  engine::Done failure_json(const std::string& id_json, const Error& error) const {
    engine::Done done{{}, error.to_string()};
    if (!options_.error_records) return done;
    record::write_error(id_json, error, done.output);
    done.output += '\n';
    return done;
  }

  RunOptions options_;
  const Engine& engine_;
  const Render& render_;
  Request defaults_;
};

}  // namespace

void add_run_options(CLI::App& command, RunOptions& options) {
  command.add_option("PATH", options.paths, "Files or directories; - is standard input")->type_name("");
  command.add_option("--in", options.in, "What the inputs hold: pages, lines of requests in JSON, or WARC archives")
      ->check(CLI::IsMember({"pages", "jsonl", "warc"}))
      ->capture_default_str();
  command.add_option("--date", options.date, "When the pages were published, where they are not asked one by one")
      ->type_name("YYYY-MM-DD")
      ->check([](const std::string& date) { return record::parse_iso_day(date) ? std::string() : "write the date as YYYY-MM-DD"; });
  command.add_option("--lang", options.language, "The pages' language; und: told from each page")
      ->check(CLI::IsMember({"ar", "en", "und"}))
      ->capture_default_str();
  command.add_option("--threads", options.threads, "Pages read at the same time; the output is the same for any number")
      ->check(CLI::Range(1u, kMaxThreads))
      ->capture_default_str();
  command.add_option("--max-bytes", options.max_bytes, "Pages and lines larger than this are refused")->capture_default_str();
  add_places(command, options.places);
}

Result<Engine> open_engine(const Places& places, EngineOptions options) {
  const auto codebook = find_codebook(places), models = find_models(places);
  if (!codebook) return tl::unexpected(codebook.error());
  if (!models) return tl::unexpected(models.error());
  options.codebook = *codebook;
  options.lexicon = find_lexicon();
  options.models = *models;
  return Engine::open(options);
}

int cannot_start(const Error& error) {
  fmt::print(stderr, "musnad: cannot start: {}\n", error.to_string());
  return kCannotStart;
}

int run(const RunOptions& options, Depth depth, const Render& render) {
  const auto engine = open_engine(options.places, {.depth = depth, .max_bytes = options.max_bytes});
  if (!engine) return cannot_start(engine.error());
  Run run(options, *engine, render);
  if (options.in == "warc") return run.archives();
  return options.in == "jsonl" ? run.lines() : run.pages();
}

}  // namespace musnad::cli
