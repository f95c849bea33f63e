#include <fmt/format.h>
#include <musnad/error.h>

namespace musnad {
namespace {
struct Row {
  std::string_view code, meaning, remedy;
};
constexpr Row kRows[] = {
#define MUSNAD_ERROR(code, name, meaning, remedy) {#code, meaning, remedy},
#include <musnad/error_codes.def>
#undef MUSNAD_ERROR
};
const Row& row(ErrorCode code) {
  return kRows[static_cast<std::size_t>(code)];
}
}  // namespace

std::string_view code_of(ErrorCode code) {
  return row(code).code;
}
std::string_view meaning_of(ErrorCode code) {
  return row(code).meaning;
}
std::string_view remedy_of(ErrorCode code) {
  return row(code).remedy;
}

std::string Error::to_string() const {
  return where.empty() ? fmt::format("{} [{}]", message, code_of(code)) : fmt::format("{}: {} [{}]", where, message, code_of(code));
}

}  // namespace musnad
