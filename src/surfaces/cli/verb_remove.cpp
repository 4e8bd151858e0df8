// `hearsay remove`: takes reports out.
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

Result<std::vector<ReportId>> resolve_all(const Hearsay& hearsay,
                                          const std::vector<std::string>& names) {
  std::vector<ReportId> ids;
  for (const std::string& name : names) {
    Result<Named> named = hearsay.resolve(name);
    if (!named) return named.error();
    if (named->kind != Named::Kind::report)
      return Error{ErrorKind::usage, name + " is a row of a report, not a report", "", -1};
    ids.push_back(named->report);
  }
  return ids;
}

int run_remove(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::write);
  if (!hearsay) return report_error(hearsay.error());
  // All names are looked up before anything is removed.
  Result<std::vector<ReportId>> ids = resolve_all(**hearsay, invocation.arguments());
  if (!ids) return report_error(ids.error());
  Result<std::vector<bool>> removed = (*hearsay)->remove(*ids);
  if (!removed) return report_error(removed.error());
  Json json;
  json.begin_object().begin_array("removed");
  for (size_t i = 0; i < ids->size(); ++i) {
    if (!(*removed)[i]) continue;  // named twice
    json.field("", (*ids)[i].hex());
    if (!invocation.has("--json")) print("removed " + (*ids)[i].hex() + "\n");
  }
  json.end_array().end_object();
  if (invocation.has("--json")) print(json.line());
  return kDone;
}

}  // namespace

Verb remove_verb() {
  return {
      .name = "remove",
      .summary = "take reports out of the store",
      .description =
          "Takes reports and all that rests on them out of the store; what other reports share "
          "stays "
          "right. Either all of the named reports are found, or nothing is removed.",
      .arguments = {{"ID", ValueKind::word, true, true,
                     "a report's id, a unique beginning of it, its path or its address"}},
      .examples = {"hearsay remove 9811eefe"},
      .run = run_remove,
  };
}

}  // namespace hearsay::cli
