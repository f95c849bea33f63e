// The working form of one act of telling, before it gets its ids: who, by which words, what.
#pragma once

#include <musnad/document.h>

#include "codebook/reading/reading.h"

namespace musnad::attribution {

/// The one who tells, as far as the sentence and what went before say.
struct Teller {
  SourceKind kind = SourceKind::kUnnamed;
  EntityId entity;
  std::optional<ByteSpan> span;
  std::string name;
  bool named = false;
  bool hidden = false;           ///< the text hides him: passive, "reportedly"
  WordId head;                   ///< invalid where he was taken over from an earlier sentence
  std::int32_t taken_from = -1;  ///< index of the telling that he was taken over from
};

struct Telling {
  static constexpr std::int32_t kNoOuter = -1;
  static constexpr std::string_view kToldOutlet = "told an outlet";  ///< rule of an outlet that a speaker told something

  SentenceId sentence;
  codebook::FilledFrame frame;  ///< the cue's slots; `frame.frame` null where no codebook entry made this telling
  const codebook::Entry* entry = nullptr;
  WordId cue_head;
  std::vector<WordId> cue_words;  ///< in order of text
  Teller teller;
  std::vector<ByteSpan> content;  ///< in order of text
  Stance stance = Stance::kNeutral;
  std::int32_t outer = kNoOuter;  ///< the telling that reports this one, where the construction says so
  std::string rule;
};

/// Whether the noun is one that can tell: whoever can act, what news is told by, and a name or phrase found for an entity.
bool may_tell(const Document& document, const codebook::Reading& reading, WordId noun);

/// The last sentence that holds some of what is told: a quotation may go on over several.
SentenceId last_sentence(const Document& document, const Telling& telling);

/// Cue spans: adjacent words joined, others apart.
std::vector<ByteSpan> spans_of_words(const Document& document, const std::vector<WordId>& words);

/// Puts words into the order of text and drops repetitions.
void put_in_order(std::vector<WordId>& words);

/// What of `spans` lies outside `hole`, trimmed.
std::vector<ByteSpan> outside(const Document& document, const std::vector<ByteSpan>& spans, ByteSpan hole);

/// True where one of the spans holds `span`.
bool covers(const std::vector<ByteSpan>& spans, ByteSpan span);

/// The spans in order of text, those that overlap joined.
std::vector<ByteSpan> merged(std::vector<ByteSpan> spans);

/// Bytes covered by the spans.
std::uint32_t length_of(const std::vector<ByteSpan>& spans);

/// `span` without white space, commas, colons and full stops at its edges; quotation marks stay.
ByteSpan trimmed(const Document& document, ByteSpan span);

}  // namespace musnad::attribution
