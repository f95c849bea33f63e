#include "codebook/codebook.h"

#include <algorithm>
#include <map>

#include "codebook/constructions.h"
#include "codebook/lexicon/folded_words.h"
#include "codebook/lexicon/lexicon.h"
#include "codebook/loader.h"
#include "codebook/rules.h"
#include "text/folding.h"

namespace musnad::codebook {

Codebook::Codebook() : lexicon_(std::make_unique<Lexicon>()) {
  for (auto& constructions : constructions_) constructions = std::make_unique<Constructions>();
  for (auto& rules : rules_) rules = std::make_unique<Rules>();
}

Codebook::~Codebook() = default;

Result<std::shared_ptr<const Codebook>> Codebook::load(const std::filesystem::path& directory, const std::filesystem::path& lexicon) {
  Loader loader(directory);
  auto book = loader.load(lexicon);
  if (!loader.errors().empty()) return tl::unexpected(loader.errors().front());
  return book;
}

Result<void> Codebook::write_lexicon(const std::filesystem::path& path) const {
  return lexicon_->write(path, version_);
}

std::vector<Error> Codebook::check(const std::filesystem::path& directory) {
  Loader loader(directory);
  loader.load();
  return loader.errors();
}

const Frame* Codebook::find_frame(const Entry& entry) const {
  return entry.frame == Entry::kNoFrame ? nullptr : &frames_[entry.frame];
}

const Frame* Codebook::find_act(const Entry& entry) const {
  return entry.act == Entry::kNoFrame ? nullptr : &frames_[entry.act];
}

const Frame* Codebook::find_family(Language language, std::string_view name) const {
  const auto found = std::find_if(frames_.begin(), frames_.end(),
                                  [&](const Frame& frame) { return frame.family && frame.language == language && frame.name == name; });
  return found == frames_.end() ? nullptr : &*found;
}

std::vector<std::uint32_t> Codebook::find_entries(Language language, EntryKind kind, std::string_view phrase) const {
  std::vector<std::uint32_t> found;
  const std::vector<std::string> words = lexicon_->words_of(phrase);
  for (std::size_t head = 0; head < words.size(); ++head)
    for (const FormReading& reading : lexicon_->find(language, words[head])) {
      if (entries_[reading.entry].kind != kind || std::find(found.begin(), found.end(), reading.entry) != found.end()) continue;
      const Surroundings& around = lexicon_->surroundings(reading.entry);
      if (around.before.size() + around.after.size() + 1 != words.size() || around.before.size() != head) continue;
      if (std::equal(around.before.begin(), around.before.end(), words.begin()) &&
          std::equal(around.after.begin(), around.after.end(), words.begin() + static_cast<std::ptrdiff_t>(head) + 1))
        found.push_back(reading.entry);
    }
  std::sort(found.begin(), found.end());
  return found;
}

void Codebook::index_grammar(ErrorList& errors) {
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.kind != EntryKind::kGrammar) continue;
    const std::string_view kind = entry.get("kind");
    grammar_[static_cast<int>(entry.language)][std::string(kind)].push_back(i);
    const std::string_view value = entry.get("value");
    if ((kind != "light" && kind != "cause") || value.empty() || value == "-") continue;
    auto paths = parse_paths(value);
    if (paths) {
      edges_.emplace(i, std::move(*paths));
    } else {
      errors.add(paths.error().code, paths.error().message, entry.origin);
    }
  }
}

std::span<const Path> Codebook::edges_of(const Entry& entry) const {
  const auto found = edges_.find(static_cast<std::uint32_t>(&entry - entries_.data()));
  return found == edges_.end() ? std::span<const Path>() : std::span<const Path>(found->second);
}

std::span<const std::uint32_t> Codebook::grammar_class(Language language, std::string_view kind) const {
  const auto& classes = grammar_[static_cast<int>(language)];
  const auto found = classes.find(kind);
  return found == classes.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(found->second);
}

const Entry* Codebook::find_grammar(Language language, std::string_view kind, std::string_view form, std::string_view lemma) const {
  for (const std::string& folded : {text::fold(form), text::fold(lemma)})
    for (const FormReading& reading : lexicon_->find(language, folded)) {
      const Entry& entry = entries_[reading.entry];
      const Surroundings& around = lexicon_->surroundings(reading.entry);
      if (entry.kind == EntryKind::kGrammar && entry.get("kind") == kind && around.before.empty() && around.after.empty()) return &entry;
    }
  return nullptr;
}

const Entry* Codebook::find_grammar(const Document& doc, WordId word, std::string_view kind) const {
  const auto words = doc.layer<Word>();
  const FoldedWords* kept = doc.find_kept<FoldedWords>();  // null where nobody has folded the words yet
  const auto folded_form = [&](WordId at) { return kept ? std::string(kept->form(at)) : text::fold(doc.at(at).form); };
  const auto folded_lemma = [&] {
    return kept ? std::string(kept->lemma(word)) : doc.has<Tag>() ? text::fold(doc.tag(word).lemma) : std::string();
  };
  const Entry* best = nullptr;
  std::size_t longest = 0;
  for (const bool by_form : {true, false})
    for (const FormReading& reading : lexicon_->find(doc.language(), by_form ? folded_form(word) : folded_lemma())) {
      const Entry& entry = entries_[reading.entry];
      if (entry.kind != EntryKind::kGrammar || entry.get("kind") != kind) continue;
      const Surroundings& around = lexicon_->surroundings(reading.entry);
      const std::size_t size = 1 + around.after.size();
      if (!around.before.empty() || size <= longest || word.value + size > words.size()) continue;
      bool follows = true;
      for (std::uint32_t i = 0; follows && i < around.after.size(); ++i) {
        const WordId next{word.value + 1 + i};
        follows = doc.at(next).sentence == doc.at(word).sentence && folded_form(next) == around.after[i];
      }
      if (!follows) continue;
      best = &entry;
      longest = size;
    }
  return best;
}

const Entry* Codebook::find_grammar_over(const Document& doc, WordId word, std::string_view kind, std::uint32_t back) const {
  const Entry* entry = back <= word.value ? find_grammar(doc, WordId{word.value - back}, kind) : nullptr;
  const bool holds = entry && static_cast<std::uint32_t>(std::count(entry->lemma.begin(), entry->lemma.end(), ' ')) >= back;
  return holds ? entry : nullptr;
}

const Constructions& Codebook::constructions(Language language) const {
  return *constructions_[static_cast<int>(language)];
}
const Rules& Codebook::rules(Language language) const {
  return *rules_[static_cast<int>(language)];
}

}  // namespace musnad::codebook
