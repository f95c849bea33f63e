#include "sources/inflation.h"
#include "sources/warc.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>

namespace musnad::sources {
namespace {

std::string fresh_id() {
  std::array<unsigned char, 16> bytes{};
  RAND_bytes(bytes.data(), int(bytes.size()));
  bytes[6] = std::uint8_t((bytes[6] & 0x0F) | 0x40);  // a random UUID, RFC 9562
  bytes[8] = std::uint8_t((bytes[8] & 0x3F) | 0x80);
  std::string id = "<urn:uuid:";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
    id += fmt::format("{:02x}", bytes[i]);
  }
  return id + ">";
}

std::string record(std::string head, std::string_view block) {
  std::string bytes = "WARC/1.1\r\n" + std::move(head);
  bytes += fmt::format("WARC-Block-Digest: {}\r\nContent-Length: {}\r\n\r\n", sha1_digest(block), block.size());
  bytes += block;
  bytes += "\r\n\r\n";
  return deflated(bytes);
}

}  // namespace

std::string sha1_digest(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), &length, EVP_sha1(), nullptr);
  constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text = "sha1:";
  unsigned held = 0, bits = 0;
  for (unsigned i = 0; i < length; ++i) {
    held = held << 8 | hash[i];
    for (bits += 8; bits >= 5; bits -= 5) text += kBase32[held >> (bits - 5) & 31];
    held &= (1u << bits) - 1;
  }
  return text;
}

std::string warc_info(std::string_view software, std::string_view date) {
  const std::string block = fmt::format("software: {}\r\nformat: WARC File Format 1.1\r\n", software);
  return record(fmt::format("WARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nContent-Type: application/warc-fields\r\n",
                            fresh_id(), date),
                block);
}

std::string warc_records(const Exchange& exchange) {
  const bool revisit = !exchange.refers_to_uri.empty();
  const std::string id = fresh_id();
  std::string common = fmt::format("WARC-Date: {}\r\nWARC-Target-URI: {}\r\n", exchange.date, exchange.uri);
  std::string head = fmt::format("WARC-Type: {}\r\nWARC-Record-ID: {}\r\n", revisit ? "revisit" : "response", id) + common;
  if (!exchange.ip.empty()) head += fmt::format("WARC-IP-Address: {}\r\n", exchange.ip);
  head += "Content-Type: application/http;msgtype=response\r\n";
  if (revisit)
    head += fmt::format(
        "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\nWARC-Refers-To-Target-URI: {}\r\n"
        "WARC-Refers-To-Date: {}\r\n",
        exchange.refers_to_uri, exchange.refers_to_date);
  else if (const auto message = parse_response(exchange.response))
    if (const auto payload = message->payload(exchange.response.size()))
      head += fmt::format("WARC-Payload-Digest: {}\r\n", sha1_digest(*payload));
  const std::string asked = fmt::format("WARC-Type: request\r\nWARC-Record-ID: {}\r\nWARC-Concurrent-To: {}\r\n", fresh_id(), id) + common +
                            "Content-Type: application/http;msgtype=request\r\n";
  return record(std::move(head), exchange.response) + record(asked, exchange.request);
}

}  // namespace musnad::sources
