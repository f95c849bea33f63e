// Any bytes as an HTTP response with its codings, and as a compressed body: an error or a body within the limit.
#include "fuzzing.h"
#include "sources/http_message.h"
#include "sources/inflation.h"

using namespace musnad;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMax = 1u << 20;
  if (size == 0) return 0;
  const std::string_view bytes = fuzzing::view(data + 1, size - 1);
  if (data[0] % 4 != 0) {
    const auto body = sources::inflated(bytes, kMax, data[0] % 4 == 1 ? sources::Wrapping::kGzip : sources::Wrapping::kDeflate);
    fuzzing::require(!body || body->size() <= kMax);
    return 0;
  }
  const auto message = sources::parse_response(bytes);
  if (!message) return 0;
  if (const auto body = message->decoded_body(kMax)) fuzzing::require(body->size() <= kMax);
  return 0;
}
