// Appending JSON to a string, without a tree: the writer's only means.
#pragma once

#include <musnad/span.h>

#include <string>
#include <string_view>

namespace musnad::record {

/// `value` must be valid UTF-8. Escapes quotation marks, backslashes and control characters; nothing else.
void append_string(std::string& to, std::string_view value);
/// A whole number without a decimal point; otherwise the shortest text that reads back as the same number.
void append_number(std::string& to, double value);
void append_integer(std::string& to, std::uint64_t value);

/// Writes `{"key":value,...}`; closes it when it goes out of scope.
class ObjectOutput {
 public:
  explicit ObjectOutput(std::string& to) : to_(to) { to_ += '{'; }
  ~ObjectOutput() { to_ += '}'; }
  ObjectOutput(const ObjectOutput&) = delete;
  ObjectOutput& operator=(const ObjectOutput&) = delete;

  /// Appends the key; the caller appends its value. `name` needs no escaping.
  std::string& key(std::string_view name);
  void string(std::string_view name, std::string_view value) { append_string(key(name), value); }
  /// The string, or null where it is empty.
  void optional(std::string_view name, std::string_view value);
  void number(std::string_view name, double value) { append_number(key(name), value); }
  void integer(std::string_view name, std::uint64_t value) { append_integer(key(name), value); }
  void boolean(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
  void null(std::string_view name) { key(name) += "null"; }

 private:
  std::string& to_;
  bool first_ = true;
};

/// Appends `[...]`, calling `append(item)` for each item.
template <class Items, class Append>
void append_list(std::string& to, const Items& items, Append append) {
  to += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) to += ',';
    first = false;
    append(item);
  }
  to += ']';
}

}  // namespace musnad::record
