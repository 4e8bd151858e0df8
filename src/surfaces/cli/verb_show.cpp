// `hearsay show`: one report, with what was set aside.
#include "surfaces/api/api.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

std::string head_line(std::string_view name, const std::string& value) {
  if (value.empty()) return "";
  return std::string(name) + std::string(name.size() < 11 ? 11 - name.size() : 1, ' ') +
         printable(value) + "\n";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string head_of(const StoredReport& report, const ReportView& view, const Look& look) {
  std::string out = look.bold(printable(view.title.empty() ? "(no title)" : view.title)) + "\n";
  out += head_line("id", report.id.hex());
  out += head_line("outlet", view.publisher.empty() ? view.domain : view.publisher);
  out += head_line("authors", joined(view.authors));
  std::string how = view.published_how.empty() ? "" : " (" + view.published_how + ")";
  out += head_line("published", published_days(view).empty() ? "" : published_days(view) + how);
  out += head_line("address", view.url);
  for (const std::string& path : report.paths) out += head_line("read from", path);
  out += head_line("language", view.language);
  for (const Problem& problem : report.problems) out += head_line("problem", problem.message);
  return out;
}

std::string body_of(const StoredReport& report, const ReportView& view, const Look& look) {
  std::string out;
  for (const BlockView& block : view.blocks) {
    std::string text = printable(report.text[block.span], true);
    if (block.kept) {
      out += "\n" + (block.role == "title" ? look.bold(text) : text) + "\n";
    } else {
      out += "\n" +
             look.grey(printable("[set aside, " + block.role + ": " + block.why + "] ") + text) +
             "\n";
    }
  }
  return out;
}

int run_show(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  Result<Named> named = (*hearsay)->resolve(invocation.arguments().front());
  if (!named) return report_error(named.error());
  // One state of the store for all that is shown.
  Result<std::unique_ptr<Store>> pinned = (*hearsay)->store().snapshot();
  if (!pinned) return report_error(pinned.error());
  const Store& store = **pinned;
  Result<std::optional<StoredReport>> report = store.report(named->report);
  if (!report) return report_error(report.error());
  if (!*report)
    return report_error(
        {ErrorKind::missing, "report " + named->report.hex() + " has just been removed", "", -1});
  if (invocation.has("--json")) {
    Result<std::string> json = report_json(store, **report);
    if (!json) return report_error(json.error());
    print(*json + "\n");
    return kDone;
  }
  Result<ReportView> view = view_report(store, **report);
  if (!view) return report_error(view.error());
  Look look = look_of(invocation);
  print(head_of(**report, *view, look) + body_of(**report, *view, look));
  return kDone;
}

}  // namespace

Verb show_verb() {
  return {
      .name = "show",
      .summary = "show one report, with what was set aside and why",
      .description =
          "The head of the report, then its text block by block. Blocks that are not analysed are "
          "greyed and carry the reason. The id of a row shows the report it stands in.",
      .arguments = {{"ID", ValueKind::word, true, false,
                     "a report's id, a unique beginning of it, its path or its address"}},
      .examples = {"hearsay show 9811eefe", "hearsay show pages/ferry.html"},
      .run = run_show,
  };
}

}  // namespace hearsay::cli
