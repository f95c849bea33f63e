#include "language/tokens/tokens.h"

#include "language/morphology/arabic_letters.h"
#include "language/tokens/token_patterns.h"
#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::language {
namespace {

using text::decode;

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == '`' || c == 0x2bc;
}

// What can stand before a word without being part of it: [w|f][b|l|k][al], with or without a tatweel at the end.
bool is_proclitic(std::string_view folded) {
  const std::u32string letters = to_code_points(folded);
  std::size_t i = 0;
  const auto at = [&](std::size_t k) { return k < letters.size() ? letters[k] : 0; };
  if (at(i) == kWaw || at(i) == kFeh) ++i;
  if (at(i) == kBeh || at(i) == kKaf) ++i;
  if (at(i) == kLam) i += at(i + 1) == kLam ? 2 : 1;
  if (at(i) == kAlef && at(i + 1) == kLam) i += 2;
  return i == letters.size();
}

class Scanner {
 public:
  Scanner(std::string_view text, ByteSpan range, const TokenLexicon& lexicon)
      : text_(text), at_(range.begin), end_(range.end), lexicon_(lexicon) {}

  std::vector<ByteSpan> run() {
    while (at_ < end_) {
      const text::CodePoint c = decode(text_, at_);
      if (text::is_space(c.value) || text::is_bidi_control(c.value)) {
        at_ += c.length;
        free_ = true;
        if (c.value == '\n') quote_open_ = false;
        continue;
      }
      const std::uint32_t begin = at_;
      take(c.value);
      tokens_.push_back({begin, at_});
    }
    return std::move(tokens_);
  }

 private:
  char32_t peek(std::uint32_t at) const { return at < end_ ? decode(text_, at).value : 0; }
  std::string folded(std::uint32_t begin, std::uint32_t end) const { return text::fold(text_.substr(begin, end - begin)); }

  // Moves at_ over one token that begins with `first`.
  void take(char32_t first) {
    const bool free = std::exchange(free_, false);  // nothing but white space or an opening mark before it
    const bool scheme = (first | 32) == 'h' && text_.substr(at_, 4) == "http";
    const bool may_begin = first < 0x80 && (text::is_letter(first) || text::is_digit(first) || first == '@' || first == '#');
    if ((free && may_begin) || scheme) {
      if (const std::uint32_t stop = match_address(text_, at_, end_, lexicon_); stop > at_) {
        at_ = stop;
        return;
      }
    }
    if (text::is_digit(first)) return take_number();
    if (text::is_letter(first)) return take_word();
    if (is_apostrophe(first) && take_clipped(free)) return;
    if (first == '.' && free && take_headless()) return;
    at_ = match_mark(text_, at_, end_);
    free_ = first == '(' || first == '[' || first == '<' || first == 0xab || first == '"' || first == 0x201c || first == 0x2018;
  }

  // "'s" after a space, "'72"; an apostrophe that opens a quotation is a mark of its own.
  bool take_clipped(bool free) {
    std::uint32_t stop = at_ + decode(text_, at_).length;
    std::uint32_t letters = 0, digits = 0;
    const std::uint32_t begin = stop;
    while (stop < end_ && stop - begin < 4) {
      const char32_t c = peek(stop);
      if (!text::is_letter(c) && !text::is_digit(c)) break;
      (text::is_digit(c) ? digits : letters) += 1;
      stop += decode(text_, stop).length;
    }
    const bool more = text::is_letter(peek(stop)) || text::is_digit(peek(stop));
    const std::string word = folded(begin, stop);
    const bool clitic = word == "s" || word == "re" || word == "ve" || word == "ll" || word == "d" || word == "m" || word == "t";
    if (!more && ((digits == 2 && letters <= 1) || (clitic && free))) {
      at_ = stop;
      return true;
    }
    if (free && letters > 0) quote_open_ = true;
    return false;
  }

  // ".265", ".doc"
  bool take_headless() {
    std::uint32_t stop = at_ + 1;
    if (text::is_digit(peek(stop))) {
      stop = match_number(text_, stop, end_);
    } else {
      while (stop < end_ && stop - at_ < 8 && text::is_letter(peek(stop))) stop += decode(text_, stop).length;
      if (!lexicon_.is(folded(at_ + 1, stop), TokenLexicon::kDomain)) return false;
    }
    at_ = stop;
    return true;
  }

  void take_number() {
    at_ = match_number(text_, at_, end_);
    std::uint32_t stop = at_;
    while (stop < end_) {  // 20th, 10MM, 4chan, 39A
      const text::CodePoint c = decode(text_, stop);
      const bool joins =
          (text::is_letter(c.value) && !text::is_arabic_letter(c.value)) || text::is_digit(c.value) || text::is_mark(c.value);
      if (!joins) break;
      stop += c.length;
    }
    if (stop > at_ && !is_unit(at_, stop)) at_ = stop;
    take_possessive();
  }

  bool is_unit(std::uint32_t begin, std::uint32_t end) const {
    return end - begin <= 8 && lexicon_.is(folded(begin, end), TokenLexicon::kUnit);
  }

  void take_word() {
    const std::uint32_t begin = at_;
    bool arabic = text::is_arabic_letter(peek(at_));
    while (at_ < end_) {
      const text::CodePoint c = decode(text_, at_);
      const std::uint32_t after = at_ + c.length;
      if (text::is_letter(c.value)) {
        const bool switched = text::is_arabic_letter(c.value) != arabic;
        if (switched && !(arabic && is_short_proclitic(begin))) break;
        arabic = text::is_arabic_letter(c.value);
      } else if (text::is_digit(c.value)) {
        if (arabic && !is_short_proclitic(begin)) break;
        if (arabic) return take_number();
      } else if (text::is_mark(c.value) || text::is_tatweel(c.value)) {
      } else if (text::is_bidi_control(c.value)) {
        if (!continues_after_controls(after)) break;
      } else if (!joins(c.value, begin, after)) {
        break;
      }
      at_ = after;
    }
    take_stop(begin);
    if (peek(at_) == '$' && at_ - begin <= 3 && lexicon_.is(folded(begin, at_), TokenLexicon::kCurrency)) ++at_;
  }

  bool is_short_proclitic(std::uint32_t begin) const { return at_ - begin <= 14 && is_proclitic(folded(begin, at_)); }

  bool continues_after_controls(std::uint32_t at) const {
    for (int steps = 0; at < end_ && steps < 8; ++steps) {
      const text::CodePoint c = decode(text_, at);
      if (text::is_letter(c.value) || text::is_mark(c.value)) return true;
      if (!text::is_bidi_control(c.value)) return false;
      at += c.length;
    }
    return false;
  }

  // Whether the mark `c`, inside or at the end of a word that began at `begin`, belongs to it; `after` follows the mark.
  bool joins(char32_t c, std::uint32_t begin, std::uint32_t after) {
    const char32_t last = text::is_arabic_letter(peek(begin)) ? kAlef : 'a';
    const char32_t next = peek(after);
    if (is_apostrophe(c)) {
      if (last == kAlef) return false;
      if (text::is_letter(next) && !text::is_arabic_letter(next)) return true;
      if (!quote_open_ && c != '`' && ends_in_s(begin) && !text::is_digit(next)) return true;  // the members' votes
      quote_open_ = false;
      return false;
    }
    if (c == '_') return text::is_letter(next) || text::is_digit(next);
    if (c == '&') return at_ - begin <= 3 && text::is_upper(peek(begin)) && text::is_upper(next);
    if (c == '-' && last != kAlef && is_whole_over_hyphen(begin, after)) return true;
    if (c == '-' && last != kAlef && at_ - begin <= 8)
      return (text::is_letter(next) || (text::is_digit(next) && at_ - begin > 2)) && lexicon_.is(folded(begin, at_), TokenLexicon::kPrefix);
    if (c == '.' && last == kAlef && is_spelled(begin, after)) return true;
    if (c != '.' || !text::is_letter(next) || text::is_letter(peek(after + decode(text_, after).length))) return false;
    return is_acronym_so_far(begin) || (at_ - begin <= 3 && lexicon_.is(folded(begin, after + 1) + ".", TokenLexicon::kAbbreviation));
  }

  bool is_whole_over_hyphen(std::uint32_t begin, std::uint32_t after) const {
    std::uint32_t stop = after;
    while (text::is_letter(peek(stop))) stop += decode(text_, stop).length;
    return stop > after && lexicon_.is(folded(begin, stop), TokenLexicon::kWhole);
  }

  // Names of letters on both sides of the stop, the first perhaps behind a conjunction or preposition: `li-bi.bi.si`.
  bool is_spelled(std::uint32_t begin, std::uint32_t after) const {
    std::uint32_t stop = after;
    while (text::is_arabic_letter(peek(stop))) stop += decode(text_, stop).length;
    std::uint32_t part = begin;
    for (std::uint32_t at = begin; at < at_; at += decode(text_, at).length)
      if (peek(at) == '.') part = at + 1;
    const auto is_letter = [&](std::uint32_t from, std::uint32_t to) {
      return to > from && lexicon_.is(folded(from, to), TokenLexicon::kLetter);
    };
    const std::uint32_t cut = part + decode(text_, part).length;
    const bool first = is_letter(part, at_) || (part == begin && is_proclitic(folded(begin, cut)) && is_letter(cut, at_));
    return first && is_letter(after, stop);
  }

  bool ends_in_s(std::uint32_t begin) const { return at_ - begin > 1 && (text_[at_ - 1] | 32) == 's'; }

  // Single letters with stops between them: U.S, a.f.p
  bool is_acronym_so_far(std::uint32_t begin) const {
    if (at_ - begin > 40) return false;
    bool letter = false;
    for (std::uint32_t at = begin; at < at_;) {
      const text::CodePoint c = decode(text_, at);
      if (text::is_letter(c.value) == letter && !text::is_mark(c.value) && !text::is_tatweel(c.value)) return false;
      if (!text::is_mark(c.value) && !text::is_tatweel(c.value)) letter = !letter;
      at += c.length;
    }
    return letter;
  }

  // The stop of an abbreviation, an acronym, an initial.
  void take_stop(std::uint32_t begin) {
    if (peek(at_) != '.' || at_ - begin > 24 || (peek(at_ + 1) == '.' && peek(at_ + 2) == '.')) return;
    const std::string form = folded(begin, at_) + ".";
    std::uint32_t next = at_ + 1;
    bool spaced = false;
    while (next < end_ && (text::is_space(peek(next)) && peek(next) != '\n')) {
      spaced = true;
      next += decode(text_, next).length;
    }
    const char32_t follower = peek(next);
    const bool at_end = follower == 0 || follower == '\n';
    bool keeps = is_acronym_so_far(begin) && form.find('.') + 1 < form.size();
    keeps = keeps || lexicon_.is(form, TokenLexicon::kTitle | TokenLexicon::kAbbreviation);
    keeps = keeps || (lexicon_.is(form, TokenLexicon::kBeforeNumber) && text::is_digit(follower));
    const bool initial = !text::is_arabic_letter(peek(begin)) && is_acronym_so_far(begin) && text::is_upper(peek(begin));
    keeps = keeps || (initial && !at_end && (text::is_upper(follower) || follower == ',') && spaced && follower != 0);
    if (keeps) ++at_;
    take_possessive();
  }

  // 's after a stop, a digit or a web address: U.S.'s, 1990's
  void take_possessive() {
    if (at_ >= end_ || !is_apostrophe(peek(at_)) || peek(at_) == '`') return;
    const std::uint32_t after = at_ + decode(text_, at_).length;
    if ((peek(after) | 32) == 's' && !text::is_letter(peek(after + 1))) at_ = after + 1;
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  const TokenLexicon& lexicon_;
  std::vector<ByteSpan> tokens_;
  bool free_ = true;
  bool quote_open_ = false;
};

}  // namespace

std::vector<ByteSpan> tokenize(std::string_view text, ByteSpan range, const TokenLexicon& lexicon) {
  return Scanner(text, range, lexicon).run();
}

}  // namespace musnad::language
