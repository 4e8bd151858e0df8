// Writes the tellings of a pile for training (fit.py), by the same code that the engine uses.
//
//   dump_accounts FOLDER   texts of a benchmark (eval/stories/story_sets.hpp)
//   dump_accounts STORE    reports of a store
//
// A line of JSON for every telling: {"account", "reports": [names], "days": [first, last] or [],
// "words", "fields": [[[term, weight]...]...]}. Names: those of the benchmark, or paths; the
// earliest first.
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "eval/stories/story_reports.hpp"
#include "stories/accounts/accounts.hpp"
#include "surfaces/api/api.hpp"

namespace hearsay {
namespace {

using ReportNames = std::map<ReportId, std::string>;

std::vector<Account> read(const Across<Metadata, Terms>& across, const CopyEdges& copies,
                          const Resources& resources) {
  AccountReader reader(resources);
  across.each([&](const ReportId& id, const Metadata& metadata, const Terms& terms) {
    reader.add(id, metadata, terms);
  });
  return std::move(reader).accounts(copies, TimeTable({}));
}

void write(const Account& telling, size_t account, const ReportNames& names) {
  Json json;
  json.begin_object().field("account", uint64_t{account}).begin_array("reports");
  for (const AccountReport& report : telling.reports) json.field("", names.at(report.id));
  json.end_array().begin_array("days");
  if (DayRange days = telling.cluster.days(); days.is_known())
    json.field("", int64_t{days.first}).field("", int64_t{days.last});
  json.end_array().field("words", telling.cluster.words()).begin_array("fields");
  for (size_t field = 0; field < kGistFields; ++field) {
    json.begin_array("");
    for (const Gist::Entry& one : telling.cluster.gist().of(static_cast<GistField>(field)))
      json.begin_array("").field("", one.term).field("", int64_t{one.weight}).end_array();
    json.end_array();
  }
  std::cout << json.end_array().end_object().line();
}

// Reports that are told in other words are of one account, but lines of their own.
void write(const Collection& reports, const ReportNames& names, const Resources& resources) {
  Across<Metadata, Terms> across(reports);
  CopyEdges copies = find_copies(across, resources);
  std::map<ReportId, size_t> account_of;
  std::vector<Account> accounts = read(across, copies, resources);
  for (size_t i = 0; i < accounts.size(); ++i)
    for (const AccountReport& report : accounts[i].reports) account_of[report.id] = i;
  for (CopyRelation& relation : copies.relation)
    if (relation == CopyRelation::rewritten) relation = CopyRelation::spliced;
  for (const Account& telling : read(across, copies, resources))
    write(telling, account_of.at(telling.first().id), names);
}

int dump_store(const std::string& file, const Resources& resources) {
  Pipeline pipeline = make_pipeline();
  auto store = Store::open(file, Store::Open::read, pipeline, resources);
  ReportNames names;
  if (!store) return 1;
  Result<void> read = (*store)->each_report([&](const StoredReport& report) {
    names[report.id] = report.paths.empty() ? "" : report.paths.front();
    return true;
  });
  if (!read) return 1;
  write(**store, names, resources);
  return 0;
}

int dump_sets(const std::string& folder, const Resources& resources) {
  auto sets = eval::read_story_sets(folder);
  if (!sets) return 1;
  for (const eval::StorySet& set : *sets) {
    eval::StoryReports reports(set.items);
    ReportNames names;
    Across<Metadata>(reports).each(
        [&](const ReportId& id, const Metadata&) { names[id] = set.items[reports.number(id)].id; });
    write(reports, names, resources);
  }
  return 0;
}

}  // namespace
}  // namespace hearsay

int main(int count, char** arguments) {
  if (count != 2) return 2;
  hearsay::Resources resources = hearsay::make_resources();
  return std::filesystem::is_directory(arguments[1]) ? hearsay::dump_sets(arguments[1], resources)
                                                     : hearsay::dump_store(arguments[1], resources);
}
