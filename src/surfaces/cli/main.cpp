// The program `hearsay`: words in, exit code out.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace {

// Started with one of the three streams closed, the next opened file would get its number: a store
// that stdout is printed into. What is opened here for reading only refuses writing.
void hold_standard_streams() {
  while (true) {
    int descriptor = ::open("/dev/null", O_RDONLY);
    if (descriptor < 0) return;
    if (descriptor > STDERR_FILENO) {
      ::close(descriptor);
      return;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  // A reader that has seen enough (`| head`) ends the writing, not the program.
  std::signal(SIGPIPE, SIG_IGN);
  int code = hearsay::cli::kFailure;
  try {
    code = hearsay::cli::run_command(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    hearsay::cli::print_error(std::string("hearsay: gave up: ") + error.what());
  }
  return hearsay::cli::finish_output(code);
}
