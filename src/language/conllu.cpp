#include "language/conllu.h"

#include "language/features.h"
#include "text/fields.h"
#include "text/utf8.h"

#include <fmt/format.h>
#include <zlib.h>

#include <charconv>

namespace musnad::language {
namespace {

bool read_number(std::string_view text, std::uint32_t& to) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc() && end == text.data() + text.size();
}

bool has_item(std::string_view column, std::string_view item) {
  for (const std::string_view part : text::split(column, '|'))
    if (part == item) return true;
  return false;
}

std::string kept(std::string_view column) {
  return column == "_" ? std::string() : std::string(column);
}

// Reads line after line into sentences.
class Reader {
 public:
  explicit Reader(std::string_view path) : path_(path) {}

  Result<void> add_line(std::string_view line, std::size_t number) {
    if (line.empty()) return finish_sentence(number);
    if (line.front() == '#') {
      add_comment(line);
      return {};
    }
    return add_row(line, number);
  }

  Result<void> finish_sentence(std::size_t number) {
    if (current_.words.empty()) return {};
    if (open_until_ > current_.words.size()) return wrong(number, "the words of a multiword line are missing");
    for (const ConlluWord& word : current_.words)
      if (word.head > current_.words.size()) return wrong(number, fmt::format("head {} is outside its sentence", word.head));
    current_.document = document_;
    sentences_.push_back(std::move(current_));
    current_ = {};
    open_until_ = 0;
    return {};
  }

  std::vector<ConlluSentence> take() { return std::move(sentences_); }

 private:
  tl::unexpected<Error> wrong(std::size_t number, std::string message) const {
    return fail(ErrorCode::kTreebankSyntax, std::move(message), fmt::format("{}:{}", path_, number));
  }

  void add_comment(std::string_view line) {
    const auto value = [&](std::string_view name, std::string& to) {
      if (line.starts_with(name)) to = line.substr(name.size());
    };
    if (line.starts_with("# newdoc")) {
      current_.new_document = true;
      document_.clear();
    }
    value("# newdoc id = ", document_);
    value("# sent_id = ", current_.id);
    if (line.starts_with("# newpar")) current_.new_paragraph = true;
  }

  Result<void> add_row(std::string_view line, std::size_t number) {
    const auto columns = text::split(line, '\t');
    if (columns.size() != 10) return wrong(number, fmt::format("{} columns where CoNLL-U has 10", columns.size()));
    if (columns[0].find('.') != std::string_view::npos) return {};
    const bool space_after = !has_item(columns[9], "SpaceAfter=No");
    const auto first = static_cast<std::uint32_t>(current_.words.size());
    if (const std::size_t dash = columns[0].find('-'); dash != std::string_view::npos) {
      std::uint32_t from = 0;
      std::uint32_t to = 0;
      if (!read_number(columns[0].substr(0, dash), from) || !read_number(columns[0].substr(dash + 1), to) || from != first + 1 ||
          to < from || open_until_ > first)
        return wrong(number, fmt::format("multiword line {} does not fit its words", columns[0]));
      current_.tokens.push_back({std::string(columns[1]), first, to, space_after});
      open_until_ = to;
      return {};
    }
    std::uint32_t id = 0;
    if (!read_number(columns[0], id) || id != first + 1)
      return wrong(number, fmt::format("word {} where {} is due", columns[0], first + 1));
    ConlluWord word{std::string(columns[1]),
                    columns[2] == "_" && columns[1] != "_" ? "" : std::string(columns[2]),
                    parse_upos(columns[3]),
                    parse_features(columns[5]),
                    0,
                    Relation::kNone,
                    kept(columns[4])};
    if (columns[6] != "_") {
      if (!read_number(columns[6], word.head)) return wrong(number, fmt::format("'{}' is no head", columns[6]));
      word.relation = parse_relation(columns[7]);
      if (word.relation == Relation::kNone && columns[7] != "_") return wrong(number, fmt::format("unknown relation '{}'", columns[7]));
    }
    current_.words.push_back(std::move(word));
    if (first + 1 > open_until_) current_.tokens.push_back({std::string(columns[1]), first, first + 1, space_after});
    return {};
  }

  std::string path_;
  std::vector<ConlluSentence> sentences_;
  ConlluSentence current_;
  std::string document_;
  std::uint32_t open_until_ = 0;
};

bool is_written_together(std::string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    const text::CodePoint c = text::decode(form, at);
    if (!text::is_letter(c.value) && !text::is_digit(c.value) && !text::is_mark(c.value) && !text::is_tatweel(c.value)) return false;
    at += c.length;
  }
  return !form.empty();
}

// How many bytes of `surface` from `at` the form takes, marks aside; 0 where it does not stand there.
std::uint32_t matched(std::string_view surface, std::uint32_t at, std::string_view form) {
  const auto skipped = [](char32_t c) { return text::is_tatweel(c) || text::is_harakat(c); };
  std::uint32_t place = at;
  for (std::size_t i = 0; i < form.size();) {
    const text::CodePoint wanted = text::decode(form, i);
    i += wanted.length;
    if (skipped(wanted.value)) continue;
    while (place < surface.size() && skipped(text::decode(surface, place).value)) place += text::decode(surface, place).length;
    if (place >= surface.size()) return 0;
    const text::CodePoint found = text::decode(surface, place);
    if (text::to_lower(found.value) != text::to_lower(wanted.value)) return 0;
    place += found.length;
  }
  while (place < surface.size() && skipped(text::decode(surface, place).value)) place += text::decode(surface, place).length;
  return place - at;
}

constexpr std::string_view kArticle = "\u0627\u0644";  // alef, lam
constexpr std::string_view kAlef = "\u0627";
constexpr std::string_view kLi = "\u0644";

}  // namespace

Result<std::vector<ConlluSentence>> parse_conllu(std::string_view content, std::string_view path) {
  Reader reader(path);
  std::size_t number = 0;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (auto added = reader.add_line(line, ++number); !added) return tl::unexpected(added.error());
  }
  if (auto done = reader.finish_sentence(number); !done) return tl::unexpected(done.error());
  return reader.take();
}

Result<std::vector<ConlluSentence>> load_conllu(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");  // reads plain files as they are
  if (!file) return fail(ErrorCode::kModelMissing, "the treebank cannot be opened", path);
  std::string content;
  std::vector<char> buffer(1 << 16);
  int count = 0;
  while ((count = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0)
    content.append(buffer.data(), static_cast<std::size_t>(count));
  gzclose(file);
  if (count < 0) return fail(ErrorCode::kModelBroken, "the treebank is truncated or corrupt", path);
  return parse_conllu(content, path);
}

void join_written(ConlluSentence& sentence) {
  std::vector<ConlluToken> joined;
  std::string last;  // the form last added
  for (ConlluToken& token : sentence.tokens) {
    const bool together = !joined.empty() && !joined.back().space_after && is_written_together(last) && is_written_together(token.form);
    last = token.form;
    if (together) {
      joined.back().form += token.form;
      joined.back().last = token.last;
      joined.back().space_after = token.space_after;
    } else {
      joined.push_back(std::move(token));
    }
  }
  sentence.tokens = std::move(joined);
}

std::vector<WordCut> cut_words(std::string_view surface, std::span<const std::string_view> forms) {
  const auto size = static_cast<std::uint32_t>(surface.size());
  std::vector<WordCut> cuts;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    std::uint32_t length = matched(surface, at, forms[i]);
    bool exact = length > 0;
    if (!exact && i > 0 && forms[i - 1] == kLi && forms[i].starts_with(kArticle)) {
      length = matched(surface, at, forms[i].substr(kAlef.size()));
      if (length == 0) length = matched(surface, at, forms[i].substr(kArticle.size()));
    }
    if (length == 0) break;
    cuts.push_back({{at, at + length}, exact});
    at += length;
  }
  if (cuts.size() != forms.size() || at != size) cuts.assign(forms.size(), {{0, size}, forms.size() == 1});
  return cuts;
}

namespace {

// Collects the layers of one Document.
class DocumentMaker {
 public:
  void add(const ConlluSentence& sentence) {
    if (!text_.empty()) text_ += sentence.new_paragraph ? "\n\n" : space_ ? " " : "";
    const SentenceId id{static_cast<std::uint32_t>(sentences_.size())};
    const auto base = static_cast<std::uint32_t>(words_.size());
    Sentence made{{size(), 0}, BlockId{0}, {static_cast<std::uint32_t>(tokens_.size()), 0}};
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      add_token(sentence, sentence.tokens[i], id);
      space_ = sentence.tokens[i].space_after;
      if (i + 1 < sentence.tokens.size() && space_) text_ += ' ';
    }
    made.span.end = size();
    made.tokens.end = static_cast<std::uint32_t>(tokens_.size());
    sentences_.push_back(made);
    for (const ConlluWord& word : sentence.words) {
      tags_.push_back({word.upos, word.features, word.lemma});
      arcs_.push_back({word.head == 0 ? WordId{} : WordId{base + word.head - 1}, word.relation});
    }
  }

  Document make(std::string id, Language language) {
    PageMetadata metadata;
    metadata.id = std::move(id);
    metadata.language = language;
    const Block body{BlockKind::kBody, {0, size()}, {}};
    Document document(std::move(text_), std::move(metadata));
    document.seal<Block>({body}, "conllu");
    document.seal(std::move(sentences_), "conllu");
    document.seal(std::move(tokens_), "conllu");
    document.seal(std::move(words_), "conllu");
    document.seal(std::move(tags_), "conllu");
    document.seal(std::move(arcs_), "conllu");
    return document;
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  void add_token(const ConlluSentence& sentence, const ConlluToken& token, SentenceId id) {
    const std::uint32_t begin = size();
    const TokenId token_id{static_cast<std::uint32_t>(tokens_.size())};
    text_ += token.form;
    tokens_.push_back({{begin, size()}, id});
    std::vector<std::string_view> forms;
    for (std::uint32_t i = token.first; i < token.last; ++i) forms.push_back(sentence.words[i].form);
    const auto cuts = cut_words(token.form, forms);
    for (std::size_t i = 0; i < cuts.size(); ++i)
      words_.push_back({{begin + cuts[i].span.begin, begin + cuts[i].span.end}, token_id, id, cuts[i].exact, std::string(forms[i])});
  }

  std::string text_;
  bool space_ = true;
  std::vector<Sentence> sentences_;
  std::vector<Token> tokens_;
  std::vector<Word> words_;
  std::vector<Tag> tags_;
  std::vector<Arc> arcs_;
};

}  // namespace

std::vector<Document> documents_of(std::span<const ConlluSentence> sentences, Language language) {
  std::vector<Document> documents;
  for (std::size_t at = 0; at < sentences.size();) {
    DocumentMaker maker;
    const std::string& id = sentences[at].document;
    do {
      maker.add(sentences[at++]);
    } while (at < sentences.size() && !sentences[at].new_document);
    documents.push_back(maker.make(id, language));
  }
  return documents;
}

Result<std::vector<Document>> parse_conllu_documents(std::string_view content, Language language, std::string_view path) {
  auto sentences = parse_conllu(content, path);
  if (!sentences) return tl::unexpected(sentences.error());
  return documents_of(*sentences, language);
}

namespace {

std::string one_line(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  return result;
}

std::string column(std::string_view value) {
  return value.empty() ? "_" : one_line(value);
}

void write_word(std::string& out, const Document& document, std::uint32_t index, std::uint32_t base, std::string_view form,
                std::string_view misc) {
  const WordId id{index};
  std::string lemma = "_", upos = "_", features = "_", head = "_", relation = "_";
  if (document.has<Tag>()) {
    const Tag& tag = document.tag(id);
    lemma = column(tag.lemma);
    upos = to_string(tag.upos);
    features = to_string(tag.features);
  }
  if (document.has<Arc>() && document.arc(id).relation != Relation::kNone) {
    const Arc& arc = document.arc(id);
    head = arc.head.valid() ? std::to_string(arc.head.value - base + 1) : "0";
    relation = to_string(arc.relation);
  }
  fmt::format_to(std::back_inserter(out), "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}\n", index - base + 1, column(form), lemma, upos, features,
                 head, relation, misc);
}

}  // namespace

std::string write_conllu(const Document& document) {
  std::string out = fmt::format("# newdoc id = {}\n", one_line(document.metadata().id));
  const text::Offsets offsets(document.text());
  const auto tokens = document.layer<Token>();
  for (std::uint32_t s = 0; s < document.layer<Sentence>().size(); ++s) {
    const Sentence& sentence = document.at(SentenceId{s});
    const IdRange<Word> words = document.words_of(SentenceId{s});
    fmt::format_to(std::back_inserter(out), "# sent_id = {}\n# text = {}\n", s + 1, one_line(document.text(sentence.span)));
    std::uint32_t at = words.begin;
    for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      std::uint32_t end = at;
      while (end < words.end && document.at(WordId{end}).token.value == t) ++end;
      const CodePointSpan span = offsets.to_code_points(tokens[t].span);
      const bool together = t + 1 < sentence.tokens.end && tokens[t + 1].span.begin == tokens[t].span.end;
      const std::string misc = fmt::format("{}StartChar={}|EndChar={}", together ? "SpaceAfter=No|" : "", span.begin, span.end);
      if (end - at > 1)
        fmt::format_to(std::back_inserter(out), "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", at - words.begin + 1, end - words.begin,
                       one_line(document.text(tokens[t].span)), misc);
      if (end - at == 1)
        write_word(out, document, at++, words.begin, document.text(tokens[t].span), misc);  // a surface token is written as it stands
      for (; at < end; ++at) write_word(out, document, at, words.begin, document.at(WordId{at}).form, "_");
    }
    out += '\n';
  }
  if (document.layer<Sentence>().empty()) out += '\n';
  return out;
}

}  // namespace musnad::language
