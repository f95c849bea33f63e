#include "coding/entities/name_forms.h"

#include <algorithm>
#include <array>

#include "text/folding.h"
#include "text/utf8.h"

namespace musnad::coding {
namespace {

constexpr std::string_view kAl = "\u0627\u0644";  // the Arabic article

std::string_view without_article(std::string_view word) {
  if (word.size() > kAl.size() + 4 && word.substr(0, kAl.size()) == kAl) word.remove_prefix(kAl.size());
  return word;
}

// Consonant classes shared by both scripts. Long vowels and hamza fall away; emphatic and plain consonants are one.
char consonant(char32_t c) {
  switch (c) {
    case 0x628:
    case 'b':
    case 'p':
    case 0x67e:
      return 'b';
    case 0x62a:
    case 0x637:
    case 't':
      return 't';
    case 0x62b:
      return 's';
    case 0x62c:
    case 'j':
    case 'g':
    case 0x63a:
    case 0x6af:
      return 'g';
    case 0x62d:
    case 0x647:
    case 'h':
      return 'h';
    case 0x62e:
      return 'k';
    case 0x62f:
    case 0x636:
    case 0x630:
    case 0x638:
    case 'd':
      return 'd';
    case 0x631:
    case 'r':
      return 'r';
    case 0x632:
    case 'z':
      return 'z';
    case 0x633:
    case 0x634:
    case 0x635:
    case 's':
    case 'x':
      return 's';
    case 0x641:
    case 'f':
    case 'v':
    case 0x6a4:
      return 'f';
    case 0x642:
    case 0x643:
    case 'k':
    case 'q':
      return 'k';
    case 0x644:
    case 'l':
      return 'l';
    case 0x645:
    case 'm':
      return 'm';
    case 0x646:
    case 'n':
      return 'n';
    default:
      return 0;
  }
}

struct Digraph {
  std::string_view letters;
  char consonant;
};
constexpr std::array<Digraph, 11> kDigraphs{{{"zh", 'g'},
                                             {"sh", 's'},
                                             {"ch", 's'},
                                             {"kh", 'k'},
                                             {"gh", 'g'},
                                             {"th", 's'},
                                             {"dh", 'd'},
                                             {"ph", 'f'},
                                             {"ts", 's'},
                                             {"ck", 'k'},
                                             {"ng", 'n'}}};

}  // namespace

Script script_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (text::is_arabic_letter(c.value)) return Script::kArabic;
    if (text::is_letter(c.value)) return c.value < 0x250 || (c.value >= 0x1e00 && c.value < 0x1f00) ? Script::kLatin : Script::kOther;
    at += c.length;
  }
  return Script::kNone;
}

NameForm name_form(std::string_view text) {
  NameForm form;
  form.script = script_of(text);
  const std::string folded = text::fold(text);
  std::string part;
  const auto flush = [&] {
    if (part == "the" || part.empty()) {
      part.clear();
      return;
    }
    form.parts.emplace_back(without_article(part));
    form.key += (form.key.empty() ? "" : " ") + form.parts.back();
    part.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    if (text::is_letter(c.value) || text::is_digit(c.value))
      part += folded.substr(at, c.length);
    else if (c.value != '\'' && c.value != '.')
      flush();
    at += c.length;
  }
  flush();
  return form;
}

std::string name_key(std::string_view text) {
  return name_form(text).key;
}

std::string skeleton(std::string_view text) {
  const std::string folded = text::fold(text);
  std::string result;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    char found = consonant(c.value);
    std::size_t length = c.length;
    if (c.value == 'c')
      found = std::string_view("eiy").find(folded[std::min(at + 1, folded.size() - 1)]) != std::string_view::npos ? 's' : 'k';
    for (const Digraph& d : kDigraphs) {
      if (std::string_view(folded).substr(at, 2) == d.letters) found = d.consonant, length = 2;
    }
    if (found != 0 && (result.empty() || result.back() != found)) result += found;
    at += length;
  }
  return result;
}

bool same_name(const NameForm& a, const NameForm& b, bool person) {
  if (a.parts.empty() || b.parts.empty()) return false;
  if (a.key == b.key) return true;
  if (a.script != b.script) {
    const std::string x = skeleton(a.key), y = skeleton(b.key);
    return x.size() >= 3 && x == y;
  }
  const auto like = [](const std::string& x, const std::string& y) {
    if (x == y) return true;
    return script_of(x) == Script::kArabic && skeleton(x).size() >= 3 && skeleton(x) == skeleton(y);
  };
  if (a.parts.size() == b.parts.size()) {
    return std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), like);
  }
  if (!person) return false;
  // One is the end of the other: "Kassym-Jomart Tokayev" and "Tokayev".
  const NameForm& full = a.parts.size() > b.parts.size() ? a : b;
  const NameForm& brief = a.parts.size() > b.parts.size() ? b : a;
  return std::equal(brief.parts.rbegin(), brief.parts.rend(), full.parts.rbegin(), like);
}

bool is_acronym_of(std::string_view acronym, std::string_view name) {
  const std::string small = text::fold(acronym);
  std::string all, capitals;
  bool start = true;
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint c = text::decode(name, at);
    if (text::is_letter(c.value)) {
      if (start) {
        text::append(all, text::to_lower(c.value));
        if (text::is_upper(c.value)) text::append(capitals, text::to_lower(c.value));
      }
      start = false;
    } else {
      start = true;
    }
    at += c.length;
  }
  return small.size() >= 2 && (small == text::fold(all) || small == text::fold(capitals));
}

std::string english_name(std::string_view name, EntityKind) {
  return script_of(name) == Script::kLatin ? std::string(name) : std::string();
}

}  // namespace musnad::coding
