#include "coding/when.h"

#include "coding/times/calendar.h"

namespace musnad::coding {
namespace {

constexpr std::string_view kOpenBeginning = "../", kOpenEnd = "/..";

}  // namespace

ClaimWhen to_when(const TimeMention& time) {
  return {time.value, time.precision, time.span, time.basis};
}

ClaimWhen until(const TimeMention& end, const TimeMention* begin) {
  ClaimWhen when = to_when(end);
  const bool has_day = begin != nullptr && begin->days && end.days && begin->days->first == begin->days->last &&
                       begin->days->first <= end.days->first && begin->precision == Precision::kDay;
  when.value = (has_day ? iso_day(begin->days->first) + "/" : std::string(kOpenBeginning)) + when.value.substr(when.value.rfind('/') + 1);
  return when;
}

ClaimWhen beginning_of(const TimeMention& time) {
  ClaimWhen when = to_when(time);
  if (has_open_end(when)) when.value.resize(when.value.size() - kOpenEnd.size());
  return when;
}

bool has_open_end(const ClaimWhen& when) {
  return when.value.ends_with(kOpenEnd);
}

bool has_open_beginning(const ClaimWhen& when) {
  return when.value.starts_with(kOpenBeginning);
}

}  // namespace musnad::coding
