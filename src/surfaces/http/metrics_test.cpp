#include "surfaces/http/metrics.hpp"

#include <gtest/gtest.h>

namespace hearsay::http {
namespace {

TEST(metrics_test, are_written_as_prometheus_reads_them) {
  Metrics metrics;
  metrics.count("stories", 200, std::chrono::milliseconds(3));
  metrics.count("stories", 200, std::chrono::milliseconds(300));
  metrics.count("search", 400, std::chrono::seconds(9));
  std::string text = metrics.text({{"hearsay_reports", "Reports in the store.", 7}});
  for (const char* line : {"# TYPE hearsay_requests_total counter\n",
                           "hearsay_requests_total{route=\"search\",status=\"400\"} 1\n",
                           "hearsay_requests_total{route=\"stories\",status=\"200\"} 2\n",
                           "hearsay_request_seconds_bucket{route=\"stories\",le=\"0.001\"} 0\n",
                           "hearsay_request_seconds_bucket{route=\"stories\",le=\"0.005\"} 1\n",
                           "hearsay_request_seconds_bucket{route=\"stories\",le=\"0.5\"} 2\n",
                           "hearsay_request_seconds_bucket{route=\"search\",le=\"5\"} 0\n",
                           "hearsay_request_seconds_bucket{route=\"search\",le=\"+Inf\"} 1\n",
                           "hearsay_request_seconds_sum{route=\"stories\"} 0.303000\n",
                           "hearsay_request_seconds_count{route=\"stories\"} 2\n",
                           "# HELP hearsay_reports Reports in the store.\n# TYPE hearsay_reports "
                           "gauge\nhearsay_reports 7\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace hearsay::http
