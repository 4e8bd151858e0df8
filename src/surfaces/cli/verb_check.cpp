// `hearsay check`: whether a store is sound.
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

int run_check(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  Result<void> sound = (*hearsay)->store().check();
  bool broken = !sound && sound.error().kind == ErrorKind::damaged;
  if (!sound && !broken) return report_error(sound.error());  // could not be checked
  Json json;
  json.begin_object().field("sound", !broken);
  json.field("problem", broken ? sound.error().text() : "").end_object();
  if (invocation.has("--json"))
    print(json.line());
  else if (!broken)
    print("the store is sound\n");
  return broken ? report_error(sound.error()) : kDone;
}

}  // namespace

Verb check_verb() {
  return {
      .name = "check",
      .summary = "see whether the store is sound",
      .description = "Checks the store's file and its search index. Takes a while on large ones.",
      .run = run_check};
}

}  // namespace hearsay::cli
