// Writes a pile of invented reports with its key, or compares what the generator writes with what
// people wrote.
//
// Usage: generate_lineage --reports N [--seed S] [--per-day R] --out FOLDER
//          FOLDER/reports.jsonl, which `hearsay add` reads, and FOLDER/key.jsonl; README.md says
//          what stands there
//        generate_lineage --reports N [--seed S]
//          only makes them, and says how long that took
//        generate_lineage --figures FILE [--reports N] [--seed S]
//          FILE: JSON lines with a "text" each, such as FNC-1's articles; figures side by side
#include <simdjson.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "eval/lineage/lineage.hpp"
#include "eval/lineage/lineage_figures.hpp"

namespace {

using namespace hearsay;
using namespace hearsay::eval;

struct Arguments {
  uint64_t reports = 20000;
  uint64_t seed = 1;
  LineageSettings settings;
  std::string out, figures;
};

[[noreturn]] void fail(const std::string& message) {
  std::fprintf(stderr, "generate_lineage: %s\n", message.c_str());
  std::exit(1);
}

Arguments read_arguments(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; i += 2) {
    std::string name = argv[i];
    if (i + 1 == argc) fail(name + " needs a value");
    std::string value = argv[i + 1];
    if (name == "--reports")
      out.reports = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--seed")
      out.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--per-day")
      out.settings.reports_per_day =
          static_cast<uint32_t>(std::strtoul(value.c_str(), nullptr, 10));
    else if (name == "--out")
      out.out = value;
    else if (name == "--figures")
      out.figures = value;
    else
      fail("no such option: " + name);
  }
  return out;
}

// ---- a pile

std::string id_of(uint64_t number) {
  return "r" + std::to_string(number);
}

std::string line_of(const GeneratedReport& report) {
  Json json;
  json.begin_object().field("id", id_of(report.number)).field("url", report.url);
  json.field("title", report.title).field("text", report.text);
  if (!report.published.empty()) json.field("published", report.published);
  if (!report.byline.empty()) json.field("author", report.byline);
  json.field("publisher", report.outlet).end_object();
  return json.line();
}

void put_span(Json& json, std::string_view name, Span span) {
  json.begin_array(name).field("", span.begin).field("", span.end).end_array();
}

std::string key_of(const GeneratedReport& report) {
  Json json;
  json.begin_object().field("id", id_of(report.number)).field("story", report.story);
  json.begin_array("parents");
  for (const GeneratedReport::Derived& derived : report.parents) {
    json.begin_object().field("id", id_of(derived.parent)).field("how", derived.how);
    put_span(json, "from", derived.from);
    put_span(json, "to", derived.to);
    json.end_object();
  }
  json.end_array().begin_array("changes");
  for (std::string_view change : report.changes) json.field("", change);
  json.end_array().begin_array("common");
  for (const GeneratedReport::Common& common : report.common) {
    json.begin_object().field("what", common.what);
    put_span(json, "at", common.at);
    json.end_object();
  }
  json.end_array().end_object();
  return json.line();
}

std::ofstream file_in(const std::string& folder, const std::string& name) {
  std::filesystem::create_directories(folder);
  std::ofstream file(folder + "/" + name, std::ios::binary);
  if (!file) fail(folder + "/" + name + " cannot be written");
  return file;
}

void write_pile(const Arguments& arguments) {
  LineageGenerator generator(arguments.seed, arguments.settings);
  std::ofstream reports = file_in(arguments.out, "reports.jsonl");
  std::ofstream key = file_in(arguments.out, "key.jsonl");
  for (uint64_t i = 0; i < arguments.reports; ++i) {
    GeneratedReport report = generator.next();
    reports << line_of(report);
    key << key_of(report);
  }
  if (!reports.flush() || !key.flush()) fail(arguments.out + " cannot be written");
}

// ---- figures

void time_generator(const Arguments& arguments) {
  auto start = std::chrono::steady_clock::now();
  LineageGenerator generator(arguments.seed, arguments.settings);
  uint64_t bytes = 0, originals = 0;
  for (uint64_t i = 0; i < arguments.reports; ++i) {
    GeneratedReport report = generator.next();
    bytes += report.text.size();
    originals += report.parents.empty();
  }
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto count = static_cast<double>(arguments.reports);
  std::printf("%.0f reports, %.1f MB, %.1f %% originals: %.2f s, %.0f reports/s, %.0f MiB\n", count,
              static_cast<double>(bytes) / 1e6, 100 * static_cast<double>(originals) / count,
              seconds, count / seconds, static_cast<double>(usage.ru_maxrss) / 1024);
}

TextFigures figures_of_file(const std::string& path) {
  simdjson::dom::parser parser;
  simdjson::dom::document_stream lines;
  if (parser.load_many(path, 16 << 20).get(lines)) fail(path + " cannot be read");
  TextMeasure measure;
  for (auto line : lines) {
    std::string_view text;
    if (line["text"].get(text)) fail(path + ": a line without a text");
    measure.add(text);
  }
  return measure.figures();
}

std::string shown(const Quantiles& values) {
  std::string out;
  for (uint32_t value : values) out += (out.empty() ? "" : " ") + std::to_string(value);
  return out;
}

std::string shown(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3f", value);
  return buffer;
}

void print_figures(const Arguments& arguments) {
  LineageGenerator generator(arguments.seed, arguments.settings);
  TextMeasure all, originals;
  SharedRunMeasure shared;
  for (uint64_t i = 0; i < arguments.reports; ++i) {
    GeneratedReport report = generator.next();
    all.add(report.text);
    if (report.parents.empty()) originals.add(report.text);
    shared.add(report);
  }
  std::array<TextFigures, 3> columns = {figures_of_file(arguments.figures), all.figures(),
                                        originals.figures()};
  auto row = [&](const char* name, auto value) {
    std::printf("%-34s", name);
    for (const TextFigures& figures : columns) std::printf(" %24s", value(figures).c_str());
    std::printf("\n");
  };
  std::printf("%-34s %24s %24s %24s\n", "", "given texts", "generated", "its originals");
  row("texts", [](const TextFigures& f) { return std::to_string(f.texts); });
  row("words a report, 5 25 50 75 95 %",
      [](const TextFigures& f) { return shown(f.report_words); });
  row("sentences a report", [](const TextFigures& f) { return shown(f.sentences); });
  row("words a sentence", [](const TextFigures& f) { return shown(f.sentence_words); });
  row("words a paragraph", [](const TextFigures& f) { return shown(f.paragraph_words); });
  for (size_t i = 0; i < TextFigures::kAt.size(); ++i)
    row(("distinct of " + std::to_string(TextFigures::kAt[i]) + " words").c_str(),
        [i](const TextFigures& f) { return std::to_string(f.distinct[i]); });
  row("Zipf slope, ranks 10 to 1000", [](const TextFigures& f) { return shown(f.high_slope); });
  row("Zipf slope, ranks 100 to 10000", [](const TextFigures& f) { return shown(f.low_slope); });
  row("distinct words that occur once", [](const TextFigures& f) { return shown(f.once); });
  row("words in quotations", [](const TextFigures& f) { return shown(f.quoted); });
  SharedRuns runs = shared.runs();
  auto share = [&](uint64_t of) {
    return 100 * static_cast<double>(of) / static_cast<double>(std::max<uint64_t>(runs.pairs, 1));
  };
  std::printf(
      "%llu pairs of originals of a story: %.4f %% share 12 words in a row, %.2f %% with what "
      "reports have in common\n",
      static_cast<unsigned long long>(runs.pairs), share(runs.sharing), share(runs.sharing_common));
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments = read_arguments(argc, argv);
  if (!arguments.figures.empty())
    print_figures(arguments);
  else if (!arguments.out.empty())
    write_pile(arguments);
  else
    time_generator(arguments);
}
