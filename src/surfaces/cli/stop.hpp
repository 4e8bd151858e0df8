// Stop signals: the first Ctrl-C (or SIGTERM, SIGHUP) asks a long verb to end well, the second ends
// it at once. Covered by tests/command_line.
#pragma once

#include <atomic>

namespace hearsay::cli {

// Installs its handlers when made, restores the old ones when destroyed. One at a time.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  const std::atomic<bool>& stop() const;
};

}  // namespace hearsay::cli
