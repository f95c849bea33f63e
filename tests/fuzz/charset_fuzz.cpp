// Any bytes as a page in an unknown encoding: valid UTF-8 comes out, and every byte of it leads back into the page.
// The first byte chooses how the page is given.
#include "fuzzing.h"
#include "page/markup/charset.h"
#include "text/utf8.h"

#include <string>

using namespace musnad;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = fuzzing::view(data + 1, size - 1);
  static constexpr const char* kTypes[] = {"", "text/html; charset=windows-1256", "text/html; charset=utf-16le",
                                           "text/html; charset=gb18030"};
  const bool html = data[0] & 4, as_given = data[0] & 8;
  const auto decoded = page::decode_page(bytes, kTypes[data[0] % 4], html, as_given);
  if (!decoded) return 0;
  require(text::is_valid(decoded->text) && decoded->map.text_size() == decoded->text.size());
  std::uint32_t last = 0;
  for (std::uint32_t at = 0; at < decoded->text.size();) {
    const auto length = std::uint32_t(text::decode(decoded->text, at).length);
    const auto span = decoded->map.to_page({at, at + length});
    require(span.begin >= last && span.begin <= span.end && span.end <= bytes.size());
    last = span.begin;
    at += length;
  }
  return 0;
}
