#include "corpus.h"

#include "text/utf8.h"

#include <fstream>
#include <unordered_map>

namespace musnad::training {
namespace {

using language::ConlluSentence;
using language::ConlluToken;
using language::ConlluWord;

constexpr std::string_view kLi = "\u0644";
constexpr std::string_view kAlef = "\u0627";
using FormCounts = std::unordered_map<std::string, std::size_t>;

std::string without_vowels(std::string_view lemma) {
  std::string result;
  for (std::size_t at = 0; at < lemma.size();) {
    const text::CodePoint c = text::decode(lemma, at);
    at += c.length;
    if (c.value == 0x671)
      result += kAlef;
    else if (!text::is_harakat(c.value) && !text::is_tatweel(c.value) && c.value != '`')
      text::append(result, c.value);
  }
  return result.empty() ? std::string(lemma) : result;
}

// A word after li that begins with lam: the article's lam where the word is definite and known with its article.
void write_out_article(ConlluSentence& sentence, const FormCounts& known) {
  for (const ConlluToken& token : sentence.tokens)
    for (std::uint32_t i = token.first + 1; i < token.last; ++i) {
      ConlluWord& word = sentence.words[i];
      if (sentence.words[i - 1].form != kLi || !word.form.starts_with(kLi) || word.features.definite != Definite::kDef) continue;
      const std::string with_article = std::string(kAlef) + word.form;
      if (known.contains(with_article)) word.form = with_article;
    }
}

bool has_multiword(const std::vector<ConlluSentence>& sentences) {
  for (const ConlluSentence& sentence : sentences)
    if (sentence.tokens.size() < sentence.words.size()) return true;
  return false;
}

// Without its last word where that is a mark that nothing hangs from.
bool strip_last_mark(ConlluSentence& sentence) {
  const auto last = static_cast<std::uint32_t>(sentence.words.size());
  if (last < 3 || sentence.words.back().upos != Upos::PUNCT || sentence.words.back().head == 0) return false;
  for (const ConlluWord& word : sentence.words)
    if (word.head == last) return false;
  sentence.words.pop_back();
  sentence.tokens.pop_back();
  return true;
}

std::string lowered(std::string text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    text::append(result, text::to_lower(c.value));
    at += c.length;
  }
  return result;
}

// Capitals of English alone.
std::string raised(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

ConlluSentence with_forms(ConlluSentence sentence, std::string (*written)(std::string)) {
  for (ConlluToken& token : sentence.tokens) token.form = written(token.form);
  for (ConlluWord& word : sentence.words) word.form = written(word.form);
  return sentence;
}

// As English headlines are set: capitals but for small words, no full stop. Long sentences make no headlines.
bool set_as_headline(ConlluSentence& sentence) {
  constexpr std::size_t kLongest = 20, kSmall = 3;  // words; letters
  if (sentence.words.size() > kLongest || !strip_last_mark(sentence)) return false;
  for (ConlluToken& token : sentence.tokens) {
    ConlluWord& word = sentence.words[token.first];
    const bool small = word.form.size() <= kSmall && (word.upos == Upos::ADP || word.upos == Upos::DET || word.upos == Upos::CCONJ ||
                                                      word.upos == Upos::PART || word.upos == Upos::SCONJ);
    if (small && token.first > 0) continue;
    for (std::string* form : {&token.form, &word.form}) (*form)[0] = raised(form->substr(0, 1))[0];
  }
  return true;
}

// A name nobody bears, two to four syllables.
std::string made_up_name(Shuffler& chance) {
  constexpr std::string_view kConsonants = "bdfgklmnprstvz";
  constexpr std::string_view kVowels = "aeiou";
  std::string name;
  for (std::uint64_t syllables = 2 + chance.next() % 3; syllables > 0; --syllables) {
    name += kConsonants[chance.next() % kConsonants.size()];
    name += kVowels[chance.next() % kVowels.size()];
    if (chance.next() % 3 == 0) name += kConsonants[chance.next() % kConsonants.size()];
  }
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

bool write_names_in_latin(ConlluSentence& sentence, Shuffler& chance) {
  bool changed = false;
  for (ConlluToken& token : sentence.tokens) {
    ConlluWord& word = sentence.words[token.first];
    if (token.last - token.first != 1 || word.upos != Upos::PROPN) continue;
    token.form = word.form = word.lemma = made_up_name(chance);
    changed = true;
  }
  return changed;
}

Result<std::vector<ConlluSentence>> load_forms(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) return fail(ErrorCode::kModelMissing, "the file of forms cannot be opened", path);
  std::vector<ConlluSentence> sentences;
  for (std::string line; std::getline(stream, line);) {
    ConlluSentence sentence;
    ConlluToken token;
    for (std::string_view rest = line; !rest.empty();) {
      sentence.words.push_back({});
      sentence.words.back().form = rest.substr(0, rest.find('+'));
      token.form += sentence.words.back().form;
      rest.remove_prefix(std::min(rest.size(), sentence.words.back().form.size() + 1));
    }
    token.last = static_cast<std::uint32_t>(sentence.words.size());
    sentence.tokens.push_back(std::move(token));
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

// The sentences of one kind, with their copies.
struct Gathered {
  std::vector<ConlluSentence> sentences;
  std::vector<ConlluSentence> copies;
};

Result<void> gather(const CorpusOptions& options, Domain domain, Gathered& to) {
  std::size_t number = 0;
  for (const TreebankFile& file : options.files) {
    if (file.domain != domain) continue;
    auto loaded = language::load_conllu(file.path);
    if (!loaded) return tl::unexpected(loaded.error());
    const bool join = options.language == Language::kAr && !has_multiword(*loaded);
    for (ConlluSentence& sentence : *loaded) {
      if (sentence.new_document) ++number;
      if (domain == Domain::kHand && options.hand_left_out.leaves_out(number)) continue;
      if (domain == Domain::kMachine && options.machine_limit > 0 && to.sentences.size() >= options.machine_limit) break;
      if (join) join_written(sentence);
      for (ConlluWord& word : sentence.words) word.lemma = without_vowels(word.lemma);
      to.sentences.push_back(std::move(sentence));
    }
  }
  return {};
}

void add_copies(const CorpusOptions& options, Gathered& to) {
  Shuffler chance(7);
  for (const ConlluSentence& sentence : to.sentences) {
    ConlluSentence copy = sentence;
    if (chance.next_share() < options.bare_share && strip_last_mark(copy)) to.copies.push_back(copy);
    if (chance.next_share() < options.lower_share) to.copies.push_back(with_forms(sentence, lowered));
    copy = sentence;
    if (chance.next_share() < options.latin_share && write_names_in_latin(copy, chance)) to.copies.push_back(copy);
    copy = sentence;
    if (options.title_share > 0 && chance.next_share() < options.title_share && set_as_headline(copy)) to.copies.push_back(copy);
    if (options.upper_share > 0 && chance.next_share() < options.upper_share) to.copies.push_back(with_forms(sentence, raised));
  }
}

}  // namespace

std::span<const Tag> TrainingSentence::tags() const {
  const IdRange<Word> range = document->words_of(id);
  return document->layer<Tag>().subspan(range.begin, range.size());
}

std::vector<std::int32_t> TrainingSentence::heads() const {
  const IdRange<Word> range = document->words_of(id);
  std::vector<std::int32_t> result;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const WordId head = document->arc(WordId{i}).head;
    result.push_back(static_cast<std::int32_t>(head.valid() ? head.value - range.begin : range.size()));
  }
  return result;
}

std::vector<Relation> TrainingSentence::relations() const {
  const IdRange<Word> range = document->words_of(id);
  std::vector<Relation> result;
  for (std::uint32_t i = range.begin; i < range.end; ++i) result.push_back(document->arc(WordId{i}).relation);
  return result;
}

Result<Corpus> load_corpus(const CorpusOptions& options) {
  Gathered hand, machine;
  if (auto done = gather(options, Domain::kHand, hand); !done) return tl::unexpected(done.error());
  if (auto done = gather(options, Domain::kMachine, machine); !done) return tl::unexpected(done.error());
  FormCounts forms;
  for (const Gathered* each : {&hand, &machine})
    for (const ConlluSentence& sentence : each->sentences)
      for (const ConlluWord& word : sentence.words) ++forms[word.form];
  for (ConlluSentence& sentence : hand.sentences)
    if (options.language == Language::kAr) write_out_article(sentence, forms);
  Corpus corpus;
  std::vector<Domain> domains;
  for (const auto& [gathered, domain] : {std::pair{&hand, Domain::kHand}, {&machine, Domain::kMachine}}) {
    add_copies(options, *gathered);
    for (auto* list : {&gathered->sentences, &gathered->copies}) {
      for (ConlluSentence& sentence : *list) sentence.new_document = true;  // a Document each: short texts, quick look-ups
      for (Document& document : language::documents_of(*list, options.language)) {
        corpus.documents.push_back(std::move(document));
        domains.push_back(domain);
      }
    }
  }
  const std::size_t treebank_documents = corpus.documents.size();
  if (!options.forms.empty()) {
    auto forms_alone = load_forms(options.forms);
    if (!forms_alone) return tl::unexpected(forms_alone.error());
    for (Document& document : language::documents_of(*forms_alone, options.language)) corpus.documents.push_back(std::move(document));
  }
  domains.resize(corpus.documents.size(), Domain::kMachine);
  for (std::size_t i = 0; i < corpus.documents.size(); ++i)
    for (std::uint32_t s = 0; s < corpus.documents[i].layer<Sentence>().size(); ++s)
      corpus.sentences.push_back({&corpus.documents[i], SentenceId{s}, domains[i], i >= treebank_documents});
  return corpus;
}

std::uint64_t Shuffler::next() {  // splitmix64
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace musnad::training
