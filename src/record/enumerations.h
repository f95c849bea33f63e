// The words that a record uses for the enumerations of a Document, and back. One table each; the writer, the reader and the
// checker share them.
#pragma once

#include <musnad/document.h>

#include <optional>
#include <span>
#include <string_view>

namespace musnad::record {

/// The words of an enumeration, in the order of its values. Specialised for every enumeration that a record holds.
template <class Enum>
std::span<const std::string_view> words_of();

template <>
std::span<const std::string_view> words_of<Language>();
template <>
std::span<const std::string_view> words_of<BlockKind>();
template <>
std::span<const std::string_view> words_of<Precision>();
template <>
std::span<const std::string_view> words_of<TimeBasis>();
template <>
std::span<const std::string_view> words_of<DateBasis>();
template <>
std::span<const std::string_view> words_of<Qualifier>();
template <>
std::span<const std::string_view> words_of<EntityKind>();
template <>
std::span<const std::string_view> words_of<MentionForm>();
template <>
std::span<const std::string_view> words_of<PlacePrecision>();
template <>
std::span<const std::string_view> words_of<SourceKind>();
template <>
std::span<const std::string_view> words_of<QuoteForm>();
template <>
std::span<const std::string_view> words_of<Stance>();
template <>
std::span<const std::string_view> words_of<Role>();
template <>
std::span<const std::string_view> words_of<CountKind>();
template <>
std::span<const std::string_view> words_of<Polarity>();
template <>
std::span<const std::string_view> words_of<ClaimTime>();
template <>
std::span<const std::string_view> words_of<ClaimMood>();
template <>
std::span<const std::string_view> words_of<Outcome>();

template <class Enum>
std::string_view word(Enum value) {
  return words_of<Enum>()[static_cast<std::size_t>(value)];
}

template <class Enum>
std::optional<Enum> parse_word(std::string_view word) {
  const auto words = words_of<Enum>();
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

// Values that are strings in a Document.
std::span<const std::string_view> event_types();  ///< PLOVER event types
std::span<const std::string_view> sectors();      ///< PLOVER actor sectors
std::span<const std::string_view> defects();      ///< weaknesses of a chain
/// PLOVER modes of an event type; empty where it has none or is unknown.
std::span<const std::string_view> modes_of(std::string_view type);

}  // namespace musnad::record
