// Arabic words as sounds, and how they are written without vowel signs in the folded view.
//
// A Sounds is a string of one-byte signs: consonants (sound(kBeh) ...), short vowels a i u, long vowels A I U, 'Y' for the
// long a of a final alef maqsura, '1' for the silent alef of the plural. Two equal consonants with no vowel between are one
// doubled letter. Writing decides the seat of hamza and the merging of hamza and long a.
#pragma once

#include "language/morphology/arabic_letters.h"

#include <string>
#include <string_view>

namespace musnad::language {

using Sounds = std::string;

constexpr char sound(char32_t letter) {
  return static_cast<char>(0x80 + (letter - 0x600));
}
constexpr bool is_consonant(char s) {
  return static_cast<unsigned char>(s) >= 0x80;
}

/// Folded UTF-8. `loose_hamza`: hamza between a and long u on an alef, as many write it.
std::string write(std::string_view sounds, bool loose_hamza = false);

/// A word in ordinary spelling as sounds whose writing gives it back folded (vowels unknown, hamzas where they stand).
Sounds from_spelling(std::string_view word);

}  // namespace musnad::language
