// Lines for a terminal: values enclosed in directional isolates, wrapped by the columns they take, coloured or not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::record {

enum class Style : std::uint8_t { kPlain, kBold, kDim, kHeading, kTeller, kWarning };

/// `text` with its style's escape codes; as it is where `colour` is off or the style plain.
std::string styled(std::string_view text, Style style, bool colour);
/// A value from a page: line breaks and runs of white space become one space, its own bidi controls are dropped, and it is
/// enclosed in FSI and PDI.
std::string isolated(std::string_view value);
/// As above, without the isolates.
std::string flat(std::string_view value);
/// Columns that a text takes on a terminal: combining marks and bidi controls take none, wide East Asian characters two.
unsigned columns_of(std::string_view text);
/// Cuts a flat text at spaces into lines of at most `columns`; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view flat_text, unsigned columns);
/// The beginning of a flat text in at most `columns`, cut at a space, with an ellipsis where something was left out.
std::string shortened(std::string_view flat_text, unsigned columns);

}  // namespace musnad::record
