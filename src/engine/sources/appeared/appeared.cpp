// See appeared.hpp.
#include "sources/appeared/appeared.hpp"

#include "base/dates.hpp"

namespace hearsay {
namespace {

constexpr int64_t kDay = 86'400;

// The last second that a moment covers.
int64_t last_second(const Moment& moment) {
  int64_t first = moment.first_second();
  switch (moment.precision) {
    case Moment::Precision::second:
      return first;
    case Moment::Precision::minute:
      return first + 59;
    case Moment::Precision::day:
      return first + kDay - 1;
    case Moment::Precision::month:
    case Moment::Precision::year:
      break;
  }
  bool next_year = moment.precision == Moment::Precision::year || moment.month == 12;
  Moment next;
  next.year = moment.year + (next_year ? 1 : 0);
  next.month = static_cast<uint8_t>(next_year ? 1 : moment.month + 1);
  return next.first_second() - 1;
}

}  // namespace

Appeared Appeared::as_day() const {
  constexpr int64_t kMostOpen = 2 * kDay;  // between the first and the last second
  return is_known() && last <= first + kMostOpen ? *this : Appeared();
}

Appeared when(const Metadata& metadata) {
  Appeared out;
  for (size_t row = 0; row < metadata.field.size(); ++row) {
    if (metadata.field[row] != MetadataField::published || !metadata.chosen[row].yes) continue;
    if (auto first = parse_iso_date(metadata.value[row])) {
      out.first = first->first_second();
      out.last = last_second(*first);
    }
    if (auto last = parse_iso_date(metadata.latest[row])) out.last = last_second(*last);
    break;
  }
  return out;
}

std::tuple<bool, int64_t, int64_t, ReportId> order_of(const Appeared& appeared,
                                                      const ReportId& id) {
  return {!appeared.is_known(), appeared.first, appeared.last, id};
}

int64_t day_of(int64_t second) {
  return second / kDay - (second % kDay < 0 ? 1 : 0);
}

}  // namespace hearsay
