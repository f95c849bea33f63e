#include "record/writer.h"

#include "record/edtf.h"
#include "record/parts.h"
#include "text/sha256.h"

namespace musnad::record {
namespace {

constexpr std::string_view kSchema = "musnad/1";
}  // namespace

void PartWriter::code_points(ByteSpan span) {
  const CodePointSpan points = offsets_.to_code_points(span);
  to_ += '[';
  append_integer(to_, points.begin);
  to_ += ',';
  append_integer(to_, points.end);
  to_ += ']';
}

void PartWriter::span(ByteSpan span) {
  code_points(borders_.widened(span));
}

void PartWriter::tile(ByteSpan span) {
  code_points({borders_.at_or_after(span.begin), borders_.at_or_after(span.end)});
}

void PartWriter::optional_span(std::string_view key, ObjectOutput& object, const std::optional<ByteSpan>& where) {
  object.key(key);
  if (where && !where->empty())
    span(*where);
  else
    to_ += "null";
}

void PartWriter::spans(std::string_view key, ObjectOutput& object, const std::vector<ByteSpan>& list) {
  append_list(object.key(key), list, [&](ByteSpan each) { span(each); });
}

void PartWriter::range(ObjectOutput& object, double low, const std::optional<double>& high) {
  object.number("low", low);
  if (high)
    object.number("high", *high);
  else
    object.null("high");
}

void PartWriter::blocks(ObjectOutput& record) {
  append_list(record.key("blocks"), document_.layer<Block>(), [&](const Block& block) {
    ObjectOutput object(to_);
    word("kind", object, block.kind);
    object.key("span");
    tile(block.span);
    object.key("repeat_of");
    if (block.repeat_of)
      append_integer(to_, block.repeat_of.value);
    else
      to_ += "null";
  });
}

void PartWriter::date(ObjectOutput& record) {
  record.key("date");
  ObjectOutput object(to_);
  if (document_.layer<PageDate>().empty()) {
    for (std::string_view key : {"value", "earliest", "latest"}) object.null(key);
    word("precision", object, Precision::kUnknown);
    object.null("basis");
    object.key("spans") += "[]";
    return;
  }
  const PageDate& date = document_.layer<PageDate>().front();
  object.string("value", edtf_of(date.days, date.precision));
  object.string("earliest", iso_day(date.days.first));
  object.string("latest", iso_day(date.days.last));
  word("precision", object, date.precision);
  word("basis", object, date.basis);
  spans("spans", object, date.spans);
}

void PartWriter::publisher(ObjectOutput& record) {
  const PageMetadata& metadata = document_.metadata();
  if (metadata.publisher.empty()) return record.null("publisher");
  record.key("publisher");
  ObjectOutput object(to_);
  object.string("name", metadata.publisher);
  object.null("span");
  object.optional("basis", metadata.publisher_basis);
}

void PartWriter::sentences(ObjectOutput& record) {
  append_list(record.key("sentences"), document_.layer<Sentence>(), [&](const Sentence& sentence) { span(sentence.span); });
}

void PartWriter::entities(ObjectOutput& record) {
  std::uint32_t index = 0;
  append_list(record.key("entities"), document_.layer<Entity>(), [&](const Entity& entity) {
    ObjectOutput object(to_);
    reference("id", object, EntityId{index++});
    word("kind", object, entity.kind);
    object.optional("name", entity.name);
    object.optional("name_en", entity.name_en);
    append_list(object.key("mentions"), entity.mentions, [&](MentionId id) {
      const Mention& mention = document_.at(id);
      ObjectOutput mention_object(to_);
      mention_object.key("span");
      span(mention.shown());
      word("form", mention_object, mention.form);
    });
    object.optional("country", entity.country);
    object.optional("sector", entity.sector);
    object.optional("code", entity.code);
    place(object, entity.place);
  });
}

void PartWriter::place(ObjectOutput& entity, const std::optional<PlaceInfo>& place) {
  if (!place) return entity.null("place");
  entity.key("place");
  ObjectOutput object(to_);
  if (place->located) {
    object.number("lat", place->lat);
    object.number("lon", place->lon);
  } else {
    object.null("lat");
    object.null("lon");
  }
  object.optional("country", place->country);
  object.optional("admin1", place->admin1);
  object.optional("city", place->city);
  if (place->geonames)
    object.number("geonames", place->geonames);
  else
    object.null("geonames");
  word("precision", object, place->precision);
  object.optional("basis", place->basis);
}

void PartWriter::times(ObjectOutput& record) {
  append_list(record.key("times"), document_.layer<TimeMention>(), [&](const TimeMention& time) {
    ObjectOutput object(to_);
    object.key("span");
    span(time.span);
    object.optional("value", time.value);
    word("precision", object, time.precision);
    word("basis", object, time.basis);
  });
}

void PartWriter::numbers(ObjectOutput& record) {
  append_list(record.key("numbers"), document_.layer<NumberMention>(), [&](const NumberMention& number) {
    ObjectOutput object(to_);
    object.key("span");
    span(number.span);
    range(object, number.low, number.high);
    word("qualifier", object, number.qualifier);
  });
}

void PartWriter::diagnostics(ObjectOutput& record) {
  append_list(record.key("diagnostics"), document_.diagnostics(), [&](const Diagnostic& diagnostic) {
    ObjectOutput object(to_);
    object.string("code", code_of(diagnostic.code));
    object.string("message", text::repaired(diagnostic.message));
    optional_span("span", object, diagnostic.span);
  });
}

void PartWriter::page(ObjectOutput& record) {
  const PageMetadata& metadata = document_.metadata();
  ObjectOutput page(record.key("page"));
  const auto stated = [&](std::string_view name, const std::string& value, const std::string& basis) {
    if (value.empty()) return page.null(name);
    ObjectOutput object(page.key(name));
    object.string("value", text::repaired(value));
    object.optional("basis", basis);
  };
  stated("title", metadata.title, metadata.title_basis);
  stated("author", metadata.author, metadata.author_basis);
  stated("date", metadata.metadata_date, metadata.date_basis);
  stated("charset", metadata.charset, metadata.charset_basis);
  page.optional("canonical", text::repaired(metadata.canonical));
  if (metadata.archive) {
    ObjectOutput archive(page.key("archive"));
    archive.string("file", text::repaired(metadata.archive->file));
    archive.number("offset", double(metadata.archive->offset));
    archive.optional("record", text::repaired(metadata.archive->record_id));
  } else {
    page.null("archive");
  }
  if (metadata.part) {
    ObjectOutput part(page.key("part"));
    part.integer("number", std::uint64_t(metadata.part->number));
    part.integer("of", std::uint64_t(metadata.part->of));
    part.optional("next", text::repaired(metadata.part->next));
  } else {
    page.null("part");
  }
  append_list(page.key("posts"), metadata.posts, [&](const Post& post) {
    ObjectOutput object(to_);
    object.key("span");
    span(post.span);
    object.optional("time", post.time);
  });
}

void write(const Document& document, const Versions& versions, std::string& to) {
  PartWriter parts(document, to);
  const PageMetadata& metadata = document.metadata();
  ObjectOutput record(to);
  record.string("schema", kSchema);
  record.string("id", metadata.id.empty() ? metadata.page_sha256 : text::repaired(metadata.id));
  record.optional("uri", text::repaired(metadata.uri));
  record.string("lang", word(metadata.language));
  record.string("text", document.text());
  record.string("page_sha256", metadata.page_sha256);
  record.string("text_sha256", text::sha256(document.text()));
  record.string("engine", versions.engine);
  record.string("codebook", versions.codebook);
  parts.blocks(record);
  parts.date(record);
  parts.publisher(record);
  parts.sentences(record);
  parts.entities(record);
  parts.times(record);
  parts.numbers(record);
  parts.sources(record);
  parts.attributions(record);
  parts.claims(record);
  parts.events(record);
  parts.diagnostics(record);
  parts.page(record);
}

void write_error(std::string_view id_json, const Error& error, std::string& to) {
  ObjectOutput record(to);
  record.string("schema", kSchema);
  record.key("id") += id_json;
  record.key("error");
  ObjectOutput object(to);
  object.string("code", code_of(error.code));
  object.string("message", text::repaired(error.message));
  object.optional("where", text::repaired(error.where));
}

}  // namespace musnad::record
