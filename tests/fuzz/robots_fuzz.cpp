// The first line is an address, the rest a robots.txt: an answer, in bounded time.
#include "fuzzing.h"
#include "sources/address_of_page.h"
#include "sources/robots.h"

using namespace musnad;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzzing::view(data, size);
  const std::size_t line = bytes.find('\n');
  const auto robots = sources::Robots::parse(bytes.substr(line == std::string_view::npos ? 0 : line), "musnad");
  (void)robots.allows(bytes.substr(0, line));
  fuzzing::require(robots.crawl_delay_seconds() >= 0 && robots.crawl_delay_seconds() <= 300);
  if (const auto base = sources::PageAddress::parse("https://example.org/a/b?c"))
    if (const auto led = base->resolve(bytes.substr(0, line))) {
      fuzzing::require(led->text.starts_with("http") && led->target.starts_with("/"));
      const auto again = sources::PageAddress::parse(led->text);
      fuzzing::require(again && again->text == led->text && again->origin == led->origin);
    }
  return 0;
}
