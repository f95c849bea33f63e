// The stages of learned grammar, in words a second on one core, over the texts of examples/ repeated.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "language/models.h"
#include "language/tokens/sentences.h"

namespace {
namespace fs = std::filesystem;
using namespace musnad;

constexpr std::size_t kRepeats = 8;
const fs::path kTop = MUSNAD_SOURCE_DIR;

std::vector<Document> texts(Language language) {
  std::vector<Document> documents;
  const std::string prefix = language == Language::kAr ? "ar" : "en";
  for (const auto& entry : fs::recursive_directory_iterator(kTop / "examples")) {
    if (entry.path().extension() != ".txt" || !entry.path().filename().string().starts_with(prefix)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    PageMetadata metadata;
    metadata.language = language;
    const std::string text = content.str();
    for (std::size_t i = 0; i < kRepeats; ++i) {
      documents.emplace_back(text, metadata);
      documents.back().seal<Block>({{BlockKind::kBody, {0, static_cast<std::uint32_t>(text.size())}, {}}}, "bench");
    }
  }
  return documents;
}

// Runs the stage number `which` of sentences, words, tags, trees over documents that have what it needs.
void run_stage(benchmark::State& state, Language language, std::size_t which) {
  const auto models = language::Models::load((kTop / "models").string());
  auto sentences = language::make_sentences_stage(kTop / "codebook");
  if (!models || !sentences) return state.SkipWithError("models or codebook are missing");
  std::vector<std::unique_ptr<const Stage>> stages;
  stages.push_back(std::move(*sentences));
  stages.push_back(language::make_words_stage(*models));
  stages.push_back(language::make_tags_stage(*models));
  stages.push_back(language::make_trees_stage(*models, language::ParsedSentences::kAll));
  std::vector<Document> before = texts(language);
  for (std::size_t i = 0; i < which; ++i)
    if (!stages[i]->run(before)) return state.SkipWithError("a stage cannot run");
  std::size_t words = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Document> documents = before;
    state.ResumeTiming();
    if (!stages[which]->run(documents)) return state.SkipWithError("the stage cannot run");
    state.PauseTiming();
    for (const Document& document : documents) words += document.layer<Word>().size();
    documents.clear();
    state.ResumeTiming();
  }
  state.counters["words/s"] = benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(run_stage, ar_words, Language::kAr, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_stage, ar_tags, Language::kAr, 2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_stage, ar_trees, Language::kAr, 3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_stage, en_words, Language::kEn, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_stage, en_tags, Language::kEn, 2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_stage, en_trees, Language::kEn, 3)->Unit(benchmark::kMillisecond);

void load_models(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(language::Models::load((kTop / "models").string()));
}
BENCHMARK(load_models)->Unit(benchmark::kMillisecond);

}  // namespace
