// From bytes to UTF-8: which encoding a page is in, and its text with a map back to the bytes.
#pragma once

#include "page/markup/source_map.h"

#include <musnad/error.h>

#include <string>
#include <string_view>

namespace musnad::page {

/// The WHATWG name (lower case) of an encoding label such as "cp1256", "latin1", "utf8"; empty where there is none.
std::string_view charset_named(std::string_view label);
/// The charset parameter of a Content-Type header as a WHATWG name; empty where there is none.
std::string_view charset_of_content_type(std::string_view content_type);
/// What <meta> declares in the first 64 KB, read as by the HTML standard's prescan; empty where nothing is declared.
std::string_view charset_of_meta(std::string_view bytes);

/// A page's bytes as UTF-8.
struct Decoded {
  std::string text;
  SourceMap map;
  std::string charset;     ///< WHATWG name
  std::string basis;       ///< the step that decided: "mark", "header", "meta", "valid", "detected", "repaired"
  std::size_t broken = 0;  ///< sequences replaced by U+FFFD
  std::size_t end = 0;     ///< bytes decoded: all of them, unless the map would grow without bounds
  bool guessed = false;    ///< by the detector, or against what the page declared
};

/// Decodes by byte order mark, HTTP header, <meta> (where `html`), valid UTF-8, then detection. NUL becomes U+FFFD.
/// `as_given`: UTF-8 is left as it is, a byte order mark and text that was encoded twice included: the caller's offsets are into it. Fails
/// with kNotText for binary input.
Result<Decoded> decode_page(std::string_view bytes, std::string_view content_type, bool html, bool as_given = false);

}  // namespace musnad::page
