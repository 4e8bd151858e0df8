// Metrics: how often what was asked, and how long it took, as Prometheus reads it (text format
// 0.0.4). Thread-safe. Covered by surfaces/http/metrics_test.cpp.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace hearsay::http {

class Metrics {
 public:
  void count(std::string_view route, int status, std::chrono::nanoseconds time);

  // What is at this moment, by name, help and number.
  struct Gauge {
    std::string_view name, help;
    uint64_t number;
  };
  std::string text(std::initializer_list<Gauge> gauges) const;

 private:
  static constexpr std::array<double, 8> kBounds = {.001, .005, .02, .05, .1, .5, 1, 5};  // seconds
  struct Times {
    std::array<uint64_t, kBounds.size()> within{};
    uint64_t all = 0;
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, uint64_t> requests_;
  std::map<std::string, Times, std::less<>> times_;
};

}  // namespace hearsay::http
