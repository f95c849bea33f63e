#include "sources/address.h"
#include "sources/address_of_page.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace musnad::sources {
namespace {

bool is_open(const std::string& text) {
  sockaddr_storage storage{};
  if (text.find(':') == std::string::npos) {
    auto& address = reinterpret_cast<sockaddr_in&>(storage);
    address.sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &address.sin_addr), 1) << text;
  } else {
    auto& address = reinterpret_cast<sockaddr_in6&>(storage);
    address.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &address.sin6_addr), 1) << text;
  }
  return is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(Address, ClosedOnes) {
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "100.100.100.200",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.1.2.3",
                           "127.255.255.255",
                           "168.63.129.16",
                           "169.254.0.1",
                           "169.254.169.254",
                           "169.254.170.2",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.0.192",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.0.1",
                           "192.168.255.255",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::7f00:1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::ffff:169.254.169.254",
                           "64:ff9b::7f00:1",
                           "64:ff9b::a9fe:a9fe",
                           "64:ff9b:1::1",
                           "100::1",
                           "2001::1",
                           "2001:10::1",
                           "2001:20::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2002:a00:1::1",
                           "2002:c0a8:1::1",
                           "3fff::1",
                           "5f00::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "fdff::1",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "ff02::1"})
    EXPECT_FALSE(is_open(text)) << text;
}

TEST(Address, OpenOnes) {
  for (const char* text :
       {"1.1.1.1",        "9.255.255.255",    "11.0.0.0",        "100.63.255.255", "100.128.0.0",     "126.255.255.255", "128.0.0.1",
        "172.15.255.255", "172.32.0.0",       "192.167.255.255", "192.169.0.0",    "198.17.255.255",  "198.20.0.0",      "223.255.255.255",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700::1111", "2a00:1450::1",   "2002:808:808::1", "2001:4860::8888"})
    EXPECT_TRUE(is_open(text)) << text;
}

TEST(Address, OtherFamiliesAreClosed) {
  sockaddr_storage storage{};
  storage.ss_family = AF_UNIX;
  EXPECT_FALSE(is_public(reinterpret_cast<const sockaddr&>(storage)));
}

TEST(PageAddress, OnlyHttpWithoutUsers) {
  for (const char* text :
       {"file:///etc/passwd", "gopher://example.org/1", "ftp://example.org/", "data:text/html,x", "javascript:alert(1)", "http://",
        "http://user:word@example.org/", "dict://example.org:2628/", "ht tp://x", "http://exa\nmple.org/", ""})
    EXPECT_FALSE(PageAddress::parse(text)) << text;
  const auto address = PageAddress::parse("HTTPS://Example.org:443/a/../b?q=1#part");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->text, "https://example.org/b?q=1");
  EXPECT_EQ(address->target, "/b?q=1");
  EXPECT_EQ(address->origin, "https://example.org:443");
}

TEST(PageAddress, OddNumbersAreReadAsAConnectionWouldReadThem) {
  const auto hex = PageAddress::parse("http://0x7f000001/"), octal = PageAddress::parse("http://017700000001/");
  ASSERT_TRUE(hex);
  EXPECT_EQ(hex->origin, "http://127.0.0.1:80");
  ASSERT_TRUE(octal);
  EXPECT_EQ(octal->origin, "http://127.0.0.1:80");
}

TEST(PageAddress, Resolves) {
  const auto base = PageAddress::parse("http://example.org/a/b.html");
  ASSERT_TRUE(base);
  EXPECT_EQ(base->resolve("../c?x=y")->text, "http://example.org/c?x=y");
  EXPECT_EQ(base->resolve("//other.example/z")->text, "http://other.example/z");
  EXPECT_FALSE(base->resolve("file:///etc/passwd"));
}

}  // namespace
}  // namespace musnad::sources
