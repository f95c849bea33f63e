#include "coding/times/numbers.h"

#include "coding/times/number_kinds.h"

#include <charconv>
#include <cmath>

namespace musnad::coding {
namespace {

constexpr double kNoScale = 1e18;

double parse(std::string_view s) {
  double value = 0;
  std::from_chars(s.data(), s.data() + s.size(), value);
  return value;
}

bool is_mark(const std::vector<Atom>& atoms, std::size_t at, std::string_view mark) {
  return at < atoms.size() && atoms[at].text == mark;
}

bool attached_digits(const std::vector<Atom>& atoms, std::size_t at) {
  return at + 1 < atoms.size() && !atoms[at].spaced && !atoms[at + 1].spaced && atoms[at + 1].kind == Atom::Kind::kDigits;
}

}  // namespace

// A cardinal under construction: the group being summed, and the groups before it.
struct NumberReader::Sum {
  std::size_t end = 0;
  double total = 0;
  double group = 0;
  double last_scale = kNoScale;
  bool any = false, units = false, tens = false, hundreds = false, closed = false, fractional = false, scaled = false;
  std::uint32_t skip = 0;

  double value() const { return total + group; }
  void close_group(double scale) {
    total += scale;
    group = 0;
    units = tens = hundreds = closed = false;
  }
};

Result<NumberReader> NumberReader::load(const std::filesystem::path& tsv) {
  auto words = WordTable::load(tsv, kNumberKinds);
  if (!words) return tl::unexpected(words.error());
  NumberReader reader;
  reader.words_ = std::move(*words);
  reader.units_before_tens_ = reader.words_.setting("units_before_tens");
  reader.conjunction_joins_ = reader.words_.setting("conjunction_joins");
  reader.dot_thousands_ = reader.words_.setting("dot_thousands");
  reader.comma_decimal_ = reader.words_.setting("comma_decimal");
  return reader;
}

// Digits with separators: 1,250  1.5  100'000 and their Arabic forms; 3/4; -5.
std::optional<PlainNumber> NumberReader::digits(const std::vector<Atom>& atoms, std::size_t at) const {
  if (atoms[at].kind != Atom::Kind::kDigits) return {};
  PlainNumber n;
  n.digits = n.plain_digits = true;
  n.begin = static_cast<std::uint32_t>(at);
  std::string whole(atoms[at].text), rest;
  std::size_t end = at + 1;
  const auto is_thousands = [&](std::string_view mark) {
    if (mark == "," || mark == "\u066c" || mark == "\u060c" || mark == "'") return true;
    return mark == "." && dot_thousands_ && whole[0] != '0';
  };
  while (atoms[at].text.size() <= 3 && end < atoms.size() && is_thousands(atoms[end].text) && attached_digits(atoms, end) &&
         atoms[end + 1].text.size() == 3) {
    whole += atoms[end + 1].text;
    end += 2;
  }
  const auto is_decimal = [&](std::string_view mark) { return mark == "." || mark == "\u066b" || (mark == "," && comma_decimal_); };
  if (end < atoms.size() && is_decimal(atoms[end].text) && attached_digits(atoms, end)) {
    rest = "." + std::string(atoms[end + 1].text);
    end += 2;
  }
  n.plain_digits = end == at + 1;
  n.value = parse(whole + rest);
  if (n.plain_digits && is_mark(atoms, end, "/") && attached_digits(atoms, end) && parse(atoms[end + 1].text) > 0 &&
      !(is_mark(atoms, end + 2, "/") && attached_digits(atoms, end + 2))) {
    n.value /= parse(atoms[end + 1].text);
    n.fraction = n.value < 1;
    n.plain_digits = false;
    end += 2;
  }
  const bool minus = at > 0 && (atoms[at - 1].text == "-" || atoms[at - 1].text == "\u2212") && atoms[at - 1].spaced && !atoms[at].spaced;
  if (minus) {
    n.value = -n.value;
    n.begin -= 1;
  }
  n.end = static_cast<std::uint32_t>(end);
  return n;
}

// The next part of a number, and how it stands behind those before.
struct NumberReader::Part {
  const std::vector<Atom>& atoms;
  const Matches& m;
  std::size_t at;
  const WordTable::Hit& hit;
  bool joined;           // a conjunction of its own before it
  bool hyphen;           // "twenty-one"
  bool conj;             // a conjunction, its own or written together with it
  bool bare;             // without one, where the language asks for one
  bool and_after_small;  // "two and three" is no number
  const WordTable::Entry& entry() const { return *hit.entry; }
  bool has_article() const { return at > 0 && m.find(at - 1, kArticle) != nullptr; }
};

// Units, teens and tens. In Arabic only a ten after a unit, a hundred after a unit and a scale follow without the conjunction.
bool NumberReader::add_small(const Part& part, Sum& sum) const {
  const WordTable::Entry& e = part.entry();
  const bool blocked = sum.closed || part.and_after_small;
  if (e.kind == kUnit || e.kind == kPart) {
    if (sum.units || blocked || (units_before_tens_ && sum.tens) || (part.bare && !sum.hundreds)) return false;
    if (e.number == 0 && sum.any) return false;
    if (e.kind == kPart) {  // only as a part of 11, 21, 31 ...
      const WordTable::Hit* ten = part.m.find(part.hit.end, kTen);
      if (!ten || ten->prep) return false;
    }
    sum.units = true;
    if (!units_before_tens_) sum.tens = true;
  } else if (e.kind == kTeen) {
    if (sum.units || sum.tens || blocked || (part.bare && !sum.hundreds)) return false;
    sum.units = sum.tens = true;
  } else {
    if (sum.tens || blocked) return false;
    const bool teen = units_before_tens_ && e.number == 10 && sum.units;
    if (teen ? part.conj : (part.bare && !sum.hundreds)) return false;
    if (!teen && sum.units && !units_before_tens_) return false;
    if (units_before_tens_ && e.number == 10 && !sum.units) sum.units = true;  // ten alone takes no unit after it
    sum.tens = true;
  }
  sum.group += e.number;
  return true;
}

bool NumberReader::add_hundred(const Part& part, Sum& sum) const {
  if (sum.hundreds || sum.closed) return false;
  if (part.entry().kind == kHundreds) {
    if (sum.units || sum.tens || part.bare) return false;
    sum.group += part.entry().number;
  } else if (sum.any && !part.conj && !part.hyphen && sum.group > 0 && sum.group < 100 &&
             (!units_before_tens_ || (sum.group < 10 && sum.units))) {
    sum.group *= 100;
    sum.units = sum.tens = false;
  } else {
    if (sum.units || sum.tens || (sum.any && (!part.conj || sum.group > 0))) return false;
    if (!sum.any && !conjunction_joins_ && !part.has_article()) return false;
    sum.group += 100;
  }
  sum.hundreds = true;
  return true;
}

bool NumberReader::add_scale(const Part& part, Sum& sum) const {
  const WordTable::Entry& e = part.entry();
  const double scale = e.kind == kScaled ? e.number / 2 : e.number;
  if (scale >= sum.last_scale) return false;
  if (e.kind == kScaled) {
    if (sum.group > 0 || part.bare) return false;
  } else if (sum.group > 0) {
    if (part.conj) return false;
  } else {
    if (e.kind == kVagueScale || (!sum.any && !conjunction_joins_ && !part.has_article())) return false;
    const std::size_t end = part.hit.end;
    if (!sum.any && part.m.find(part.at, kScaled) && end < part.atoms.size() && !part.m.find(end, kUnit) &&
        part.atoms[end].kind == Atom::Kind::kWord && part.atoms[end].text.substr(0, 2) != "\u0648")
      return false;  // the dual in construct: "alfa jundi"
  }
  sum.last_scale = scale;
  sum.close_group(e.kind != kScaled && sum.group > 0 ? sum.group * e.number : e.number);
  sum.scaled = true;
  return true;
}

bool NumberReader::add_dozen(const Part& part, Sum& sum) const {
  if (sum.closed || part.joined || (!sum.any && !part.has_article())) return false;
  sum.group = sum.any ? sum.group * part.entry().number : part.entry().number;
  sum.closed = true;
  return true;
}

bool NumberReader::add_fraction(const Part& part, Sum& sum) const {
  if (!sum.any || !part.conj || sum.fractional) return false;
  const double whole = sum.group > 0 ? 1 : sum.last_scale;
  if (whole == kNoScale) return false;
  sum.group += part.entry().number * whole;
  sum.closed = sum.fractional = true;
  sum.end = part.hit.end;
  // "a million and half a million": the scale said again adds nothing.
  const WordTable::Hit* again = part.m.find(sum.end, kScale);
  if (whole > 1 && again && again->entry->number == whole) sum.end = again->end;
  return true;
}

bool NumberReader::add_word(const Part& part, Sum& sum) const {
  if (part.entry().kind == kFraction) return add_fraction(part, sum);
  const auto added = [&] {
    switch (part.entry().kind) {
      case kUnit:
      case kPart:
      case kTeen:
      case kTen:
        return add_small(part, sum);
      case kHundred:
      case kHundreds:
        return add_hundred(part, sum);
      case kScale:
      case kVagueScale:
      case kScaled:
        return add_scale(part, sum);
      case kDozen:
        return add_dozen(part, sum);
      default:
        return false;
    }
  }();
  if (added) sum.end = part.hit.end;
  return added;
}

// Digits: after a scale or a hundred, joined and smaller; the first part is the caller's.
bool NumberReader::add_digits(const std::vector<Atom>& atoms, std::size_t at, Sum& sum) const {
  const auto n = digits(atoms, at);
  const double room = sum.group > 0 ? (sum.hundreds && !sum.units && !sum.tens ? 100 : 0) : sum.last_scale;
  if (!n || room == kNoScale || n->value >= room || n->value <= 0) return false;
  sum.group += n->value;
  sum.closed = true;
  sum.end = n->end;
  return true;
}

// Adds the next part to `sum`, if the parts before it let it follow.
bool NumberReader::extend(const std::vector<Atom>& atoms, const Matches& m, Sum& sum) const {
  std::size_t at = sum.end;
  bool joined = false, hyphen = false;
  if (sum.any && at < atoms.size()) {
    if (atoms[at].text == "-" && !atoms[at].spaced && at + 1 < atoms.size() && !atoms[at + 1].spaced)
      hyphen = true, ++at;
    else if (m.find(at, kAnd))
      joined = true, ++at;
    else if (conjunction_joins_ && atoms[at].text == "\u0648" && atoms[at].kind == Atom::Kind::kWord)
      joined = true, ++at;
    if (joined && m.find(at, kArticle) && m.find(at + 1, kFraction)) ++at;
  }
  if (at >= atoms.size()) return false;
  const bool and_after_small = sum.any && !conjunction_joins_ && joined && !sum.hundreds && sum.total == 0;
  for (const WordTable::Hit& hit : m.at(at)) {
    if (sum.any && hit.prep) continue;
    const bool conj = joined || (sum.any && hit.conj);
    const bool first = !sum.any;
    if (!add_word({atoms, m, at, hit, joined, hyphen, conj, sum.any && conjunction_joins_ && !conj, and_after_small}, sum)) continue;
    if (first) sum.skip = hit.skip;
    sum.any = true;
    return true;
  }
  return sum.any && atoms[at].kind == Atom::Kind::kDigits && joined && conjunction_joins_ && add_digits(atoms, at, sum);
}

// "third", "twenty-first", "21st", and in Arabic "the fifth and twenty", "the fifth ten".
std::optional<PlainNumber> NumberReader::ordinal(const std::vector<Atom>& atoms, const Matches& m, std::size_t at) const {
  PlainNumber n;
  n.ordinal = true;
  n.begin = static_cast<std::uint32_t>(at);
  if (const auto* first = m.find(at, kOrdinal); first || (first = m.find(at, kOrdinalPart))) {
    n.value = first->entry->number;
    n.end = first->end;
    n.skip = first->skip;
    std::size_t next = first->end;
    const bool apart = next < atoms.size() && atoms[next].text == "\u0648";
    const WordTable::Hit* ten = units_before_tens_ && n.value < 10 ? m.find(apart ? next + 1 : next, kTen) : nullptr;
    if (ten && !ten->prep && (ten->conj || apart) == (ten->entry->number > 10)) {
      n.value += ten->entry->number;
      n.end = ten->end;
    } else if (first->entry->kind == kOrdinalPart) {
      return {};
    }
    return n;
  }
  if (const auto* ten = m.find(at, kTen); ten && !units_before_tens_) {
    std::size_t next = ten->end;
    if (is_mark(atoms, next, "-")) ++next;
    if (const auto* unit = m.find(next, kOrdinal); unit && unit->entry->number < 10) {
      n.value = ten->entry->number + unit->entry->number;
      n.end = unit->end;
      return n;
    }
  }
  return {};
}

// "dozens", "hundreds of thousands", "several hundred".
std::optional<PlainNumber> NumberReader::vague(const Matches& m, std::size_t at) const {
  const WordTable::Hit* hit = m.find(at, kVague);
  if (!hit) hit = m.find(at, kVagueScale);
  if (!hit) return {};
  PlainNumber n;
  n.vague = true;
  n.begin = static_cast<std::uint32_t>(at);
  n.skip = hit->skip;
  n.value = hit->entry->number;
  n.end = hit->end;
  for (double last = n.value;;) {
    std::size_t next = n.end;
    if (m.find(next, kOf)) ++next;
    const WordTable::Hit* more = m.find(next, kVagueScale);
    if (!more) more = m.find(next, kScale);
    if (!more && last < 10) more = m.find(next, kVague);
    if (!more && last < 10) more = m.find(next, kHundred);
    if (!more && last < 10) more = m.find(next, kDozen);
    if (!more || more->conj || more->prep || more->entry->number <= last) return n;
    last = more->entry->number;
    n.value *= last;
    n.end = more->end;
    n.scaled = true;
  }
}

std::optional<PlainNumber> NumberReader::plain(const std::vector<Atom>& atoms, const Matches& m, std::size_t at) const {
  if (at >= atoms.size()) return {};
  Sum sum;
  sum.end = at;
  PlainNumber n;
  n.begin = static_cast<std::uint32_t>(at);
  if (auto d = digits(atoms, at)) {
    n = *d;
    const WordTable::Hit* suffix = n.end < atoms.size() && !atoms[n.end].spaced ? m.find(n.end, kOrdinalSuffix) : nullptr;
    if (suffix && n.plain_digits) {
      n.ordinal = true;
      n.end = suffix->end;
      return n;
    }
    if (n.end < atoms.size() && !atoms[n.end].spaced) {
      if (const auto* letter = m.find(n.end, kSuffix)) {
        n.value *= letter->entry->number;
        n.end = letter->end;
        n.plain_digits = false;
        n.scaled = true;
        return n;
      }
    }
    sum.any = true;
    sum.units = sum.tens = sum.hundreds = true;
    sum.group = n.value;
    sum.end = n.end;
  } else {
    if (auto v = vague(m, at)) return v;
    if (auto o = ordinal(atoms, m, at)) return o;
    for (const std::uint8_t kind : {kFraction}) {
      const WordTable::Hit* part = m.find(at, kind);
      if (!part) continue;
      const std::size_t next = m.find(part->end, kArticle) ? part->end + 1 : part->end;
      const WordTable::Hit* scale = m.find(next, kScale);
      n.fraction = !scale || scale->conj;
      n.value = n.fraction ? part->entry->number : part->entry->number * scale->entry->number;
      n.end = n.fraction ? part->end : scale->end;
      n.skip = part->skip;
      return n;
    }
  }
  const std::size_t before = sum.end;
  while (extend(atoms, m, sum)) {
  }
  if (!sum.any) return {};
  if (sum.end > before) n.plain_digits = false;
  if (const auto* point = m.find(sum.end, kPoint)) {
    const auto after = plain(atoms, m, point->end);
    if (after && !after->ordinal && !after->vague && after->value >= 0 && after->value < 1000) {
      const double size = after->value < 10 ? 10 : after->value < 100 ? 100 : 1000;
      sum.group += after->value / size;
      sum.end = after->end;
    }
  }
  if (const auto* parts = m.find(sum.end, kFractionPlural); parts && sum.value() < 100) {  // three quarters
    n.fraction = true;
    sum.group = sum.value() * parts->entry->number;
    sum.total = 0;
    sum.end = parts->end;
  }
  n.value = sum.value();
  n.end = static_cast<std::uint32_t>(sum.end);
  if (!n.digits) n.skip = sum.skip;
  n.scaled = n.scaled || sum.scaled;
  return n;
}

}  // namespace musnad::coding
