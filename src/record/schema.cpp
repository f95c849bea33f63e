#include "record/schema.h"

#include <array>
#include <vector>

#include "record/enumerations.h"

namespace musnad::record {
namespace {

constexpr bool kNullable = true;
constexpr std::string_view kSchemas[] = {"musnad/1"};

Field text(std::string_view key, bool nullable = false) {
  return {key, Form::kText, nullable};
}
Field number(std::string_view key, bool nullable = false) {
  return {key, Form::kNumber, nullable};
}
Field edtf(std::string_view key) {
  return {key, Form::kEdtf, kNullable};
}
Field span(std::string_view key, bool nullable = false) {
  return {key, Form::kSpan, nullable};
}
Field spans(std::string_view key, Form form) {
  return {key, form};
}
Field word(std::string_view key, std::span<const std::string_view> words, bool nullable = false) {
  return {key, Form::kWord, nullable, words};
}
template <class Enum>
Field word(std::string_view key, bool nullable = false) {
  return word(key, words_of<Enum>(), nullable);
}
Field object(std::string_view key, ObjectKind kind, bool nullable = false) {
  return {key, Form::kObject, nullable, {}, kind};
}
Field objects(std::string_view key, ObjectKind kind) {
  return {key, Form::kObjects, false, {}, kind};
}
Field later(Field field) {
  field.later = true;
  return field;
}
Field own_id() {
  return {"id", Form::kOwnId};
}
Field reference(std::string_view key, std::string_view list, bool nullable = true) {
  return {key, Form::kReference, nullable, {}, ObjectKind::kRecord, list};
}
Field references(std::string_view key, std::string_view list, bool nullable = false) {
  return {key, Form::kReferences, nullable, {}, ObjectKind::kRecord, list};
}

using Fields = std::vector<Field>;

Fields record_fields() {
  return {word("schema", kSchemas),
          text("id"),
          text("uri", kNullable),
          word<Language>("lang"),
          text("text"),
          text("page_sha256", kNullable),
          text("text_sha256", kNullable),
          text("engine"),
          text("codebook"),
          objects("blocks", ObjectKind::kBlock),
          object("date", ObjectKind::kDate),
          object("publisher", ObjectKind::kPublisher, kNullable),
          spans("sentences", Form::kOrderedSpans),
          objects("entities", ObjectKind::kEntity),
          objects("times", ObjectKind::kTime),
          objects("numbers", ObjectKind::kNumber),
          objects("sources", ObjectKind::kSource),
          objects("attributions", ObjectKind::kAttribution),
          objects("claims", ObjectKind::kClaim),
          objects("events", ObjectKind::kEvent),
          objects("diagnostics", ObjectKind::kDiagnostic),
          later(object("page", ObjectKind::kPage))};
}

Fields source_fields(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kPage:
      return {object("title", ObjectKind::kStated, kNullable),
              object("author", ObjectKind::kStated, kNullable),
              object("date", ObjectKind::kStated, kNullable),
              object("charset", ObjectKind::kStated, kNullable),
              later(text("canonical", kNullable)),
              later(object("archive", ObjectKind::kArchive, kNullable)),
              later(object("part", ObjectKind::kStoryPart, kNullable)),
              later(objects("posts", ObjectKind::kPost))};
    case ObjectKind::kStated:
      return {text("value"), text("basis", kNullable)};
    case ObjectKind::kArchive:
      return {text("file"), {"offset", Form::kInteger}, text("record", kNullable)};
    case ObjectKind::kStoryPart:
      return {{"number", Form::kInteger}, {"of", Form::kInteger}, text("next", kNullable)};
    case ObjectKind::kPost:
      return {span("span"), edtf("time")};
    default:
      return {};
  }
}

Fields page_fields(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kBlock:
      return {word<BlockKind>("kind"), span("span"), {"repeat_of", Form::kInteger, kNullable}};
    case ObjectKind::kDate:
      return {edtf("value"),
              edtf("earliest"),
              edtf("latest"),
              word<Precision>("precision"),
              word<DateBasis>("basis", kNullable),
              spans("spans", Form::kSpans)};
    case ObjectKind::kPublisher:
      return {text("name"), span("span", kNullable), text("basis", kNullable)};
    case ObjectKind::kEntity:
      return {own_id(),
              word<EntityKind>("kind"),
              text("name", kNullable),
              text("name_en", kNullable),
              objects("mentions", ObjectKind::kMention),
              text("country", kNullable),
              word("sector", sectors(), kNullable),
              text("code", kNullable),
              object("place", ObjectKind::kPlace, kNullable)};
    case ObjectKind::kMention:
      return {span("span"), word<MentionForm>("form")};
    case ObjectKind::kPlace:
      return {number("lat", kNullable),          number("lon", kNullable), text("country", kNullable),
              text("admin1", kNullable),         text("city", kNullable),  {"geonames", Form::kInteger, kNullable},
              word<PlacePrecision>("precision"), text("basis", kNullable)};
    case ObjectKind::kTime:
      return {span("span"), edtf("value"), word<Precision>("precision"), word<TimeBasis>("basis")};
    case ObjectKind::kNumber:
      return {span("span"), number("low"), number("high", kNullable), word<Qualifier>("qualifier")};
    case ObjectKind::kDiagnostic:
      return {text("code"), text("message"), span("span", kNullable)};
    case ObjectKind::kErrorRecord:
      return {word("schema", kSchemas), {"id", Form::kText, kNullable}, object("error", ObjectKind::kError)};
    case ObjectKind::kError:
      return {text("code"), text("message"), text("where", kNullable)};
    default:
      return {};
  }
}

// What claims and events share after their ids.
Fields act_fields() {
  return {word("type", event_types()), text("mode", kNullable), text("cameo", kNullable), object("acled", ObjectKind::kAcled, kNullable)};
}
Fields circumstance_fields() {
  return {object("time", ObjectKind::kClaimTime, kNullable), reference("place", "entities"), object("status", ObjectKind::kStatus)};
}

Fields joined(std::initializer_list<Fields> parts) {
  Fields all;
  for (const Fields& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Fields telling_fields(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kSource:
      return {own_id(),
              word<SourceKind>("kind"),
              reference("entity", "entities"),
              span("span", kNullable),
              text("name", kNullable),
              {"named", Form::kBoolean}};
    case ObjectKind::kAttribution:
      return {own_id(),
              reference("source", "sources"),
              spans("cue", Form::kOrderedSpans),
              spans("content", Form::kOrderedSpans),
              word<QuoteForm>("form"),
              word<Stance>("stance"),
              reference("parent", "attributions"),
              text("rule")};
    case ObjectKind::kClaim:
      return joined({{own_id()},
                     act_fields(),
                     {span("trigger"), objects("args", ObjectKind::kArgument), objects("counts", ObjectKind::kCount)},
                     circumstance_fields(),
                     {reference("attribution", "attributions"),
                      references("chain", "sources", kNullable),
                      {"defects", Form::kWords, false, defects()},
                      text("rule"),
                      references("places", "entities")}});
    case ObjectKind::kAcled:
      return {text("event_type"), text("sub_event_type", kNullable)};
    case ObjectKind::kArgument:
      return {word<Role>("role"), reference("entity", "entities"), span("span", kNullable)};
    case ObjectKind::kCount:
      return {own_id(),
              word<CountKind>("kind"),
              number("low"),
              number("high", kNullable),
              word<Qualifier>("qualifier"),
              reference("of", "entities"),
              reference("subset_of", "counts"),
              span("span")};
    case ObjectKind::kClaimTime:
      return {edtf("value"), word<Precision>("precision"), span("span", kNullable), word<TimeBasis>("basis")};
    case ObjectKind::kStatus:
      return {word<Polarity>("polarity"), word<ClaimTime>("time"), word<ClaimMood>("mood"), word<Outcome>("outcome")};
    case ObjectKind::kEvent:
      return joined({{own_id()},
                     act_fields(),
                     {references("claims", "claims"), references("actors", "entities"), references("recipients", "entities"),
                      references("instruments", "entities"), objects("counts", ObjectKind::kEventCount)},
                     circumstance_fields(),
                     {references("places", "entities")}});
    case ObjectKind::kEventCount:
      return {word<CountKind>("kind"), reference("of", "entities"), number("low"), number("high", kNullable),
              objects("values", ObjectKind::kCountValue)};
    case ObjectKind::kCountValue:
      return {reference("claim", "claims", false), reference("count", "counts", false)};
    default:
      return {};
  }
}

}  // namespace

std::span<const Field> fields_of(ObjectKind kind) {
  constexpr std::size_t kKinds = static_cast<std::size_t>(ObjectKind::kError) + 1;
  static const std::array<Fields, kKinds> kTable = [] {
    std::array<Fields, kKinds> table;
    for (std::size_t i = 0; i < kKinds; ++i)
      table[i] = joined({page_fields(ObjectKind(i)), source_fields(ObjectKind(i)), telling_fields(ObjectKind(i))});
    table[static_cast<std::size_t>(ObjectKind::kRecord)] = record_fields();
    return table;
  }();
  return kTable[static_cast<std::size_t>(kind)];
}

}  // namespace musnad::record
