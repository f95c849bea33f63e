// The parts of a record in the making: what the files of the writer share.
#pragma once

#include "record/enumerations.h"
#include "record/json_output.h"
#include "record/writer.h"
#include "text/graphemes.h"
#include "text/utf8.h"

namespace musnad::record {

/// Appends the parts of one document's record to one string.
class PartWriter {
 public:
  PartWriter(const Document& document, std::string& to)
      : document_(document), to_(to), offsets_(document.text()), borders_(document.text()) {}

  void blocks(ObjectOutput& record);
  void date(ObjectOutput& record);
  void publisher(ObjectOutput& record);
  void sentences(ObjectOutput& record);
  void entities(ObjectOutput& record);
  void times(ObjectOutput& record);
  void numbers(ObjectOutput& record);
  void sources(ObjectOutput& record);
  void attributions(ObjectOutput& record);
  void claims(ObjectOutput& record);
  void events(ObjectOutput& record);
  void diagnostics(ObjectOutput& record);
  /// What the page says of itself, and which part of it says so.
  void page(ObjectOutput& record);

 private:
  /// [begin,end] in code points, whole clusters.
  void span(ByteSpan span);
  /// As above for spans that tile: both ends move the same way.
  void tile(ByteSpan span);
  void optional_span(std::string_view key, ObjectOutput& object, const std::optional<ByteSpan>& span);
  void spans(std::string_view key, ObjectOutput& object, const std::vector<ByteSpan>& spans);
  void code_points(ByteSpan span);
  /// `prefix` and the number, or null.
  template <class Element>
  void reference(std::string_view key, ObjectOutput& object, Id<Element> id) {
    reference(object.key(key), id);
  }
  template <class Element>
  void reference(std::string& to, Id<Element> id);
  template <class Element>
  void references(std::string_view key, ObjectOutput& object, const std::vector<Id<Element>>& ids) {
    append_list(object.key(key), ids, [&](Id<Element> id) { reference(to_, id); });
  }
  void place(ObjectOutput& entity, const std::optional<PlaceInfo>& place);
  void page_source();
  void claim(const Claim& claim, std::uint32_t index);
  void count(const Count& count);
  void event_counts(ObjectOutput& event, const std::vector<EventCount>& counts);
  void act_type(ObjectOutput& object, const std::string& type, const std::string& mode, const std::string& cameo,
                const std::optional<AcledCode>& acled);
  void when(ObjectOutput& object, const std::optional<ClaimWhen>& when);
  void status(ObjectOutput& object, const Status& status);
  void range(ObjectOutput& object, double low, const std::optional<double>& high);
  template <class Enum>
  void word(std::string_view key, ObjectOutput& object, Enum value) {
    object.string(key, record::word(value));
  }

  const Document& document_;
  std::string& to_;
  text::Offsets offsets_;
  text::GraphemeBorders borders_;
};

/// What ids of each kind begin with, and the number of the first.
template <class Element>
struct IdStyle;
template <>
struct IdStyle<Entity> {
  static constexpr std::string_view kPrefix = "e";
  static constexpr std::uint32_t kFirst = 1;
};
template <>
struct IdStyle<Source> {
  static constexpr std::string_view kPrefix = "s";
  static constexpr std::uint32_t kFirst = 0;  // s0 is the page
};
template <>
struct IdStyle<Attribution> {
  static constexpr std::string_view kPrefix = "a";
  static constexpr std::uint32_t kFirst = 1;
};
template <>
struct IdStyle<Claim> {
  static constexpr std::string_view kPrefix = "c";
  static constexpr std::uint32_t kFirst = 1;
};
template <>
struct IdStyle<Count> {
  static constexpr std::string_view kPrefix = "k";
  static constexpr std::uint32_t kFirst = 1;
};
template <>
struct IdStyle<Event> {
  static constexpr std::string_view kPrefix = "ev";
  static constexpr std::uint32_t kFirst = 1;
};

template <class Element>
void PartWriter::reference(std::string& to, Id<Element> id) {
  if (!id.valid()) {
    to += "null";
    return;
  }
  to += '"';
  to += IdStyle<Element>::kPrefix;
  append_integer(to, id.value + IdStyle<Element>::kFirst);
  to += '"';
}

}  // namespace musnad::record
