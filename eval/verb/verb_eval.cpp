// `hearsay eval`: scores on benchmarks. It lives here and not among the other verbs, because
// nothing in src/ may include a scorer.
#include <stdlib.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/json.hpp"
#include "eval/samples/samples.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {

Verb eval_verb();

namespace {

namespace fs = std::filesystem;
using eval::Measure;

// A folder that goes with all that is in it.
struct Scratch {
  std::string folder;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "hearsay-eval-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!folder.empty()) fs::remove_all(folder, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

Result<std::vector<Measure>> score_half(const std::string& folder) {
  Scratch scratch;
  if (scratch.folder.empty())
    return Error{ErrorKind::system, "cannot make a temporary folder", "", -1};
  Result<std::vector<eval::KeyReport>> key = eval::read_key(folder + "/key.jsonl");
  if (!key) return key.error();
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(scratch.folder + "/hearsay.db", Store::Open::write);
  if (!hearsay) return hearsay.error();
  std::atomic<bool> never = false;
  std::string pile = folder + "/pile";
  Result<AddSummary> added = (*hearsay)->add(
      {pile}, {}, [](const AddProgress&) {}, never);
  if (!added) return added.error();
  return eval::score_samples(**hearsay, *key, pile);
}

// Four digits, rounded down: nothing looks better than it is.
std::string share(uint64_t right, uint64_t all) {
  if (all == 0) return "-";
  return Score{static_cast<uint16_t>(right * 10000 / all)}.text();
}

void write_json(Json& json, const std::string& half, const std::vector<Measure>& measures) {
  json.begin_object().field("suite", "samples").field("half", half).begin_array("measures");
  for (const Measure& measure : measures) {
    json.begin_object().field("name", measure.name);
    if (measure.right) {
      if (measure.all > 0)
        json.raw("score", share(*measure.right, measure.all));
      else
        json.null("score");
      json.field("right", *measure.right).field("all", measure.all);
    } else {
      json.null("score");
    }
    json.field("note", measure.note).end_object();
  }
  json.end_array().end_object();
}

void print_table(const std::string& half, const std::vector<Measure>& measures) {
  print("samples, " + half + " half\n");
  for (const Measure& measure : measures) {
    std::string score = measure.right ? share(*measure.right, measure.all) : "-";
    std::string count =
        measure.right ? std::to_string(*measure.right) + " of " + std::to_string(measure.all) : "";
    std::string line = "  " + measure.name;
    line.resize(std::max<size_t>(line.size(), 26), ' ');
    line += score;
    line.resize(std::max<size_t>(line.size(), 36), ' ');
    line += count;
    line.resize(std::max<size_t>(line.size(), 56), ' ');
    print(line + measure.note + "\n");
  }
}

int run_eval(const Invocation& invocation) {
  const std::vector<std::string>& words = invocation.arguments();
  if (words[0] != "samples")
    return report_error(
        {ErrorKind::usage, "there is no suite \"" + words[0] + "\"; there is: samples", "", -1});
  std::string folder = words.size() > 1 ? words[1] : "samples";
  std::string half = invocation.value("--half");
  Result<std::vector<Measure>> measures = score_half(folder + "/" + half);
  if (!measures) return report_error(measures.error());
  if (invocation.has("--json")) {
    Json json;
    write_json(json, half, *measures);
    print(json.line());
  } else {
    print_table(half, *measures);
  }
  return kDone;
}

}  // namespace

Verb eval_verb() {
  return {
      .name = "eval",
      .summary = "score what Hearsay finds against a key",
      .description =
          "Reads a benchmark into a temporary store and compares. The suite `samples` is the "
          "sample "
          "pile: its open half may be looked at while building, its frozen half is for figures "
          "only. "
          "Measures whose stage does not exist yet say so.",
      .arguments = {{"SUITE", ValueKind::word, true, false, "samples"},
                    {"PATH", ValueKind::file, false, false, "its folder, if it is not ./samples"}},
      .flags = {{.name = "--half",
                 .kind = ValueKind::choice,
                 .value = "HALF",
                 .doc = "which half of the samples",
                 .fallback = "open",
                 .choices = {"open", "frozen"}}},
      .examples = {"hearsay eval samples", "hearsay eval samples --half frozen --json"},
      .run = run_eval,
  };
}

}  // namespace hearsay::cli
