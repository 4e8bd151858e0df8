// `hearsay reanalyse`: brings reports up to date.
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/cli/failures.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/stop.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

int run_reanalyse(const Invocation& invocation) {
  StopSignals signals;
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::write);
  if (!hearsay) return report_error(hearsay.error());
  Result<ReanalyseSummary> summary = Error{};
  {
    ProgressLine line(invocation.has("--quiet"));
    summary = (*hearsay)->reanalyse(
        invocation.has("--all") ? Hearsay::Which::all : Hearsay::Which::stale,
        static_cast<unsigned>(invocation.number("--jobs")),
        [&line](uint64_t done, uint64_t all) {
          line.show(std::to_string(done) + " of " + std::to_string(all) + " reports",
                    all == 0 ? -1 : static_cast<int>(done * 100 / all));
        },
        signals.stop());
  }
  if (!summary) return report_error(summary.error());
  if (invocation.has("--json")) {
    Json json;
    json.begin_object().field("done", summary->done).field("found", summary->found);
    json.field("interrupted", summary->interrupted);
    add_failures(json, summary->failed, summary->unlisted);
    json.end_object();
    print(json.line());
  } else {
    print(std::to_string(summary->done) + " of " + std::to_string(summary->found) +
          (invocation.has("--all") ? " reports" : " stale reports") + " analysed again\n");
  }
  print_failures("not analysed again, and left as they were:", summary->failed, summary->unlisted);
  if (!summary->interrupted) return summary->failed.empty() ? kDone : kDoneWithFailures;
  print_error("interrupted; run it again to continue");
  return kInterrupted;
}

}  // namespace

Verb reanalyse_verb() {
  return {
      .name = "reanalyse",
      .summary = "analyse again what an older version analysed",
      .description =
          "Brings reports that another version of Hearsay or of its models analysed up to date, "
          "from the sources kept in the store. Can be interrupted and continued; a report whose "
          "analysis fails is listed, stays as it was, and the exit status is 3. hearsay version "
          "says how many such reports there are. With --all, every report; interrupted, that "
          "begins "
          "anew.",
      .flags = {{.name = "--all", .doc = "all reports, not only those of another version"},
                {.name = "--jobs",
                 .letter = 'j',
                 .kind = ValueKind::number,
                 .value = "N",
                 .doc = "threads, 0 for one per processor",
                 .fallback = "0",
                 .most = 256}},
      .run = run_reanalyse,
  };
}

}  // namespace hearsay::cli
