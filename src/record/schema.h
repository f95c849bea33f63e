// The schema musnad/1 as tables: which keys each kind of object has, in which order, and what may stand there.
// docs/record.md is its description for people.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace musnad::record {

/// The kinds of objects in a record.
enum class ObjectKind : std::uint8_t {
  kRecord,
  kBlock,
  kDate,
  kPublisher,
  kEntity,
  kMention,
  kPlace,
  kTime,
  kNumber,
  kSource,
  kAttribution,
  kClaim,
  kAcled,
  kArgument,
  kCount,
  kClaimTime,
  kStatus,
  kEvent,
  kEventCount,
  kCountValue,
  kDiagnostic,
  kPage,
  kStated,
  kArchive,
  kStoryPart,
  kPost,
  kErrorRecord,
  kError
};

/// What may stand at a key.
enum class Form : std::uint8_t {
  kText,
  kNumber,
  kInteger,
  kBoolean,
  kWord,   ///< one of Field::words
  kWords,  ///< a list of them
  kEdtf,   ///< a date or time value
  kSpan,
  kSpans,
  kOrderedSpans,  ///< spans in the order of the text, not overlapping
  kObject,
  kObjects,  ///< of Field::object
  kOwnId,    ///< the element's id
  kReference,
  kReferences,  ///< ids of elements of the list named Field::list
};

struct Field {
  std::string_view key;
  Form form = Form::kText;
  bool nullable = false;  ///< for lists of references: their elements
  std::span<const std::string_view> words{};
  ObjectKind object = ObjectKind::kRecord;
  std::string_view list{};  ///< "entities", "sources", "attributions", "claims", "counts"
  bool later = false;       ///< records written before there was such a key lack it
};

/// The fields of a kind of object, in order.
std::span<const Field> fields_of(ObjectKind kind);

}  // namespace musnad::record
