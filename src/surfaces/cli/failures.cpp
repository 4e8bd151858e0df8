// See failures.hpp.
#include "surfaces/cli/failures.hpp"

#include <string>

#include "surfaces/cli/output.hpp"

namespace hearsay::cli {

void print_failures(std::string_view heading, std::span<const Failure> failed, uint64_t unlisted) {
  if (failed.empty()) return;
  print_error(heading);
  for (const Failure& failure : failed) {
    std::string where = printable(failure.path);
    if (failure.offset >= 0) where += ":" + std::to_string(failure.offset);
    print_error("  " + where + ": " + printable(failure.reason));
  }
  if (unlisted > 0) print_error("  and " + std::to_string(unlisted) + " more");
}

void add_failures(Json& json, std::span<const Failure> failed, uint64_t unlisted) {
  json.begin_array("failures");
  for (const Failure& failure : failed) {
    json.begin_object();
    json.field("path", failure.path);
    if (failure.offset >= 0)
      json.field("offset", static_cast<uint64_t>(failure.offset));
    else
      json.null("offset");
    json.field("reason", failure.reason);
    json.end_object();
  }
  json.end_array();
  json.field("failures_not_listed", unlisted);
}

}  // namespace hearsay::cli
