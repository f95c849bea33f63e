// Which network addresses a page may be fetched from. A page's links, redirects and name servers are written by strangers:
// none of them may lead into the machine or the network it stands in.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace musnad::sources {

enum class AddressPolicy : std::uint8_t {
  kPublicOnly,  ///< addresses of the public internet
  kAny,         ///< loopback and private networks as well, for tests and intranets
};

/// The address can be reached from anywhere and is meant to be: no loopback, private, shared, link-local, documentation,
/// multicast or reserved range of the IANA special-purpose registries (RFC 6890 and its updates), none of the addresses at
/// which clouds give out secrets, and no IPv6 form that wraps one of these.
bool is_public(std::span<const std::uint8_t, 4> ipv4);
bool is_public(std::span<const std::uint8_t, 16> ipv6);
/// Of AF_INET and AF_INET6; false for every other family.
bool is_public(const sockaddr& address);

/// "192.0.2.7", "2001:db8::7"; empty for other families.
std::string text_of(const sockaddr& address);

}  // namespace musnad::sources
