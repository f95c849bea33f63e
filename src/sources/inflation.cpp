#include "sources/inflation.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>

namespace musnad::sources {
namespace {

constexpr int kGzipBits = 15 + 16, kZlibBits = 15, kRawBits = -15;
constexpr std::size_t kChunkBytes = 64 << 10;

/// One stream from the front of `bytes`, which is cut off it.
Result<void> inflate_one(std::string_view& bytes, int bits, std::size_t max_bytes, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, bits) != Z_OK) return fail(ErrorCode::kCannotRead, "zlib does not start");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = uInt(bytes.size());
  std::array<char, kChunkBytes> chunk;
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = uInt(chunk.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(chunk.data(), chunk.size() - stream.avail_out);
    if (out.size() > max_bytes) {
      inflateEnd(&stream);
      return fail(ErrorCode::kTooLarge, fmt::format("inflates to more than {} bytes", max_bytes));
    }
  }
  bytes.remove_prefix(bytes.size() - stream.avail_in);
  inflateEnd(&stream);
  if (state != Z_STREAM_END) return fail(ErrorCode::kCannotRead, "the compressed data are broken or cut off");
  return {};
}

}  // namespace

bool is_gzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B");
}

Result<std::string> inflated(std::string_view bytes, std::size_t max_bytes, Wrapping wrapping) {
  std::string out;
  if (wrapping == Wrapping::kDeflate) {
    const std::string_view whole = bytes;
    if (inflate_one(bytes, kZlibBits, max_bytes, out)) return out;
    if (out.size() > max_bytes) return fail(ErrorCode::kTooLarge, fmt::format("inflates to more than {} bytes", max_bytes));
    out.clear();
    bytes = whole;
    if (auto done = inflate_one(bytes, kRawBits, max_bytes, out); !done) return tl::unexpected(done.error());
    return out;
  }
  do
    if (auto done = inflate_one(bytes, kGzipBits, max_bytes, out); !done) return tl::unexpected(done.error());
  while (is_gzip(bytes));
  return out;
}

std::string deflated(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipBits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, uLong(bytes.size())) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = uInt(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace musnad::sources
