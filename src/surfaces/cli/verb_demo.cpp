// `hearsay demo`: the invented sample pages, from files to a first look.
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/api/who.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/serving.hpp"
#include "surfaces/cli/stop.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

namespace fs = std::filesystem;

// Beside the installed program, or in the tree it was built in.
std::string find_samples() {
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (const char* place : {"../share/hearsay/samples", "../../samples"}) {
    fs::path samples = (program.parent_path() / place).lexically_normal() / "open" / "pile";
    std::error_code missing;
    if (!error && fs::is_directory(samples, missing)) return samples.string();
  }
  return "";
}

std::string make_temporary_store() {
  std::string name = (fs::temp_directory_path() / "hearsay-demo-XXXXXX").string();
  return ::mkdtemp(name.data()) == nullptr ? "" : name + "/hearsay.db";
}

// What the table at the end shows.
struct Tally {
  uint64_t reports = 0, titles = 0, dated = 0, outlets = 0, characters = 0, kept = 0;
  std::map<std::string, uint64_t> languages, problems, set_aside;
  uint64_t statements = 0, relayed = 0;
  std::map<std::string, uint64_t> kinds, speakers;  // by the name of the speaker
  StatementView longest;                            // with the most relays; the first of those
  uint64_t texts = 0, origins = 0, stories = 0;
};

// From reports to stories.
Result<void> count_stories(const Store& store, Tally& tally) {
  Result<Views> views = Views::read(store);
  if (!views) return views.error();
  Result<std::vector<ReportId>> ids = views->store->by_prefix("", SIZE_MAX);
  if (!ids) return ids.error();
  tally.texts = views->sources.distinct_texts(*ids);
  tally.origins = views->sources.counts(*ids).origins;
  tally.stories = views->stories.all().size();
  return {};
}

Result<Tally> tally_of(const Store& store) {
  Tally tally;
  Result<void> failed;
  Result<void> done = store.each_report([&](const StoredReport& report) {
    Result<ReportView> view = view_report(store, report);
    if (!view) failed = view.error();
    if (!view) return false;
    ++tally.reports;
    tally.titles += !view->title.empty();
    tally.dated += !view->published.empty();
    tally.outlets += !view->publisher.empty();
    ++tally.languages[view->language.empty() ? "unknown" : view->language];
    for (const Problem& problem : report.problems) ++tally.problems[problem.code];
    for (const BlockView& block : view->blocks) {
      tally.characters += block.span.size();
      if (block.kept)
        tally.kept += block.span.size();
      else
        ++tally.set_aside[block.role];
    }
    return true;
  });
  if (!done) return done.error();
  if (!failed) return failed.error();
  done = each_statement(store, [&](const StatementView& one) {
    ++tally.statements;
    ++tally.kinds[one.kind];
    tally.relayed += !one.relay.empty();
    if (!one.name.empty()) ++tally.speakers[one.name];
    if (one.relay.size() > tally.longest.relay.size()) tally.longest = one;
    return true;
  });
  if (!done) return done.error();
  if (!failed) return failed.error();
  if (Result<void> counted = count_stories(store, tally); !counted) return counted.error();
  return tally;
}

std::string list_of(const std::map<std::string, uint64_t>& counts) {
  std::string out;
  for (const auto& [name, count] : counts)
    out += (out.empty() ? "" : ", ") + name + " " + std::to_string(count);
  return out.empty() ? "none" : out;
}

void write_counts(Json& json, std::string_view key, const std::map<std::string, uint64_t>& counts) {
  json.begin_object(key);
  for (const auto& [name, count] : counts) json.field(name, count);
  json.end_object();
}

// The speakers with the most statements.
std::map<std::string, uint64_t> busiest(const Tally& tally) {
  constexpr size_t kShown = 5;
  std::vector<std::pair<std::string, uint64_t>> all(tally.speakers.begin(), tally.speakers.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (all.size() > kShown) all.resize(kShown);
  return {all.begin(), all.end()};
}

// Who is named in most ways: "Abel Corrowick, also Abel Korrovik"; empty if nobody is named.
std::string most_spellings(const WhoIsWho& who) {
  const EntityView* most = nullptr;
  for (const EntityView& one : who.all())
    if (one.type == "person" && (most == nullptr || one.names.size() > most->names.size()))
      most = &one;
  if (most == nullptr) return "";
  std::string out = most->name;
  for (const auto& [name, count] : most->names)
    if (name != most->name) out += (out == most->name ? ", also " : ", ") + name;
  return out;
}

std::map<std::string, uint64_t> entity_counts(const WhoIsWho& who) {
  std::map<std::string, uint64_t> out;
  for (const EntityView& one : who.all()) ++out[one.type];
  return out;
}

// What was said, by whom, through whom; nothing where nothing was relayed.
std::string chain_of(const StatementView& one) {
  if (one.relay.empty()) return "none";
  std::string out = "“" + (one.content.empty() ? "" : shortened(one.content.front(), 60)) +
                    "” said " + (one.name.empty() ? "somebody" : one.name);
  for (const RelayView& relay : one.relay) out += ", through " + relay.name;
  return out;
}

std::string as_json(const Tally& tally, const WhoIsWho& who, const AddSummary& added,
                    const std::string& store) {
  Json json;
  json.begin_object().field("store", store).field("files", added.files);
  json.field("reports", tally.reports).field("failures", added.failures);
  json.field("with_title", tally.titles).field("with_date", tally.dated);
  json.field("with_outlet", tally.outlets);
  write_counts(json, "languages", tally.languages);
  write_counts(json, "set_aside", tally.set_aside);
  write_counts(json, "problems", tally.problems);
  json.field("statements", tally.statements).field("relayed", tally.relayed);
  json.field("speakers", static_cast<uint64_t>(tally.speakers.size()));
  write_counts(json, "kinds", tally.kinds);
  write_counts(json, "entities", entity_counts(who));
  json.field("most_spellings", most_spellings(who));
  json.field("distinct_texts", tally.texts).field("origins", tally.origins);
  json.field("stories", tally.stories);
  json.begin_array("longest_relay");
  for (const RelayView& relay : tally.longest.relay) json.field("", relay.name);
  json.end_array().end_object();
  return json.line();
}

std::string as_table(const Tally& tally, const WhoIsWho& who, const AddSummary& added,
                     const std::string& store) {
  uint64_t share = tally.characters == 0 ? 0 : tally.kept * 100 / tally.characters;
  auto row = [](std::string_view name, const std::string& value) {
    return std::string(name) + std::string(22 - name.size(), ' ') + value + "\n";
  };
  auto of_all = [&tally](uint64_t count) {
    return std::to_string(count) + " of " + std::to_string(tally.reports);
  };
  return row("files read", std::to_string(added.files)) +
         row("reports", std::to_string(tally.reports)) + row("with a title", of_all(tally.titles)) +
         row("with a date", of_all(tally.dated)) + row("with an outlet", of_all(tally.outlets)) +
         row("languages", list_of(tally.languages)) +
         row("analysed text", std::to_string(share) + " % of what the pages show") +
         row("blocks set aside", list_of(tally.set_aside)) +
         row("damage found", list_of(tally.problems)) +
         row("statements", std::to_string(tally.statements) + " (" + list_of(tally.kinds) + "), " +
                               std::to_string(tally.relayed) + " relayed") +
         row("speakers",
             std::to_string(tally.speakers.size()) + "; " + printable(list_of(busiest(tally)))) +
         row("who is who", list_of(entity_counts(who))) +
         row("most spellings", printable(most_spellings(who))) +
         row("longest relay", printable(chain_of(tally.longest))) +
         row("who copied whom",
             std::to_string(tally.reports) + " reports -> " + std::to_string(tally.texts) +
                 " distinct texts -> " + std::to_string(tally.origins) + " origins -> " +
                 std::to_string(tally.stories) + (tally.stories == 1 ? " story" : " stories")) +
         "\nTry:\n  hearsay list --store " + store + "\n  hearsay who --store " + store +
         "\n  hearsay stories --store " + store + "\n  hearsay search strait --store " + store +
         "\n  hearsay export reports --store " + store + "\n";
}

int run_demo(const Invocation& invocation) {
  std::string samples =
      invocation.arguments().empty() ? find_samples() : invocation.arguments().front();
  if (samples.empty())
    return report_error({ErrorKind::missing,
                         "the sample pages are not where the program is installed; name their "
                         "folder: hearsay demo samples/open/pile",
                         "", -1});
  std::string file =
      invocation.typed("--store") ? invocation.value("--store") : make_temporary_store();
  if (file.empty())
    return report_error({ErrorKind::system, "cannot make a temporary folder", "", -1});
  StopSignals signals;
  Result<std::unique_ptr<Hearsay>> hearsay = Hearsay::open(file, Store::Open::write);
  if (!hearsay) return report_error(hearsay.error());
  Result<AddSummary> added = (*hearsay)->add(
      {samples}, {}, [](const AddProgress&) {}, signals.stop());
  if (!added) return report_error(added.error());
  Result<Tally> tally = tally_of((*hearsay)->store());
  if (!tally) return report_error(tally.error());
  Result<WhoIsWho> who = WhoIsWho::read((*hearsay)->store(), (*hearsay)->resources());
  if (!who) return report_error(who.error());
  for (const Failure& failure : added->failed)
    print_error("not read: " + printable(failure.path) + ": " + printable(failure.reason));
  print(invocation.has("--json") ? as_json(*tally, *who, *added, file)
                                 : as_table(*tally, *who, *added, printable(file)));
  if (added->interrupted) return kInterrupted;
  if (!invocation.has("--json") && !invocation.has("--no-serve")) {
    hearsay->reset();
    print("\n");
    return serve_store(file, {}, false);
  }
  return added->failures > 0 ? kDoneWithFailures : kDone;
}

}  // namespace

Verb demo_verb() {
  return {
      .name = "demo",
      .summary = "read the invented sample pages and show what is in them",
      .description =
          "Reads the sample pages that come with Hearsay (or the folder named) into a temporary "
          "store (or the one that --store names), prints what it found and serves the page until "
          "Ctrl-C, as hearsay serve does; with --json it only prints. All people, places and "
          "outlets in them are invented.\n\n"
          "Distinct texts are the reports that are no identical, truncated or extended copy of "
          "another report; rewritten and spliced ones count. Origins are the reports on which all "
          "others rest. Every report is of one story, if only of its own.",
      .arguments = {{"FOLDER", ValueKind::file, false, false, "other pages to show it with"}},
      .flags = {{.name = "--no-serve", .doc = "stop before the page is served"}},
      .run = run_demo,
  };
}

}  // namespace hearsay::cli
