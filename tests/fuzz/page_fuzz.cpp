// Any bytes as a page: valid UTF-8 comes out, blocks tile it, every span maps into the page.
// The first byte chooses how the page is given; the rest is the page.
#include "fuzzing.h"
#include "page/page.h"
#include "text/utf8.h"

using namespace musnad;
using fuzzing::require;

namespace {

// Low enough to be met.
constexpr page::MarkupLimits kLimits = {
    .max_depth = 40, .max_tags = 500, .max_attributes = 1000, .max_reopened = 1000, .max_bytes = 16 << 10, .max_cuts = 500};

const page::PageLexicon& lexicon() {
  static const auto loaded = page::PageLexicon::load(MUSNAD_SOURCE_DIR "/codebook");
  require(loaded.has_value());
  return *loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  page::PageInput input;
  input.kind = static_cast<page::PageKind>(bytes[0] % 3);
  if (bytes[0] & 0x10) input.content_type = "text/html; charset=windows-1256";
  if (bytes[0] & 0x20) input.title = "A title";
  input.bytes = fuzzing::view(bytes + 1, size - 1);
  const auto read = page::read_page(input, lexicon(), {.max_bytes = 1u << 20, .markup = kLimits});
  if (!read) return 0;
  const std::string_view text = read->document.text();
  require(text::is_valid(text));
  require(read->map.text_size() == text.size());
  std::uint32_t at = 0;
  for (const Block& block : read->document.layer<Block>()) {
    require(block.span.begin == at && block.span.end >= at);
    require(read->map.to_page({block.span.begin, block.span.end}).end <= input.bytes.size());
    at = block.span.end;
  }
  require(at == text.size());
  return 0;
}
