#include "names_scoring.h"

#include "text/utf8.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace musnad::training {
namespace {

using language::NameTag;

// As ../shared/eval/ner.py: a span widened to the letters and digits that touch it.
ByteSpan widened(ByteSpan span, const std::string& text) {
  const auto is_word = [&](std::uint32_t at) {
    const char32_t c = text::decode(text, at).value;
    return text::is_letter(c) || text::is_digit(c) || text::is_mark(c) || c == '_' || c == 0x640;
  };
  while (span.begin > 0) {
    std::uint32_t at = span.begin - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
    if (!is_word(at)) break;
    span.begin = at;
  }
  while (span.end < text.size() && is_word(span.end)) span.end += text::decode(text, span.end).length;
  return span;
}

struct Tally {
  std::size_t right = 0, made = 0, gold = 0;
  double f() const { return made + gold == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(made + gold); }
  double p() const { return made == 0 ? 0 : static_cast<double>(right) / static_cast<double>(made); }
  double r() const { return gold == 0 ? 0 : static_cast<double>(right) / static_cast<double>(gold); }
};

using SpanSet = std::set<std::tuple<std::uint32_t, std::uint32_t, NameTag>>;

SpanSet predicted_spans(const NamedSentence& sentence, const std::vector<NameTag>& tags) {
  SpanSet spans;
  for (std::size_t i = 0; i < tags.size();) {
    std::size_t end = i + 1;
    if (language::begins_name(tags[i])) {
      while (end < tags.size() && tags[end] == language::inside_of(tags[i])) ++end;
      ByteSpan span{sentence.tokens[i].begin, sentence.tokens[end - 1].end};
      const std::string_view last = std::string_view(sentence.text).substr(span.begin, span.length());
      for (const std::string_view mark : {"'s", "\xe2\x80\x99s", "`s"})
        if (last.ends_with(mark)) span.end -= static_cast<std::uint32_t>(mark.size());
      span = widened(span, sentence.text);
      spans.insert({span.begin, span.end, tags[i]});
    }
    i = end;
  }
  return spans;
}

}  // namespace

std::string score_tagger(const language::NameTagger& tagger, const std::vector<NamedSentence>& sentences, bool errors) {
  std::map<NameTag, Tally> tallies;
  for (const NamedSentence& sentence : sentences) {
    SpanSet gold;
    for (const auto& [span, kind] : sentence.gold) {
      const ByteSpan wide = widened(span, sentence.text);
      gold.insert({wide.begin, wide.end, kind});
    }
    const SpanSet made = predicted_spans(sentence, tagger.tag(sentence.inputs()));
    for (const SpanSet* side : {static_cast<const SpanSet*>(&gold), &made})
      for (const auto& each : *side)
        if (errors && (side == &gold ? made : gold).count(each) == 0)
          fmt::print("{} {} {}  | {}\n", side == &gold ? "missed" : "false", to_string(std::get<2>(each)).substr(2),
                     sentence.text.substr(std::get<0>(each), std::get<1>(each) - std::get<0>(each)), sentence.text);
    for (const auto& each : gold) ++tallies[std::get<2>(each)].gold;
    for (const auto& each : made) {
      ++tallies[std::get<2>(each)].made;
      tallies[std::get<2>(each)].right += gold.count(each);
    }
  }
  Tally all;
  std::string text;
  for (const auto& [kind, tally] : tallies) {
    text += fmt::format("  {} P {:.3f} R {:.3f} F {:.3f} ({})", to_string(kind).substr(2), tally.p(), tally.r(), tally.f(), tally.gold);
    if (kind == NameTag::kBOther) continue;
    all.right += tally.right, all.made += tally.made, all.gold += tally.gold;
  }
  return fmt::format("PER+ORG+LOC P {:.4f} R {:.4f} F {:.4f}  {}\n", all.p(), all.r(), all.f(), text);
}

}  // namespace musnad::training
