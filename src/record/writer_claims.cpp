// The second half of a record: who told whom, and what.
#include "record/parts.h"

namespace musnad::record {

void PartWriter::page_source() {
  ObjectOutput object(to_);
  reference("id", object, SourceId{0});
  word("kind", object, SourceKind::kPage);
  object.null("entity");
  object.null("span");
  object.optional("name", document_.metadata().publisher);
  object.boolean("named", !document_.metadata().publisher.empty());
}

void PartWriter::sources(ObjectOutput& record) {
  const auto sources = document_.layer<Source>();
  record.key("sources");
  if (sources.empty()) {
    to_ += '[';
    page_source();
    to_ += ']';
    return;
  }
  std::uint32_t index = 0;
  append_list(to_, sources, [&](const Source& source) {
    ObjectOutput object(to_);
    reference("id", object, SourceId{index++});
    word("kind", object, source.kind);
    reference("entity", object, source.entity);
    optional_span("span", object, source.span);
    object.optional("name", source.name);
    object.boolean("named", source.named);
  });
}

void PartWriter::attributions(ObjectOutput& record) {
  std::uint32_t index = 0;
  append_list(record.key("attributions"), document_.layer<Attribution>(), [&](const Attribution& attribution) {
    ObjectOutput object(to_);
    reference("id", object, AttributionId{index++});
    reference("source", object, attribution.source);
    spans("cue", object, attribution.cue);
    spans("content", object, attribution.content);
    word("form", object, attribution.form);
    word("stance", object, attribution.stance);
    reference("parent", object, attribution.parent);
    object.string("rule", attribution.rule);
  });
}

void PartWriter::act_type(ObjectOutput& object, const std::string& type, const std::string& mode, const std::string& cameo,
                          const std::optional<AcledCode>& acled) {
  object.string("type", type);
  object.optional("mode", mode);
  object.optional("cameo", cameo);
  if (!acled) return object.null("acled");
  object.key("acled");
  ObjectOutput code(to_);
  code.string("event_type", acled->event_type);
  code.string("sub_event_type", acled->sub_event_type);
}

void PartWriter::when(ObjectOutput& object, const std::optional<ClaimWhen>& when) {
  if (!when) return object.null("time");
  object.key("time");
  ObjectOutput time(to_);
  time.optional("value", when->value);
  word("precision", time, when->precision);
  optional_span("span", time, when->span);
  word("basis", time, when->basis);
}

void PartWriter::status(ObjectOutput& object, const Status& status) {
  object.key("status");
  ObjectOutput words(to_);
  word("polarity", words, status.polarity);
  word("time", words, status.time);
  word("mood", words, status.mood);
  word("outcome", words, status.outcome);
}

void PartWriter::count(const Count& count) {
  ObjectOutput object(to_);
  reference("id", object, count.id);
  word("kind", object, count.kind);
  range(object, count.low, count.high);
  word("qualifier", object, count.qualifier);
  reference("of", object, count.of);
  reference("subset_of", object, count.subset_of);
  object.key("span");
  span(count.span);
}

void PartWriter::claim(const Claim& claim, std::uint32_t index) {
  const Predication& act = claim.act;
  ObjectOutput object(to_);
  reference("id", object, ClaimId{index});
  act_type(object, act.type, act.mode, act.cameo, act.acled);
  object.key("trigger");
  span(act.trigger);
  append_list(object.key("args"), act.args, [&](const Argument& argument) {
    ObjectOutput arg(to_);
    word("role", arg, argument.role);
    reference("entity", arg, argument.entity);
    optional_span("span", arg, argument.span);
  });
  append_list(object.key("counts"), act.counts, [&](const Count& each) { count(each); });
  when(object, act.time);
  reference("place", object, act.place);
  status(object, act.status);
  reference("attribution", object, claim.attribution);
  references("chain", object, claim.chain);
  append_list(object.key("defects"), claim.defects, [&](const std::string& defect) { append_string(to_, defect); });
  object.string("rule", act.rule);
  references("places", object, places_of(act));
}

void PartWriter::claims(ObjectOutput& record) {
  std::uint32_t index = 0;
  append_list(record.key("claims"), document_.layer<Claim>(), [&](const Claim& each) { claim(each, index++); });
}

void PartWriter::event_counts(ObjectOutput& event, const std::vector<EventCount>& counts) {
  append_list(event.key("counts"), counts, [&](const EventCount& merged) {
    ObjectOutput object(to_);
    word("kind", object, merged.kind);
    reference("of", object, merged.of);
    range(object, merged.low, merged.high);
    append_list(object.key("values"), merged.values, [&](const std::pair<ClaimId, CountId>& value) {
      ObjectOutput pair(to_);
      reference("claim", pair, value.first);
      reference("count", pair, value.second);
    });
  });
}

void PartWriter::events(ObjectOutput& record) {
  std::uint32_t index = 0;
  append_list(record.key("events"), document_.layer<Event>(), [&](const Event& event) {
    ObjectOutput object(to_);
    reference("id", object, EventId{index++});
    act_type(object, event.type, event.mode, event.cameo, event.acled);
    references("claims", object, event.claims);
    references("actors", object, event.actors);
    references("recipients", object, event.recipients);
    references("instruments", object, event.instruments);
    event_counts(object, event.counts);
    when(object, event.time);
    reference("place", object, event.place);
    status(object, event.status);
    references("places", object, places_of(event));
  });
}

}  // namespace musnad::record
