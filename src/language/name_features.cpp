#include "language/name_features.h"

#include "language/morphology/arabic_letters.h"
#include "language/morphology/clitics.h"
#include "text/folding.h"
#include "text/utf8.h"

#include <algorithm>

namespace musnad::language {
namespace {

using learning::feature;
using learning::Feature;
using learning::hash_of;

constexpr std::size_t kLongestPhrase = 5;   // tokens of a gazetteer phrase
constexpr std::size_t kLongestToken = 120;  // bytes; longer tokens are cut for look-ups
constexpr std::uint32_t kArabicLetterBytes = 2;

enum Shape : std::uint8_t {
  kUpperFirst = 1,
  kAllUpper = 2,
  kUpperInside = 4,
  kDigit = 8,
  kArabic = 16,
  kLatin = 32,
  kMark = 64,
  kInitial = 128
};

std::uint8_t shape_of(std::string_view token) {
  std::uint8_t shape = 0;
  std::size_t letters = 0, upper = 0, at = 0;
  for (std::size_t i = 0; at < token.size(); ++i) {
    const text::CodePoint c = text::decode(token, at);
    at += c.length;
    if (text::is_digit(c.value)) shape |= kDigit;
    if (!text::is_letter(c.value)) continue;
    ++letters;
    shape |= text::is_arabic_letter(c.value) ? kArabic : kLatin;
    if (text::is_upper(c.value)) {
      ++upper;
      shape |= i == 0 ? kUpperFirst : kUpperInside;
    }
  }
  if (upper > 1 && upper == letters) shape |= kAllUpper;
  if (letters == 0 && !(shape & kDigit)) shape |= kMark;
  if (letters == 1 && token.size() == 2 && token[1] == '.') shape |= kInitial;
  return shape;
}

std::string_view without_possessive(std::string_view folded) {
  for (const std::string_view ending : {"'s", "`s", "s'"})
    if (folded.size() > ending.size() + 1 && folded.ends_with(ending)) return folded.substr(0, folded.size() - (ending[0] == 's' ? 1 : 2));
  return folded;
}

const std::string& article() {
  static const std::string kText = to_utf8(std::u32string{kAlef, kLam});
  return kText;
}

std::string without_article(const std::string& core) {
  return core.starts_with(article()) && core.size() >= 5 * kArabicLetterBytes ? core.substr(article().size()) : core;
}

// First or last characters.
std::string_view edge(std::string_view word, std::size_t count, bool front) {
  std::size_t at = front ? 0 : word.size();
  for (; count > 0 && (front ? at < word.size() : at > 0); --count) {
    if (front) {
      at += text::decode(word, at).length;
    } else {
      do --at;
      while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xc0) == 0x80);
    }
  }
  return front ? word.substr(0, at) : word.substr(at);
}

void look_up_phrases(std::vector<NameToken>& tokens, const NameResources& resources) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string* starts[] = {&tokens[i].folded, &tokens[i].core, &tokens[i].bare};
    for (std::size_t s = 0; s < std::size(starts); ++s) {
      std::uint32_t found = tokens[i].starts[s];
      std::string key;
      for (std::size_t n = 0; found != 0;) {
        const std::uint32_t lists = found & ~kPrefixBit;
        tokens[i].lists |= lists;
        for (std::size_t k = 1; k <= n; ++k) tokens[i + k].inside |= lists;
        if (!(found & kPrefixBit) || ++n == kLongestPhrase || i + n == tokens.size()) break;
        const NameToken& next = tokens[i + n];
        if (n == 1) key = *starts[s];
        key += ' ';
        key += next.core.size() + 1 < next.folded.size() && next.front == 0 ? next.core : next.folded;
        found = resources.gazetteer.find(hash_of(key));
      }
    }
  }
}

void note_hashes(NameToken& token) {
  token.core_hash = hash_of(token.core);
  token.bare_hash = token.bare == token.core ? token.core_hash : hash_of(token.bare);
  for (std::size_t n = 1; n <= 4; ++n) {
    token.first[n - 1] = hash_of(edge(token.bare, n, true));
    token.last[n - 1] = hash_of(edge(token.core, n, false));
  }
}

}  // namespace

Result<NameResources> NameResources::load(const learning::ModelFile& file) {
  NameResources resources;
  for (const auto& [name, table] :
       {std::pair{"words", &resources.words}, std::pair{"gazetteer", &resources.gazetteer}, std::pair{"clusters", &resources.clusters}}) {
    const auto slots = file.values<HashedTable::Slot>(name);
    if (!slots) return tl::unexpected(slots.error());
    if (slots->empty() || (slots->size() & (slots->size() - 1)) != 0)
      return fail(ErrorCode::kModelBroken, std::string("section '") + name + "' has an odd size", file.path());
    *table = HashedTable(*slots);
  }
  return resources;
}

Core find_core(std::string_view folded, const HashedTable& words) {
  Core best{std::string(folded), {}, 0, 0};
  const bool arabic = !folded.empty() && static_cast<unsigned char>(folded[0]) >= 0xd8 && static_cast<unsigned char>(folded[0]) <= 0xdb;
  if (!arabic || folded.size() > kLongestToken) {
    best.core = best.bare = std::string(without_possessive(folded));
    return best;
  }
  std::uint32_t most = WordFacts{words.find(hash_of(folded))}.frequency();
  for (const CliticCut& cut : clitic_cuts(folded)) {
    if (cut.pronoun || (cut.proclitics & kProSeen) || (cut.proclitics & ~kProArticle) == 0) continue;
    const std::string core = cut.proclitics & kProArticle ? article() + cut.stem : cut.stem;
    if (core.size() < 3 * kArabicLetterBytes) continue;
    const std::uint32_t frequency = WordFacts{words.find(hash_of(core))}.frequency();
    if (frequency <= most) continue;
    most = frequency;
    best = {core, {}, static_cast<std::uint8_t>(cut.proclitics & ~kProArticle), cut.begin};
    if (cut.proclitics & kProArticle)
      best.begin -= static_cast<std::uint32_t>(folded.substr(0, cut.begin).ends_with(article()) ? article().size() : kArabicLetterBytes);
  }
  best.bare = without_article(best.core);
  return best;
}

std::string phrase_key(std::string_view phrase) {
  std::string key;
  for (const char c : text::fold(phrase)) {
    if (c == ' ' && (key.empty() || key.back() == ' ')) continue;
    if (c == '-')
      key += key.empty() || key.back() == ' ' ? "- " : " - ";
    else
      key += c;
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

NameToken take_apart(std::string_view form, const NameResources& resources) {
  NameToken token;
  const std::string_view text = form.substr(0, kLongestToken);
  token.folded = text::fold(text);
  token.exact = hash_of(text);
  token.shape = shape_of(text);
  Core core = find_core(token.folded, resources.words);
  token.core = std::move(core.core);
  token.bare = std::move(core.bare);
  token.front = core.front;
  token.begin = core.begin;
  token.facts = resources.facts(token.core);
  if (token.facts.word_class() == 0 && token.bare != token.core) token.facts = resources.facts(token.bare);
  note_hashes(token);
  token.cluster = resources.clusters.find(token.exact);
  if (token.cluster == 0) token.cluster = resources.clusters.find(token.core_hash);
  token.starts[0] = resources.gazetteer.find(hash_of(token.folded));
  if (token.core != token.folded) token.starts[1] = resources.gazetteer.find(token.core_hash);
  if (token.bare != token.core) token.starts[2] = resources.gazetteer.find(token.bare_hash);
  return token;
}

std::vector<NameToken> name_tokens(std::span<const NameInput> tokens, const NameResources& resources, learning::Recent<NameToken>* known) {
  std::vector<NameToken> result;
  result.reserve(tokens.size());
  for (const NameInput& input : tokens) {
    const Feature key = hash_of(input.form);
    const NameToken* const found = known == nullptr ? nullptr : known->find(key);
    result.push_back(found != nullptr ? *found : take_apart(input.form, resources));
    if (known != nullptr && found == nullptr) *known->place_for(key) = result.back();
    result.back().part = input.part;
  }
  look_up_phrases(result, resources);
  return result;
}

void fill_name_features(std::span<const NameToken> tokens, std::ptrdiff_t at, std::vector<Feature>& to, std::uint8_t views) {
  static const NameToken kOutside = [] {
    NameToken outside;
    note_hashes(outside);
    return outside;
  }();
  const auto token = [&](std::ptrdiff_t by) -> const NameToken& {
    const std::ptrdiff_t i = at + by;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(tokens.size()) ? kOutside : tokens[static_cast<std::size_t>(i)];
  };
  Feature id = 100;
  const auto add = [&](NameView view, auto... values) {
    ++id;
    if (views & view) to.push_back(feature(id, values...));
  };
  const auto self = [&](auto... values) { add(kSelf, values...); };
  const auto before = [&](auto... values) { add(kBefore, values...); };
  const auto after = [&](auto... values) { add(kAfter, values...); };
  const auto before2 = [&](auto... values) { add(kSecondBefore, values...); };
  const auto after2 = [&](auto... values) { add(kSecondAfter, values...); };
  const auto several = [&](auto... values) { add(kSeveral, values...); };
  const NameToken &m2 = token(-2), &m1 = token(-1), &me = token(0), &p1 = token(1), &p2 = token(2);
  const Feature core = me.core_hash;
  const bool first = at == 0;
  to.clear();
  self(0);
  self(core), before(m1.core_hash), after(p1.core_hash), before2(m2.core_hash), after2(p2.core_hash);
  self(me.bare_hash), before(m1.bare_hash), after(p1.bare_hash);
  several(core, m1.core_hash), several(core, p1.core_hash), several(m1.core_hash, p1.core_hash);
  self(me.exact);
  for (std::size_t n = 1; n <= 4; ++n) self(me.first[n - 1], n), self(me.last[n - 1], n);
  before(m1.last[2]), after(p1.last[2]);
  self(me.shape, first), before(m1.shape), after(p1.shape), several(m1.shape, me.shape, p1.shape), several(m2.shape, m1.shape, me.shape),
      several(me.shape, p1.shape, p2.shape);
  self(me.front, me.core.size() != me.bare.size()), self(me.front, me.facts.proper()), after(p1.front, p1.core.size() != p1.bare.size());
  const auto cls = [](const NameToken& t) { return t.facts.word_class(); };
  self(cls(me)), before(cls(m1)), after(cls(p1)), before2(cls(m2)), after2(cls(p2));
  several(cls(m1), cls(me)), several(cls(me), cls(p1)), several(cls(m1), cls(me), cls(p1)), several(cls(m2), cls(m1)),
      several(cls(p1), cls(p2));
  several(core, cls(m1)), several(core, cls(p1)), several(cls(m1), me.shape), several(cls(p1), me.shape);
  const auto proper = [](const NameToken& t) { return t.facts.proper() | (t.facts.frequency() == 0 ? 8U : 0U); };
  self(proper(me)), before(proper(m1)), after(proper(p1)), several(proper(m1), proper(me), proper(p1)), self(proper(me), me.shape, first);
  several(proper(me), m1.core_hash), several(proper(me), p1.core_hash), several(proper(me), cls(m1)),
      several(proper(me), proper(p1), proper(p2)), several(proper(m2), proper(m1), proper(me));
  for (std::uint32_t list = 0; list < std::size(kNameLists); ++list) {
    const std::uint32_t bit = 1U << list;
    if (me.lists & bit) self(list, 1), self(list, 2, proper(me), me.shape), id -= 2;
    if (me.inside & bit) self(list, 3), --id;
    if (m1.lists & bit) before(list, 4), --id;
    if (p1.lists & bit) after(list, 5), --id;
    if (m1.inside & bit) before(list, 6), --id;
  }
  id += 2;
  self(me.lists, me.inside), several(m1.lists, me.lists), several(me.lists, p1.lists), several(m1.lists, proper(me)),
      several(m1.lists, me.shape);
  several(cls(m1), me.lists), several(cls(p1), me.lists);
  self(me.part), before(m1.part), after(p1.part), before2(m2.part), after2(p2.part), several(m1.part, me.part), several(me.part, p1.part),
      several(m1.part, me.part, p1.part), self(me.part, me.shape, first), self(me.part, proper(me)), several(me.part, m1.core_hash),
      several(me.part, p1.core_hash), several(me.part, cls(m1)), self(me.part, me.lists);
  for (const std::uint32_t mask : {0xfU, 0x3fU, 0x3ffU, ~0U}) {
    const auto branch = [mask](const NameToken& t) { return t.cluster & mask; };
    self(branch(me)), before(branch(m1)), after(branch(p1)), several(branch(m1), branch(me)), several(branch(me), branch(p1)),
        self(branch(me), me.shape);
  }
}

}  // namespace musnad::language
