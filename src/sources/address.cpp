#include "sources/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace musnad::sources {
namespace {

struct Range4 {
  std::array<std::uint8_t, 4> prefix;
  int bits;
};
struct Range6 {
  std::array<std::uint8_t, 16> prefix;
  int bits;
};

constexpr Range4 kClosed4[] = {
    {{0, 0, 0, 0}, 8},         // this network
    {{10, 0, 0, 0}, 8},        // private
    {{100, 64, 0, 0}, 10},     // shared by carriers; 100.100.100.200 gives secrets
    {{127, 0, 0, 0}, 8},       // loopback
    {{168, 63, 129, 16}, 32},  // a cloud's host agent
    {{169, 254, 0, 0}, 16},    // link-local; 169.254.169.254 gives secrets
    {{172, 16, 0, 0}, 12},     // private
    {{192, 0, 0, 0}, 24},      // protocol assignments; 192.0.0.192 gives secrets
    {{192, 0, 2, 0}, 24},      // documentation
    {{192, 88, 99, 0}, 24},    // relays to IPv6
    {{192, 168, 0, 0}, 16},    // private
    {{198, 18, 0, 0}, 15},     // benchmarks
    {{198, 51, 100, 0}, 24},   // documentation
    {{203, 0, 113, 0}, 24},    // documentation
    {{224, 0, 0, 0}, 4},       // multicast
    {{240, 0, 0, 0}, 4},       // reserved, broadcast
};

constexpr Range6 kOpen6 = {{0x20}, 3};  // global unicast; all else is closed
constexpr Range6 kClosed6[] = {
    {{0x20, 0x01, 0x00}, 23},        // protocol assignments, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff}, 20},              // documentation
};
// An IPv4 address stands at `at` in these.
struct Wrapped {
  Range6 range;
  std::size_t at;
};
constexpr Wrapped kWrapped[] = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12},  // mapped
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},                    // translated
    {{{0x20, 0x02}, 16}, 2},                                 // 6to4
};

template <std::size_t N>
bool within(std::span<const std::uint8_t, N> address, const std::array<std::uint8_t, N>& prefix, int bits) {
  for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
    const auto mask = std::uint8_t(bits >= 8 ? 0xff : 0xff << (8 - bits));
    if ((address[i] & mask) != (prefix[i] & mask)) return false;
  }
  return true;
}

}  // namespace

bool is_public(std::span<const std::uint8_t, 4> address) {
  return std::none_of(std::begin(kClosed4), std::end(kClosed4),
                      [&](const Range4& range) { return within<4>(address, range.prefix, range.bits); });
}

bool is_public(std::span<const std::uint8_t, 16> address) {
  for (const Wrapped& wrapped : kWrapped)
    if (within<16>(address, wrapped.range.prefix, wrapped.range.bits)) {
      std::array<std::uint8_t, 4> inner{};
      std::copy_n(address.begin() + std::ptrdiff_t(wrapped.at), 4, inner.begin());
      return is_public(std::span<const std::uint8_t, 4>(inner));
    }
  if (!within<16>(address, kOpen6.prefix, kOpen6.bits)) return false;
  return std::none_of(std::begin(kClosed6), std::end(kClosed6),
                      [&](const Range6& range) { return within<16>(address, range.prefix, range.bits); });
}

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, bytes.size());
    return is_public(std::span<const std::uint8_t, 4>(bytes));
  }
  if (address.sa_family == AF_INET6) {
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
    return is_public(std::span<const std::uint8_t, 16>(bytes));
  }
  return false;
}

std::string text_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address.sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (address.sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (bytes == nullptr || inet_ntop(address.sa_family, bytes, text.data(), socklen_t(text.size())) == nullptr) return {};
  return text.data();
}

}  // namespace musnad::sources
