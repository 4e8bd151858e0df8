// How fast texts become tokens, sentences, tags, trees, names and vectors, on one core, in processor
// time, how long the weights take to load, and how much statements add to it.
//
// Workload: the kept text of every report of the open half of the sample pile, as its key has it; in
// memory. Expected: 15,000 words/s for the whole tier, weights in 50 ms, statements at most 25 % more. Rivals: bench/language/run.
// Usage: language_bench [ROUNDS | --texts], the latter to print the texts, a JSON string a line.
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "language/encoder/encoder.hpp"
#include "language/parse/parse.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tags/tags.hpp"
#include "language/tokens/tokens.hpp"
#include "language/vectors/vectors.hpp"
#include "mentions/names/names.hpp"
#include "reported/mentions/mentions.hpp"
#include "reported/statements/statements.hpp"

namespace {

using namespace hearsay;

struct Report {
  std::string text;
  std::vector<Span> blocks;
};

std::vector<Report> read_reports() {
  std::vector<Report> out;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream rows;
  if (parser.load_many(HEARSAY_SOURCE_DIR "/samples/open/key.jsonl", 1 << 22).get(rows)) return out;
  for (auto row : rows) {
    simdjson::dom::array blocks;
    if (row["blocks"].get(blocks)) continue;
    Report report;
    for (auto block : blocks) {
      bool kept = false;
      std::string_view text;
      if (block["kept"].get(kept) || !kept || block["text"].get(text)) continue;
      auto begin = static_cast<uint32_t>(report.text.size());
      report.text += text;
      report.blocks.push_back({begin, static_cast<uint32_t>(report.text.size())});
      report.text += '\n';
    }
    out.push_back(std::move(report));
  }
  return out;
}

double seconds_of(std::clock_t from) {
  return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

// Seconds of every part, and what came out.
struct Round {
  double encoder = 0, tags = 0, parse = 0, names = 0, vectors = 0;
  double attributions = 0, statements = 0, mentions = 0;  // on top of the tier
  size_t words = 0, sentences = 0, found = 0, said = 0;
  double all() const { return encoder + tags + parse + names + vectors; }
};

Round read_all(const std::vector<Report>& reports, const Resources& resources) {
  Round out;
  for (const Report& report : reports) {
    Text text(report.text, {});
    auto take = [&](double& to, auto work) {
      std::clock_t start = std::clock();
      auto made = work();
      to += seconds_of(start);
      return made;
    };
    Encoding encoding = take(out.encoder, [&] {
      return resources.made<Encoder>().encode(text.view(), report.blocks);
    });
    Tokens tokens = find_tokens(encoding);
    Sentences sentences = find_sentences(encoding, tokens);
    Tags tags = take(out.tags, [&] { return tag_tokens(text, encoding, tokens, resources); });
    Parse parse = take(out.parse, [&] { return parse_sentences(encoding, tokens, sentences, resources); });
    take(out.vectors, [&] { return find_vectors(encoding, tokens, sentences, resources); });
    Names names =
        take(out.names, [&] { return find_names(encoding, tokens, sentences, resources); });
    Attributions attributions =
        take(out.attributions, [&] { return attributions_in(text.view(), report.blocks, encoding, resources); });
    Roles roles;
    for (Span block : report.blocks) {
      roles.span.push_back(block);
      roles.role.push_back(BlockRole::body);
      roles.kept.push_back({true});
    }
    Quotations quotations;
    Statements statements = take(out.statements, [&] {
      quotations = quotations_in(text.view(), report.blocks);
      return find_statements(text, roles, Metadata(), encoding, tokens, sentences, tags, parse,
                             names, quotations, attributions, resources);
    });
    take(out.mentions, [&] {
      return find_mentions(text, roles, Metadata(), encoding, tokens, sentences, tags, parse, names,
                           quotations, statements, resources);
    });
    out.said += statements.kind.size();
    out.words += tokens.span.size();
    out.sentences += sentences.span.size();
    out.found += names.span.size();
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Report> reports = read_reports();
  if (reports.empty()) {
    std::printf("skipped: samples/open/key.jsonl cannot be read\n");
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "--texts") {
    for (const Report& report : reports) {
      Json json;
      json.begin_object().field("text", report.text).end_object();
      std::fputs(json.line().c_str(), stdout);
    }
    return 0;
  }
  auto start = std::chrono::steady_clock::now();
  Resources resources = make_resources();
  bool usable = resources.made<Encoder>().usable();
  std::chrono::duration<double, std::milli> encoder = std::chrono::steady_clock::now() - start;
  read_all({{"Boats sailed.", {{0, 13}}}}, resources);
  std::chrono::duration<double, std::milli> all = std::chrono::steady_clock::now() - start;
  if (!usable) {
    std::printf("skipped: built without models/language/encoder.weights\n");
    return 0;
  }
  std::vector<Round> rounds;
  int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  for (int i = 0; i < count; ++i) rounds.push_back(read_all(reports, resources));
  std::sort(rounds.begin(), rounds.end(),
            [](const Round& a, const Round& b) { return a.all() < b.all(); });
  const Round& median = rounds[rounds.size() / 2];
  auto words = static_cast<double>(median.words);
  std::printf("%zu reports, %zu words, %zu sentences, %zu names; median of %d rounds, processor time\n",
              reports.size(), median.words, median.sentences, median.found, count);
  std::printf("whole tier   %8.0f words/s\n", words / median.all());
  for (auto [name, seconds] : {std::pair{"encoder", median.encoder}, {"tags", median.tags},
                               {"parse", median.parse}, {"names", median.names},
                               {"vectors", median.vectors}})
    std::printf("%-12s %8.0f words/s  %4.1f %%\n", name, words / seconds, 100 * seconds / median.all());
  for (auto [name, seconds] : {std::pair{"attributions", median.attributions}, {"statements", median.statements},
                               {"mentions", median.mentions}})
    std::printf("%-12s %8.0f words/s  %4.1f %% more (%zu statements)\n", name, words / seconds,
                100 * seconds / median.all(), median.said);
  std::printf("weights      %8.1f ms; until the first words are read %.1f ms\n", encoder.count(),
              all.count());
  return 0;
}
