// `hearsay backup`: a consistent copy of a store that may be in use.
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

int run_backup(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  const std::string& file = invocation.arguments().front();
  if (Result<void> done = (*hearsay)->store().backup(file); !done)
    return report_error(done.error());
  Json json;
  json.begin_object().field("backup", file).end_object();
  print(invocation.has("--json") ? json.line() : "copied to " + printable(file) + "\n");
  return kDone;
}

}  // namespace

Verb backup_verb() {
  return {
      .name = "backup",
      .summary = "copy the store while it may be in use",
      .description =
          "Writes a consistent copy of the store, also while reports are being added. "
          "Does not overwrite a file.",
      .arguments = {{"FILE", ValueKind::file, true, false, "the copy to make"}},
      .examples = {"hearsay backup monday.db"},
      .run = run_backup,
  };
}

}  // namespace hearsay::cli
