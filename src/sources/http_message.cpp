#include "sources/http_message.h"

#include "sources/inflation.h"
#include "text/ascii.h"

#include <fmt/format.h>

#include <algorithm>

namespace musnad::sources {
namespace {

constexpr std::size_t kMaxHeaders = 500;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string_view next_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Result<std::string> without_chunks(std::string_view body, std::size_t max_bytes) {
  std::string out;
  while (!body.empty()) {
    const std::string_view line = next_line(body);
    std::size_t size = 0, digits = 0;
    for (; digits < line.size() && digits < 8; ++digits) {
      const char c = char(line[digits] | 32);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) break;
      size = size * 16 + std::size_t(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (digits == 0) return fail(ErrorCode::kCannotRead, "a chunk of the body has no length");
    if (size == 0) return out;
    if (size > body.size() || out.size() + size > max_bytes) {
      if (size > body.size()) return fail(ErrorCode::kCannotRead, "the body ends within a chunk");
      return fail(ErrorCode::kTooLarge, fmt::format("the body is larger than {} bytes", max_bytes));
    }
    out.append(body.substr(0, size));
    body.remove_prefix(size);
    next_line(body);
  }
  return fail(ErrorCode::kCannotRead, "the body lacks its last chunk");
}

}  // namespace

Headers parse_headers(std::string_view& bytes) {
  Headers headers;
  while (!bytes.empty()) {
    const std::string_view line = next_line(bytes);
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !headers.empty()) {
      headers.back().second.append(" ").append(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= kMaxHeaders) continue;
    headers.emplace_back(text::lower_ascii(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1))));
  }
  return headers;
}

std::string_view header_of(const Headers& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; });
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

Result<std::string> HttpMessage::payload(std::size_t max_bytes) const {
  if (text::lower_ascii(header("transfer-encoding")).find("chunked") != std::string::npos) {
    auto joined = without_chunks(body, max_bytes);
    if (joined || body.empty() || joined.error().code == ErrorCode::kTooLarge) return joined;
    // Archives often keep the header of a body whose chunks they have joined.
  }
  if (body.size() > max_bytes) return fail(ErrorCode::kTooLarge, fmt::format("the body is larger than {} bytes", max_bytes));
  return std::string(body);
}

Result<std::string> HttpMessage::decoded_body(std::size_t max_bytes) const {
  auto bytes = payload(max_bytes);
  if (!bytes) return bytes;
  const std::string coding = text::lower_ascii(trimmed(header("content-encoding")));
  if (coding.empty() || coding == "identity") return bytes;
  if (coding == "gzip" || coding == "x-gzip") return is_gzip(*bytes) ? inflated(*bytes, max_bytes) : bytes;
  if (coding == "deflate") return inflated(*bytes, max_bytes, Wrapping::kDeflate);
  return fail(ErrorCode::kCannotRead, fmt::format("the body is in the coding '{}', which is not known", coding));
}

Result<HttpMessage> parse_response(std::string_view bytes) {
  const std::string_view line = next_line(bytes);
  const std::size_t space = line.find(' ');
  if (!line.starts_with("HTTP/") || space == std::string_view::npos || line.size() < space + 4)
    return fail(ErrorCode::kCannotRead, "no HTTP response");
  HttpMessage message;
  for (char c : line.substr(space + 1, 3)) {
    if (c < '0' || c > '9') return fail(ErrorCode::kCannotRead, "the HTTP response has no status");
    message.status = message.status * 10 + (c - '0');
  }
  message.headers = parse_headers(bytes);
  message.body = bytes;
  return message;
}

}  // namespace musnad::sources
