// musnad-train: makes the models of a language from treebanks, and scores models on one.
#include "names_commands.h"
#include "names_resources.h"
#include "scoring.h"
#include "trainers.h"

#include "language/models.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>

namespace musnad::training {
namespace {

struct Arguments {
  std::string what, language = "ar", out;
  std::vector<std::string> hand, machine;
  std::string leave_out;
  std::size_t machine_limit = 0, epochs = 8, jackknife_epochs = 3, hand_repeats = 1, last_epochs = 0, last_hand_repeats = 1,
              max_features = 400000;
  double hand_share = 1.0, min_weight = 0.0, bare_share = 0.15, lower_share = 0.0, upper_share = 0.0, title_share = 0.0, latin_share = 0.0,
         rate = 0.002, dropout = TrainingOptions{}.dropout;
  std::uint32_t width = TrainingOptions{}.width, layers = TrainingOptions{}.layers;
  std::string forms, classes;
  std::string models, treebank;
};

int fails(const Error& error) {
  fmt::print(stderr, "{}\n", error.to_string());
  return 1;
}

Language language_of(const std::string& code) {
  return code == "ar" ? Language::kAr : Language::kEn;
}

CorpusOptions corpus_options(const Arguments& arguments) {
  CorpusOptions options;
  for (const std::string& path : arguments.hand) options.files.push_back({Domain::kHand, path});
  for (const std::string& path : arguments.machine) options.files.push_back({Domain::kMachine, path});
  options.language = language_of(arguments.language);
  options.machine_limit = arguments.machine_limit;
  options.bare_share = arguments.bare_share;
  options.lower_share = arguments.lower_share;
  options.upper_share = arguments.upper_share;
  options.title_share = arguments.title_share;
  options.latin_share = arguments.latin_share;
  options.forms = arguments.forms;
  if (const auto slash = arguments.leave_out.find('/'); slash != std::string::npos)
    options.hand_left_out = {std::stoul(arguments.leave_out.substr(0, slash)), std::stoul(arguments.leave_out.substr(slash + 1))};
  return options;
}

TrainingOptions training_options(const Arguments& arguments) {
  const auto start = std::chrono::steady_clock::now();
  TrainingOptions options;
  options.epochs = arguments.epochs;
  options.hand_repeats = arguments.hand_repeats;
  options.last_epochs = arguments.last_epochs;
  options.last_hand_repeats = arguments.last_hand_repeats;
  options.hand_share = arguments.hand_share;
  options.rate = arguments.rate;
  options.dropout = arguments.dropout;
  options.width = arguments.width;
  options.layers = arguments.layers;
  options.word_classes = read_word_classes(arguments.classes);
  options.pruning = {arguments.min_weight, arguments.max_features};
  options.report = [start](const std::string& line) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    fmt::print(stderr, "{:7.1f} s  {}\n", seconds.count(), line);
  };
  return options;
}

int train(const Arguments& arguments) {
  const auto corpus = load_corpus(corpus_options(arguments));
  if (!corpus) return fails(corpus.error());
  const TrainingOptions options = training_options(arguments);
  options.report(fmt::format("{} sentences", corpus->sentences.size()));
  const std::string kind = arguments.language + "." + arguments.what;
  learning::ModelFileWriter file("");
  if (arguments.what == "words") {
    file = train_words(*corpus, kind, language_of(arguments.language) == Language::kAr ? StemPlace::kLongest : StemPlace::kFirst, options);
  } else if (arguments.what == "tags") {
    file = train_tags(*corpus, kind, options);
  } else {
    TrainingOptions jackknife = options;
    jackknife.epochs = arguments.jackknife_epochs;
    file = train_trees(*corpus, jackknifed_tags(*corpus, jackknife), kind, options);
  }
  const auto written = file.write(arguments.out);
  if (!written) return fails(written.error());
  options.report(fmt::format("{}: {} bytes", arguments.out, std::filesystem::file_size(arguments.out)));
  return 0;
}

int score(const Arguments& arguments) {
  CorpusOptions options = corpus_options(arguments);
  options.files = {{Domain::kHand, arguments.treebank}};
  options.bare_share = 0;
  options.forms.clear();
  options.hand_left_out.inverted = true;
  const auto corpus = load_corpus(options);
  if (!corpus) return fails(corpus.error());
  const auto models = language::load_language(arguments.models, arguments.language);
  if (!models) return fails(models.error());
  fmt::print("{}", score_models(*corpus, *models).to_text());
  return 0;
}

}  // namespace
}  // namespace musnad::training

int main(int argc, char** argv) {
  using namespace musnad::training;
  Arguments arguments;
  CLI::App app("Trains Musnad's models from treebanks in CoNLL-U");
  app.require_subcommand(1);
  for (const char* what : {"words", "tags", "trees"}) {
    CLI::App* command = app.add_subcommand(what, fmt::format("train <language>.{}.model", what));
    command->add_option("--language", arguments.language)->check(CLI::IsMember({"ar", "en"}));
    command->add_option("--hand", arguments.hand, "treebanks made by hand");
    command->add_option("--machine", arguments.machine, "treebanks made by machine");
    command->add_option("--leave-out", arguments.leave_out, "part/parts of the hand-made documents, for cross-validation");
    command->add_option("--machine-limit", arguments.machine_limit, "sentences; 0: all");
    command->add_option("--epochs", arguments.epochs);
    command->add_option("--jackknife-epochs", arguments.jackknife_epochs, "of the taggers that tag the parser's training text");
    command->add_option("--hand-repeats", arguments.hand_repeats, "how often an epoch goes through the hand-made sentences");
    command->add_option("--hand-share", arguments.hand_share, "of the hand-made domain's own weights");
    command->add_option("--min-weight", arguments.min_weight);
    command->add_option("--max-features", arguments.max_features);
    command->add_option("--bare-share", arguments.bare_share, "of sentences repeated without their full stop");
    command->add_option("--lower-share", arguments.lower_share, "of sentences repeated in lower case");
    command->add_option("--upper-share", arguments.upper_share, "of sentences repeated in capitals");
    command->add_option("--title-share", arguments.title_share, "of short sentences repeated as headlines");
    command->add_option("--latin-share", arguments.latin_share, "of sentences repeated with names in Latin letters");
    if (std::string_view(what) == "trees") {
      command->add_option("--rate", arguments.rate, "of the first steps");
      command->add_option("--dropout", arguments.dropout, "share of units silent in a sentence");
      command->add_option("--last-epochs", arguments.last_epochs, "those at the end that go through the hand-made sentences more often");
      command->add_option("--last-hand-repeats", arguments.last_hand_repeats, "how often these do");
      command->add_option("--width", arguments.width, "numbers a word is told by; a multiple of 16");
      command->add_option("--layers", arguments.layers, "of recurrent units");
    }
    if (std::string_view(what) != "words") command->add_option("--classes", arguments.classes, "words and the paths of their classes");
    if (std::string_view(what) == "words") command->add_option("--forms", arguments.forms, "single forms, words parted by +");
    command->add_option("--out", arguments.out)->required();
    command->callback([&arguments, what] { arguments.what = what; });
  }
  CLI::App* scoring = app.add_subcommand("score", "score models on gold tokens of a treebank");
  scoring->add_option("--language", arguments.language)->check(CLI::IsMember({"ar", "en"}));
  scoring->add_option("--models", arguments.models)->required();
  scoring->add_option("--treebank", arguments.treebank)->required();
  scoring->add_option("--leave-out", arguments.leave_out, "part/parts of the documents: those left out in training");
  scoring->callback([&arguments] { arguments.what = "score"; });
  NamesCommands names(app);
  CLI11_PARSE(app, argc, argv);
  if (names.asked()) return names.run();
  return arguments.what == "score" ? score(arguments) : train(arguments);
}
