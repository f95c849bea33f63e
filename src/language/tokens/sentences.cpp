#include "language/tokens/sentences.h"

#include "language/tokens/line_breaks.h"
#include "text/folding.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace musnad::language {
namespace {

enum class Ending { kNone, kStop, kAsk, kEllipsis, kShortened };

bool is_closer(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == '"' || c == 0xbb || c == 0x201d || c == 0x2019 || c == '\'' || c == 0x203a;
}
bool is_opener(char32_t c) {
  return c == '(' || c == '[' || c == '"' || c == 0xab || c == 0x201c || c == 0x2018 || c == '\'' || c == 0x2039;
}
bool is_bullet(char32_t c) {
  return c == '-' || c == '*' || (c >= 0x2010 && c <= 0x2015) || c == 0x2022 || c == 0x25cf || c == 0xb7;
}

class Splitter {
 public:
  Splitter(std::string_view text, ByteSpan block, std::span<const ByteSpan> tokens, const TokenLexicon& lexicon)
      : text_(text), tokens_(tokens), lexicon_(lexicon), breaks_(text, block) {
    const std::string_view body = text.substr(block.begin, block.length());
    lower_only_ = std::none_of(body.begin(), body.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  std::vector<std::size_t> run() {
    std::vector<std::size_t> starts;
    if (tokens_.empty()) return starts;
    starts.push_back(0);
    for (std::size_t i = 0; i + 1 < tokens_.size();) {
      const std::size_t next = after_sentence(i, starts.back());
      if (next > i + 1 || ends_at(i, starts.back(), next)) {
        if (next < tokens_.size()) starts.push_back(next);
        i = next;
      } else {
        ++i;
      }
    }
    return starts;
  }

 private:
  std::string_view form(std::size_t i) const { return text_.substr(tokens_[i].begin, tokens_[i].length()); }
  char32_t first(std::size_t i) const { return text::decode(text_, tokens_[i].begin).value; }
  bool adjacent(std::size_t i) const { return i > 0 && tokens_[i - 1].end == tokens_[i].begin; }
  bool broken_before(std::size_t i) const { return breaks_.parts({tokens_[i - 1].end, tokens_[i].begin}); }

  // If token i ends a sentence: the index of the first token after it and its closing quotes; else i + 1.
  std::size_t after_sentence(std::size_t i, std::size_t start) const {
    const Ending ending = ending_of(i);
    if (ending == Ending::kNone) return i + 1;
    std::size_t next = i + 1;
    while (next < tokens_.size() && (closes(next) || (next > i + 1 && adjacent(next) && form(next) == "."))) ++next;
    if (is_note_mark(next)) next += 3;
    if (next == i + 1) return i + 1;
    return ends_before(ending, i, next, start) ? next : i + 1;
  }

  bool ends_at(std::size_t i, std::size_t start, std::size_t next) const {
    if (broken_before(next)) return true;
    const Ending ending = ending_of(i);
    return ending != Ending::kNone && ends_before(ending, i, next, start);
  }

  // "[17]" after a stop
  bool is_note_mark(std::size_t i) const {
    return i + 2 < tokens_.size() && form(i) == "[" && text::is_digit(first(i + 1)) && form(i + 2) == "]" && !broken_before(i);
  }

  // A closing mark written directly after the stop, which does not open what follows.
  bool closes(std::size_t i) const {
    if (!adjacent(i) || !is_closer(first(i))) return false;
    const bool ambiguous = first(i) == '"' || first(i) == '\'';
    return !ambiguous || i + 1 >= tokens_.size() || !adjacent(i + 1) || is_closer(first(i + 1)) || !text::is_letter(first(i + 1));
  }

  Ending ending_of(std::size_t i) const {
    const std::string_view token = form(i);
    const char32_t c = first(i);
    if (c == '!' || c == '?' || c == 0x61f || c == 0x203c || c == 0x203d) return Ending::kAsk;
    if (c == 0x2026) return Ending::kEllipsis;
    if (c == 0x6d4 || c == 0x3002) return Ending::kStop;
    if (c == '.')
      return token.size() == 1 ? Ending::kStop : token.find_first_not_of('.') == std::string_view::npos ? Ending::kEllipsis : Ending::kNone;
    return token.size() > 1 && token.back() == '.' && text::is_letter(c) ? Ending::kShortened : Ending::kNone;
  }

  // Whether a sentence with this ending at token i is over before token `next`.
  bool ends_before(Ending ending, std::size_t i, std::size_t next, std::size_t start) const {
    if (next >= tokens_.size() || broken_before(next)) return true;
    std::size_t word = next;
    while (word + 1 < tokens_.size() && (is_opener(first(word)) || is_bullet(first(word)))) ++word;
    const char32_t c = first(word);
    const bool letter = text::is_letter(c);
    const bool lower = letter && !text::is_arabic_letter(c) && !text::is_upper(c) && !lower_only_;
    if (lower)
      return next == i + 1 &&
             (form(i) == "?" || ((form(i) == "." || form(i) == "!") && i > start && !adjacent(next) && is_plain_word(i - 1)));
    const bool mark = !letter && !text::is_digit(c) && word == next && !is_opener(c) && !is_bullet(c) && c != '#' && c != '@' && c != '$';
    switch (ending) {
      case Ending::kStop:
        return !mark && !is_list_number(i, start) && !(adjacent(next) && !letter) && !is_spelled_in_brackets(i, start);
      case Ending::kAsk:
        return !mark;
      case Ending::kEllipsis:
        return letter && !lower_only_ && text::is_upper(c) && form(word) != "I";
      case Ending::kShortened:
        return letter && ends_after_abbreviation(i, word);
      case Ending::kNone:
        return false;
    }
    return false;
  }

  // A word in small letters with a vowel: no abbreviation that the lexicon lacks, and no name with a mark of its own ("Yahoo!").
  bool is_plain_word(std::size_t i) const {
    const std::string_view word = form(i);
    return word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos &&
           word.find_first_of("aeiouy") != std::string_view::npos;
  }

  // "3." at the head of a sentence numbers it.
  bool is_list_number(std::size_t i, std::size_t start) const {
    return i == start + 1 && tokens_[start].length() <= 6 && (text::is_digit(first(start)) || tokens_[start].length() == 1) && adjacent(i);
  }

  // "(C. N. N.)", "(si. in. in)": letters or their names, of three letters at most, each with its stop, in brackets.
  bool is_spelled_in_brackets(std::size_t i, std::size_t start) const {
    constexpr std::size_t kReach = 8, kLongest = 6;  // tokens; bytes
    const auto fits = [&](std::size_t at) {          // words and stops by turns
      const bool stop_turn = (at % 2) == (i % 2);
      return stop_turn ? form(at) == "." : tokens_[at].length() <= kLongest && text::is_letter(first(at));
    };
    std::size_t open = i, close = i + 1;
    while (open > start && open + kReach > i && fits(open)) --open;
    while (close < tokens_.size() && close < i + kReach && fits(close)) ++close;
    return form(open) == "(" && close < tokens_.size() && form(close) == ")" && !broken_before(close);
  }

  bool ends_after_abbreviation(std::size_t i, std::size_t word) const {
    const std::string folded = text::fold(form(i));
    const bool initial = folded.find('.') + 1 == folded.size() && !lexicon_.is(folded, TokenLexicon::kAbbreviation);
    if (initial || lexicon_.is(folded, TokenLexicon::kTitle | TokenLexicon::kBeforeNumber)) return false;
    return lexicon_.is(text::fold(form(word)), TokenLexicon::kStarter);
  }

  std::string_view text_;
  std::span<const ByteSpan> tokens_;
  const TokenLexicon& lexicon_;
  LineBreaks breaks_;
  bool lower_only_ = false;  // no capital in the block: case tells nothing
};

class SentencesStage final : public Stage {
 public:
  explicit SentencesStage(TokenLexicon lexicon) : lexicon_(std::move(lexicon)) {}
  std::string_view name() const override { return "sentences"; }
  std::span<const LayerKind> needs() const override {
    static constexpr LayerKind kNeeds[] = {LayerKind::kBlocks};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr LayerKind kWrites[] = {LayerKind::kSentences, LayerKind::kTokens};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) cut(document);
    return {};
  }

 private:
  void cut(Document& document) const {
    std::vector<Sentence> sentences;
    std::vector<Token> tokens;
    const auto blocks = document.layer<Block>();
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
      const std::vector<ByteSpan> spans = tokenize(document.text(), blocks[b].span, lexicon_);
      const std::vector<std::size_t> starts = split_sentences(document.text(), blocks[b].span, spans, lexicon_);
      for (std::size_t s = 0; s < starts.size(); ++s) {
        const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : spans.size();
        const SentenceId id{static_cast<std::uint32_t>(sentences.size())};
        const auto first = static_cast<std::uint32_t>(tokens.size());
        for (std::size_t i = starts[s]; i < end; ++i) tokens.push_back({spans[i], id});
        sentences.push_back({{spans[starts[s]].begin, spans[end - 1].end}, BlockId{b}, {first, static_cast<std::uint32_t>(tokens.size())}});
      }
    }
    for (const Token& token : tokens)
      if (token.span.length() > kLongWordBytes)
        document.diagnose(ErrorCode::kLongWord, fmt::format("a word of {} bytes", token.span.length()), token.span);
    document.seal<Sentence>(std::move(sentences), name());
    document.seal<Token>(std::move(tokens), name());
  }

  TokenLexicon lexicon_;
};

}  // namespace

std::vector<std::size_t> split_sentences(std::string_view text, ByteSpan block, std::span<const ByteSpan> tokens,
                                         const TokenLexicon& lexicon) {
  return Splitter(text, block, tokens, lexicon).run();
}

Result<std::unique_ptr<const Stage>> make_sentences_stage(const std::filesystem::path& codebook) {
  auto lexicon = TokenLexicon::load(codebook);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return std::make_unique<const SentencesStage>(std::move(*lexicon));
}

}  // namespace musnad::language
