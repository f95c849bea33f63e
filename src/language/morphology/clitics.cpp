#include "language/morphology/clitics.h"

#include "language/morphology/arabic_letters.h"

#include <algorithm>

namespace musnad::language {
namespace {

// In the folded view every Arabic letter is two bytes.
constexpr std::uint32_t kLetterBytes = 2;
constexpr std::size_t kFewestStemLetters = 2;
// A token longer than this many letters is no Arabic word; it is given uncut.
constexpr std::size_t kLongest = 40;

struct Front {
  std::uint8_t clitics;
  std::size_t letters;  // taken off
};

// [w|f] [s | [b|k|l] [al]]
std::vector<Front> fronts(std::u32string_view word) {
  std::vector<Front> found{{0, 0}};
  const auto at = [&](std::size_t i) { return i < word.size() ? word[i] : 0; };
  const auto after_conjunction = [&](std::uint8_t taken, std::size_t i) {
    if (at(i) == kSeen && taken != kProArticle) found.push_back({static_cast<std::uint8_t>(taken | kProSeen), i + 1});
    std::uint8_t preposition = at(i) == kBeh ? kProBeh : at(i) == kKaf ? kProKaf : at(i) == kLam ? kProLam : 0;
    if (preposition) {
      found.push_back({static_cast<std::uint8_t>(taken | preposition), i + 1});
      if (preposition == kProLam && at(i + 1) == kLam) found.push_back({static_cast<std::uint8_t>(taken | kProLam | kProArticle), i + 2});
      if (at(i + 1) == kAlef && at(i + 2) == kLam) found.push_back({static_cast<std::uint8_t>(taken | preposition | kProArticle), i + 3});
    }
    if (at(i) == kAlef && at(i + 1) == kLam) found.push_back({static_cast<std::uint8_t>(taken | kProArticle), i + 2});
  };
  after_conjunction(0, 0);
  if (at(0) == kWaw || at(0) == kFeh) {
    const std::uint8_t conjunction = at(0) == kWaw ? kProWaw : kProFeh;
    found.push_back({conjunction, 1});
    after_conjunction(conjunction, 1);
  }
  return found;
}

const std::vector<std::u32string>& pronouns() {
  static const std::vector<std::u32string> kPronouns = {{kHeh},         {kHeh, kAlef}, {kHeh, kMeem}, {kHeh, kMeem, kAlef},
                                                        {kHeh, kNoon},  {kKaf},        {kKaf, kMeem}, {kKaf, kMeem, kAlef},
                                                        {kNoon, kAlef}, {kNoon, kYeh}, {kYeh}};
  return kPronouns;
}

// What a stem may be in a dictionary when a pronoun was cut from it.
void push_stems(CliticCut cut, std::u32string stem, std::vector<CliticCut>& cuts) {
  const auto push = [&](std::u32string_view spelled) {
    cut.stem = to_utf8(spelled);
    cuts.push_back(cut);
  };
  push(stem);
  if (!cut.pronoun) return;
  const char32_t last = stem.back();
  const auto with_last = [&](char32_t letter) {
    stem.back() = letter;
    push(stem);
    stem.back() = last;
  };
  if (last == kTeh) with_last(kHeh);
  if (last == kAlef) with_last(kYeh);
  if (last == kHamza) with_last(kAlef);
  if (last == kWaw) {
    push(stem + kAlef);  // they hit him
    push(stem + kNoon);  // construct of a sound plural
    if (stem.size() > 3 && stem[stem.size() - 2] == kMeem && stem[stem.size() - 3] == kTeh)
      push(std::u32string_view(stem).substr(0, stem.size() - 1));
  }
}

}  // namespace

std::vector<CliticCut> clitic_cuts(std::string_view folded_token) {
  std::vector<CliticCut> cuts;
  const std::u32string word = to_code_points(folded_token);
  const bool arabic = std::any_of(word.begin(), word.end(), [](char32_t c) { return c >= kHamza && c <= kYeh; });
  if (!arabic) return cuts;
  if (word.size() > kLongest || folded_token.size() != word.size() * kLetterBytes) {
    cuts.push_back({0, false, 0, static_cast<std::uint32_t>(folded_token.size()), std::string(folded_token)});
    return cuts;
  }
  for (const Front& front : fronts(word)) {
    if (word.size() < front.letters + kFewestStemLetters) continue;
    const std::u32string rest = word.substr(front.letters);
    CliticCut cut;
    cut.proclitics = front.clitics;
    cut.begin = static_cast<std::uint32_t>(front.letters) * kLetterBytes;
    cut.end = static_cast<std::uint32_t>(folded_token.size());
    push_stems(cut, rest, cuts);
    if (front.clitics & kProArticle) continue;  // no pronoun with the article
    cut.pronoun = true;
    for (const std::u32string& pronoun : pronouns()) {
      if (rest.size() < pronoun.size() + kFewestStemLetters || !rest.ends_with(pronoun)) continue;
      cut.end = static_cast<std::uint32_t>((word.size() - pronoun.size()) * kLetterBytes);
      push_stems(cut, rest.substr(0, rest.size() - pronoun.size()), cuts);
    }
  }
  std::stable_sort(cuts.begin(), cuts.end(), [](const CliticCut& a, const CliticCut& b) { return a.end - a.begin > b.end - b.begin; });
  return cuts;
}

}  // namespace musnad::language
