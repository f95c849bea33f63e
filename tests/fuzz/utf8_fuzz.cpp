// UTF-8, offsets, grapheme borders and folding: total over any bytes.
#include "fuzzing.h"
#include "text/folding.h"
#include "text/graphemes.h"
#include "text/utf8.h"

using musnad::fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace text = musnad::text;
  const std::string_view bytes = musnad::fuzzing::view(data, size);
  const std::string mended = text::repaired(bytes);
  require(text::is_valid(mended));
  require(!text::is_valid(bytes) || mended == bytes);

  const text::Offsets offsets(mended);
  const text::GraphemeBorders borders(mended);
  std::uint32_t point = 0;
  for (std::uint32_t at = 0; at < mended.size(); ++point) {
    require(offsets.code_point_of(at) == point && offsets.byte_of(point) == at);
    const auto widened = borders.widened({at, at + 1});
    require(widened.begin <= at && at < widened.end && borders.is_border(widened.begin) && borders.is_border(widened.end));
    at += text::decode(mended, at).length;
  }
  require(offsets.size() == point);

  const text::FoldedText folded(mended);
  require(text::is_valid(folded.text()));
  const auto whole = folded.alignment().to_text({0, static_cast<std::uint32_t>(folded.text().size())});
  require(whole.end <= mended.size());
  require(text::fold(folded.text()) == folded.text());
  return 0;
}
