// See metrics.hpp.
#include "surfaces/http/metrics.hpp"

#include <fmt/format.h>

namespace hearsay::http {

void Metrics::count(std::string_view route, int status, std::chrono::nanoseconds time) {
  double seconds = std::chrono::duration<double>(time).count();
  std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  auto found = times_.find(route);
  Times& times = found != times_.end() ? found->second : times_[std::string(route)];
  for (size_t i = 0; i < kBounds.size(); ++i) times.within[i] += seconds <= kBounds[i];
  ++times.all;
  times.seconds += seconds;
}

// Names of routes are words of our own and need no escapes.
std::string Metrics::text(std::initializer_list<Gauge> gauges) const {
  std::lock_guard lock(mutex_);
  std::string out =
      "# HELP hearsay_requests_total Requests that were answered.\n"
      "# TYPE hearsay_requests_total counter\n";
  for (const auto& [key, number] : requests_)
    out += fmt::format("hearsay_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                       key.second, number);
  out +=
      "# HELP hearsay_request_seconds From the whole request to the whole answer, before it is "
      "sent.\n"
      "# TYPE hearsay_request_seconds histogram\n";
  for (const auto& [route, times] : times_) {
    for (size_t i = 0; i < kBounds.size(); ++i)
      out += fmt::format("hearsay_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                         kBounds[i], times.within[i]);
    out += fmt::format("hearsay_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route,
                       times.all);
    out +=
        fmt::format("hearsay_request_seconds_sum{{route=\"{}\"}} {:.6f}\n", route, times.seconds);
    out += fmt::format("hearsay_request_seconds_count{{route=\"{}\"}} {}\n", route, times.all);
  }
  for (const Gauge& gauge : gauges)
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help,
                       gauge.number);
  return out;
}

}  // namespace hearsay::http
