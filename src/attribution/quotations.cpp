#include "attribution/quotations.h"

#include "text/utf8.h"

namespace musnad::attribution {
namespace {

// The mark that closes `c`, 0 where it opens nothing. Single straight marks are taken for apostrophes: too many are.
char32_t closing_of(char32_t c) {
  switch (c) {
    case '"':
      return '"';
    case 0xab:
      return 0xbb;
    case 0xbb:
      return 0xab;  // some pages set them the other way round
    case 0x201c:
      return 0x201d;
    case 0x201d:
      return 0x201c;
    case 0x201e:
      return 0x201d;
    case 0x2018:
      return 0x2019;
    case 0x2039:
      return 0x203a;
    case 0x301d:
      return 0x301e;
    default:
      return 0;
  }
}

bool closes(char32_t c, char32_t opened) {
  if (c == closing_of(opened)) return true;
  return opened == 0x201e && c == 0x201c;
}

bool is_word_char(std::string_view text, std::size_t at) {
  return at < text.size() && text::is_letter(text::decode(text, at).value);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  void scan(ByteSpan block, std::vector<Quotation>& to) const {
    char32_t opened = 0;
    std::uint32_t begin = 0, inside = 0;
    for (std::uint32_t at = block.begin; at < block.end;) {
      const text::CodePoint c = text::decode(text_, at);
      const std::uint32_t after = at + c.length;
      if (opened == 0) {
        const bool inch =
            c.value == '"' && at > block.begin && text::is_digit(text::decode(text_, at - 1).value) && !is_word_char(text_, after);
        if (closing_of(c.value) != 0 && !inch && opens_here(c.value, at, after)) {
          opened = c.value;
          begin = at;
          inside = after;
        }
      } else if (c.value == '"' && opened == '"' && looks_open(at, after) && !looks_open(begin, inside)) {
        begin = at;  // the mark before was a stray one
        inside = after;
      } else if (closes(c.value, opened) && !(c.value == 0x2019 && is_word_char(text_, after))) {
        to.push_back({{begin, after}, {inside, at}, true});
        opened = 0;
      } else if (c.value == '\n' && opened != 0x201c && opened != 0xab) {
        at = give_up(begin, inside, at, to);
        opened = 0;
        continue;
      }
      at = after;
    }
    if (opened != 0) give_up(begin, inside, block.end, to);
  }

 private:
  // A closing form at the end of a word opens nothing; a single mark opens only before a letter.
  bool opens_here(char32_t c, std::uint32_t at, std::uint32_t after) const {
    const bool letter_before = at > 0 && ends_in_letter(at);
    if (c == 0x2018) return !letter_before && is_word_char(text_, after);
    if (c == 0xbb || c == 0x201d) return !letter_before && is_word_char(text_, after);
    return true;
  }
  // A straight mark with a blank before it and none behind.
  bool looks_open(std::uint32_t at, std::uint32_t after) const {
    const auto is_blank = [&](std::uint32_t i) { return i >= text_.size() || text_[i] == ' ' || text_[i] == '\n' || text_[i] == '\t'; };
    return (at == 0 || is_blank(at - 1)) && !is_blank(after);
  }
  bool ends_in_letter(std::uint32_t at) const {
    std::uint32_t start = at - 1;
    while (start > 0 && (static_cast<unsigned char>(text_[start]) & 0xc0) == 0x80) --start;
    return is_word_char(text_, start);
  }
  // Double marks left open run to the end of their line; single ones were no quotation.
  std::uint32_t give_up(std::uint32_t begin, std::uint32_t inside, std::uint32_t at, std::vector<Quotation>& to) const {
    if (text::decode(text_, begin).value != 0x2018 && at > inside) to.push_back({{begin, at}, {inside, at}, false});
    return at + (at < text_.size() && text_[at] == '\n' ? 1 : 0);
  }

  std::string_view text_;
};

}  // namespace

std::vector<Quotation> find_quotations(const Document& document) {
  std::vector<Quotation> result;
  const Scanner scanner(document.text());
  for (const Block& block : document.layer<Block>()) scanner.scan(block.span, result);
  return result;
}

QuoteForm form_of(const std::vector<Quotation>& quotations, const std::vector<ByteSpan>& content) {
  bool all = !content.empty(), any = false;
  for (ByteSpan span : content) {
    bool inside = false;
    for (const Quotation& quotation : quotations) {
      if (!quotation.span.overlaps(span)) continue;
      any = true;
      inside = inside || quotation.span.contains(span);
    }
    all = all && inside;
  }
  return all ? QuoteForm::kDirect : any ? QuoteForm::kMixed : QuoteForm::kIndirect;
}

}  // namespace musnad::attribution
