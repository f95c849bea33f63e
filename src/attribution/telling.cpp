#include "attribution/telling.h"

#include <algorithm>

#include "coding/entities/entities.h"
#include "text/utf8.h"

namespace musnad::attribution {

bool may_tell(const Document& document, const codebook::Reading& reading, WordId noun) {
  return reading.can_act(noun) || reading.find_entry(noun, codebook::EntryKind::kActor) || reading.find_class(noun, "source_kind") ||
         coding::find_mention(document, noun).valid();
}

SentenceId last_sentence(const Document& document, const Telling& telling) {
  const auto sentences = document.layer<Sentence>();
  SentenceId last = telling.sentence;
  if (telling.content.empty()) return last;
  while (last.value + 1 < sentences.size() && sentences[last.value + 1].span.begin < telling.content.back().end) ++last.value;
  return last;
}

std::vector<ByteSpan> spans_of_words(const Document& document, const std::vector<WordId>& words) {
  std::vector<ByteSpan> result;
  std::uint32_t last = 0;
  for (WordId word : words) {
    const ByteSpan span = document.at(word).span;
    if (!result.empty() && word.value == last + 1)
      result.back() = result.back().cover(span);
    else
      result.push_back(span);
    last = word.value;
  }
  return result;
}

void put_in_order(std::vector<WordId>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

std::vector<ByteSpan> outside(const Document& document, const std::vector<ByteSpan>& spans, ByteSpan hole) {
  std::vector<ByteSpan> result;
  for (ByteSpan span : spans) {
    if (!span.overlaps(hole)) {
      result.push_back(span);
      continue;
    }
    for (ByteSpan part : {ByteSpan{span.begin, std::max(span.begin, hole.begin)}, ByteSpan{std::min(hole.end, span.end), span.end}})
      if (const ByteSpan kept = trimmed(document, part); !kept.empty()) result.push_back(kept);
  }
  return result;
}

bool covers(const std::vector<ByteSpan>& spans, ByteSpan span) {
  return std::any_of(spans.begin(), spans.end(), [&](ByteSpan outer) { return outer.contains(span); });
}

std::vector<ByteSpan> merged(std::vector<ByteSpan> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<ByteSpan> result;
  for (ByteSpan span : spans) {
    if (span.empty()) continue;
    if (!result.empty() && result.back().overlaps(span))
      result.back() = result.back().cover(span);
    else
      result.push_back(span);
  }
  return result;
}

std::uint32_t length_of(const std::vector<ByteSpan>& spans) {
  std::uint32_t sum = 0;
  for (ByteSpan span : spans) sum += span.length();
  return sum;
}

ByteSpan trimmed(const Document& document, ByteSpan span) {
  const std::string_view text = document.text();
  const auto strips = [](char32_t c) {
    return text::is_space(c) || text::is_bidi_control(c) || c == ',' || c == '.' || c == ':' || c == ';' || c == 0x60c || c == 0x61b ||
           c == 0x2026 || c == '-' || c == 0x2013 || c == 0x2014;
  };
  while (span.begin < span.end) {
    const text::CodePoint c = text::decode(text, span.begin);
    if (!strips(c.value)) break;
    span.begin += c.length;
  }
  while (span.end > span.begin) {
    std::uint32_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xc0) == 0x80) --last;
    if (!strips(text::decode(text, last).value)) break;
    span.end = last;
  }
  return span;
}

}  // namespace musnad::attribution
