// html5lib-tests, tokenizer/*.test: the cases that speak of what a page's reader sees, which are characters and attributes. Each is read
// as pages are, by guard and parser, and its characters must be the standard's and stand where the page has them.
#include "page_fixture.h"

#include "page/markup/markup_guard.h"
#include "page/markup/markup_words.h"
#include "page/markup/piece.h"
#include "text/ascii.h"
#include "text/utf8.h"

#include <gumbo.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace musnad::page {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// A page that puts the parser into one of the tokenizer's states.
struct Setting {
  std::string_view state;    ///< as the tests name it
  std::string_view element;  ///< that sets it
  std::string_view markup;   ///< before the case
};
constexpr Setting kSettings[] = {
    {"Data state", "", "<!DOCTYPE html><body>"},
    {"RCDATA state", "title", "<!DOCTYPE html><body><title>"},
    {"RAWTEXT state", "xmp", "<!DOCTYPE html><body><xmp>"},
    {"PLAINTEXT state", "plaintext", "<!DOCTYPE html><body><plaintext>"},
    {"Script data state", "script", "<!DOCTYPE html><body><script>"},
    {"CDATA section state", "", "<!DOCTYPE html><body><svg><desc><svg><![CDATA["},
};

const Setting& setting_of(const std::string& state) {
  for (const Setting& setting : kSettings)
    if (setting.state == state) return setting;
  throw std::runtime_error("no page sets the " + state);
}

/// "A" of a case whose strings are escaped twice.
std::string unescaped(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\u") != 0 || i + 6 > text.size()) {
      result += text[i];
      continue;
    }
    const auto value = char32_t(std::stoul(text.substr(i + 2, 4), nullptr, 16));
    text::append(result, value >= 0xD800 && value < 0xE000 ? 0xFFFD : value);
    i += 5;
  }
  return result;
}

/// As the decoder hands text on: NUL is replaced before markup is read.
std::string decoded(const Json& value, bool escaped) {
  const auto given = value.get<std::string>();
  std::string result;
  for (char c : escaped ? unescaped(given) : given)
    if (c == '\0')
      result += kReplacement;
    else
      result += c;
  return text::repaired(result);
}

std::string without_spaces(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint read = text::decode(text, at);
    if (!text::is_space(read.value) || read.value == 0x85 || read.value == 0x200B || (read.value >= 0x2028 && read.value < 0x202F) ||
        read.value == 0x1680 || read.value == 0x205F)
      result.append(text, at, read.length);
    at += read.length;
  }
  return result;
}

struct Reading {
  std::string characters;                 ///< without white space, which pieces close up
  SourceMap map;                          ///< of them, to the page
  std::multiset<std::string> attributes;  ///< "name=value"
  std::string shown;                      ///< characters outside scripts, styles and what else is not shown
};

class Reader {
 public:
  explicit Reader(std::string_view page) : page_(page) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
    read(*output->root, true);
    gumbo_destroy_output(&options, output);
  }
  Reading reading;

 private:
  void read(const GumboNode& node, bool shown) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) read_text(node.v.text, shown);
    if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return;
    const GumboElement& element = node.v.element;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      reading.attributes.insert(std::string(attribute->name) + "=" + attribute->value);
    }
    for (unsigned i = 0; i < element.children.length; ++i)
      read(*static_cast<const GumboNode*>(element.children.data[i]), shown && (element.tag == GUMBO_TAG_HEAD || !is_unseen(element)));
  }
  void read_text(const GumboText& node, bool shown) {
    std::string text;
    SourceMap map;
    TextSink(page_, text, map).add(node, true);
    for (std::uint32_t at = 0; at < text.size();) {
      const auto length = std::uint32_t(text::decode(text, at).length);
      const std::string character = without_spaces(std::string_view(text).substr(at, length));
      if (!character.empty()) {
        reading.characters += character;
        reading.map.append(map, {at, at + length});
        if (shown) reading.shown += character;
      }
      at += length;
    }
  }
  std::string_view page_;
};

struct Case {
  std::string file, name, page;
  std::size_t markup = 0;  ///< bytes of `page` before the case
  std::string characters;
  std::multiset<std::string> attributes;
};

std::ostream& operator<<(std::ostream& to, const Case& one) {
  return to << one.file << ": " << one.name << ": " << one.page << ' ';
}

/// Why a case says nothing of pages; empty: it does.
std::string left_out(const std::string& file, const Case& one) {
  if (file == "xmlViolation.test") return "characters changed for XML, which is not written here";
  for (const std::string& attribute : one.attributes)
    for (char c : attribute)
      if (std::uint8_t(c) < 0x20 && c != '\t' && c != '\n' && c != '\f')
        return "control characters in attributes, for which the parser puts U+FFFD as the standard once did";
  return {};
}

Case case_of(const Json& test, const std::string& file, const Setting& setting) {
  const bool escaped = test.value("doubleEscaped", false);
  Case made{file,
            test["description"].get<std::string>() + ", " + std::string(setting.state),
            std::string(setting.markup),
            setting.markup.size(),
            {},
            {}};
  const std::string last = test.value("lastStartTag", "");
  // The cases are written for one element; where another one sets the state, the case is about that.
  const auto about = [&](std::string text) {
    if (last.empty() || setting.element.empty() || last == setting.element) return text;
    for (std::size_t at = 0; at + last.size() <= text.size(); ++at)
      if (text::lower_ascii(text.substr(at, last.size())) == last) text.replace(at, last.size(), setting.element);
    return text;
  };
  made.page += about(decoded(test["input"], escaped));
  for (const Json& token : test["output"]) {
    if (token[0] == "Character") made.characters += without_spaces(about(decoded(token[1], escaped)));
    if (token[0] == "StartTag")
      for (const auto& [name, value] : token[2].items()) made.attributes.insert(decoded(name, escaped) + "=" + decoded(value, escaped));
  }
  return made;
}

/// As pages are read: guarded first. The map leads to `page`.
Reading read_guarded(const std::string& page) {
  const GuardedMarkup guarded = guard_markup(page, {});
  Reading reading = Reader(guarded.cut ? guarded.html : page).reading;
  if (guarded.cut) reading.map = reading.map.after(guarded.map);
  return reading;
}

/// Every character stands in the case, after the one before it, and what stands there reads as that character.
void expect_places(const Case& one, const Reading& reading) {
  PageSpan last{std::uint32_t(one.markup), std::uint32_t(one.markup)};
  for (std::uint32_t at = 0; at < reading.characters.size();) {
    const auto length = std::uint32_t(text::decode(reading.characters, at).length);
    const PageSpan place = reading.map.to_page({at, at + length});
    EXPECT_TRUE(place == last || place.begin >= last.end) << one;
    EXPECT_LE(place.end, one.page.size()) << one;
    const std::string_view character = std::string_view(reading.characters).substr(at, length);
    const std::string there = one.page.substr(place.begin, place.length());
    if (there != character) {
      EXPECT_TRUE(there.starts_with('&')) << one << there;
      EXPECT_NE(read_guarded("<!DOCTYPE html><body>" + there).characters.find(character), std::string::npos) << one << there;
    }
    last = place;
    at += length;
  }
}

void check(const Case& one) {
  const Reading reading = read_guarded(one.page);
  const Reading whole = Reader(one.page).reading;
  if (one.page.find("&#") == std::string::npos) {
    EXPECT_EQ(reading.shown, whole.shown) << one;  // scripts and the like may go, nothing that is shown
  }
  const bool script = one.page.find("<script>") != std::string::npos;
  EXPECT_EQ(script ? whole.characters : reading.characters, one.characters) << one;
  EXPECT_EQ(reading.attributes, one.attributes) << one;
  expect_places(one, reading);
}

TEST(Html5lib, CharactersAndAttributesAreTheStandards) {
  const std::filesystem::path folder = MUSNAD_SOURCE_DIR "/../shared/data/html5lib/tokenizer";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "../shared/data/html5lib is not here";
  std::size_t run = 0;
  std::map<std::string, std::size_t> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".test") continue;
    const std::string file = entry.path().filename();
    const Json tests = Json::parse(std::ifstream(entry.path()));
    for (const Json& test : *tests.begin())
      for (const std::string& state : test.value("initialStates", std::vector<std::string>{"Data state"})) {
        const Case one = case_of(test, file, setting_of(state));
        const std::string reason = left_out(file, one);
        reason.empty() ? ++run : ++left[reason];
        if (reason.empty()) check(one);
      }
  }
  std::printf("%zu cases run\n", run);
  for (const auto& [reason, count] : left) std::printf("%zu cases left out: %s\n", count, reason.c_str());
  EXPECT_GE(run, 6900u);
}

}  // namespace
}  // namespace musnad::page
