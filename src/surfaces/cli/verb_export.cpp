// `hearsay export`: records as lines, without caps.
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/exporting.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

int list_exports(const Invocation& invocation) {
  Json json;
  json.begin_object().begin_array("exports");
  for (const std::string& name : all_exports(make_pipeline())) {
    json.field("", name);
    if (!invocation.has("--json")) print(name + "\n");
  }
  json.end_array().end_object();
  if (invocation.has("--json")) print(json.line());
  return kDone;
}

int run_export(const Invocation& invocation) {
  if (invocation.has("--list")) return list_exports(invocation);
  if (invocation.arguments().empty())
    return report_error(
        {ErrorKind::usage, "say what to export; hearsay export --list names all", "", -1});
  if (invocation.has("--json") && invocation.value("--format") != "jsonl")
    return report_error(
        {ErrorKind::usage,
         "--json and --format " + invocation.value("--format") + " contradict each other", "", -1});
  const std::string& what = invocation.arguments().front();
  const std::string format = invocation.value("--format");
  if (Result<void> fits = check_export(make_pipeline(), what, format); !fits)
    return report_error(fits.error());
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  Result<void> done = export_all((*hearsay)->store(), what, format, print);
  return done ? kDone : report_error(done.error());
}

}  // namespace

Verb export_verb() {
  return {
      .name = "export",
      .summary = "write records as JSON lines or CSV",
      .description =
          "Writes all records of a kind to standard output, sorted by id, one per line, however "
          "many "
          "there are. Offsets count code points of the report's text; `bytes` count bytes of its "
          "source. --list names what can be exported. In csv, cells that a spreadsheet would run "
          "as a "
          "formula begin with an apostrophe; csv_plain leaves them as they are. Tokens, with their "
          "tags and trees, are written as conllu, a document for every report. The lineage, who "
          "has it from whom, is a graph of all reports, written as graphml or gexf.",
      .arguments = {{"WHAT", ValueKind::word, false, false, "reports, metadata, roles, ..."}},
      .flags = {{.name = "--format",
                 .letter = 'f',
                 .kind = ValueKind::choice,
                 .value = "FORMAT",
                 .doc = "how",
                 .fallback = "jsonl",
                 .choices = export_formats()},
                {.name = "--list", .doc = "name what can be exported"}},
      .examples = {"hearsay export reports > reports.jsonl", "hearsay export metadata --format csv",
                   "hearsay export tokens --format conllu > reports.conllu",
                   "hearsay export stories", "hearsay export lineage --format gexf > lineage.gexf"},
      .run = run_export,
  };
}

}  // namespace hearsay::cli
