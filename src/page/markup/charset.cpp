#include "page/markup/charset.h"

#include "page/markup/double_encoding.h"
#include "text/ascii.h"
#include "text/utf8.h"

#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace musnad::page {
namespace {

constexpr std::size_t kPrescanBytes = 64 * 1024;    // the standard's prescan takes 1024; a <meta> found later starts it again
constexpr std::size_t kDetectorBytes = 256 * 1024;  // enough letters for uchardet's statistics
constexpr std::size_t kConverterUnits = 16 * 1024;
constexpr std::size_t kMaxRuns = 4 << 20;  // of the map: one for each stretch of characters of one length, so broken bytes make many

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool is_letter(char c) {
  return text::lower_ascii(c) >= 'a' && text::lower_ascii(c) <= 'z';
}
bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return text::lower_ascii(x) == text::lower_ascii(y); });
}

/// The attributes of tags, as the prescan of the HTML standard reads them.
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes.substr(0, kPrescanBytes)) {}

  std::string_view run() {
    while (at_ < bytes_.size()) {
      if (starts("<!--")) {
        const std::size_t end = bytes_.find("-->", at_ + 2);
        if (end == std::string_view::npos) return {};
        at_ = end + 3;
      } else if (starts("<meta") && at_ + 5 < bytes_.size() && (is_space(bytes_[at_ + 5]) || bytes_[at_ + 5] == '/')) {
        at_ += 5;
        if (std::string_view found = meta(); !found.empty()) return found;
      } else if (is_tag()) {
        while (at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>') ++at_;
        while (attribute()) {
        }
      } else if (starts("<!") || starts("</") || starts("<?")) {
        at_ = std::min(bytes_.find('>', at_), bytes_.size());
      } else {
        ++at_;
      }
    }
    return {};
  }

 private:
  struct Attribute {
    std::string_view name, value;
  };

  bool starts(std::string_view with) const { return same(bytes_.substr(at_, with.size()), with); }
  bool is_tag() const {
    if (bytes_[at_] != '<' || at_ + 1 >= bytes_.size()) return false;
    if (is_letter(bytes_[at_ + 1])) return true;
    return bytes_[at_ + 1] == '/' && at_ + 2 < bytes_.size() && is_letter(bytes_[at_ + 2]);
  }

  std::string_view meta() {
    bool pragma = false, needs_pragma = false, decided = false, seen_charset = false, seen_content = false, seen_equiv = false;
    std::string_view charset;
    while (auto read = attribute()) {
      if (same(read->name, "http-equiv") && !seen_equiv) {
        seen_equiv = true;
        pragma = same(read->value, "content-type");
      } else if (same(read->name, "content") && !seen_content && charset.empty()) {
        seen_content = true;
        charset = charset_of_content_type(read->value);
        if (!charset.empty()) needs_pragma = decided = true;
      } else if (same(read->name, "charset") && !seen_charset) {
        seen_charset = true;
        charset = charset_named(read->value);
        needs_pragma = false;
        decided = true;
      }
    }
    if (!decided || charset.empty() || (needs_pragma && !pragma)) return {};
    return charset == "utf-16le" || charset == "utf-16be" ? "utf-8" : charset;  // what can be read as ASCII is not UTF-16
  }

  std::optional<Attribute> attribute() {
    while (at_ < bytes_.size() && (is_space(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] == '>') return {};
    const std::size_t name_begin = at_;
    while (at_ < bytes_.size() && !(bytes_[at_] == '=' && at_ > name_begin) && !is_space(bytes_[at_]) && bytes_[at_] != '/' &&
           bytes_[at_] != '>')
      ++at_;
    Attribute read{bytes_.substr(name_begin, at_ - name_begin), {}};
    const std::size_t after_name = at_;
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] != '=') {
      at_ = std::max(after_name, at_);
      return at_ >= bytes_.size() ? std::nullopt : std::optional(read);
    }
    for (++at_; at_ < bytes_.size() && is_space(bytes_[at_]);) ++at_;
    if (at_ >= bytes_.size()) return {};
    if (bytes_[at_] == '"' || bytes_[at_] == '\'') {
      const std::size_t close = bytes_.find(bytes_[at_], at_ + 1);
      if (close == std::string_view::npos) {
        at_ = bytes_.size();
        return {};
      }
      read.value = bytes_.substr(at_ + 1, close - at_ - 1);
      at_ = close + 1;
      return read;
    }
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>') ++at_;
    if (at_ >= bytes_.size()) return {};
    read.value = bytes_.substr(begin, at_ - begin);
    return read;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// Copies UTF-8, replacing what is broken, and NUL.
Decoded decode_utf8(std::string_view bytes, std::uint32_t skipped) {
  Decoded decoded;
  decoded.charset = "utf-8";
  if (bytes.find('\0') == std::string_view::npos && text::is_valid(bytes)) {
    decoded.text = bytes;
    decoded.map = SourceMap::copy_of(std::uint32_t(bytes.size()), skipped);
    decoded.end = skipped + bytes.size();
    return decoded;
  }
  std::size_t at = 0;
  while (at < bytes.size() && decoded.map.runs() < kMaxRuns) {
    const text::CodePoint read = text::decode(bytes, at);
    const bool broken = (read.value == 0xFFFD && read.length == 1) || read.value == 0;
    const auto page = std::uint32_t(skipped + at);
    if (broken) {
      std::size_t end = at + 1;  // the bytes that continue a broken sequence go with it
      while (end < bytes.size() && end < at + 4 && read.value != 0 && (std::uint8_t(bytes[end]) & 0xC0) == 0x80) ++end;
      decoded.text += "\xEF\xBF\xBD";
      decoded.map.append(3, page, std::uint32_t(end - at));
      decoded.broken += read.value != 0;
      at = end;
      continue;
    }
    decoded.text.append(bytes, at, read.length);
    decoded.map.append(1, page, 1, read.length);
    at += read.length;
  }
  decoded.end = skipped + at;
  return decoded;
}

struct Replacement {
  std::size_t count = 0;
};

void U_CALLCONV replace_broken(const void* context, UConverterToUnicodeArgs* args, const char*, std::int32_t,
                               UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  auto* replaced = static_cast<Replacement*>(const_cast<void*>(context));
  ++replaced->count;
  *error = U_ZERO_ERROR;
  const UChar mark = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &mark, 1, 0, error);
}

std::string_view icu_name(std::string_view charset) {
  if (charset == "shift_jis") return "ibm-943_P15A-2003";
  if (charset == "euc-kr") return "windows-949-2000";
  if (charset == "big5") return "Big5-HKSCS";
  if (charset == "windows-874") return "windows-874-2000";
  return charset;
}

/// Appends UTF-16 with the source offset of each unit to UTF-8 with its map.
class Utf8Sink {
 public:
  Utf8Sink(Decoded& to, std::uint32_t skipped) : to_(to), skipped_(skipped) {}

  void write(char16_t unit, std::uint32_t source) {
    if (high_ != 0) {
      const bool paired = unit >= 0xDC00 && unit <= 0xDFFF;
      if (paired) return flush_as(0x10000 + (char32_t(high_ - 0xD800) << 10) + (unit - 0xDC00)), void();
      flush_as(0xFFFD);
    }
    settle(source);
    source_ = source;
    open_ = true;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
      return;
    }
    value_ = unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF) ? 0xFFFD : unit;
  }
  void finish(std::uint32_t end) {
    if (high_ != 0) flush_as(0xFFFD);
    settle(end);
  }

 private:
  void flush_as(char32_t value) {
    value_ = value;
    high_ = 0;
  }
  // Where the next character begins is where this one's bytes end.
  void settle(std::uint32_t next) {
    if (!open_) return;
    const std::size_t before = to_.text.size();
    text::append(to_.text, value_);
    to_.map.append(std::uint32_t(to_.text.size() - before), skipped_ + source_, next - source_);
    open_ = false;
  }

  Decoded& to_;
  std::uint32_t skipped_;
  std::uint32_t source_ = 0;
  char32_t value_ = 0;
  char16_t high_ = 0;
  bool open_ = false;
};

std::optional<Decoded> decode_by_icu(std::string_view bytes, std::string_view charset, std::uint32_t skipped) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(std::string(icu_name(charset)).c_str(), &error), ucnv_close);
  if (U_FAILURE(error)) return {};
  Replacement replaced;
  ucnv_setToUCallBack(converter.get(), replace_broken, &replaced, nullptr, nullptr, &error);
  Decoded decoded;
  decoded.charset = charset;
  Utf8Sink sink(decoded, skipped);
  std::vector<UChar> units(kConverterUnits);
  std::vector<std::int32_t> offsets(kConverterUnits);
  const char* source = bytes.data();
  const char* end = bytes.data() + bytes.size();
  do {
    error = U_ZERO_ERROR;
    UChar* target = units.data();
    const char* chunk = source;
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end, offsets.data(), true, &error);
    for (const UChar* unit = units.data(); unit != target; ++unit) {
      const std::int32_t offset = std::max(0, offsets[std::size_t(unit - units.data())]);
      sink.write(*unit, std::uint32_t(chunk - bytes.data() + offset));
    }
  } while (error == U_BUFFER_OVERFLOW_ERROR && decoded.map.runs() < kMaxRuns);
  sink.finish(std::uint32_t(source - bytes.data()));
  decoded.end = skipped + std::size_t(source - bytes.data());
  if (error == U_BUFFER_OVERFLOW_ERROR) error = U_ZERO_ERROR;  // given up
  if (U_FAILURE(error)) return {};
  decoded.broken = replaced.count;
  return decoded;
}

std::string_view charset_detected(std::string_view bytes) {
  const std::size_t first =
      std::size_t(std::find_if(bytes.begin(), bytes.end(), [](char c) { return std::uint8_t(c) >= 0x80; }) - bytes.begin());
  const std::size_t begin = first > 1024 ? first - 1024 : 0;
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data() + begin, std::min(bytes.size() - begin, kDetectorBytes));
  uchardet_data_end(detector.get());
  const std::string_view found = charset_named(uchardet_get_charset(detector.get()));
  return found.empty() ? "windows-1252" : found;
}

/// UTF-16 without a mark: every other byte of mostly ASCII text is NUL; Arabic blocks have 0x06 there.
std::string_view utf16_by_zeros(std::string_view bytes) {
  const std::size_t size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  std::size_t high[2] = {0, 0};
  for (std::size_t i = 0; i < size; ++i) high[i % 2] += bytes[i] == 0 || bytes[i] == 0x06;
  if (size < 4) return {};
  if (high[1] * 10 > size * 4 && high[0] * 10 < size) return "utf-16le";
  if (high[0] * 10 > size * 4 && high[1] * 10 < size) return "utf-16be";
  return {};
}

bool is_binary(std::string_view bytes) {
  for (std::string_view magic : {"%PDF-", "PK\x03\x04", "\x89PNG", "GIF8", "\xFF\xD8\xFF", "\x1F\x8B", "\177ELF", "Rar!"})
    if (bytes.starts_with(magic)) return true;
  std::size_t controls = 0;
  for (char c : bytes.substr(0, 64 * 1024)) controls += std::uint8_t(c) < 0x20 && !is_space(c) && c != 0x0B && c != 0x1B && c != 0x08;
  return controls * 20 > std::min<std::size_t>(bytes.size(), 64 * 1024) && controls > 1;
}

std::size_t multibyte_sequences(std::string_view bytes) {
  return std::size_t(std::count_if(bytes.begin(), bytes.end(), [](char c) { return std::uint8_t(c) >= 0xC2; }));
}

struct Choice {
  std::string_view charset;
  std::string_view basis;
  std::uint32_t mark = 0;  ///< bytes of the byte order mark
  bool guessed = false;
};

Choice choose_charset(std::string_view bytes, std::string_view content_type, bool html) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {"utf-8", "mark", 3};
  if (bytes.starts_with("\xFE\xFF")) return {"utf-16be", "mark", 2};
  if (bytes.starts_with("\xFF\xFE")) return {"utf-16le", "mark", 2};
  std::string_view declared = charset_of_content_type(content_type), basis = "header";
  if (declared.empty() && html) declared = charset_of_meta(bytes), basis = "meta";
  if (declared.empty()) {
    if (std::string_view wide = utf16_by_zeros(bytes); !wide.empty()) return {wide, "detected", 0, true};
    if (text::is_valid(bytes)) return {"utf-8", "valid"};
    return {charset_detected(bytes), "detected", 0, true};
  }
  // Text of several letters beyond ASCII that is valid UTF-8 is UTF-8, whatever the page says; and a page that says so
  // but breaks at every third such letter is not.
  const std::size_t sequences = multibyte_sequences(bytes);
  if (declared != "utf-8" && !declared.starts_with("utf-16") && sequences >= 4 && text::is_valid(bytes)) return {"utf-8", "valid", 0, true};
  if (declared == "utf-8" && sequences >= 8 && !text::is_valid(bytes)) {
    std::size_t broken = 0;
    text::repaired(bytes, &broken);
    if (broken * 3 > sequences) return {charset_detected(bytes), "detected", 0, true};
  }
  return {declared, basis};
}

}  // namespace

std::string_view charset_of_meta(std::string_view bytes) {
  return Prescan(bytes).run();
}

Result<Decoded> decode_page(std::string_view bytes, std::string_view content_type, bool html, bool as_given) {
  Choice choice = choose_charset(bytes, content_type, html);
  if (!choice.charset.starts_with("utf-16") && is_binary(bytes)) return fail(ErrorCode::kNotText, "the input is not text but binary");
  if (as_given && choice.charset == "utf-8") choice.mark = 0;
  const std::string_view body = bytes.substr(choice.mark);
  if (choice.charset == "utf-8") {
    Decoded decoded = decode_utf8(body, choice.mark);
    decoded.guessed = choice.guessed;
    decoded.basis = choice.basis;
    if (!as_given) undo_double_encoding(decoded);
    return decoded;
  }
  std::optional<Decoded> decoded = decode_by_icu(body, choice.charset, choice.mark);
  if (!decoded) return fail(ErrorCode::kCannotRead, fmt::format("no converter for the encoding {}", choice.charset));
  decoded->guessed = choice.guessed;
  decoded->basis = choice.basis;
  return std::move(*decoded);
}

}  // namespace musnad::page
