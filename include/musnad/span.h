// Places in a text. Inside Musnad a span counts bytes of UTF-8; at the edge (record, Python) it counts Unicode code
// points, in the web page UTF-16 units. The types differ so that they cannot be mixed; text/offsets.h converts.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace musnad {

/// Half-open [begin, end) in units named by `Unit`.
template <class Unit>
struct BasicSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr bool empty() const { return begin == end; }
  constexpr std::uint32_t length() const { return end - begin; }
  constexpr bool contains(BasicSpan other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(BasicSpan other) const { return begin < other.end && other.begin < end; }
  /// The smallest span that holds both.
  constexpr BasicSpan cover(BasicSpan other) const { return {std::min(begin, other.begin), std::max(end, other.end)}; }
  friend constexpr auto operator<=>(BasicSpan, BasicSpan) = default;
};

struct ByteUnit;
struct FoldedUnit;
struct CodePointUnit;
struct Utf16Unit;

using ByteSpan = BasicSpan<ByteUnit>;            ///< bytes of Document::text()
using FoldedSpan = BasicSpan<FoldedUnit>;        ///< bytes of the folded view
using CodePointSpan = BasicSpan<CodePointUnit>;  ///< code points of Document::text()
using Utf16Span = BasicSpan<Utf16Unit>;

/// An index into a layer; ids of different layers do not compare or convert.
template <class Element>
struct Id {
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t value = kNone;

  constexpr bool valid() const { return value != kNone; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;
};

/// Half-open range of ids: the words of a sentence, the tokens of a name.
template <class Element>
struct IdRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr bool empty() const { return begin == end; }
  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool contains(Id<Element> id) const { return begin <= id.value && id.value < end; }
  friend constexpr auto operator<=>(IdRange, IdRange) = default;
};

}  // namespace musnad
