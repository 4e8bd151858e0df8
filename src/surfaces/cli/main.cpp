// The program `hearsay`: words in, exit code out.
#include <csignal>
#include <string>
#include <vector>

#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

int main(int argc, char** argv) {
  // A reader that has seen enough (`| head`) ends the writing, not the program.
  std::signal(SIGPIPE, SIG_IGN);
  int code = hearsay::cli::run_command(std::vector<std::string>(argv + 1, argv + argc));
  if (!hearsay::cli::finish_output() && code == hearsay::cli::kDone) return hearsay::cli::kFailure;
  return code;
}
