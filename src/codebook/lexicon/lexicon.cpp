#include "codebook/lexicon/lexicon.h"

#include <algorithm>
#include <future>
#include <unordered_map>

#include "codebook/lexicon/forms.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::codebook {

namespace {

bool has_case(std::string_view word) {
  bool lower = false;
  for (std::size_t i = 0; i < word.size();) {
    const text::CodePoint c = text::decode(word, i);
    lower = lower || (text::is_letter(c.value) && !text::is_upper(c.value));
    i += c.length;
  }
  return lower;
}

constexpr std::string_view kEnglishPrepositions[] = {"of",  "for",  "on",   "in", "against", "to",     "at",
                                                     "and", "with", "from", "by", "the",     "against"};

/// Which word of a phrase heads it: the first in Arabic; in English nouns and names the last before a preposition.
std::size_t head_of(const std::vector<std::string>& words, Language language, Upos pos) {
  if (language == Language::kAr) return 0;
  if (pos == Upos::VERB) return words.size() - 1;  // a particle is not among them: "pistol-whip"
  if (pos != Upos::NOUN && pos != Upos::PROPN && pos != Upos::ADJ) return 0;
  for (std::size_t i = 1; i < words.size(); ++i)
    for (std::string_view preposition : kEnglishPrepositions)
      if (words[i] == preposition) return i > 1 && words[i - 1] == "-" ? i - 2 : i - 1;  // "commander-in-chief"
  return words.size() - 1;
}

}  // namespace

// As written; as many as words_of gives.
std::vector<std::string> Lexicon::written_words(std::string_view phrase) const {
  std::vector<std::string> words;
  for (std::string_view word : split_outside(phrase, ' ')) {
    if (word.find('-') == std::string_view::npos) {
      if (!word.empty()) words.emplace_back(word);
      continue;
    }
    for (const ByteSpan span : language::tokenize(word, {0, static_cast<std::uint32_t>(word.size())}, tokens_))
      words.emplace_back(word.substr(span.begin, span.length()));
  }
  return words;
}

std::vector<std::string> Lexicon::words_of(std::string_view phrase) const {
  std::vector<std::string> words = written_words(phrase);
  for (std::string& word : words) word = text::fold(word);
  return words;
}

Surroundings Lexicon::surroundings_of(const Entry& entry, const std::vector<std::string>& words, std::size_t head) const {
  Surroundings around;
  around.before.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(head));
  around.after.assign(words.begin() + static_cast<std::ptrdiff_t>(head) + 1, words.end());
  around.name = entry.pos == Upos::PROPN || entry.facet == Facet::kPeople || entry.facet == Facet::kAdjective;
  around.acronym = around.name && words.size() == 1 && entry.language == Language::kEn && !has_case(entry.lemma);
  if (!entry.particle.empty()) {
    around.after = words_of(entry.particle);
    around.loose = true;
  }
  return around;
}

/// The entries of one language into its table; touches nothing that another language's run does.
void Lexicon::compile_language(Language language, std::span<const Entry> entries, ErrorList& errors) {
  FormTable& table = tables_[static_cast<int>(language)];
  // Entries of one head (a verb with this object or that) share its forms: ids in the table and what each form is.
  std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, FormReading>>> inflected;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.language != language || entry.cells.empty()) continue;  // an entry without a row stands for a rule
    const std::vector<std::string> words = words_of(entry.lemma);
    if (words.empty()) continue;
    const std::size_t head = head_of(words, entry.language, entry.pos);
    const std::string word = written_words(entry.lemma)[head];
    std::string key = word;
    key += '\t';
    key += static_cast<char>('a' + static_cast<int>(entry.pos));
    key += static_cast<char>('a' + static_cast<int>(entry.facet));
    key += entry.get("morphology");
    auto [known, fresh] = inflected.try_emplace(std::move(key));
    if (fresh) {
      auto forms = forms_of(entry, word);
      if (!forms) {
        errors.add(forms.error().code, forms.error().message, entry.origin);
        inflected.erase(known);
        continue;
      }
      known->second.reserve(forms->size());
      for (const EntryForm& form : *forms)
        known->second.emplace_back(table.intern(form.form), FormReading{0, form.upos, form.voice, form.verb_form, form.tense, form.number,
                                                                        form.third, form.mood == Mood::kJus});
    }
    for (auto& [id, reading] : known->second) {
      reading.entry = i;
      table.add(id, reading);
    }
  }
  table.freeze();
}

void Lexicon::note_surroundings(std::span<const Entry> entries) {
  surroundings_.resize(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].cells.empty()) continue;
    if (entries[i].lemma.find_first_of(" -") == std::string::npos) {  // nearly all
      surroundings_[i] = surroundings_of(entries[i], {entries[i].lemma}, 0);
      continue;
    }
    const std::vector<std::string> words = words_of(entries[i].lemma);
    if (!words.empty()) surroundings_[i] = surroundings_of(entries[i], words, head_of(words, entries[i].language, entries[i].pos));
  }
}

void Lexicon::compile(std::span<const Entry> entries, ErrorList& errors) {
  note_surroundings(entries);
  ErrorList arabic, english;
  // The two languages share nothing.
  auto other = std::async(std::launch::async, [&] { compile_language(Language::kAr, entries, arabic); });
  compile_language(Language::kEn, entries, english);
  other.get();
  errors.append(arabic);
  errors.append(english);
  for (const FormTable& table : tables_) forms_ += table.size();
}

namespace {
constexpr std::string_view kKind = "lexicon";
constexpr const char* kPrefixes[] = {"und.", "ar.", "en."};
}  // namespace

Result<void> Lexicon::write(const std::filesystem::path& path, std::string_view version) const {
  learning::ModelFileWriter file{std::string(kKind)};
  file.add("version", version);
  for (std::size_t i = 0; i < std::size(kPrefixes); ++i) tables_[i].write(file, kPrefixes[i]);
  return file.write(path.string());
}

Result<bool> Lexicon::read(const std::filesystem::path& path, std::string_view version, std::span<const Entry> entries) {
  auto file = learning::ModelFile::load(path.string(), kKind);
  if (!file) return tl::unexpected(file.error());
  const auto written = file->section("version");
  if (!written) return tl::unexpected(written.error());
  if (*written != version) return false;
  FormTable tables[std::size(kPrefixes)];
  for (std::size_t i = 0; i < std::size(kPrefixes); ++i)
    if (const auto read = tables[i].read(*file, kPrefixes[i]); !read) return tl::unexpected(read.error());
  std::move(std::begin(tables), std::end(tables), std::begin(tables_));
  file_ = std::move(*file);
  note_surroundings(entries);
  for (const FormTable& table : tables_) forms_ += table.size();
  return true;
}

std::span<const FormReading> Lexicon::find(Language language, std::string_view folded) const {
  return tables_[static_cast<int>(language)].find(folded);
}

}  // namespace musnad::codebook
