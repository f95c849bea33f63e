// robots.txt after RFC 9309.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace musnad::sources {

class Robots {
 public:
  /// Allows everything.
  Robots() = default;
  /// Forbids everything: what a server error on robots.txt means.
  static Robots closed();
  /// The rules for one crawler. `agent`: its product token ("musnad"), matched without regard to case; where no group names
  /// it, those for "*" hold. Reads the first 500 KiB.
  static Robots parse(std::string_view text, std::string_view agent);

  /// `target`: path and query of an address, as it is sent. The longest rule that fits decides; of two, the one that allows.
  bool allows(std::string_view target) const;
  /// Seconds between two requests, where the file asks for them; 0: it does not. At most 300.
  double crawl_delay_seconds() const { return delay_; }
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    std::string pattern;
    bool allow;
  };
  std::vector<Rule> rules_;
  std::vector<std::string> sitemaps_;
  double delay_ = 0;
};

}  // namespace musnad::sources
