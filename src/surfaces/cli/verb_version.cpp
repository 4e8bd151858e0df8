// `hearsay version`: the program, the analysis, and the store if there is one.
#include <filesystem>

#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

struct StoreState {
  std::string file;
  StoreCounts counts;
};

Result<std::optional<StoreState>> look_at_store(const std::string& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::optional<StoreState>();
  Result<std::unique_ptr<Hearsay>> hearsay = Hearsay::open(file, Store::Open::read);
  if (!hearsay) return hearsay.error();
  Result<StoreCounts> counts = (*hearsay)->store().counts();
  if (!counts) return counts.error();
  return std::optional(StoreState{file, *counts});
}

std::string as_json(const std::string& analysis, const std::optional<StoreState>& store) {
  Json json;
  json.begin_object().field("version", program_version()).field("analysis", analysis);
  json.field("store_format", Store::kFormat);
  if (store) {
    json.begin_object("store").field("file", store->file);
    json.field("reports", store->counts.reports).field("stale", store->counts.stale).end_object();
  } else {
    json.null("store");
  }
  json.end_object();
  return json.line();
}

int run_version(const Invocation& invocation) {
  std::string analysis = make_pipeline().version(make_resources());
  Result<std::optional<StoreState>> store = look_at_store(invocation.value("--store"));
  if (!store) return report_error(store.error());
  if (invocation.has("--json")) {
    print(as_json(analysis, *store));
    return kDone;
  }
  print("hearsay " + std::string(program_version()) + "\nanalysis " + analysis + "\nstore format " +
        std::to_string(Store::kFormat) + "\n");
  if (*store) {
    const StoreCounts& counts = (*store)->counts;
    print(printable((*store)->file) + ": " + std::to_string(counts.reports) + " reports, " +
          std::to_string(counts.stale) + " of them analysed by another version" +
          (counts.stale > 0 ? " (hearsay reanalyse brings them up to date)" : "") + "\n");
  }
  return kDone;
}

}  // namespace

Verb version_verb() {
  return {.name = "version",
          .summary = "versions of the program, its analysis and the store",
          .description = "Also counts the reports that another version analysed.",
          .run = run_version};
}

}  // namespace hearsay::cli
