// `hearsay export`: records as lines, without caps.
#include <algorithm>

#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/conllu.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

constexpr std::string_view kTokens = "tokens";  // not as records, but as CoNLL-U
constexpr std::string_view kConllu = "conllu";

std::vector<std::string> all_exports() {
  std::vector<std::string> out = exportable(make_pipeline());
  out.emplace_back(kTokens);
  return out;
}

int list_exports(const Invocation& invocation) {
  Json json;
  json.begin_object().begin_array("exports");
  for (const std::string& name : all_exports()) {
    json.field("", name);
    if (!invocation.has("--json")) print(name + "\n");
  }
  json.end_array().end_object();
  if (invocation.has("--json")) print(json.line());
  return kDone;
}

ExportFormat format_of(std::string_view name) {
  auto names = names_of(ExportFormat{});
  auto found = std::find(names.begin(), names.end(), name);
  return static_cast<ExportFormat>(found - names.begin());
}

int unknown_export(const std::string& what, const std::vector<std::string>& known) {
  std::string text = "there is nothing called \"" + what + "\" to export; there are";
  for (const std::string& name : known) text += (name == known.front() ? " " : ", ") + name;
  return report_error({ErrorKind::usage, text, "", -1});
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
  const std::vector<std::string> known = all_exports();
  const std::string& what = invocation.arguments().front();
  if (std::find(known.begin(), known.end(), what) == known.end())
    return unknown_export(what, known);
  bool conllu = invocation.value("--format") == kConllu;
  if (conllu != (what == kTokens))
    return report_error({ErrorKind::usage,
                         conllu ? "only tokens are written as conllu: hearsay export tokens --format conllu"
                                : "tokens are written as conllu: hearsay export tokens --format conllu",
                         "", -1});
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  const Store& store = (*hearsay)->store();
  Result<void> done =
      conllu ? export_conllu(store, print)
             : export_records(store, what, format_of(invocation.value("--format")), print);
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
          "tags and trees, are written as conllu, a document for every report.",
      .arguments = {{"WHAT", ValueKind::word, false, false,
                     "reports, metadata, roles, ..."}},
      .flags = {{.name = "--format",
                 .letter = 'f',
                 .kind = ValueKind::choice,
                 .value = "FORMAT",
                 .doc = "how",
                 .fallback = "jsonl",
                 .choices = {"jsonl", "csv", "csv_plain", "conllu"}},
                {.name = "--list", .doc = "name what can be exported"}},
      .examples = {"hearsay export reports > reports.jsonl",
                   "hearsay export metadata --format csv",
                   "hearsay export tokens --format conllu > reports.conllu"},
      .run = run_export,
  };
}

}  // namespace hearsay::cli
