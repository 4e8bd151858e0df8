// `hearsay add`: see surfaces/api/add.cpp for what it does.
#include <algorithm>

#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/cli/failures.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/stop.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

InputFormat format_of(const std::string& name) {
  auto names = names_of(InputFormat{});
  for (size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<InputFormat>(i);
  return InputFormat::automatic;
}

std::string progress_text(const AddProgress& now) {
  std::string out = counted(now.added, "report", "reports") + " added";
  if (now.known > 0) out += ", " + std::to_string(now.known) + " known";
  if (now.failures > 0) out += ", " + counted(now.failures, "failure", "failures");
  return out + (now.current.empty() ? "" : "  " + shortened_front(printable(now.current), 40));
}

// Of what is to be read; -1 where that is not known.
int percent_of(const AddProgress& now) {
  if (now.expected == 0) return -1;
  double share = static_cast<double>(now.bytes) / static_cast<double>(now.expected);
  return static_cast<int>(std::min(share, 1.0) * 100);
}

std::string as_json(const AddSummary& summary) {
  Json json;
  json.begin_object();
  json.field("added", summary.added).field("known", summary.known).field("paths", summary.paths);
  json.field("files", summary.files).field("bytes", summary.bytes);
  json.field("interrupted", summary.interrupted);
  add_failures(json, summary.failed, summary.unlisted);
  json.end_object();
  return json.line();
}

int run_add(const Invocation& invocation) {
  StopSignals signals;
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::write);
  if (!hearsay) return report_error(hearsay.error());
  AddOptions options;
  options.format = format_of(invocation.value("--format"));
  options.jobs = static_cast<unsigned>(invocation.number("--jobs"));
  Result<AddSummary> summary = Error{};
  {
    ProgressLine line(invocation.has("--quiet"));
    summary = (*hearsay)->add(
        invocation.arguments(), options,
        [&line](const AddProgress& now) { line.show(progress_text(now), percent_of(now)); },
        signals.stop());
  }
  if (!summary) return report_error(summary.error());
  if (invocation.has("--json")) {
    print(as_json(*summary));
  } else {
    std::string text = counted(summary->added, "report", "reports") + " added";
    if (summary->known > 0) text += ", " + std::to_string(summary->known) + " were known";
    if (summary->failures > 0)
      text += ", " + counted(summary->failures, "input", "inputs") + " not read";
    print(text + "\n");
  }
  print_failures("not read:", summary->failed, summary->unlisted);
  if (summary->interrupted) {
    print_error("interrupted; what is added stays, run the same command again to continue");
    return kInterrupted;
  }
  return summary->failures > 0 ? kDoneWithFailures : kDone;
}

}  // namespace

Verb add_verb() {
  return {
      .name = "add",
      .summary = "read reports into the store",
      .description =
          "Reads files, folders (with all that is in them), patterns in quotes and - for standard "
          "input: plain text, HTML, JSON lines, WARC, RSS and Atom feeds, and zip and tar archives "
          "of all these, compressed or not. What an input is, is seen from its content; --format "
          "overrides that for files without archives around.\n\n"
          "Running it again adds only what is new. Interrupted or killed, it loses nothing that it "
          "had reported as added; the same command continues. Inputs that cannot be read are "
          "listed at the end and the exit status is 3.",
      .arguments = {{"PATH", ValueKind::file, true, true,
                     "file, folder, pattern, or - for standard input"}},
      .flags = {{.name = "--format",
                 .kind = ValueKind::choice,
                 .value = "FORMAT",
                 .doc = "what the inputs are",
                 .fallback = "auto",
                 .choices = {"auto", "text", "html", "jsonl", "warc", "feed"}},
                {.name = "--jobs",
                 .letter = 'j',
                 .kind = ValueKind::number,
                 .value = "N",
                 .doc = "threads, 0 for one per processor",
                 .fallback = "0",
                 .most = 256}},
      .examples = {"hearsay add articles/ crawl.warc.gz",
                   "hearsay add 'pages/*.html' --store iran.db",
                   "zcat reports.jsonl.gz | hearsay add -"},
      .run = run_add,
  };
}

}  // namespace hearsay::cli
