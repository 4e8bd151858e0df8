// See stop.hpp. A signal handler can reach only a global.
#include "surfaces/cli/stop.hpp"

#include <csignal>

namespace hearsay::cli {
namespace {

std::atomic<bool> stop_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free, "used in a signal handler");

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

void ask(int signal) {
  if (stop_asked.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

StopSignals::StopSignals() {
  stop_asked = false;
  for (int signal : kSignals) std::signal(signal, ask);
}

StopSignals::~StopSignals() {
  for (int signal : kSignals) std::signal(signal, SIG_DFL);
}

const std::atomic<bool>& StopSignals::stop() const {
  return stop_asked;
}

}  // namespace hearsay::cli
