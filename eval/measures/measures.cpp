// See measures.hpp.
#include "eval/measures/measures.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include "ingest/compression/compression.hpp"

namespace hearsay::eval {
namespace {

double share(uint64_t part, uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

Result<std::string> unpacked(const std::string& packed, const std::string& path) {
  MemoryReader memory(packed);
  BufferedReader buffered(memory);
  Limits limits;
  Expansion expansion(limits);
  auto members = open_compressed(Compression::gzip, buffered, expansion);
  Joined joined(*members);
  Result<ReadAll> all = read_all(joined, limits.expanded_bytes);
  if (!all) return Error{all.error().kind, all.error().message, path, all.error().offset};
  return std::move(all->bytes);
}

}  // namespace

double F1Counts::precision() const {
  return share(both, found);
}

double F1Counts::recall() const {
  return share(both, gold);
}

double F1Counts::f1() const {
  return share(2 * both, found + gold);
}

Result<std::string> benchmark_file(const std::string& path, std::string_view kind) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error{ErrorKind::missing, "there is no such file; " + std::string(kind) + " is wanted",
                 path, -1};
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (path.ends_with(".gz")) return unpacked(bytes, path);
  return bytes;
}

Measure share_measure(std::string name, std::string note, uint64_t right, uint64_t all) {
  Measure out{std::move(name), std::move(note), std::nullopt, right, all};
  if (all > 0) out.score = Score{static_cast<uint16_t>(right * 10000 / all)};
  return out;
}

Measure mean_measure(std::string name, std::string note, double value) {
  auto digits = static_cast<uint16_t>(value <= 0 ? 0 : value >= 1 ? 10000 : value * 10000);
  return {std::move(name), std::move(note), Score{digits}, std::nullopt, 0};
}

Measure missing_measure(std::string name) {
  return {std::move(name), "no stage finds these yet", std::nullopt, std::nullopt, 0};
}

}  // namespace hearsay::eval
