// A document's claims as lines that a person can read and compare, one a claim.
//
//   claim ASSAULT/firearms  trigger=killed  recipient=13 officers  killed>=13  place=Almaty  chain=page<agency<unnamed
#pragma once

#include <fmt/format.h>
#include <musnad/document.h>

#include "record/enumerations.h"
#include "record/json_output.h"
#include "record/styled_text.h"

namespace musnad::testing {

inline std::string claim_number(double value) {
  std::string text;
  record::append_number(text, value);
  return text;
}

inline std::string claim_count(const Count& count) {
  const std::string kind(record::word(count.kind));
  const std::string low = claim_number(count.low);
  const std::string part = count.subset_of.valid() ? " (part)" : "";
  if (!count.high) return fmt::format("{}>={}{}", kind, low, part);
  if (*count.high != count.low) return fmt::format("{}={}..{}{}", kind, low, claim_number(*count.high), part);
  return fmt::format("{}{}{}{}", kind, count.qualifier == Qualifier::kAbout ? "~" : "=", low, part);
}

/// The tellers from the page inwards; `?` for one that the text hides, `unnamed` before the kind of one it does not name.
inline std::string claim_chain(const Document& document, const Claim& claim) {
  std::string chain;
  for (SourceId id : claim.chain) {
    if (!chain.empty()) chain += '<';
    if (!id.valid()) {
      chain += '?';
      continue;
    }
    const Source& source = document.at(id);
    if (source.kind != SourceKind::kPage && !source.named && source.kind != SourceKind::kUnnamed) chain += "unnamed ";
    chain += record::word(source.kind);
  }
  return chain;
}

inline std::string claim_status(const Status& status) {
  std::string words;
  const auto add = [&](bool plain, std::string_view word) {
    if (!plain) words += fmt::format("  {}", word);
  };
  add(status.polarity == Polarity::kAffirmed, record::word(status.polarity));
  add(status.time == ClaimTime::kPast, record::word(status.time));
  add(status.mood == ClaimMood::kAsserted, record::word(status.mood));
  add(status.outcome == Outcome::kAccomplished, record::word(status.outcome));
  return words;
}

inline std::string claim_line(const Document& document, const Claim& claim) {
  const Predication& act = claim.act;
  const auto text = [&](ByteSpan span) { return record::flat(document.text(span)); };
  std::string line = fmt::format("claim {}{}{}{}", act.type, act.mode.empty() ? "" : "/", act.mode, claim_status(act.status));
  line += fmt::format("  trigger={}", text(act.trigger));
  for (const Argument& argument : act.args) line += fmt::format("  {}={}", record::word(argument.role), text(argument.span));
  for (const Count& count : act.counts) line += "  " + claim_count(count);
  if (act.time) line += fmt::format("  time={}", act.time->value.empty() ? "?" : act.time->value);
  if (act.place.valid()) line += fmt::format("  place={}", record::flat(document.at(act.place).name));
  line += fmt::format("  chain={}", claim_chain(document, claim));
  for (const std::string& defect : claim.defects) line += fmt::format("  {}", defect);
  return line;
}

inline std::vector<std::string> claim_lines(const Document& document) {
  std::vector<std::string> lines;
  for (const Claim& claim : document.layer<Claim>()) lines.push_back(claim_line(document, claim));
  return lines;
}

}  // namespace musnad::testing
