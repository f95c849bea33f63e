// Lines of records and of requests: any bytes give an answer; what the checker finds sound reads back and writes again.
#include "fuzzing.h"

#include "engine/request_line.h"
#include "record/checker.h"
#include "record/reader.h"
#include "record/report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line = musnad::fuzzing::view(data, size);
  musnad::engine::parse_request(line, 1);
  const auto stored = musnad::record::parse_record(line);
  if (!stored) return 0;
  std::string again;
  musnad::record::write(stored->document, stored->versions, again);
  musnad::fuzzing::require(musnad::record::check(again).empty());
  musnad::record::report(stored->document);
  return 0;
}
