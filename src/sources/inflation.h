// Inflates gzip, bounded: a few kilobytes can hold gigabytes.
#pragma once

#include <musnad/error.h>

#include <string>
#include <string_view>

namespace musnad::sources {

/// The bytes begin as gzip does.
bool is_gzip(std::string_view bytes);

enum class Wrapping : std::uint8_t { kGzip, kDeflate };

/// All members of a gzip, or a deflate stream with or without its zlib header. Fails with kTooLarge beyond `max_bytes` and
/// with kCannotRead for a broken or cut-off stream.
Result<std::string> inflated(std::string_view bytes, std::size_t max_bytes, Wrapping wrapping = Wrapping::kGzip);

/// One gzip member.
std::string deflated(std::string_view bytes);

}  // namespace musnad::sources
