// `hearsay explain`: why a row or a report is what it is.
#include "surfaces/api/api.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

int run_explain(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  bool json = invocation.has("--json");
  Result<std::string> text = (*hearsay)->explain(invocation.arguments().front(), json);
  if (!text) return report_error(text.error());
  print(json ? *text : printable(*text, true));
  return kDone;
}

}  // namespace

Verb explain_verb() {
  return {
      .name = "explain",
      .summary = "why a row or a report is what it is",
      .description =
          "For a row: the stage and version that made it, its values, the bytes of the source they "
          "rest on, the features that decided where a model did (rows of roles), and what was "
          "amended with the reason. For a report: every row of every layer with its id, so that "
          "each can be explained in turn.",
      .arguments = {{"ID", ValueKind::word, true, false,
                     "the id of a row, or a report as for hearsay show"}},
      .examples = {"hearsay explain 9811eefe"},
      .run = run_explain,
  };
}

}  // namespace hearsay::cli
