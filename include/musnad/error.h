// Errors as values. Whatever input, codebook, model file, disk or network can cause comes back as Result<T>;
// the library never prints, exits or aborts for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace musnad {

/// One value per line of error_codes.def.
enum class ErrorCode : std::uint16_t {
#define MUSNAD_ERROR(code, name, meaning, remedy) name,
#include <musnad/error_codes.def>
#undef MUSNAD_ERROR
};

/// "E0101" and the like.
std::string_view code_of(ErrorCode code);
/// What the code means, in general.
std::string_view meaning_of(ErrorCode code);
/// What the user can do about it; may be empty.
std::string_view remedy_of(ErrorCode code);

/// What went wrong (`message`) and where (`where`: path:line:column, "line 12, byte 40", or empty).
struct Error {
  ErrorCode code;
  std::string message;
  std::string where;

  /// `where: message [E0207]`
  std::string to_string() const;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

}  // namespace musnad
