#include "record/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "record/chain_tree.h"
#include "record/enumerations.h"
#include "record/phrases.h"
#include "record/styled_text.h"

namespace musnad::record {
namespace {

constexpr unsigned kMinWidth = 40;
constexpr unsigned kLabelColumns = 10;
constexpr unsigned kIndent = 4;
constexpr unsigned kMaxRule = 100;
constexpr std::size_t kMaxNotes = 6;

/// A thing that happened, as the report tells it: an event of the page, or a claim where no events were made.
struct Happening {
  std::string type, mode;
  std::vector<ClaimId> claims;
  std::vector<EntityId> actors, recipients, instruments;
  std::optional<ClaimWhen> when;
  std::vector<EntityId> places;
  Status status;
};

std::vector<EntityId> arguments(const Predication& act, Role role) {
  std::vector<EntityId> entities;
  for (const Argument& argument : act.args)
    if (argument.role == role && argument.entity.valid()) entities.push_back(argument.entity);
  return entities;
}

std::vector<Happening> happenings(const Document& document) {
  std::vector<Happening> result;
  for (const Event& event : document.layer<Event>())
    result.push_back({event.type, event.mode, event.claims, event.actors, event.recipients, event.instruments, event.time, places_of(event),
                      event.status});
  if (document.has<Event>()) return result;
  std::uint32_t index = 0;
  for (const Claim& claim : document.layer<Claim>()) {
    const Predication& act = claim.act;
    result.push_back({act.type,
                      act.mode,
                      {ClaimId{index++}},
                      arguments(act, Role::kActor),
                      arguments(act, Role::kRecipient),
                      arguments(act, Role::kInstrument),
                      act.time,
                      places_of(act),
                      act.status});
  }
  return result;
}

class Report {
 public:
  Report(const Document& document, const ReportStyle& style) : document_(document), style_(style) {
    style_.width = std::max(style_.width, kMinWidth);
  }

  std::string write() {
    head();
    const auto all = happenings(document_);
    std::size_t number = 0;
    for (const Happening& each : all) happening(each, ++number);
    if (all.empty()) text_ += "\nNothing on this page was coded as an event.\n";
    notes();
    text_ += '\n';
    return std::move(text_);
  }

 private:
  std::string paint(std::string_view text, Style style) const { return styled(text, style, style_.colour); }
  void rule() {
    std::string line;
    for (unsigned i = 0; i < std::min(style_.width, kMaxRule); ++i) line += "\u2500";
    text_ += paint(line, Style::kDim) + '\n';
  }

  void head() {
    rule();
    for (const std::string& line : wrapped(flat(headline()), style_.width - 1)) text_ += " " + paint(isolated(line), Style::kBold) + '\n';
    text_ += fmt::format(" {}\n", date_phrase(document_));
    const PageMetadata& metadata = document_.metadata();
    std::vector<std::string> where;
    if (!metadata.publisher.empty()) where.push_back(isolated(metadata.publisher));
    if (!metadata.uri.empty()) where.push_back(isolated(metadata.uri));
    if (!metadata.id.empty() && metadata.id != metadata.uri) where.push_back(isolated(metadata.id));
    where.push_back(fmt::format("{} sentences", document_.layer<Sentence>().size()));
    where.push_back(fmt::format("{} claims", document_.layer<Claim>().size()));
    where.push_back(fmt::format("{} acts of telling", document_.layer<Attribution>().size()));
    text_ += paint(fmt::format(" {}\n", fmt::join(where, " \u00b7 ")), Style::kDim);
    rule();
  }

  std::string headline() const {
    for (const Block& block : document_.layer<Block>())
      if (block.kind == BlockKind::kHeadline) return std::string(document_.text(block.span));
    if (!document_.metadata().title.empty()) return document_.metadata().title;
    for (const Block& block : document_.layer<Block>())
      if (block.kind == BlockKind::kBody) return shortened(flat(document_.text(block.span)), style_.width - 1);
    return "(no text)";
  }

  void happening(const Happening& each, std::size_t number) {
    std::string title = each.mode.empty() ? each.type : fmt::format("{}: {}", each.type, each.mode);
    title = paint(title, Style::kHeading);
    if (const std::string status = status_phrase(each.status); !status.empty())
      title += paint(fmt::format("  ({})", status), Style::kWarning);
    text_ += fmt::format("\n{:>2}. {}\n", number, title);
    entities("who", each.actors);
    entities("whom", each.recipients);
    entities("with", each.instruments);
    issues(each.claims);
    entities("where", each.places);
    if (each.when) field("when", when_phrase(*each.when));
    counts(each);
    text_ += '\n' + chain_tree(document_, each.claims, kIndent, style_);
  }

  void field(std::string_view label, const std::string& value) {
    text_ += fmt::format("{:{}}{}{}\n", "", kIndent, paint(fmt::format("{:<{}}", label, kLabelColumns), Style::kDim), value);
  }

  /// What it was about, in the words of the page, each once.
  void issues(const std::vector<ClaimId>& claims) {
    std::vector<std::string> told;
    for (const ClaimId claim : claims)
      for (const Argument& argument : document_.at(claim).act.args) {
        if (argument.role != Role::kIssue) continue;
        std::string words = shortened(flat(document_.text(argument.span)), style_.width - kIndent - kLabelColumns);
        if (std::find(told.begin(), told.end(), words) != told.end()) continue;
        field(told.empty() ? "about" : "", isolated(words));
        told.push_back(std::move(words));
      }
  }

  void entities(std::string_view label, const std::vector<EntityId>& ids) {
    for (EntityId id : ids) {
      field(label, entity_phrase(document_, id));
      label = "";
    }
  }

  std::string when_phrase(const ClaimWhen& when) const {
    const std::string words = when.span ? isolated(document_.text(*when.span)) : "";
    if (when.value.empty()) return words;
    return words.empty() ? when.value : fmt::format("{} {}", when.value, paint(words, Style::kDim));
  }

  // Every value claimed, once; those that are part of another count come after it.
  void counts(const Happening& each) {
    std::string_view label = "how many";
    std::vector<std::string> seen;
    for (ClaimId claim : each.claims)
      for (const Count& count : document_.at(claim).act.counts) {
        std::string phrase = fmt::format("{} {}", count_phrase(count.low, count.high, count.qualifier), word(count.kind));
        if (count.of.valid()) phrase += fmt::format(", {}", isolated(document_.at(count.of).name));
        if (count.subset_of.valid()) phrase = fmt::format("of these {}", phrase);
        if (std::ranges::find(seen, phrase) != seen.end()) continue;
        seen.push_back(phrase);
        field(label, phrase);
        label = "";
      }
  }

  void notes() {
    const auto& diagnostics = document_.diagnostics();
    if (diagnostics.empty()) return;
    std::map<std::string_view, std::size_t> times;
    for (const Diagnostic& diagnostic : diagnostics) ++times[meaning_of(diagnostic.code)];
    text_ += '\n';
    std::size_t shown = 0;
    for (const auto& [meaning, count] : times)
      if (shown++ < kMaxNotes)
        text_ += paint(fmt::format("Note: {}{}\n", meaning, count > 1 ? fmt::format(" ({} times)", count) : ""), Style::kDim);
  }

  const Document& document_;
  ReportStyle style_;
  std::string text_;
};

}  // namespace

std::string report(const Document& document, const ReportStyle& style) {
  return Report(document, style).write();
}

}  // namespace musnad::record
