// The whole engine over the pages of examples/: a page to its document, a document to its record, start-up; and each stage alone.
#include <benchmark/benchmark.h>
#include <musnad/engine.h>

#include <fstream>
#include <sstream>

#include "engine/assembly.h"
#include "page/page.h"
#include "record/report.h"

namespace {
namespace fs = std::filesystem;
using namespace musnad;

EngineOptions options() {
  const fs::path top = MUSNAD_SOURCE_DIR;
  return {.codebook = top / "codebook", .models = top / "models"};
}

const std::vector<Request>& pages() {
  static const std::vector<Request> kPages = [] {
    std::vector<Request> pages;
    for (const auto& entry : fs::directory_iterator(fs::path(MUSNAD_SOURCE_DIR) / "examples")) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".html" && extension != ".txt") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream content;
      content << file.rdbuf();
      Request request;
      request.bytes = content.str();
      request.kind = extension == ".html" ? Request::Kind::kHtml : Request::Kind::kText;
      pages.push_back(std::move(request));
    }
    return pages;
  }();
  return kPages;
}

void report_rates(benchmark::State& state, std::size_t sentences, std::size_t bytes) {
  state.counters["sentences/s"] = benchmark::Counter(static_cast<double>(sentences), benchmark::Counter::kIsIterationInvariantRate);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

void start(benchmark::State& state) {
  for (auto _ : state) {
    auto engine = Engine::open(options());
    if (!engine) return state.SkipWithError(engine.error().to_string().c_str());
    benchmark::DoNotOptimize(engine);
  }
}
BENCHMARK(start)->Unit(benchmark::kMillisecond);

void read_pages(benchmark::State& state) {
  const auto engine = Engine::open(options());
  if (!engine) return state.SkipWithError(engine.error().to_string().c_str());
  std::size_t sentences = 0, bytes = 0;
  for (const Request& page : pages()) {
    bytes += page.bytes.size();
    if (const auto document = engine->read(page)) sentences += document->layer<Sentence>().size();
  }
  for (auto _ : state)
    for (const Request& page : pages()) benchmark::DoNotOptimize(engine->read(page));
  report_rates(state, sentences, bytes);
}
BENCHMARK(read_pages)->Unit(benchmark::kMillisecond);

template <class Write>
void write_documents(benchmark::State& state, Write write) {
  const auto engine = Engine::open(options());
  if (!engine) return state.SkipWithError(engine.error().to_string().c_str());
  std::vector<Document> documents;
  for (const Request& page : pages())
    if (auto document = engine->read(page)) documents.push_back(std::move(*document));
  std::size_t sentences = 0, bytes = 0;
  for (const Document& document : documents) {
    sentences += document.layer<Sentence>().size();
    bytes += document.text().size();
  }
  for (auto _ : state)
    for (const Document& document : documents) benchmark::DoNotOptimize(write(*engine, document));
  report_rates(state, sentences, bytes);
}
void write_records(benchmark::State& state) {
  write_documents(state, [](const Engine& engine, const Document& document) { return engine.record(document); });
}
void write_reports(benchmark::State& state) {
  write_documents(state, [](const Engine&, const Document& document) { return record::report(document); });
}
BENCHMARK(write_records)->Unit(benchmark::kMillisecond);
BENCHMARK(write_reports)->Unit(benchmark::kMillisecond);

/// One stage over all pages, the stages before it already done.
void one_stage(benchmark::State& state, std::size_t which) {
  auto assembly = engine::assemble(options());
  const auto lexicon = page::PageLexicon::load(options().codebook.string());
  if (!assembly || !lexicon) return state.SkipWithError("cannot start");
  const auto stages = assembly->pipeline.stages();
  std::vector<Document> before;
  std::size_t sentences = 0, bytes = 0;
  for (const Request& request : pages()) {
    page::PageInput input;
    input.bytes = request.bytes;
    input.kind = request.kind == Request::Kind::kHtml ? page::PageKind::kHtml : page::PageKind::kText;
    auto page = page::read_page(input, *lexicon);
    if (!page) continue;
    for (std::size_t i = 0; i < which; ++i)
      if (!stages[i]->run(std::span<Document>(&page->document, 1))) return state.SkipWithError("a stage cannot run");
    bytes += page->document.text().size();
    before.push_back(std::move(page->document));
  }
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Document> documents = before;
    state.ResumeTiming();
    if (!stages[which]->run(documents)) return state.SkipWithError("the stage cannot run");
    state.PauseTiming();
    sentences = 0;
    for (const Document& document : documents) sentences += document.layer<Sentence>().size();
    documents.clear();
    state.ResumeTiming();
  }
  report_rates(state, sentences, bytes);
}

const bool kRegistered = [] {
  const auto assembly = engine::assemble(options());
  if (!assembly) return false;
  for (std::size_t i = 0; i < assembly->pipeline.stages().size(); ++i)
    benchmark::RegisterBenchmark(("stage/" + std::string(assembly->pipeline.stages()[i]->name())).c_str(), [i](benchmark::State& state) {
      one_stage(state, i);
    })->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace
