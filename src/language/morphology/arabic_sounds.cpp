#include "language/morphology/arabic_sounds.h"

#include "text/utf8.h"

namespace musnad::language {
namespace {

constexpr char kHamzaSound = sound(kHamza);
constexpr char kFixedAlef = sound(kAlefHamzaAbove);  // hamza on alef, as spelled
constexpr char kFixedHamza = sound(kWawHamza);       // hamza on another seat, as spelled

char at(std::string_view s, std::size_t i) {
  return i < s.size() ? s[i] : 0;
}
bool is_a(char s) {
  return s == 'a' || s == 'A' || s == 'Y';
}
bool is_i(char s) {
  return s == 'i' || s == 'I';
}
bool is_u(char s) {
  return s == 'u' || s == 'U';
}

class Writer {
 public:
  Writer(std::string_view s, bool loose) : s_(s), loose_(loose) {}

  std::string run() {
    for (i_ = 0; i_ < s_.size(); ++i_) step(s_[i_]);
    return std::move(out_);
  }

 private:
  void put(char32_t letter) { text::append(out_, letter); }

  void step(char c) {
    switch (c) {
      case 'a':
      case 'i':
      case 'u':
        if (i_ == 0) put(kAlef);  // the joining alef of a word that begins with a vowel
        return;
      case 'A':
      case '1':
        put(kAlef);
        return;
      case 'Y':
        put(i_ > 0 && s_[i_ - 1] == sound(kYeh) ? kAlef : kYeh);
        return;
      case 'I':
        put(kYeh);
        return;
      case 'U':
        put(kWaw);
        return;
      default:
        break;
    }
    if (i_ > 0 && s_[i_ - 1] == c && c != kFixedAlef) return;  // doubled
    if (c == kHamzaSound) return hamza();
    if (c == kFixedHamza) return put(kHamza);
    if (c == kFixedAlef) return alef_with_hamza();
    const char32_t letter = static_cast<unsigned char>(c) - 0x80 + 0x600;
    put(letter == kTehMarbuta ? kHeh : letter);
  }

  // One alef for hamza and a long a after it.
  void alef_with_hamza() {
    put(kAlef);
    if (at(s_, i_ + 1) == 'A') ++i_;
  }

  void hamza() {
    const bool doubled = at(s_, i_ + 1) == kHamzaSound;
    const char next = at(s_, i_ + (doubled ? 2 : 1));
    const char before = i_ > 0 ? s_[i_ - 1] : 0;
    if (i_ == 0) return initial(next);
    const bool last = next == 0 || (i_ + 2 == s_.size() && (next == 'a' || next == 'i' || next == 'u'));
    bool alef;
    if (last) {
      alef = before == 'a';
    } else if (is_i(before) || is_i(next)) {
      alef = false;
    } else if (before == 'u' || is_u(next)) {
      alef = loose_ && before == 'a' && next == 'U';
    } else {
      alef = before != 'A' && before != 'U' && (is_a(next) || before == 'a');
    }
    if (!alef) return put(kHamza);
    if (doubled) ++i_;
    alef_with_hamza();
  }

  // 'a'C 'i'C 'u'C: the second hamza of two is a long vowel.
  void initial(char next) {
    const bool second = at(s_, 2) == kHamzaSound && (is_consonant(at(s_, 3)) || at(s_, 3) == 0);
    put(kAlef);
    if (next == 'A') {
      ++i_;
    } else if (second) {
      if (next == 'i') put(kYeh);
      if (next == 'u') put(kWaw);
      i_ += 2;
    }
  }

  std::string_view s_;
  bool loose_;
  std::size_t i_ = 0;
  std::string out_;
};

}  // namespace

std::string write(std::string_view sounds, bool loose_hamza) {
  return Writer(sounds, loose_hamza).run();
}

Sounds from_spelling(std::string_view word) {
  Sounds sounds;
  for (const char32_t c : to_code_points(word)) {
    if (c < 0x621 || c > 0x64a || c == kTatweel) continue;
    char32_t letter = c;
    if (c == kAlefMadda || c == kAlefHamzaBelow) letter = kAlefHamzaAbove;
    if (c == kHamza || c == kYehHamza) letter = kWawHamza;
    if (c == kAlefMaqsura) letter = kYeh;
    if (!sounds.empty()) sounds += 'a';  // keeps equal neighbours apart
    sounds += sound(letter);
  }
  return sounds;
}

}  // namespace musnad::language
