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
  if (Result<void> sound = (*hearsay)->store().check(); !sound) return report_error(sound.error());
  Json json;
  json.begin_object().field("sound", true).end_object();
  print(invocation.has("--json") ? json.line() : "the store is sound\n");
  return kDone;
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
