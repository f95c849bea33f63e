#include "sources/robots.h"

#include "text/ascii.h"

#include <algorithm>

namespace musnad::sources {
namespace {

constexpr std::size_t kMaxBytes = 500 << 10;
constexpr std::size_t kMaxRules = 10'000;
constexpr std::size_t kMaxTarget = 8 << 10;
constexpr std::size_t kMaxPattern = 2 << 10;
constexpr double kMaxDelay = 300;
constexpr std::string_view kBlanks = " \t";

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}
int hex_value(char c) {
  return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

/// One way to write each character: octets outside ASCII escaped, escapes of unreserved characters resolved.
std::string normal(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    auto octet = std::uint8_t(path[i]);
    bool escape = octet >= 0x80 || octet <= 0x20;
    if (path[i] == '%' && i + 2 < path.size() && is_hex(path[i + 1]) && is_hex(path[i + 2])) {
      octet = std::uint8_t(hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]));
      i += 2;
      const bool unreserved = (octet >= '0' && octet <= '9') || ((octet | 32) >= 'a' && (octet | 32) <= 'z') || octet == '-' ||
                              octet == '.' || octet == '_' || octet == '~';
      escape = !unreserved || octet >= 0x80;
    }
    if (escape)
      out.append({'%', kDigits[octet >> 4], kDigits[octet & 15]});
    else
      out += char(octet);
  }
  return out;
}

/// '*' stands for any run of characters, '$' at the end for the end. Linear but for a factor of the pattern's length.
bool fits(std::string_view pattern, std::string_view target) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (true) {
    if (p == pattern.size() && (!anchored || t == target.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = t;
    } else if (p < pattern.size() && t < target.size() && pattern[p] == target[t]) {
      ++p, ++t;
    } else if (star != std::string_view::npos && retry < target.size()) {
      t = ++retry;
      p = star;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots Robots::closed() {
  Robots robots;
  robots.rules_.push_back({"/", false});
  return robots;
}

Robots Robots::parse(std::string_view text, std::string_view agent) {
  text = text.substr(0, kMaxBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string own = text::lower_ascii(agent);
  Robots named, any;
  bool found_named = false, in_agents = false, for_named = false, for_any = false;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("\r\n");
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    line = text::trimmed(line.substr(0, line.find('#')), kBlanks);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = text::lower_ascii(text::trimmed(line.substr(0, colon), kBlanks));
    const std::string_view value = text::trimmed(line.substr(colon + 1), kBlanks);
    if (key == "user-agent") {
      if (!in_agents) for_named = for_any = false;
      in_agents = true;
      const std::string name = text::lower_ascii(value.substr(0, value.find_first_of("/ \t")));
      for_any |= name == "*";
      for_named |= !name.empty() && name == own;
      found_named |= for_named;
      continue;
    }
    if (key == "sitemap") {  // belongs to no group
      if (named.sitemaps_.size() < kMaxRules) named.sitemaps_.emplace_back(value), any.sitemaps_.emplace_back(value);
      continue;
    }
    in_agents = false;
    for (Robots* group : {for_named ? &named : nullptr, for_any ? &any : nullptr}) {
      if (group == nullptr) continue;
      if ((key == "allow" || key == "disallow") && !value.empty() && value.size() <= kMaxPattern && group->rules_.size() < kMaxRules)
        group->rules_.push_back({normal(value), key == "allow"});
      if (key == "crawl-delay") {
        double seconds = 0;
        for (char c : value.substr(0, 6)) {
          if (c < '0' || c > '9') break;
          seconds = seconds * 10 + (c - '0');
        }
        group->delay_ = std::min(seconds, kMaxDelay);
      }
    }
  }
  return found_named ? named : any;
}

bool Robots::allows(std::string_view target) const {
  if (target.empty()) target = "/";
  if (target == "/robots.txt") return true;
  const std::string path = normal(target.substr(0, kMaxTarget));
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!fits(rule.pattern, path)) continue;
    if (best == nullptr || rule.pattern.size() > best->pattern.size() || (rule.pattern.size() == best->pattern.size() && rule.allow))
      best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace musnad::sources
