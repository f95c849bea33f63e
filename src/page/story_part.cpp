#include "page/story_part.h"

#include "text/ascii.h"
#include "text/folding.h"

#include <algorithm>
#include <charconv>

namespace musnad::page {
namespace {

constexpr std::size_t kMaxLine = 60;  // bytes of a line that tells the part
constexpr int kMaxPages = 99;

struct Numbered {
  std::string_view stem;
  int number = 1;
};

/// The address without the number of its page.
Numbered numbered(std::string_view address) {
  address = address.substr(0, address.find('#'));
  while (address.ends_with('/')) address.remove_suffix(1);
  std::size_t begin = address.size();
  while (begin > 0 && text::is_ascii_digit(address[begin - 1])) --begin;
  int number = 0;
  std::from_chars(address.data() + begin, address.data() + address.size(), number);
  if (begin == address.size() || address.size() - begin > 2 || number < 1 || number > kMaxPages) return {address, 1};
  const std::string_view before = address.substr(0, begin);
  for (std::string_view joint : {"?page=", "&page=", "?pagenum=", "?pg=", "/page/", "/page-", "/"})
    if (before.ends_with(joint)) {
      std::string_view stem = before.substr(0, before.size() - joint.size());
      while (stem.ends_with('/')) stem.remove_suffix(1);
      return {stem, number};
    }
  return {address, 1};
}

/// More than a host.
bool has_path(std::string_view address) {
  const std::size_t host = address.find("//");
  const std::size_t path = address.find('/', host == std::string_view::npos ? 0 : host + 2);
  return path != std::string_view::npos && path + 1 < address.size();
}

/// "Page 2 of 3": both numbers.
std::optional<StoryPart> told_by(std::string_view line, const PageLexicon& lexicon) {
  if (line.size() > kMaxLine) return {};
  const std::string folded = text::fold(line);
  if (!lexicon.has(LineWord::kPart, stripped(folded))) return {};
  std::vector<int> numbers;
  for (std::string_view word : words_of(folded)) {
    int value = 0;
    if (text::is_ascii_digit(word.front()) && std::from_chars(word.data(), word.data() + word.size(), value).ec == std::errc())
      numbers.push_back(value);
  }
  if (numbers.size() < 2 || numbers[0] < 1 || numbers[1] < 2 || numbers[0] > numbers[1] || numbers[1] > kMaxPages) return {};
  return StoryPart{numbers[0], numbers[1], {}};
}

}  // namespace

std::string resolved(std::string_view address, std::string_view link) {
  link = link.substr(0, link.find('#'));
  if (link.starts_with("http://") || link.starts_with("https://")) return std::string(link);
  const std::size_t host = address.find("//");
  if (host == std::string_view::npos || link.empty()) return {};
  if (link.starts_with("//")) return std::string(address.substr(0, host)) += link;
  const std::size_t path = std::min(address.find('/', host + 2), address.size());
  if (link.starts_with('/')) return std::string(address.substr(0, path)) += link;
  const std::string_view bare = address.substr(0, address.find_first_of("?#"));
  if (link.starts_with('?')) return std::string(bare) += link;
  if (link.find(':') < link.find('/')) return {};  // javascript:, mailto:
  const std::size_t folder = bare.rfind('/');
  return (folder >= path ? std::string(bare.substr(0, folder + 1)) : std::string(bare) + "/") += link;
}

int page_number(std::string_view address, std::string_view link) {
  const Numbered own = numbered(address), other = numbered(link);
  return own.stem == other.stem && has_path(own.stem) ? other.number : 0;
}

std::optional<StoryPart> story_part(const PagePieces& page, std::string_view address, const PageLexicon& lexicon) {
  StoryPart part{address.empty() ? 1 : numbered(address).number, 0, {}};
  for (const std::string& link : page.page_links) {
    const std::string whole = resolved(address, link);
    const int number = page_number(address, whole);
    part.of = std::max(part.of, number);
    if (number == part.number + 1 && part.next.empty()) part.next = whole;
  }
  part.of = part.of > 0 ? std::max(part.of, part.number) : 0;
  for (const Piece& piece : page.pieces)
    if (const auto told = told_by(piece.text, lexicon)) {
      if (part.number != told->number) part.next.clear();
      part.number = told->number;
      part.of = told->of;
      break;
    }
  if (part.next.empty() && part.of > part.number && !page.next_link.empty()) part.next = resolved(address, page.next_link);
  return part.of >= 2 ? std::optional(part) : std::nullopt;
}

}  // namespace musnad::page
