#include "codebook/lexicon.h"

#include <algorithm>
#include <functional>
#include <future>
#include <unordered_map>

#include "codebook/forms.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::codebook {

/// Open addressing over folded forms; the readings of a form are contiguous, in the order they were added.
class Lexicon::Table {
 public:
  /// The form's id, a new one where it is new.
  std::uint32_t intern(std::string_view form) {
    if ((forms_.size() + 1) * 2 > slots_.size()) grow();
    return id_of(form);
  }

  void add(std::uint32_t id, const FormReading& reading) {
    pending_.push_back({id, reading});
    ++forms_[id].count;
  }

  void freeze() {
    std::uint32_t total = 0;
    for (Form& form : forms_) {
      form.first = total;
      total += form.count;
      form.count = 0;
    }
    readings_.resize(total);
    for (const auto& [id, reading] : pending_) {
      Form& form = forms_[id];
      const auto same = [&](const FormReading& other) {
        return other.entry == reading.entry && other.upos == reading.upos && other.voice == reading.voice &&
               other.verb_form == reading.verb_form && other.tense == reading.tense;
      };
      const auto begin = readings_.begin() + form.first;
      if (std::none_of(begin, begin + form.count, same)) readings_[form.first + form.count++] = reading;
    }
    pending_.clear();
    pending_.shrink_to_fit();
  }

  std::span<const FormReading> find(std::string_view form) const {
    if (slots_.empty()) return {};
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = std::hash<std::string_view>{}(form)&mask; slots_[at] != 0; at = (at + 1) & mask) {
      const Form& candidate = forms_[slots_[at] - 1];
      if (text_of(candidate) == form) return std::span(readings_).subspan(candidate.first, candidate.count);
    }
    return {};
  }

  std::size_t size() const { return forms_.size(); }

 private:
  struct Form {
    std::uint32_t offset, length, first, count;
  };

  std::string_view text_of(const Form& form) const { return std::string_view(arena_).substr(form.offset, form.length); }

  std::uint32_t id_of(std::string_view form) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(form)&mask;
    for (; slots_[at] != 0; at = (at + 1) & mask)
      if (text_of(forms_[slots_[at] - 1]) == form) return slots_[at] - 1;
    forms_.push_back({static_cast<std::uint32_t>(arena_.size()), static_cast<std::uint32_t>(form.size()), 0, 0});
    arena_ += form;
    slots_[at] = static_cast<std::uint32_t>(forms_.size());
    return slots_[at] - 1;
  }

  void grow() {
    std::vector<std::uint32_t> old(std::max<std::size_t>(1 << 12, slots_.size() * 2), 0);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t id = 0; id < forms_.size(); ++id) {
      std::size_t at = std::hash<std::string_view>{}(text_of(forms_[id])) & mask;
      while (slots_[at] != 0) at = (at + 1) & mask;
      slots_[at] = id + 1;
    }
  }

  std::string arena_;
  std::vector<Form> forms_;
  std::vector<std::uint32_t> slots_;
  std::vector<FormReading> readings_;
  std::vector<std::pair<std::uint32_t, FormReading>> pending_;
};

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

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::string_view word : split_outside(phrase, ' '))
    if (!word.empty()) words.push_back(text::fold(word));
  return words;
}

/// The words of a phrase as written; as many as words_of gives.
std::vector<std::string> written_words(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::string_view word : split_outside(phrase, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

constexpr std::string_view kEnglishPrepositions[] = {"of",  "for",  "on",   "in", "against", "to",     "at",
                                                     "and", "with", "from", "by", "the",     "against"};

/// Which word of a phrase heads it: the first in Arabic; in English nouns and names the last before a preposition.
std::size_t head_of(const std::vector<std::string>& words, Language language, Upos pos) {
  if (language == Language::kAr || (pos != Upos::NOUN && pos != Upos::PROPN && pos != Upos::ADJ)) return 0;
  for (std::size_t i = 1; i < words.size(); ++i)
    for (std::string_view preposition : kEnglishPrepositions)
      if (words[i] == preposition) return i - 1;
  return words.size() - 1;
}

}  // namespace

Lexicon::Lexicon() {
  for (auto& table : tables_) table = std::make_unique<Table>();
}
Lexicon::~Lexicon() = default;

Surroundings Lexicon::surroundings_of(const Entry& entry, const std::vector<std::string>& words, std::size_t head) {
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
  Table& table = *tables_[static_cast<int>(language)];
  // Entries of one head (a verb with this object or that) share its forms: ids in the table and what each form is.
  std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, FormReading>>> inflected;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.language != language || entry.cells.empty()) continue;  // an entry without a row stands for a rule
    const std::vector<std::string> words = words_of(entry.lemma);
    if (words.empty()) continue;
    const std::size_t head = head_of(words, entry.language, entry.pos);
    surroundings_[i] = surroundings_of(entry, words, head);
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

void Lexicon::compile(std::span<const Entry> entries, ErrorList& errors) {
  surroundings_.resize(entries.size());
  ErrorList arabic, english;
  // The two languages share nothing; together they are most of a start.
  auto other = std::async(std::launch::async, [&] { compile_language(Language::kAr, entries, arabic); });
  compile_language(Language::kEn, entries, english);
  other.get();
  errors.append(arabic);
  errors.append(english);
  for (const auto& table : tables_) forms_ += table->size();
}

std::span<const FormReading> Lexicon::find(Language language, std::string_view folded) const {
  return tables_[static_cast<int>(language)]->find(folded);
}

}  // namespace musnad::codebook
