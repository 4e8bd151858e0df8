// See copies.hpp.
#include "eval/copies/copies.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "eval/copies/decimals.hpp"
#include "eval/copies/word_runs.hpp"

namespace hearsay::eval {
namespace {

constexpr std::array<std::string_view, 4> kTypes = {"none", "random", "translation-chain",
                                                    "summary"};
constexpr std::string_view kNoReuse = "no-plagiarism";

// What a half is called before the names of its measures.
std::string prefix_of(bool test) {
  return test ? "" : "tune: ";
}

// A type in a half, or all types of it.
struct Passages {
  std::vector<SharedPassage> cases, detections;
};

// Of the pairs of a half, in their order. Characters where the engine counts bytes.
std::vector<SharedPassage> detect(const PanCorpus& corpus, bool test, const FindPassages& find) {
  std::vector<SharedPassage> out;
  for (size_t i = 0; i < corpus.pairs.size(); ++i) {
    if (corpus.pairs[i].test != test) continue;
    const std::string& source = corpus.texts.at(corpus.pairs[i].source);
    const std::string& suspicious = corpus.texts.at(corpus.pairs[i].suspicious);
    CodePoints source_points(source);
    CodePoints suspicious_points(suspicious);
    auto points_of = [](const CodePoints& points, Span bytes) {
      return Span{points.from_byte(bytes.begin), points.from_byte(bytes.end)};
    };
    for (const Detection& one : find(source, suspicious))
      out.push_back(
          {i, points_of(source_points, one.source), points_of(suspicious_points, one.suspicious)});
  }
  return out;
}

void add_measures(const std::string& name, const Passages& passages, std::vector<Measure>& out) {
  PlagDet got = score_passages(passages.cases, passages.detections);
  out.push_back(mean_measure(name + " PlagDet",
                             "granularity " + decimals(got.granularity) + "; " +
                                 std::to_string(passages.cases.size()) + " cases, " +
                                 std::to_string(passages.detections.size()) + " found",
                             got.score));
  out.push_back(mean_measure(name + " precision", "mean over what was found", got.precision));
  out.push_back(mean_measure(name + " recall", "mean over the cases", got.recall));
}

// The text of a span in characters, at most so much of it.
std::string excerpt(const std::string& text, Span span) {
  constexpr uint32_t kMost = 300;
  CodePoints points(text);
  uint32_t begin = points.to_byte(span.begin);
  uint32_t end = points.to_byte(std::min(span.end, span.begin + kMost));
  return text.substr(begin, end - begin);
}

std::string detail_line(const PanCorpus& corpus, const SharedPassage& passage,
                        std::string_view what, std::string_view share_name, double share) {
  const PanPair& pair = corpus.pairs[passage.pair];
  Json json;
  json.begin_object().field("type", pair.type).field("what", what);
  json.raw(share_name, decimals(share));
  json.field("source", pair.source).field("suspicious", pair.suspicious);
  for (auto [name, span] : {std::pair{"source_span", passage.source},
                            std::pair{"suspicious_span", passage.suspicious}}) {
    json.begin_array(name);
    json.field("", span.begin).field("", span.end).end_array();
  }
  json.field("source_text", excerpt(corpus.texts.at(pair.source), passage.source));
  json.field("suspicious_text", excerpt(corpus.texts.at(pair.suspicious), passage.suspicious));
  return json.end_object().text();
}

void add_details(const PanCorpus& corpus, const Passages& all, std::vector<std::string>& out) {
  PlagDet got = score_passages(all.cases, all.detections);
  for (size_t i = 0; i < all.cases.size(); ++i)
    out.push_back(detail_line(corpus, all.cases[i], "case", "recall", got.recalls[i]));
  for (size_t i = 0; i < all.detections.size(); ++i)
    if (got.precisions[i] < 0.5)
      out.push_back(
          detail_line(corpus, all.detections[i], "false", "precision", got.precisions[i]));
}

struct PanHalf {
  std::map<std::string_view, Passages> types;
  Passages all;
  uint64_t without_reuse = 0;
  std::set<size_t> false_pairs;  // of those
};

// `found` in this half.
PanHalf half_of(const PanCorpus& corpus, bool test, const std::vector<SharedPassage>& found) {
  PanHalf half;
  for (const PanPair& pair : corpus.pairs) {
    if (pair.test != test) continue;
    half.without_reuse += pair.type == kNoReuse;
    for (Passages* one : {&half.types[pair.type], &half.all})
      one->cases.insert(one->cases.end(), pair.cases.begin(), pair.cases.end());
  }
  for (const SharedPassage& one : found) {
    const PanPair& pair = corpus.pairs[one.pair];
    half.types[pair.type].detections.push_back(one);
    half.all.detections.push_back(one);
    if (pair.type == kNoReuse) half.false_pairs.insert(one.pair);
  }
  return half;
}

void add_half(const PanCorpus& corpus, bool test, const std::vector<SharedPassage>& found,
              Scored& out) {
  PanHalf half = half_of(corpus, test, found);
  for (std::string_view type : kTypes)
    if (half.types.contains(type))
      add_measures(prefix_of(test) + std::string(type), half.types[type], out.measures);
  add_measures(prefix_of(test) + "all", half.all, out.measures);
  out.measures.push_back(share_measure(prefix_of(test) + "false pairs", "something found, no reuse",
                                       half.false_pairs.size(), half.without_reuse));
  if (!test) add_details(corpus, half.all, out.details);
}

// Our own list of a benchmark lies beside it, or else below the working folder.
std::string list_beside(const std::string& folder, const std::string& name) {
  std::error_code ignored;
  std::string file = folder + "/" + name;
  return std::filesystem::exists(file, ignored) ? file : "eval/copies/" + name;
}

}  // namespace

Scored score_pan13(const PanCorpus& corpus, const FindPassages& find) {
  Scored out;
  for (bool test : {true, false}) add_half(corpus, test, detect(corpus, test, find), out);
  return out;
}

std::vector<Measure> pan13_floor(const PanCorpus& corpus) {
  std::map<std::string_view, double> best;  // by type
  for (size_t run : {3, 5}) {
    auto find = [run](std::string_view source, std::string_view suspicious) {
      return find_word_runs(source, suspicious, run);
    };
    PanHalf half = half_of(corpus, true, detect(corpus, true, find));
    for (const auto& [type, passages] : half.types)
      best[type] = std::max(best[type], score_passages(passages.cases, passages.detections).score);
  }
  std::vector<Measure> out;
  for (std::string_view type : kTypes)
    out.push_back(mean_measure("floor: " + std::string(type) + " PlagDet",
                               "3 or 5 words in a row, what is better here: optimistic",
                               best[type]));
  return out;
}

Scored score_copy_pairs(const std::vector<CopyPair>& pairs, const FindRelation& find) {
  struct Count {
    uint64_t right = 0, all = 0;
  };
  std::map<std::pair<bool, std::string_view>, Count> counts;  // by half and label; "" for all
  Scored out;
  for (const CopyPair& pair : pairs) {
    std::string found = find(pair.first, pair.second);
    for (std::string_view label : {std::string_view(pair.label), std::string_view()}) {
      Count& count = counts[{pair.test, label}];
      count.right += found == pair.label;
      ++count.all;
    }
    if (found == pair.label || pair.test) continue;
    Json json;
    json.begin_object().field("first", pair.first_id).field("second", pair.second_id);
    json.field("label", pair.label).field("found", found).field("certainty", pair.certainty);
    out.details.push_back(json.end_object().text());
  }
  for (bool test : {true, false}) {
    auto add = [&](std::string_view label, std::string name, std::string note) {
      const Count& count = counts[{test, label}];
      out.measures.push_back(share_measure(prefix_of(test) + std::move(name), std::move(note),
                                           count.right, count.all));
    };
    add("", "relations", "rightly told");
    for (std::string_view label : kCopyLabels)
      add(label, std::string(label), "of pairs labelled so");
  }
  return out;
}

Result<Scored> run_copies(const std::string& folder) {
  CopiesEngine engine;
  std::error_code ignored;
  if (std::filesystem::exists(folder + "/pairs.jsonl", ignored)) {
    Result<PanCorpus> corpus = read_pan13(folder, list_beside(folder, "pan13_halves.txt"));
    if (!corpus) return corpus.error();
    Scored out = score_pan13(*corpus, [&](std::string_view source, std::string_view suspicious) {
      return engine.find_passages(source, suspicious);
    });
    for (Measure& one : pan13_floor(*corpus)) out.measures.push_back(std::move(one));
    return out;
  }
  if (!std::filesystem::exists(folder + "/articles.jsonl", ignored))
    return Error{ErrorKind::missing, "has neither pairs.jsonl nor articles.jsonl", folder, -1};
  Result<std::vector<CopyPair>> pairs =
      read_copy_pairs(list_beside(folder, "fnc1_pairs.tsv"), folder + "/articles.jsonl");
  if (!pairs) return pairs.error();
  return score_copy_pairs(*pairs, [&](std::string_view first, std::string_view second) {
    return engine.find_relation(first, second);
  });
}

}  // namespace hearsay::eval
