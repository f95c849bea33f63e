// How the characters of a parsed text node go back to the page: the parser gives the node's text after and its source
// before character references were resolved; walking both side by side tells which source bytes each character has.
#include "page/markup/piece.h"
#include "text/utf8.h"

#include <algorithm>

namespace musnad::page {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/// `source` begins with '&': the length of the reference there, as far as its own characters tell.
std::size_t reference_length(std::string_view source) {
  std::size_t at = 1;
  if (at < source.size() && source[at] == '#') {
    ++at;
    const bool hexadecimal = at < source.size() && (source[at] | 32) == 'x';
    at += hexadecimal;
    while (at < source.size() &&
           (hexadecimal ? is_alphanumeric(source[at]) && (source[at] | 32) <= 'f' : source[at] >= '0' && source[at] <= '9'))
      ++at;
  } else {
    while (at < source.size() && is_alphanumeric(source[at])) ++at;
  }
  return at < source.size() && source[at] == ';' ? at + 1 : at;
}

/// "&ampx": without a semicolon only the name itself was taken; the rest follows as text.
std::size_t shortened(std::string_view source, std::size_t length, std::string_view text_after) {
  if (source[length - 1] == ';' || source.substr(0, 2) == "&#") return length;
  for (std::size_t shorter = length; shorter > 2; --shorter)
    if (text_after.starts_with(source.substr(shorter, std::min(length - shorter + 1, source.size() - shorter)))) return shorter;
  return length;
}

bool is_ampersand_reference(std::string_view source) {
  for (std::string_view name : {"&amp", "&AMP", "&#38", "&#x26", "&#X26", "&#038", "&#0038"})
    if (source.starts_with(name)) return true;
  return false;
}

constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Controls and noncharacters: the parser puts U+FFFD in their place, as the standard once had it.
bool is_replaced_by_parser(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || (c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) ||
         (c & 0xFFFE) == 0xFFFE;
}

/// How many bytes at the beginning of both are the same, stand for themselves and are no white space; whole characters. The wide
/// spaces begin with one of three bytes, which are left to be looked at one by one.
std::size_t plain_run(std::string_view decoded, std::string_view source) {
  const std::size_t size = std::min(decoded.size(), source.size());
  std::size_t at = 0;
  for (; at < size && decoded[at] == source[at]; ++at) {
    const auto byte = std::uint8_t(decoded[at]);
    if (byte <= ' ' || byte == '&' || byte == '<' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3) break;
  }
  while (at > 0 && at < decoded.size() && (std::uint8_t(decoded[at]) & 0xC0) == 0x80) --at;
  return at;
}

bool is_layout_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}

}  // namespace

void TextSink::put(std::string_view character, std::size_t begin, std::size_t length) {
  const char32_t c = text::decode(character, 0).value;
  if (is_layout_space(c) && !(keep_lines_ && c == '\n')) {
    if (!pending_) pending_begin_ = std::uint32_t(begin);
    pending_ = true;
    pending_end_ = std::max(pending_begin_, std::uint32_t(begin + length));
    return;
  }
  close_space(c);
  if (c == '\n' && (text_.empty() || text_.back() == '\n')) return;
  text_ += character;
  if (character.size() == length && html_.substr(begin, length) == character)
    map_.append(1, std::uint32_t(begin), 1, std::uint32_t(length));
  else
    map_.append(std::uint32_t(character.size()), std::uint32_t(begin), std::uint32_t(length));
}

/// Writes the white space before the character `next`, where it counts.
void TextSink::close_space(char32_t next) {
  if (pending_ && !text_.empty() && text_.back() != '\n' && next != '\n') {
    text_ += ' ';
    map_.append(1, pending_begin_, pending_end_ - pending_begin_);
  }
  pending_ = false;
}

void TextSink::put_plain(std::string_view run, std::size_t begin) {
  close_space(0);
  text_ += run;
  map_.append(1, std::uint32_t(begin), 1, std::uint32_t(run.size()));
}

void TextSink::add_break(std::string_view markup) {
  keep_lines_ = true;
  put("\n", markup.data() == nullptr ? pending_end_ : offset_of(markup.data()), markup.size());
  keep_lines_ = false;
}

void TextSink::add(const GumboText& node, bool keep_lines) {
  keep_lines_ = keep_lines;
  const std::string_view decoded(node.text);
  const std::string_view source(node.original_text.data, node.original_text.length);
  const std::size_t base = offset_of(source.data());
  std::size_t at = 0, last = 0, last_end = 0;  // `last`: where the latest reference began
  for (std::size_t i = 0; i < decoded.size();) {
    const std::string_view rest = source.substr(std::min(at, source.size()));
    if (const std::size_t plain = plain_run(decoded.substr(i), rest)) {
      put_plain(decoded.substr(i, plain), base + at);
      at += plain;
      i += plain;
      continue;
    }
    const std::string_view character = decoded.substr(i, text::decode(decoded, i).length);
    std::size_t length = 0;
    const bool reference = rest.starts_with('&') && (character != "&" || is_ampersand_reference(rest));
    if (reference) {
      length = shortened(rest, reference_length(rest), decoded.substr(i + character.size()));
    } else if (rest.starts_with(character)) {
      length = character.size();
    } else if (character == kReplacement && !rest.empty() && is_replaced_by_parser(text::decode(rest, 0).value)) {
      length = text::decode(rest, 0).length;
      put(rest.substr(0, length), base + at, length);
      at += length;
      i += character.size();
      continue;
    } else if (character == "\n" && rest.starts_with('\r')) {
      length = rest.starts_with("\r\n") ? 2 : 1;
    } else if (rest.starts_with(kCdata)) {
      at += kCdata.size();
      continue;
    } else if (rest.starts_with('<') && rest.find('>') != std::string_view::npos) {
      at += rest.find('>') + 1;  // a tag that the parser ignored
      continue;
    } else if (last_end == at && last_end > 0) {
      put(character, base + last, last_end - last);  // the second character of one reference
      i += character.size();
      continue;
    } else {
      put(character, base + std::min(at, source.size()), source.size() - std::min(at, source.size()));
      i += character.size();
      continue;
    }
    if (reference) last = at, last_end = at + length;
    put(character, base + at, length);
    at += length;
    i += character.size();
  }
  keep_lines_ = false;
}

}  // namespace musnad::page
