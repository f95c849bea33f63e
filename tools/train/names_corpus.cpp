#include "names_corpus.h"

#include "language/tokens/sentences.h"
#include "text/utf8.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace musnad::training {
namespace {

using language::NameTag;

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == '\t')
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

// The tags of our tokens out of spans of gold names: a token that touches a name belongs to it.
void project(NamedSentence& sentence) {
  sentence.tags.assign(sentence.tokens.size(), NameTag::kOut);
  for (const auto& [span, kind] : sentence.gold) {
    bool begun = false;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (!sentence.tokens[i].overlaps(span) || sentence.tags[i] != NameTag::kOut) continue;
      sentence.tags[i] = begun ? language::inside_of(kind) : kind;
      begun = true;
    }
  }
}

// Gold tokens with tags, placed in a text that has them in order, blanks aside.
void place(NamedSentence& sentence, const std::vector<std::pair<std::string, std::string>>& tagged) {
  std::size_t at = 0;
  bool open = false;
  for (const auto& [form, tag] : tagged) {
    const std::size_t begin = sentence.text.find(form, at);
    if (begin == std::string::npos) return;
    at = begin + form.size();
    const NameTag kind = tag.size() > 2 ? language::begin_tag(std::string_view(tag).substr(2)) : NameTag::kOut;
    const ByteSpan span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    if (open && tag[0] == 'I' && kind == sentence.gold.back().second)
      sentence.gold.back().first.end = span.end;
    else if (kind != NameTag::kOut)
      sentence.gold.emplace_back(span, kind);
    open = kind != NameTag::kOut;
  }
}

void finish(NamedSentence& sentence, const language::TokenLexicon& lexicon, std::vector<NamedSentence>& to) {
  if (sentence.text.empty()) return;
  sentence.tokens = language::tokenize(sentence.text, {0, static_cast<std::uint32_t>(sentence.text.size())}, lexicon);
  project(sentence);
  to.push_back(std::move(sentence));
  sentence = {};
}

std::vector<NamedSentence> read_columns(std::ifstream& in, std::size_t column, const language::TokenLexicon& lexicon) {
  std::vector<NamedSentence> sentences;
  NamedSentence sentence;
  std::vector<std::pair<std::string, std::string>> tagged;
  const auto end = [&] {
    if (sentence.text.empty())
      for (const auto& [form, tag] : tagged) sentence.text += (sentence.text.empty() ? "" : " ") + form;
    place(sentence, tagged);
    tagged.clear();
    finish(sentence, lexicon, sentences);
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# ")) {
      if (line.starts_with("# text = ")) sentence.text = line.substr(9);
      continue;
    }
    const auto cells = columns(line);
    if (cells.size() > column + 1 && !cells[column].empty())
      tagged.emplace_back(cells[column], cells[column + 1]);
    else if (!tagged.empty())
      end();
  }
  if (!tagged.empty()) end();
  return sentences;
}

// "[PER Salem Harbi] of [ORG Enron]": the text without its marks, and where the names stand in it.
bool take_marks(std::string_view line, NamedSentence& sentence) {
  while (!line.empty()) {
    const std::size_t mark = line.find_first_of("[]");
    sentence.text += line.substr(0, mark);
    if (mark == std::string_view::npos) return true;
    const std::size_t blank = line.find(' ', mark), end = line.find(']', mark);
    if (line[mark] == ']' || end == std::string_view::npos || blank > end) return false;
    const NameTag kind = language::begin_tag(line.substr(mark + 1, blank - mark - 1));
    const std::string_view name = line.substr(blank + 1, end - blank - 1);
    if (kind == NameTag::kOut || name.empty() || name.find('[') != std::string_view::npos) return false;
    const auto begin = static_cast<std::uint32_t>(sentence.text.size());
    sentence.gold.emplace_back(ByteSpan{begin, begin + static_cast<std::uint32_t>(name.size())}, kind);
    sentence.text += name;
    line.remove_prefix(end + 1);
  }
  return true;
}

Result<std::vector<NamedSentence>> read_marked(std::ifstream& in, const language::TokenLexicon& lexicon, const std::string& path) {
  std::vector<NamedSentence> sentences;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("# ")) continue;
    NamedSentence sentence;
    if (!take_marks(line, sentence))
      return fail(ErrorCode::kTreebankSyntax,
                  fmt::format("line {}: a mark of a name is neither [PER ...], [ORG ...] nor [LOC ...]", number), path);
    finish(sentence, lexicon, sentences);
  }
  return sentences;
}

bool is_open(const std::string& licence) {
  return licence == "public domain" || licence.starts_with("OGL") ||
         (licence.starts_with("CC BY") && licence.find("NC") == std::string::npos);
}

std::vector<NamedSentence> read_documents(std::ifstream& in, const language::TokenLexicon& lexicon) {
  std::vector<NamedSentence> sentences;
  for (std::string line; std::getline(in, line);) {
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (row.is_discarded() || !is_open(row.value("licence", ""))) continue;
    const std::string text = row["text"];
    const text::Offsets offsets(text);
    const ByteSpan all{0, static_cast<std::uint32_t>(text.size())};
    const auto tokens = language::tokenize(text, all, lexicon);
    const auto starts = language::split_sentences(text, all, tokens, lexicon);
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const std::size_t last = (s + 1 < starts.size() ? starts[s + 1] : tokens.size()) - 1;
      const ByteSpan span{tokens[starts[s]].begin, tokens[last].end};
      NamedSentence sentence;
      sentence.text = text.substr(span.begin, span.length());
      for (const auto& entity : row["entities"]) {
        const ByteSpan name = offsets.to_bytes({entity[0].get<std::uint32_t>(), entity[1].get<std::uint32_t>()});
        const NameTag kind = language::begin_tag(entity[2].get<std::string>());
        if (span.contains(name) && kind != NameTag::kOut)
          sentence.gold.emplace_back(ByteSpan{name.begin - span.begin, name.end - span.begin}, kind);
      }
      finish(sentence, lexicon, sentences);
    }
  }
  return sentences;
}

}  // namespace

std::vector<language::NameInput> NamedSentence::inputs() const {
  std::vector<language::NameInput> result;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    result.push_back({std::string_view(text).substr(tokens[i].begin, tokens[i].length()), i < parts.size() ? parts[i] : std::uint8_t{0}});
  return result;
}

void add_parts(std::vector<NamedSentence>& sentences, Language language, const language::LanguageModels& models) {
  PageMetadata metadata;
  metadata.language = language;
  for (NamedSentence& sentence : sentences) {
    Document document(sentence.text, metadata);
    std::vector<Token> tokens;
    for (const ByteSpan span : sentence.tokens) tokens.push_back({span, SentenceId{0}});
    const auto count = static_cast<std::uint32_t>(tokens.size());
    document.seal<Sentence>({{{0, static_cast<std::uint32_t>(sentence.text.size())}, BlockId{0}, {0, count}}}, "names");
    document.seal(std::move(tokens), "names");
    std::vector<Word> words;
    models.words.cut(document, SentenceId{0}, words);
    document.seal(std::move(words), "names");
    document.seal(models.tags.tag(document.layer<Word>()), "names");
    sentence.parts.clear();
    for (const language::NameInput& input : language::name_inputs(document, SentenceId{0})) sentence.parts.push_back(input.part);
  }
}

Result<std::vector<NamedSentence>> load_named_sentences(const std::string& path, const language::TokenLexicon& lexicon) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorCode::kCannotRead, "cannot be opened", path);
  Result<std::vector<NamedSentence>> sentences = path.ends_with(".txt")     ? read_marked(in, lexicon, path)
                                                 : path.ends_with(".jsonl") ? read_documents(in, lexicon)
                                                                            : read_columns(in, path.ends_with(".iob2") ? 1 : 0, lexicon);
  if (sentences && sentences->empty()) return fail(ErrorCode::kTreebankSyntax, "no sentence with names in it", path);
  return sentences;
}

NamedSentence recased(const NamedSentence& sentence, bool upper) {
  NamedSentence copy = sentence;
  for (char& c : copy.text) {
    const bool is_upper = c >= 'A' && c <= 'Z', is_lower = c >= 'a' && c <= 'z';
    if (upper ? is_lower : is_upper) c = static_cast<char>(c ^ 32);
  }
  return copy;
}

}  // namespace musnad::training
