// See pan13.hpp.
#include "eval/copies/pan13.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string_view>
#include <tuple>

#include "base/byte_reader.hpp"
#include "base/disjoint_sets.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "eval/copies/json_lines.hpp"
#include "eval/measures/measures.hpp"
#include "ingest/compression/compression.hpp"
#include "surfaces/api/files.hpp"

namespace hearsay::eval {
namespace {

Result<std::string> read_text(const std::string& path) {
  static const std::atomic<bool> never = false;
  Result<std::unique_ptr<ByteReader>> file = open_file(path, never);
  if (!file) return file.error();
  Limits limits;
  Expansion expansion(limits);
  BufferedReader packed(**file);
  Compression method = path.ends_with(".gz") ? Compression::gzip : Compression::none;
  std::unique_ptr<Members> members = open_compressed(method, packed, expansion);
  Joined joined(*members);
  Result<ReadAll> all = read_all(joined, limits.report_bytes);
  if (!all) return all.error();
  size_t valid = valid_utf8_prefix(all->bytes);
  if (valid < all->bytes.size())
    return Error{ErrorKind::damaged, "is no UTF-8", path, static_cast<int64_t>(valid)};
  return std::move(all->bytes);
}

bool read_pair(JsonRow row, size_t number, PanPair& out) {
  simdjson::dom::array cases;
  if (!read_field(row, "type", out.type) || !read_field(row, "src", out.source)) return false;
  if (!read_field(row, "susp", out.suspicious) || row["cases"].get(cases)) return false;
  for (JsonRow one : cases) {
    SharedPassage& passage = out.cases.emplace_back();
    passage.pair = number;
    if (!read_field(one, "src", passage.source) || !read_field(one, "susp", passage.suspicious))
      return false;
  }
  return true;
}

// Reads the texts of a pair that are not there yet, and sees that its cases lie in them.
Result<void> read_texts(const std::string& folder, const PanPair& pair, PanCorpus& corpus) {
  for (bool of_source : {true, false}) {
    const std::string& name = of_source ? pair.source : pair.suspicious;
    std::string path = folder + "/" + name;
    if (!corpus.texts.contains(name)) {
      Result<std::string> text = read_text(path);
      if (!text) return text.error();
      corpus.texts.emplace(name, std::move(*text));
    }
    size_t size = count_code_points(corpus.texts[name]);
    for (const SharedPassage& one : pair.cases)
      if ((of_source ? one.source : one.suspicious).end > size)
        return Error{ErrorKind::damaged, "a case ends behind the end of this text", path, -1};
  }
  return {};
}

using CountByType = std::map<std::string_view, int64_t>;

struct Group {
  std::vector<size_t> pairs;
  std::string_view least_name;
};

std::vector<Group> groups_of(const PanCorpus& corpus) {
  std::map<std::string_view, size_t> texts;  // by what stands in them
  for (const auto& [name, text] : corpus.texts) texts.emplace(text, texts.size());
  auto of = [&](const std::string& name) {
    return static_cast<uint32_t>(texts.at(corpus.texts.at(name)));
  };
  DisjointSets sets(texts.size());
  for (const PanPair& pair : corpus.pairs) sets.join(of(pair.source), of(pair.suspicious));
  std::map<size_t, Group> groups;
  for (size_t i = 0; i < corpus.pairs.size(); ++i) {
    const PanPair& pair = corpus.pairs[i];
    Group& group = groups[sets.find(of(pair.source))];
    for (std::string_view name : {std::string_view(pair.source), std::string_view(pair.suspicious)})
      if (group.pairs.empty() || name < group.least_name) group.least_name = name;
    group.pairs.push_back(i);
  }
  std::vector<Group> out;
  for (auto& [root, group] : groups) out.push_back(std::move(group));
  std::sort(out.begin(), out.end(), [](const Group& a, const Group& b) {
    return std::tuple(b.pairs.size(), spread(a.least_name), a.least_name) <
           std::tuple(a.pairs.size(), spread(b.least_name), b.least_name);
  });
  return out;
}

}  // namespace

void deal_halves(PanCorpus& corpus) {
  CountByType ahead;  // how many pairs more are for tuning than for figures
  for (const Group& group : groups_of(corpus)) {
    CountByType here;
    for (size_t i : group.pairs) ++here[corpus.pairs[i].type];
    int64_t lean = 0;
    for (auto [type, count] : here) lean += count * ahead[type];
    bool test = lean > 0;
    for (auto [type, count] : here) ahead[type] += test ? -count : count;
    for (size_t i : group.pairs) corpus.pairs[i].test = test;
  }
}

// By a list of a sign a pair, t for those of the test half; false if it is not of this corpus or
// parts a group.
bool deal_by_list(std::string_view list, PanCorpus& corpus) {
  size_t pair = 0;
  for (char sign : list) {
    if (sign != 't' && sign != '-') continue;
    if (pair == corpus.pairs.size()) return false;
    corpus.pairs[pair++].test = sign == 't';
  }
  for (const Group& group : groups_of(corpus))
    for (size_t i : group.pairs)
      if (corpus.pairs[i].test != corpus.pairs[group.pairs.front()].test) return false;
  return pair == corpus.pairs.size();
}

Result<PanCorpus> read_pan13(const std::string& folder) {
  PanCorpus out;
  auto read =
      read_json_lines(folder + "/pairs.jsonl", "a list of pairs of texts", [&](JsonRow row) {
        size_t number = out.pairs.size();
        return read_pair(row, number, out.pairs.emplace_back());
      });
  if (!read) return read.error();
  for (const PanPair& pair : out.pairs)
    if (Result<void> texts = read_texts(folder, pair, out); !texts) return texts.error();
  Result<std::string> list = benchmark_file("eval/copies/pan13_halves.txt", "a list of halves");
  if (!list || !deal_by_list(*list, out)) deal_halves(out);
  return out;
}

}  // namespace hearsay::eval
