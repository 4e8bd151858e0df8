// `hearsay eval`: scores on benchmarks. It lives here and not among the other verbs, because
// nothing in src/ may include a scorer.
#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "eval/clean/clean.hpp"
#include "eval/copies/copies.hpp"
#include "eval/dates/publication_dates.hpp"
#include "eval/entities/entities.hpp"
#include "eval/language/language.hpp"
#include "eval/metadata/metadata.hpp"
#include "eval/name_pairs/name_pairs.hpp"
#include "eval/quotes/quotes.hpp"
#include "eval/samples/samples.hpp"
#include "eval/stories/stories.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {

Verb eval_verb();

namespace {

using eval::Measure;
using eval::Scored;

struct Suite {
  std::string_view name, folder, doc;
  Result<Scored> (*run)(const std::string& folder);
};

// `folder` is where the suite lies unless told: beside the source tree's root, or in it.
constexpr std::array<Suite, 10> kSuites = {{
    {"clean", "../shared/data/clean/aeb", "bodies of AEB, WCXB or readability", eval::run_clean},
    {"copies", "../shared/data/copies/pan13",
     "passages that texts share (PAN 2013), or relations of reports (Fake News Challenge)",
     eval::run_copies},
    {"metadata", "../shared/data/clean/readability", "titles, authors and publishers of pages",
     eval::run_metadata},
    {"dates", "../shared/data/clean/htmldate",
     "publication dates of pages: htmldate's, WCXB's or Readability's",
     eval::run_publication_dates},
    {"language", "../shared/data/language/ud-ewt/dev.conllu",
     "tokens, sentences, tags, lemmas and trees of a treebank (CoNLL-U)", eval::run_language},
    {"entities", "../shared/data/language/uner-ewt/dev.iob2",
     "names of persons, organisations and places (IOB2)", eval::run_entities},
    {"names", "eval/name_pairs/pairs.tsv", "pairs of names: of one person or of two", eval::run_name_pairs},
    {"quotes", "../shared/data/quotes/polnear/dev.jsonl",
     "attributions: sources, cues, contents and their links (PolNeAR)", eval::run_quotes},
    {"stories", "../shared/data/stories/ecbplus",
     "texts that tell of one happening: ECB+, the Fake News Challenge's or Google News",
     eval::run_stories},
    {"samples", "samples", "the sample pile: --half open or frozen", eval::run_samples},
}};

std::string suite_names() {
  std::string out;
  for (const Suite& suite : kSuites) out += (out.empty() ? "" : ", ") + std::string(suite.name);
  return out;
}

void write_json(Json& json, std::string_view suite, const std::string& folder,
                const Scored& scored) {
  json.begin_object().field("suite", suite).field("folder", folder).begin_array("measures");
  for (const Measure& measure : scored.measures) {
    json.begin_object().field("name", measure.name);
    if (measure.score)
      json.raw("score", measure.score->text());
    else
      json.null("score");
    if (measure.right) json.field("right", *measure.right).field("all", measure.all);
    json.field("note", measure.note).end_object();
  }
  json.end_array().end_object();
}

void print_table(std::string_view suite, const std::string& folder, const Scored& scored) {
  print(std::string(suite) + ": " + printable(folder) + "\n");
  for (const Measure& measure : scored.measures) {
    std::string count;
    if (measure.right)
      count = std::to_string(*measure.right) + " of " + std::to_string(measure.all);
    std::string line = "  " + measure.name;
    line.resize(std::max<size_t>(line.size() + 1, 28), ' ');
    line += measure.score ? measure.score->text() : "-";
    line.resize(std::max<size_t>(line.size(), 38), ' ');
    line += count;
    line.resize(std::max<size_t>(line.size(), 58), ' ');
    print(line + measure.note + "\n");
  }
}

int run_eval(const Invocation& invocation) {
  const std::vector<std::string>& words = invocation.arguments();
  auto suite = std::find_if(kSuites.begin(), kSuites.end(),
                            [&](const Suite& one) { return one.name == words[0]; });
  if (suite == kSuites.end())
    return report_error({ErrorKind::usage,
                         "there is no suite \"" + words[0] + "\"; there are: " + suite_names(), "",
                         -1});
  std::string folder = words.size() > 1 ? words[1] : std::string(suite->folder);
  if (suite->name == "samples") {
    if (invocation.has("--details") && invocation.value("--half") == "frozen")
      return report_error({ErrorKind::usage,
                           "there are no details of the frozen half: it is for figures only", "",
                           -1});
    folder += "/" + invocation.value("--half");
  }
  Result<Scored> scored = suite->run(folder);
  if (!scored) return report_error(scored.error());
  if (invocation.has("--json")) {
    Json json;
    write_json(json, suite->name, folder, *scored);
    print(json.line());
  } else if (invocation.has("--details")) {
    for (const std::string& line : scored->details) print(line + "\n");
  } else {
    print_table(suite->name, folder, *scored);
  }
  return kDone;
}

}  // namespace

Verb eval_verb() {
  static const std::string suite_list = "one of: " + suite_names();  // verbs only borrow it
  return {
      .name = "eval",
      .summary = "score what Hearsay finds against a key",
      .description =
          "Reads a benchmark and compares. The suite `samples` is the sample pile: its open half "
          "may be looked at while building, its frozen half is for figures only. Measures whose "
          "stage does not exist yet say so.",
      .arguments = {{"SUITE", ValueKind::word, true, false, suite_list},
                    {"PATH", ValueKind::file, false, false,
                     "its folder, if it is not where the suite is looked for"}},
      .flags = {{.name = "--details", .doc = "a JSON line for every page instead, where there are"},
                {.name = "--half",
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
