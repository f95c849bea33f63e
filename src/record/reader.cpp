#include "record/reader.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "record/checker.h"
#include "record/edtf.h"
#include "record/enumerations.h"
#include "text/utf8.h"

namespace musnad::record {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kStage = "record";

constexpr ErrorCode kCodes[] = {
#define MUSNAD_ERROR(code, name, meaning, remedy) ErrorCode::name,
#include <musnad/error_codes.def>
#undef MUSNAD_ERROR
};

std::optional<ErrorCode> parse_code(std::string_view text) {
  for (ErrorCode code : kCodes)
    if (code_of(code) == text) return code;
  return std::nullopt;
}

std::string text_or_empty(const Json& value) {
  return value.is_null() ? std::string() : value.get<std::string>();
}

template <class Enum>
Enum enumerated(const Json& value) {
  return *parse_word<Enum>(value.get_ref<const std::string&>());  // the checker has seen it
}

/// Reads one record that the checker has found sound.
class Reader {
 public:
  explicit Reader(const Json& record) : record_(record), text_(record["text"].get<std::string>()), offsets_(text_) {
    number(record["entities"], entities_);
    number(record["sources"], sources_);
    number(record["attributions"], attributions_);
    number(record["claims"], claims_);
    for (const Json& claim : record["claims"]) number(claim["counts"], counts_);
  }

  StoredRecord read() {
    Document document(text_, metadata());
    page(document);
    entities(document);
    tellings(document);
    acts(document);
    for (const Json& diagnostic : record_["diagnostics"])
      if (const auto code = parse_code(diagnostic["code"].get_ref<const std::string&>()))
        document.diagnose(*code, diagnostic["message"], optional_span(diagnostic["span"]));
    return {std::move(document), {record_["engine"], record_["codebook"]}};
  }

 private:
  using Numbers = std::unordered_map<std::string, std::uint32_t>;

  static void number(const Json& list, Numbers& numbers) {
    for (const Json& element : list) numbers.emplace(element["id"], static_cast<std::uint32_t>(numbers.size()));
  }
  template <class Element>
  static Id<Element> id(const Json& value, const Numbers& numbers) {
    return value.is_null() ? Id<Element>{} : Id<Element>{numbers.at(value)};
  }
  template <class Element>
  static std::vector<Id<Element>> ids(const Json& values, const Numbers& numbers) {
    std::vector<Id<Element>> result;
    for (const Json& value : values) result.push_back(id<Element>(value, numbers));
    return result;
  }
  ByteSpan span(const Json& value) const { return offsets_.to_bytes({value[0], value[1]}); }
  std::optional<ByteSpan> optional_span(const Json& value) const { return value.is_null() ? std::nullopt : std::optional(span(value)); }
  std::vector<ByteSpan> spans(const Json& values) const {
    std::vector<ByteSpan> result;
    for (const Json& value : values) result.push_back(span(value));
    return result;
  }
  static std::optional<double> optional_number(const Json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
  }

  PageMetadata metadata() const {
    PageMetadata metadata;
    metadata.id = record_["id"];
    metadata.uri = text_or_empty(record_["uri"]);
    metadata.page_sha256 = text_or_empty(record_["page_sha256"]);
    metadata.language = enumerated<Language>(record_["lang"]);
    if (const Json& publisher = record_["publisher"]; !publisher.is_null()) {
      metadata.publisher = publisher["name"];
      metadata.publisher_basis = text_or_empty(publisher["basis"]);
    }
    if (record_.contains("page")) take_page(record_["page"], metadata);  // records from before there was one have none
    return metadata;
  }

  void take_page(const Json& page, PageMetadata& metadata) const {
    const auto stated = [&](const char* name, std::string& value, std::string& basis) {
      if (!page.contains(name) || page[name].is_null()) return;
      value = page[name]["value"];
      basis = text_or_empty(page[name]["basis"]);
    };
    stated("title", metadata.title, metadata.title_basis);
    stated("author", metadata.author, metadata.author_basis);
    stated("date", metadata.metadata_date, metadata.date_basis);
    stated("charset", metadata.charset, metadata.charset_basis);
    if (page.contains("canonical")) metadata.canonical = text_or_empty(page["canonical"]);
    if (page.contains("archive") && !page["archive"].is_null()) {
      const Json& archive = page["archive"];
      metadata.archive = ArchivePlace{archive["file"], archive["offset"].get<std::uint64_t>(), text_or_empty(archive["record"])};
    }
    if (page.contains("part") && !page["part"].is_null()) {
      const Json& part = page["part"];
      metadata.part = StoryPart{part["number"].get<int>(), part["of"].get<int>(), text_or_empty(part["next"])};
    }
    if (!page.contains("posts")) return;
    for (const Json& post : page["posts"]) metadata.posts.push_back({span(post["span"]), text_or_empty(post["time"])});
  }

  void page(Document& document) const {
    std::vector<Block> blocks;
    for (const Json& block : record_["blocks"]) {
      const Json& repeat = block["repeat_of"];
      blocks.push_back({enumerated<BlockKind>(block["kind"]), span(block["span"]), repeat.is_null() ? BlockId{} : BlockId{repeat}});
    }
    document.seal(std::move(blocks), kStage);
    std::vector<Sentence> sentences;
    for (const Json& sentence : record_["sentences"]) sentences.push_back({span(sentence), {}, {}});
    document.seal(std::move(sentences), kStage);
    std::vector<PageDate> dates;
    if (const Json& date = record_["date"]; !date["value"].is_null())
      dates.push_back(
          {{*parse_iso_day(date["earliest"].get_ref<const std::string&>()), *parse_iso_day(date["latest"].get_ref<const std::string&>())},
           enumerated<Precision>(date["precision"]),
           enumerated<DateBasis>(date["basis"]),
           spans(date["spans"])});
    document.seal(std::move(dates), kStage);
    std::vector<TimeMention> times;
    for (const Json& time : record_["times"]) {
      TimeMention& mention = times.emplace_back();
      mention.span = span(time["span"]);
      mention.value = text_or_empty(time["value"]);
      mention.precision = enumerated<Precision>(time["precision"]);
      mention.basis = enumerated<TimeBasis>(time["basis"]);
    }
    document.seal(std::move(times), kStage);
    std::vector<NumberMention> numbers;
    for (const Json& number : record_["numbers"]) {
      NumberMention& mention = numbers.emplace_back();
      mention.span = span(number["span"]);
      mention.low = number["low"];
      mention.high = optional_number(number["high"]);
      mention.qualifier = enumerated<Qualifier>(number["qualifier"]);
    }
    document.seal(std::move(numbers), kStage);
  }

  void entities(Document& document) const {
    std::vector<Mention> mentions;
    std::vector<Entity> entities;
    for (const Json& each : record_["entities"]) {
      Entity entity{
          enumerated<EntityKind>(each["kind"]), text_or_empty(each["name"]), text_or_empty(each["name_en"]), text_or_empty(each["country"]),
          text_or_empty(each["sector"]),        text_or_empty(each["code"]), place(each["place"]),           {}};
      for (const Json& mention : each["mentions"]) {
        entity.mentions.push_back(MentionId{static_cast<std::uint32_t>(mentions.size())});
        mentions.push_back({span(mention["span"]),
                            {},
                            {},
                            enumerated<MentionForm>(mention["form"]),
                            EntityId{static_cast<std::uint32_t>(entities.size())},
                            {},
                            {}});
      }
      entities.push_back(std::move(entity));
    }
    document.seal(std::move(mentions), kStage);
    document.seal(std::move(entities), kStage);
  }

  static std::optional<PlaceInfo> place(const Json& value) {
    if (value.is_null()) return std::nullopt;
    PlaceInfo place;
    place.located = !value["lat"].is_null() && !value["lon"].is_null();
    if (place.located) place.lat = value["lat"], place.lon = value["lon"];
    place.country = text_or_empty(value["country"]);
    place.admin1 = text_or_empty(value["admin1"]);
    place.city = text_or_empty(value["city"]);
    if (!value["geonames"].is_null()) place.geonames = value["geonames"];
    place.precision = enumerated<PlacePrecision>(value["precision"]);
    place.basis = text_or_empty(value["basis"]);
    return place;
  }

  void tellings(Document& document) const {
    std::vector<Source> sources;
    for (const Json& each : record_["sources"])
      sources.push_back({enumerated<SourceKind>(each["kind"]), id<Entity>(each["entity"], entities_), optional_span(each["span"]),
                         text_or_empty(each["name"]), each["named"]});
    document.seal(std::move(sources), kStage);
    std::vector<Attribution> attributions;
    for (const Json& each : record_["attributions"])
      attributions.push_back({id<Source>(each["source"], sources_),
                              spans(each["cue"]),
                              spans(each["content"]),
                              enumerated<QuoteForm>(each["form"]),
                              enumerated<Stance>(each["stance"]),
                              id<Attribution>(each["parent"], attributions_),
                              {},
                              each["rule"]});
    document.seal(std::move(attributions), kStage);
  }

  static std::optional<AcledCode> acled(const Json& value) {
    return value.is_null() ? std::nullopt : std::optional(AcledCode{value["event_type"], text_or_empty(value["sub_event_type"])});
  }
  std::optional<ClaimWhen> when(const Json& value) const {
    if (value.is_null()) return std::nullopt;
    return ClaimWhen{text_or_empty(value["value"]), enumerated<Precision>(value["precision"]), optional_span(value["span"]),
                     enumerated<TimeBasis>(value["basis"])};
  }
  static Status status(const Json& value) {
    return {enumerated<Polarity>(value["polarity"]), enumerated<ClaimTime>(value["time"]), enumerated<ClaimMood>(value["mood"]),
            enumerated<Outcome>(value["outcome"])};
  }

  Predication act(const Json& claim, std::span<const Sentence> sentences) const {
    Predication act;
    act.type = claim["type"];
    act.mode = text_or_empty(claim["mode"]);
    act.cameo = text_or_empty(claim["cameo"]);
    act.acled = acled(claim["acled"]);
    act.trigger = span(claim["trigger"]);
    for (std::uint32_t i = 0; i < sentences.size(); ++i)
      if (sentences[i].span.contains(act.trigger)) act.sentence = SentenceId{i};
    for (const Json& each : claim["args"])
      act.args.push_back(
          {enumerated<Role>(each["role"]), id<Entity>(each["entity"], entities_), optional_span(each["span"]).value_or(ByteSpan{}), {}});
    for (const Json& each : claim["counts"])
      act.counts.push_back({id<Count>(each["id"], counts_), enumerated<CountKind>(each["kind"]), each["low"], optional_number(each["high"]),
                            enumerated<Qualifier>(each["qualifier"]), id<Entity>(each["of"], entities_),
                            id<Count>(each["subset_of"], counts_), span(each["span"])});
    act.time = when(claim["time"]);
    act.place = id<Entity>(claim["place"], entities_);
    act.other_places = other_places(claim["places"]);
    act.status = status(claim["status"]);
    act.rule = claim["rule"];
    return act;
  }

  void acts(Document& document) const {
    std::vector<Claim> claims;
    for (const Json& each : record_["claims"])
      claims.push_back({act(each, document.layer<Sentence>()), id<Attribution>(each["attribution"], attributions_),
                        ids<Source>(each["chain"], sources_), each["defects"].get<std::vector<std::string>>()});
    document.seal(std::move(claims), kStage);
    std::vector<Event> events;
    for (const Json& each : record_["events"])
      events.push_back({each["type"], text_or_empty(each["mode"]), text_or_empty(each["cameo"]), acled(each["acled"]),
                        ids<Claim>(each["claims"], claims_), ids<Entity>(each["actors"], entities_),
                        ids<Entity>(each["recipients"], entities_), ids<Entity>(each["instruments"], entities_),
                        event_counts(each["counts"]), when(each["time"]), id<Entity>(each["place"], entities_),
                        other_places(each["places"]), status(each["status"])});
    document.seal(std::move(events), kStage);
  }

  std::vector<EntityId> other_places(const Json& places) const {
    std::vector<EntityId> all = ids<Entity>(places, entities_);
    if (!all.empty()) all.erase(all.begin());
    return all;
  }

  std::vector<EventCount> event_counts(const Json& values) const {
    std::vector<EventCount> result;
    for (const Json& each : values) {
      EventCount& count = result.emplace_back();
      count.kind = enumerated<CountKind>(each["kind"]);
      count.of = id<Entity>(each["of"], entities_);
      count.low = each["low"];
      count.high = optional_number(each["high"]);
      for (const Json& value : each["values"])
        count.values.emplace_back(id<Claim>(value["claim"], claims_), id<Count>(value["count"], counts_));
    }
    return result;
  }

  const Json& record_;
  const std::string text_;
  const text::Offsets offsets_;
  Numbers entities_, sources_, attributions_, claims_, counts_;
};

}  // namespace

Result<StoredRecord> parse_record(std::string_view line) {
  if (auto violations = check(line); !violations.empty()) return tl::unexpected(std::move(violations.front()));
  const Json record = Json::parse(line);
  if (record.contains("error")) {
    const Json& error = record["error"];
    return fail(ErrorCode::kRecordSyntax,
                fmt::format("an error record: {} [{}]", error["message"].get<std::string>(), error["code"].get<std::string>()));
  }
  return Reader(record).read();
}

}  // namespace musnad::record
