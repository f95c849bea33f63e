// An HTTP response as it came over the wire: status line, headers, body; as a WARC keeps it.
#pragma once

#include <musnad/error.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musnad::sources {

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< names in lower case, in order

/// The value of the first header of the name (lower case), or empty.
std::string_view header_of(const Headers& headers, std::string_view name);

struct HttpMessage {
  int status = 0;
  Headers headers;
  std::string_view body;  ///< as sent: perhaps in chunks, perhaps compressed

  std::string_view header(std::string_view name) const { return header_of(headers, name); }
  /// The body without Transfer-Encoding and Content-Encoding (gzip, deflate). Fails with kTooLarge, or with kCannotRead for
  /// a coding that is not known.
  Result<std::string> decoded_body(std::size_t max_bytes) const;
  /// The body without Transfer-Encoding only.
  Result<std::string> payload(std::size_t max_bytes) const;
};

/// Fails with kCannotRead where the bytes are no response. `bytes` must outlive the message.
Result<HttpMessage> parse_response(std::string_view bytes);
/// "name: value" lines up to an empty one; `bytes` is cut to what follows. Lines that begin with a space go on.
Headers parse_headers(std::string_view& bytes);

}  // namespace musnad::sources
