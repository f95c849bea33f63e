// The kinds of words in numbers.tsv; the head of the Arabic list says what each means.
#pragma once

#include <cstdint>
#include <string_view>

namespace musnad::coding {

enum NumberKind : std::uint8_t {
  kUnit,
  kPart,
  kTeen,
  kTen,
  kHundred,
  kHundreds,
  kScale,
  kScaled,
  kVagueScale,
  kVague,
  kOrdinal,
  kOrdinalPart,
  kFraction,
  kFractionPlural,
  kPercent,
  kPercentage,
  kPoint,
  kBefore,
  kAfter,
  kFrom,
  kTo,
  kLabel,
  kMeasure,
  kAge,
  kSuffix,
  kDozen,
  kArticle,
  kAnd,
  kOf,
  kOrdinalSuffix,
  kMoneySign
};

inline constexpr std::string_view kNumberKinds[] = {
    "unit",        "part",   "teen",    "ten",          "hundred",  "hundreds",        "scale",     "scaled",
    "vague_scale", "vague",  "ordinal", "ordinal_part", "fraction", "fraction_plural", "percent",   "percentage",
    "point",       "before", "after",   "from",         "to",       "label",           "measure",   "age",
    "suffix",      "dozen",  "article", "and",          "of",       "ordinal_suffix",  "money_sign"};

}  // namespace musnad::coding
