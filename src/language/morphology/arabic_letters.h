// The Arabic letters and signs that the language room speaks of, by name: the sources are ASCII.
#pragma once

#include <string>
#include <string_view>

namespace musnad::language {

inline constexpr char32_t kHamza = 0x621;
inline constexpr char32_t kAlefMadda = 0x622;
inline constexpr char32_t kAlefHamzaAbove = 0x623;
inline constexpr char32_t kWawHamza = 0x624;
inline constexpr char32_t kAlefHamzaBelow = 0x625;
inline constexpr char32_t kYehHamza = 0x626;
inline constexpr char32_t kAlef = 0x627;
inline constexpr char32_t kBeh = 0x628;
inline constexpr char32_t kTehMarbuta = 0x629;
inline constexpr char32_t kTeh = 0x62a;
inline constexpr char32_t kTheh = 0x62b;
inline constexpr char32_t kJeem = 0x62c;
inline constexpr char32_t kHah = 0x62d;
inline constexpr char32_t kKhah = 0x62e;
inline constexpr char32_t kDal = 0x62f;
inline constexpr char32_t kThal = 0x630;
inline constexpr char32_t kReh = 0x631;
inline constexpr char32_t kZain = 0x632;
inline constexpr char32_t kSeen = 0x633;
inline constexpr char32_t kSheen = 0x634;
inline constexpr char32_t kSad = 0x635;
inline constexpr char32_t kDad = 0x636;
inline constexpr char32_t kTah = 0x637;
inline constexpr char32_t kZah = 0x638;
inline constexpr char32_t kAin = 0x639;
inline constexpr char32_t kTatweel = 0x640;
inline constexpr char32_t kFeh = 0x641;
inline constexpr char32_t kKaf = 0x643;
inline constexpr char32_t kLam = 0x644;
inline constexpr char32_t kMeem = 0x645;
inline constexpr char32_t kNoon = 0x646;
inline constexpr char32_t kHeh = 0x647;
inline constexpr char32_t kWaw = 0x648;
inline constexpr char32_t kAlefMaqsura = 0x649;
inline constexpr char32_t kYeh = 0x64a;
inline constexpr char32_t kFathatan = 0x64b;
inline constexpr char32_t kFatha = 0x64e;
inline constexpr char32_t kDamma = 0x64f;
inline constexpr char32_t kKasra = 0x650;
inline constexpr char32_t kShadda = 0x651;
inline constexpr char32_t kSukun = 0x652;

/// UTF-8 <-> code points, for short strings.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view letters);

}  // namespace musnad::language
