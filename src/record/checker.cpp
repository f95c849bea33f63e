#include "record/checker.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "record/edtf.h"
#include "record/enumerations.h"
#include "record/schema.h"
#include "text/graphemes.h"
#include "text/utf8.h"

namespace musnad::record {
namespace {

using Json = nlohmann::ordered_json;
const Json kNull;

const Json& at(const Json& object, std::string_view key) {
  const auto found = object.is_object() ? object.find(std::string(key)) : object.end();
  return found == object.end() ? kNull : *found;
}

const Json& list_at(const Json& object, std::string_view key) {
  static const Json kEmpty = Json::array();
  const Json& found = at(object, key);
  return found.is_array() ? found : kEmpty;
}

class Checker {
 public:
  explicit Checker(const Json& record) : record_(record) {
    if (at(record, "text").is_string()) text_ = record["text"].get<std::string>();
    offsets_.emplace(text_);
    borders_.emplace(text_);
  }

  std::vector<Violation> check() {
    if (record_.contains("error")) {
      object(record_, ObjectKind::kErrorRecord, "");
      return std::move(found_);
    }
    collect_ids();
    object(record_, ObjectKind::kRecord, "");
    blocks();
    page_source();
    if (parents_end()) chains();
    for (const char* list : {"claims", "events"}) {
      modes(list);
      places(list);
    }
    return std::move(found_);
  }

 private:
  void say(ErrorCode code, const std::string& where, std::string message) { found_.push_back({code, std::move(message), where}); }

  // ---- by the tables of the schema ----

  void object(const Json& value, ObjectKind kind, const std::string& where) {
    if (!value.is_object()) return say(ErrorCode::kRecordSyntax, where, "is not an object");
    const auto fields = fields_of(kind);
    keys(value, fields, kind, where);
    for (const Field& each : fields)
      if (const auto found = value.find(std::string(each.key)); found != value.end())
        field(*found, each, where.empty() ? std::string(each.key) : fmt::format("{}.{}", where, each.key));
  }

  void keys(const Json& value, std::span<const Field> fields, ObjectKind kind, const std::string& where) {
    for (const Field& each : fields)
      if (!each.later && !value.contains(std::string(each.key)))
        say(ErrorCode::kRecordSyntax, where, fmt::format("the key `{}` is missing", each.key));
    std::size_t next = 0;
    bool added = false;
    for (const auto& [key, unused] : value.items()) {
      const auto is_key = [&key = key](const Field& each) { return each.key == key; };
      const auto place = std::find_if(fields.begin(), fields.end(), is_key);
      if (place == fields.end()) {
        added = true;
        continue;
      }
      const auto index = static_cast<std::size_t>(place - fields.begin());
      if (index < next || (added && kind == ObjectKind::kRecord))
        return say(ErrorCode::kRecordSyntax, where, fmt::format("the key `{}` is out of order", key));
      next = index + 1;
    }
  }

  void field(const Json& value, const Field& field, const std::string& where) {
    const bool list_of_references = field.form == Form::kReferences;
    if (value.is_null() && field.nullable && !list_of_references) return;
    switch (field.form) {
      case Form::kText:
        return type(value.is_string(), where, "a string");
      case Form::kNumber:
        return type(value.is_number(), where, "a number");
      case Form::kInteger:
        return type(value.is_number_unsigned(), where, "a whole number");
      case Form::kBoolean:
        return type(value.is_boolean(), where, "true or false");
      case Form::kOwnId:
        return type(value.is_string() && !value.get_ref<const std::string&>().empty(), where, "an id");
      case Form::kWord:
        return word(value, field, where);
      case Form::kWords:
        return each(value, where, [&](const Json& one, const std::string& at) { word(one, field, at); });
      case Form::kEdtf:
        return edtf(value, where);
      case Form::kSpan:
        return span(value, where);
      case Form::kSpans:
        return each(value, where, [&](const Json& one, const std::string& at) { span(one, at); });
      case Form::kOrderedSpans:
        return ordered(value, where);
      case Form::kObject:
        return object(value, field.object, where);
      case Form::kObjects:
        return each(value, where, [&](const Json& one, const std::string& at) { object(one, field.object, at); });
      case Form::kReference:
        return reference(value, field, where);
      case Form::kReferences:
        return each(value, where, [&](const Json& one, const std::string& at) { reference(one, field, at); });
    }
  }

  void type(bool right, const std::string& where, std::string_view what) {
    if (!right) say(ErrorCode::kRecordSyntax, where, fmt::format("is not {}", what));
  }

  template <class Check>
  void each(const Json& list, const std::string& where, Check check) {
    if (!list.is_array()) return say(ErrorCode::kRecordSyntax, where, "is not a list");
    for (std::size_t i = 0; i < list.size(); ++i) check(list[i], fmt::format("{}[{}]", where, i));
  }

  void word(const Json& value, const Field& field, const std::string& where) {
    const auto known = value.is_string() && std::ranges::find(field.words, value.get_ref<const std::string&>()) != field.words.end();
    if (!known) say(ErrorCode::kRecordValue, where, fmt::format("is {}, not one of {}", value.dump(), fmt::join(field.words, " ")));
  }

  void edtf(const Json& value, const std::string& where) {
    if (!value.is_string() || !is_edtf(value.get_ref<const std::string&>()))
      say(ErrorCode::kRecordValue, where, fmt::format("is {}, not a date or time", value.dump()));
  }

  void span(const Json& value, const std::string& where) {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number_integer() || !value[1].is_number_integer())
      return say(ErrorCode::kRecordSpan, where, fmt::format("is {}, not a span", value.dump()));
    const auto begin = value[0].get<std::int64_t>(), end = value[1].get<std::int64_t>();
    if (begin < 0 || begin >= end || end > offsets_->size())
      return say(ErrorCode::kRecordSpan, where, fmt::format("is {} in a text of {} code points", value.dump(), offsets_->size()));
    for (const auto border : {begin, end})
      if (!borders_->is_border(offsets_->byte_of(static_cast<std::uint32_t>(border))))
        say(ErrorCode::kRecordSpan, where, fmt::format("cuts a grapheme cluster at {}", border));
  }

  void ordered(const Json& value, const std::string& where) {
    const std::size_t before = found_.size();
    each(value, where, [&](const Json& one, const std::string& at) { span(one, at); });
    if (found_.size() != before) return;
    for (std::size_t i = 1; i < value.size(); ++i)
      if (value[i - 1][1].get<std::int64_t>() > value[i][0].get<std::int64_t>())
        return say(ErrorCode::kRecordSpan, where, "is not in the order of the text");
  }

  void reference(const Json& value, const Field& field, const std::string& where) {
    if (value.is_null() && field.nullable) return;
    if (!value.is_string() || !ids_[std::string(field.list)].contains(value.get_ref<const std::string&>()))
      say(ErrorCode::kRecordReference, where, fmt::format("{} names nothing in {}", value.dump(), field.list));
  }

  // ---- what the tables do not say ----

  void collect(const Json& list, const std::string& name, const std::string& where) {
    for (const Json& element : list)
      if (const Json& id = at(element, "id"); id.is_string() && !ids_[name].insert(id.get<std::string>()).second)
        say(ErrorCode::kRecordReference, where, fmt::format("the id {} is given twice", id.dump()));
  }
  void collect_ids() {
    for (const char* name : {"entities", "sources", "attributions", "claims", "events"}) collect(list_at(record_, name), name, name);
    for (const Json& claim : list_at(record_, "claims")) collect(list_at(claim, "counts"), "counts", "claims");
    for (const Json& each : list_at(record_, "attributions"))
      if (const Json& id = at(each, "id"); id.is_string()) attributions_.emplace(id.get<std::string>(), &each);
  }

  void blocks() {
    std::int64_t reached = 0;
    const Json& blocks = list_at(record_, "blocks");
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Json& span = at(blocks[i], "span");
      if (!span.is_array() || span.size() != 2 || !span[0].is_number_integer() || !span[1].is_number_integer()) return;
      if (span[0].get<std::int64_t>() != reached)
        say(ErrorCode::kRecordSpan, fmt::format("blocks[{}]", i), fmt::format("begins at {}, not at {}", span[0].dump(), reached));
      reached = span[1].get<std::int64_t>();
      const Json& earlier = at(blocks[i], "repeat_of");
      if (earlier.is_number_unsigned() && earlier.get<std::uint64_t>() >= i)
        say(ErrorCode::kRecordReference, fmt::format("blocks[{}].repeat_of", i), "is not an earlier block");
    }
    if (reached != offsets_->size())
      say(ErrorCode::kRecordSpan, "blocks", fmt::format("end at {}, the text at {}", reached, offsets_->size()));
  }

  void page_source() {
    const Json& sources = list_at(record_, "sources");
    if (sources.empty() || at(sources[0], "id") != "s0" || at(sources[0], "kind") != "page")
      say(ErrorCode::kRecordReference, "sources[0]", "is not s0, the page");
  }

  const Json* attribution(const Json& id) const {
    const auto found = id.is_string() ? attributions_.find(id.get_ref<const std::string&>()) : attributions_.end();
    return found == attributions_.end() ? nullptr : found->second;
  }

  /// Every attribution leads to the page.
  bool parents_end() {
    const Json& attributions = list_at(record_, "attributions");
    std::set<const Json*> ended;  // those known to lead to the page
    for (const Json& start : attributions) {
      std::set<const Json*> walk;
      for (const Json* each = &start; each && !ended.contains(each); each = attribution(at(*each, "parent")))
        if (!walk.insert(each).second) {
          say(ErrorCode::kRecordReference, "attributions", fmt::format("the parents of {} go round in a circle", at(start, "id").dump()));
          return false;
        }
      ended.merge(walk);
    }
    return true;
  }

  void chains() {
    std::size_t index = 0;
    for (const Json& claim : list_at(record_, "claims")) {
      const std::string where = fmt::format("claims[{}].chain", index++);
      const Json& innermost = at(claim, "attribution");
      if (!innermost.is_null() && !attribution(innermost)) continue;  // already said
      Json expected = Json::array();
      for (const Json* each = attribution(innermost); each; each = attribution(at(*each, "parent")))
        expected.insert(expected.begin(), at(*each, "source"));
      expected.insert(expected.begin(), "s0");
      if (at(claim, "chain") != expected)
        say(ErrorCode::kRecordReference, where, fmt::format("is {}; the attributions say {}", at(claim, "chain").dump(), expected.dump()));
    }
  }

  /// The first of the places is the place.
  void places(const char* list) {
    std::size_t index = 0;
    for (const Json& element : list_at(record_, list)) {
      const std::string where = fmt::format("{}[{}].places", list, index++);
      const Json& places = list_at(element, "places");
      const Json& place = at(element, "place");
      if (places.empty() ? !place.is_null() : places.front() != place)
        say(ErrorCode::kRecordReference, where, fmt::format("does not begin with the place {}", place.dump()));
    }
  }

  void modes(const char* list) {
    std::size_t index = 0;
    for (const Json& element : list_at(record_, list)) {
      const Json& mode = at(element, "mode");
      const std::string where = fmt::format("{}[{}].mode", list, index++);
      if (!mode.is_string() || !at(element, "type").is_string()) continue;
      const auto modes = modes_of(at(element, "type").get_ref<const std::string&>());
      if (std::ranges::find(modes, mode.get_ref<const std::string&>()) == modes.end())
        say(ErrorCode::kRecordValue, where, fmt::format("is {}, which {} does not have", mode.dump(), at(element, "type").dump()));
    }
  }

  const Json& record_;
  std::string text_;
  std::optional<text::Offsets> offsets_;
  std::optional<text::GraphemeBorders> borders_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> ids_;
  std::map<std::string, const Json*, std::less<>> attributions_;
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> check(std::string_view line) {
  try {
    const Json record = Json::parse(line);
    if (!record.is_object()) return {{ErrorCode::kRecordSyntax, "is not a JSON object", ""}};
    return Checker(record).check();
  } catch (const Json::parse_error& error) {
    return {{ErrorCode::kRecordSyntax, "is not valid JSON", fmt::format("byte {}", error.byte)}};
  } catch (const Json::out_of_range&) {
    return {{ErrorCode::kRecordSyntax, "holds a number too large to be read", ""}};
  }
}

}  // namespace musnad::record
