// The time of a claim, made of the expressions of time that tell it.
#pragma once

#include <musnad/document.h>

namespace musnad::coding {

ClaimWhen to_when(const TimeMention& time);
/// An extent of which the end is told, and perhaps (`begin` may be null) the day on which it began: "../2022-01-19".
ClaimWhen until(const TimeMention& end, const TimeMention* begin);
/// Of an extent without end the time it began: "tense since November, when thousands gathered".
ClaimWhen beginning_of(const TimeMention& time);

/// "until 19 January": its value begins with "../".
bool has_open_beginning(const ClaimWhen& when);
/// "since Friday": its value ends with "/..".
bool has_open_end(const ClaimWhen& when);

}  // namespace musnad::coding
