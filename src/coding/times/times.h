// Times of news and the date of the page. One stage writes both layers, since each needs the other: expressions are read
// first, the page's date is taken from what is given, metadata, address, dateline or inferred from them, and then they are
// resolved against it.
#pragma once

#include <musnad/stage.h>

#include "coding/times/time_grammar.h"

#include <filesystem>

namespace musnad::coding {

/// A time expression found in the text, before it has a value.
struct FoundTime {
  ParsedTime time;
  ByteSpan span;
  SentenceId sentence;
  BlockKind block = BlockKind::kBody;
  Outlook tense = Outlook::kUnknown;
};

/// When the page was published: given > metadata > url > dateline > text; nothing where nothing tells.
/// From the text: dates that lie in the past bound it below, dates it looks forward to bound it above, and the weekdays it
/// names fall between; without an upper bound two weeks after the latest past date are allowed.
std::optional<PageDate> page_date(const Document& doc, std::span<const FoundTime> times);

/// Layers TimeMention and PageDate (needs kBlocks, kSentences, kWords; uses kTags where they are). PageDate is empty, and
/// D0104 told, where the page has no date. `value` is EDTF, with a time of day where one is told ("2022-01-06T20:30");
/// `days` are the days it covers. Against a page date that is an interval a relative time comes out as an interval.
Result<std::unique_ptr<const Stage>> make_times_stage(const std::filesystem::path& codebook);

}  // namespace musnad::coding
