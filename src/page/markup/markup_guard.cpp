#include "page/markup/markup_guard.h"

#include "text/ascii.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace musnad::page {
namespace {

constexpr std::uint32_t kMaxOpenFormatting = 16;  // each is opened again in every paragraph after it
constexpr std::size_t kMaxAttributes = 200;       // the parser compares each with each
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kDecimalDigits = 8, kHexadecimalDigits = 7;  // a character reference of so many is beyond Unicode
constexpr std::size_t kMaxValueBytes = 64 << 10;                   // of an attribute: pictures as addresses, data of scripts
constexpr std::uint64_t kMaxAdoptions = 8;  // copies that the parser makes of a formatting element that ends in another block
constexpr std::size_t kMaxDroppedNames = 4096;
constexpr std::uint32_t kMaxSelfClosed = 5000;  // of SVG; more may be unclosed HTML in disguise

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool is_digit(char c, bool hexadecimal) {
  return text::is_ascii_digit(c) || (hexadecimal && (c | 32) >= 'a' && (c | 32) <= 'f');
}
bool is_letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Elements without an end, and those whose end is implied by the next of their kind wherever it stands.
constexpr std::array<std::string_view, 29> kFlat = {
    "area",    "base",  "br",     "col", "embed",  "hr", "img", "input", "link",  "meta",  "param", "source", "track", "wbr", "basefont",
    "bgsound", "frame", "keygen", "p",   "option", "tr", "td",  "th",    "tbody", "thead", "tfoot", "html",   "head",  "body"};
constexpr std::array<std::string_view, 14> kFormatting = {"a",    "b", "big",   "code",   "em",     "font", "i",
                                                          "nobr", "s", "small", "strike", "strong", "tt",   "u"};
// Where they begin, and where a block ends, formatting that was left open is opened again.
constexpr std::array<std::string_view, 8> kReopening = {"p", "li", "td", "th", "tr", "dd", "dt", "option"};
// Their content is text, whatever it looks like.
constexpr std::array<std::string_view, 8> kRaw = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"};

struct Excess {
  std::size_t begin = 0, end = 0;
};

struct Tag {
  std::string name;
  std::size_t end = 0;  ///< after '>'
  bool closing = false;
  bool self_closing = false;
  std::size_t attributes = 0;
  std::vector<Excess> long_values;  ///< of attributes, beyond what may be kept
};

constexpr std::array<std::string_view, 3> kItems = {"li", "dt", "dd"};

class Guard {
 public:
  Guard(std::string_view html, const MarkupLimits& limits) : html_(html), limits_(limits) {}

  GuardedMarkup run() {
    result_.end = html_.size();
    long_number_ = find_long_number(0);
    for (std::size_t at = html_.find('<'); at != std::string_view::npos && may_go_on(at); at = html_.find('<', at)) {
      shorten_numbers(at);
      at = step(at);
    }
    if (may_go_on(html_.size())) shorten_numbers(html_.size());
    if (result_.cut) keep_until(result_.end);
    return std::move(result_);
  }

 private:
  /// In the first `&#` from `at` on, what its number has beyond digits enough to say that there is no such character; npos: nowhere. The
  /// parser's arithmetic would overflow.
  Excess find_long_number(std::size_t at) const {
    for (at = html_.find("&#", at); at != std::string_view::npos; at = html_.find("&#", at)) {
      at += 2;
      const bool hexadecimal = at < html_.size() && (html_[at] | 32) == 'x';
      at += hexadecimal;
      while (at < html_.size() && html_[at] == '0') ++at;
      Excess digits{at, at};
      while (digits.end < html_.size() && is_digit(html_[digits.end], hexadecimal)) ++digits.end;
      if (const std::size_t enough = hexadecimal ? kHexadecimalDigits : kDecimalDigits; digits.end - digits.begin > enough)
        return {digits.begin + enough, digits.end};
      at = digits.end;
    }
    return {std::string_view::npos, std::string_view::npos};
  }

  void shorten_numbers(std::size_t limit) {
    while (long_number_.begin < limit) {
      if (long_number_.begin >= kept_) cut(long_number_.begin, long_number_.end);
      long_number_ = find_long_number(long_number_.end);
    }
  }

  /// False, and the end is set, where more than may be kept stands before `at`.
  bool may_go_on(std::size_t at) {
    const std::size_t size = result_.html.size() + (at > kept_ ? at - kept_ : 0);
    if (size <= limits_.max_bytes && cuts_ <= limits_.max_cuts) return true;
    std::size_t end = std::max(whole_until_, kept_);
    if (cuts_ <= limits_.max_cuts) end = std::max(end, at - (size - limits_.max_bytes));
    while (end < at && (std::uint8_t(html_[end]) & 0xC0) == 0x80) ++end;
    result_.end = end;
    result_.cut = true;
    return false;
  }

  /// Reads what begins with the '<' at `at`; returns where to go on.
  std::size_t step(std::size_t at) {
    if (html_.substr(at, 4) == "<!--") return step_over_comment(at);
    const bool closing = at + 1 < html_.size() && html_[at + 1] == '/';
    const std::size_t name = at + 1 + closing;
    if (name >= html_.size()) return at + 1;
    if (!is_letter(html_[name])) return step_over_oddity(at, name, closing);
    const Tag tag = read_tag(name, closing);
    if (!closing && is_unread(tag, at))
      if (const std::size_t end = end_of_unread(tag); end != 0) return cut(at, end);
    if (!admit(tag)) {
      ++result_.dropped;
      return cut(at, tag.end);
    }
    for (const Excess& value : tag.long_values)
      if (value.begin >= kept_) cut(value.begin, value.end);
    whole_until_ = std::max(whole_until_, tag.end);
    if (!closing && among(kRaw, tag.name)) return end_of_raw(tag);
    return tag.end;
  }

  /// "<?xml ...>", "<!...>", "</ ...>" are comments that nobody reads; a document type and CDATA are not, nor is "< ".
  std::size_t step_over_oddity(std::size_t at, std::size_t name, bool closing) {
    const char first = html_[name];
    const bool comment = closing ? first != '>' : first == '?' || (first == '!' && !foreign() && !is_document_type(name + 1));
    const std::size_t end = comment ? html_.find('>', name) : std::string_view::npos;
    return end == std::string_view::npos ? at + 1 : cut(at, end + 1);
  }
  bool is_document_type(std::size_t at) const { return text::lower_ascii(html_.substr(at, 7)) == "doctype"; }

  std::size_t cut(std::size_t begin, std::size_t end) {
    keep_until(begin);
    kept_ = end;
    ++cuts_;
    result_.cut = true;
    return end;
  }

  std::size_t step_over_comment(std::size_t at) {
    const std::size_t close = html_.find("-->", at + 2);  // "<!-->" is a whole comment
    if (close == std::string_view::npos) return html_.size();
    // "--!>" ends a comment too, and where it does the parser has to say.
    return html_.substr(at, close - at).find("--!>") == std::string_view::npos ? cut(at, close + 3) : close + 3;
  }

  /// Scripts but for those that hold metadata, styles, drawings.
  bool is_unread(const Tag& tag, std::size_t at) const {
    if (foreign()) return false;
    if (tag.name == "script") return html_.substr(at, tag.end - at).find("ld+json") == std::string_view::npos;
    return tag.name == "style" || (tag.name == "svg" && !tag.self_closing);
  }

  /// Where an element that nobody reads ends; 0 where only the parser could say.
  std::size_t end_of_unread(const Tag& tag) const {
    const std::size_t end = end_of_raw(tag);
    if (end == html_.size()) return 0;
    const std::string_view inner = html_.substr(tag.end, end - tag.end);
    if (tag.name == "script" && inner.find("<!--") != std::string_view::npos) return 0;  // may hold a "</script>" that ends nothing
    if (tag.name == "svg" && (inner.find("<svg") != std::string_view::npos || inner.find("<!") != std::string_view::npos ||
                              inner.find("foreignObject") != std::string_view::npos || inner.find("<p") == 0))
      return 0;
    return end;
  }

  Tag read_tag(std::size_t at, bool closing) const {
    Tag tag;
    tag.closing = closing;
    while (at < html_.size() && !is_space(html_[at]) && html_[at] != '>' && html_[at] != '/') {
      if (tag.name.size() < kMaxNameBytes) tag.name += char(html_[at] >= 'A' && html_[at] <= 'Z' ? html_[at] + 32 : html_[at]);
      ++at;
    }
    while (at < html_.size() && html_[at] != '>') {
      if (is_space(html_[at]) || html_[at] == '/') {
        tag.self_closing = html_[at] == '/';
        ++at;
        continue;
      }
      tag.self_closing = false;
      ++tag.attributes;
      at = after_attribute(at, tag);
    }
    tag.end = std::min(at + 1, html_.size());
    return tag;
  }

  std::size_t after_attribute(std::size_t at, Tag& tag) const {
    ++at;
    while (at < html_.size() && !is_space(html_[at]) && html_[at] != '>' && html_[at] != '=' && html_[at] != '/') ++at;
    std::size_t value = at;
    while (value < html_.size() && is_space(html_[value])) ++value;
    if (value >= html_.size() || html_[value] != '=') return at;
    for (++value; value < html_.size() && is_space(html_[value]);) ++value;
    const std::size_t begin = value;
    if (value < html_.size() && (html_[value] == '"' || html_[value] == '\'')) {
      value = std::min(html_.find(html_[value], value + 1), html_.size());
      if (value - begin > kMaxValueBytes && value < html_.size()) tag.long_values.push_back({begin + kMaxValueBytes, value});
      return std::min(value + 1, html_.size());
    }
    while (value < html_.size() && !is_space(html_[value]) && html_[value] != '>') ++value;
    if (value - begin > kMaxValueBytes) tag.long_values.push_back({begin + kMaxValueBytes, value});
    return value;
  }

  /// Counts the tag in, or tells that it must go.
  bool admit(const Tag& tag) {
    const bool formatting = among(kFormatting, tag.name);
    if (!formatting && (tag.closing || among(kReopening, tag.name))) reopened_ += open_formatting_;
    attributes_ += tag.closing ? 0 : std::min(tag.attributes, kMaxAttributes);
    if (++tags_ > limits_.max_tags || tag.attributes > kMaxAttributes || attributes_ > limits_.max_attributes ||
        reopened_ > limits_.max_reopened)
      return false;
    if (among(kFlat, tag.name)) return true;
    if (tag.closing) return admit_end(tag);
    if (tag.self_closing && foreign() && ++self_closed_ <= kMaxSelfClosed) return true;
    if (among(kItems, tag.name)) end_item(tag.name);
    if (open_.size() >= limits_.max_depth || (formatting && formatting_ >= kMaxOpenFormatting)) {
      if (dropped_.size() < kMaxDroppedNames) ++dropped_[tag.name];
      return false;
    }
    if (among(kRaw, tag.name)) return true;
    open_.push_back({tag.name, std::uint32_t(formatting ? 1 + tag.attributes : 0)});
    formatting_ += formatting;
    open_formatting_ += open_.back().formatting;
    foreign_ += is_foreign(tag.name);
    return true;
  }

  bool admit_end(const Tag& tag) {
    if (const auto found = dropped_.find(tag.name); found != dropped_.end() && found->second > 0) {
      --found->second;
      return false;
    }
    for (std::size_t at = open_.size(); at-- > 0;) {
      if (open_[at].name != tag.name) continue;
      if (!among(kFormatting, tag.name)) {
        erase(at, open_.size());
        break;
      }
      if (at + 1 < open_.size()) reopened_ += kMaxAdoptions * open_[at].formatting;
      erase(at, at + 1);  // what it holds stays open
      break;
    }
    return true;
  }

  /// An item ends the item before it, unless a list or another block was opened in between.
  void end_item(std::string_view name) {
    for (std::size_t at = open_.size(); at-- > 0;) {
      const std::string& open = open_[at].name;
      const bool same = name == "li" ? open == "li" : open == "dt" || open == "dd";
      if (same) return erase(at, open_.size());
      if (open != "div" && open != "address" && open != "span" && !among(kFormatting, open)) return;
    }
  }

  void erase(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      formatting_ -= open_[i].formatting > 0;
      open_formatting_ -= open_[i].formatting;
      foreign_ -= is_foreign(open_[i].name);
    }
    open_.erase(open_.begin() + std::ptrdiff_t(begin), open_.begin() + std::ptrdiff_t(end));
  }

  static bool is_foreign(std::string_view name) { return name == "svg" || name == "math"; }
  /// Inside SVG or MathML, where `<path/>` is a whole element.
  bool foreign() const { return foreign_ > 0; }

  std::size_t end_of_raw(const Tag& tag) const {
    for (std::size_t at = html_.find("</", tag.end); at != std::string_view::npos; at = html_.find("</", at + 2)) {
      const std::string_view name = html_.substr(at + 2, tag.name.size());
      const std::size_t after = at + 2 + tag.name.size();
      const bool ends = after < html_.size() && (is_space(html_[after]) || html_[after] == '>' || html_[after] == '/');
      if (ends &&
          std::equal(name.begin(), name.end(), tag.name.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; })) {
        const std::size_t end = html_.find('>', at);
        return end == std::string_view::npos ? html_.size() : end + 1;
      }
    }
    return html_.size();
  }

  void keep_until(std::size_t end) {
    result_.map.append(1, std::uint32_t(kept_), 1, std::uint32_t(end - kept_));
    result_.html.append(html_, kept_, end - kept_);
    kept_ = end;
  }

  struct Open {
    std::string name;
    std::uint32_t formatting;  ///< of a formatting element: 1 and its attributes
  };

  std::string_view html_;
  const MarkupLimits& limits_;
  std::uint32_t tags_ = 0, formatting_ = 0, foreign_ = 0, cuts_ = 0;
  std::uint64_t attributes_ = 0;
  std::uint64_t open_formatting_ = 0, reopened_ = 0;  // elements and attributes: open now; opened again at worst
  Excess long_number_;                                // of the next number that is too long
  std::size_t kept_ = 0;                              // html_ up to here is kept or dropped
  std::size_t whole_until_ = 0;                       // where the last tag that was kept ends: it is not to be cut in two
  std::uint32_t self_closed_ = 0;
  std::vector<Open> open_;                                  // the root first
  std::unordered_map<std::string, std::uint32_t> dropped_;  // open elements whose start tags were cut out
  GuardedMarkup result_;
};

}  // namespace

GuardedMarkup guard_markup(std::string_view html, const MarkupLimits& limits) {
  return Guard(html, limits).run();
}

}  // namespace musnad::page
