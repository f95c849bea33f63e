#include "record/json_output.h"

#include <array>
#include <charconv>
#include <cmath>

namespace musnad::record {
namespace {
constexpr double kLargestExactInteger = 9007199254740992.0;  // 2^53

void append_escape(std::string& to, unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      to += "\\\"";
      break;
    case '\\':
      to += "\\\\";
      break;
    case '\n':
      to += "\\n";
      break;
    case '\r':
      to += "\\r";
      break;
    case '\t':
      to += "\\t";
      break;
    default:
      to += "\\u00";
      to += kHex[c >> 4];
      to += kHex[c & 15];
  }
}
}  // namespace

void append_string(std::string& to, std::string_view value) {
  to += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
    to.append(value, done, i - done);
    append_escape(to, c);
    done = i + 1;
  }
  to.append(value, done);
  to += '"';
}

void append_number(std::string& to, double value) {
  std::array<char, 32> buffer;
  char* end = nullptr;
  if (!std::isfinite(value)) {
    to += "null";
    return;
  }
  if (value == std::floor(value) && std::fabs(value) <= kLargestExactInteger)
    end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(value)).ptr;
  else
    end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  to.append(buffer.data(), end);
}

void append_integer(std::string& to, std::uint64_t value) {
  std::array<char, 24> buffer;
  to.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

std::string& ObjectOutput::key(std::string_view name) {
  if (!first_) to_ += ',';
  first_ = false;
  to_ += '"';
  to_ += name;
  to_ += "\":";
  return to_;
}

void ObjectOutput::optional(std::string_view name, std::string_view value) {
  if (value.empty())
    null(name);
  else
    string(name, value);
}

}  // namespace musnad::record
