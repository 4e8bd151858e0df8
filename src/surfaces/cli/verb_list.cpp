// `hearsay list`: the reports of a store.
#include "surfaces/api/api.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/cli/heads.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

std::string padded(const std::string& text, size_t width) {
  size_t size = columns_of(text);
  return size < width ? text + std::string(width - size, ' ') : text;
}

std::string line_of(const StoredReport& report, const ReportView& view, const Look& look) {
  std::string when = published_days(view);
  std::string where = view.publisher.empty() ? view.domain : view.publisher;
  std::string head = short_id(report.id) + "  " + padded(when.empty() ? "no date" : when, 10) +
                     "  " + padded(view.language.empty() ? "-" : view.language, 2) + "  ";
  std::string title = view.title.empty()
                          ? "(no title) " + (report.paths.empty() ? "" : report.paths.front())
                          : view.title;
  std::string rest = printable(title) + (where.empty() ? "" : "  [" + printable(where) + "]");
  size_t room = look.width > head.size() + 20 ? look.width - head.size() : 20;
  head = printable(head);
  std::string out = look.grey(head) + (look.colour ? shortened(rest, room) : rest);
  if (!report.problems.empty())
    out += look.grey("  (" + counted(report.problems.size(), "problem", "problems") + ")");
  return out + "\n";
}

int run_list(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  if (invocation.has("--json")) {
    Result<void> done = export_records((*hearsay)->store(), "reports", ExportFormat::jsonl, print);
    return done ? kDone : report_error(done.error());
  }
  Look look = look_of(invocation);
  Result<std::unique_ptr<Store>> store = (*hearsay)->store().snapshot();
  if (!store) return report_error(store.error());
  Result<void> failed;
  uint64_t reports = 0;
  Result<void> done = (*store)->each_report([&](const StoredReport& report) {
    Result<ReportView> view = view_report(**store, report);
    if (!view) failed = view.error();
    ++reports;
    return view.ok() && print(line_of(report, *view, look));
  });
  if (!done) return report_error(done.error());
  if (!failed) return report_error(failed.error());
  if (reports == 0) print_error("the store is empty; hearsay add reads reports into it");
  return kDone;
}

}  // namespace

Verb list_verb() {
  return {
      .name = "list",
      .summary = "list the reports",
      .description =
          "One line per report in the order of their ids: the beginning of the id, the day of "
          "publication where it is known, the language, the title and the outlet. With --json one "
          "whole record per line.",
      .examples = {"hearsay list", "hearsay list --json | head -1"},
      .run = run_list,
  };
}

}  // namespace hearsay::cli
