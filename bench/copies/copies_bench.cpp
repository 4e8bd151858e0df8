// How long it takes to find out who copied whom, from stored layers to edges, in piles that the
// lineage generator invents; how much memory; and how many of the edges are right. See README.md.
//   copies_bench REPORTS THREADS      a row of its table
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "document/packed.hpp"
#include "document/pipeline.hpp"
#include "eval/lineage/lineage.hpp"
#include "eval/measures/measures.hpp"
#include "eval/measures/paragraphs.hpp"
#include "reported/quotations/quotations.hpp"
#include "sources/copies/copies.hpp"

namespace hearsay {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Of now, not the peak: pages in memory.
double mebibytes() {
  std::ifstream file("/proc/self/statm");
  size_t all = 0;
  size_t resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident) * 4096 / (1 << 20);
}

// Of this process, user and system.
double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](timeval time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

using Parents = std::map<ReportId, std::set<ReportId>>;

// Reports as a store keeps them: packed layers, unpacked when they are asked for.
class Pile : public Collection {
 public:
  explicit Pile(uint32_t reports) {
    eval::LineageGenerator generator(1, {});
    for (uint32_t i = 0; i < reports; ++i) add(generator.next());
    for (size_t i = 0; i < all_.size(); ++i) places_[all_[i].id] = i;
  }

  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override {
    for (const auto& [id, place] : places_) give(all_[place], wanted, visitor);
    return {};
  }
  Result<void> visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                          const Visitor& visitor) const override {
    for (const ReportId& id : ids)
      if (auto found = places_.find(id); found != places_.end())
        give(all_[found->second], wanted, visitor);
    return {};
  }

  // As the generator made them.
  const Parents& parents() const { return parents_; }

 private:
  struct Stored {
    ReportId id;
    std::string terms, metadata;
  };

  // What the stages before set aside.
  static bool is_junk(const eval::GeneratedReport& report, Span block) {
    return std::any_of(report.common.begin(), report.common.end(), [block](const auto& common) {
      return common.what == "junk" && common.at.begin < block.end && block.begin < common.at.end;
    });
  }

  static ReportId id_of(uint64_t number) {
    return ReportId(Id128{spread(std::to_string(number)), number});
  }

  void add(const eval::GeneratedReport& report) {
    Text text(report.text, {});
    Roles roles = eval::paragraphs_of(report.text, "\n\n");
    for (size_t i = 0; i < roles.span.size(); ++i)
      roles.kept[i] = {!is_junk(report, roles.span[i])};
    Terms terms = find_terms(text, roles, find_quotations(text, roles));
    Metadata metadata;
    auto say = [&](MetadataField field, std::string_view value) {
      if (value.empty()) return;
      metadata.field.push_back(field);
      metadata.value.push_back(value);
      metadata.latest.push_back(value);
      metadata.day.push_back("");
      metadata.span.push_back(Span::none());
      metadata.source.push_back(Span::none());
      metadata.how.push_back("container");
      metadata.chosen.push_back({true});
    };
    say(MetadataField::title, report.title);
    say(MetadataField::publisher, report.outlet);
    say(MetadataField::domain, report.domain);
    say(MetadataField::url, report.url);
    say(MetadataField::published, report.published);
    ReportId id = id_of(report.number);
    all_.push_back(
        {id, pack(layer_info<Terms>(), &terms), pack(layer_info<Metadata>(), &metadata)});
    for (const auto& parent : report.parents) parents_[id].insert(id_of(parent.parent));
  }

  static void give(const Stored& stored, std::span<const Wanted> wanted, const Visitor& visitor) {
    std::vector<std::shared_ptr<const void>> values;
    for (const Wanted& one : wanted) {
      const std::string& packed =
          one.layer == &layer_info<Terms>() ? stored.terms : stored.metadata;
      values.push_back(*unpack(*one.layer, packed));
    }
    visitor(stored.id, values);
  }

  std::vector<Stored> all_;
  std::map<ReportId, size_t> places_;
  Parents parents_;
};

// Reports at the end of the ways up.
std::set<ReportId> roots_of(const ReportId& id, const Parents& parents) {
  std::set<ReportId> out;
  std::set<ReportId> seen;
  std::vector<ReportId> waiting{id};
  while (!waiting.empty()) {
    ReportId one = waiting.back();
    waiting.pop_back();
    if (!seen.insert(one).second) continue;
    auto found = parents.find(one);
    if (found == parents.end())
      out.insert(one);
    else
      waiting.insert(waiting.end(), found->second.begin(), found->second.end());
  }
  return out;
}

void run(uint32_t reports, const Resources& resources) {
  Pile pile(reports);
  double before = mebibytes();
  double begin = processor_seconds();
  Clock::time_point began = Clock::now();
  CopyEdges edges = find_copies(Across<Metadata, Terms>(pile), resources);
  double took = processor_seconds() - begin;
  double wall = seconds_since(began);
  double peak = peak_mebibytes();
  Parents ours;
  eval::F1Counts counts;
  std::set<std::pair<ReportId, ReportId>> found;
  for (size_t row = 0; row < edges.from.size(); ++row)
    if (edges.relation[row] != CopyRelation::shared_quotation)
      found.emplace(edges.from[row], edges.to[row]);
  for (const auto& [from, to] : found) {
    ours[to].insert(from);
    counts.both += pile.parents().contains(to) && pile.parents().at(to).contains(from);
  }
  counts.found = found.size();
  uint64_t same_roots = 0;
  for (const auto& [to, parents] : pile.parents()) {
    counts.gold += parents.size();
    same_roots += roots_of(to, ours) == roots_of(to, pile.parents());
  }
  uint64_t false_copies = 0;
  for (const auto& [to, parents] : ours) false_copies += !pile.parents().contains(to);
  auto share = [](uint64_t part, uint64_t all) {
    return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all);
  };
  std::printf("| %u | %u | %.1f | %.1f | %.0f | %.2f | %.4f | %.4f | %.4f |\n", reports,
              resources.threads, wall, took, reports / wall, 1024 * (peak - before) / reports, counts.f1(),
              share(same_roots, pile.parents().size()),
              share(false_copies, reports - pile.parents().size()));
  std::fflush(stdout);
}

}  // namespace
}  // namespace hearsay

int main(int count, char** words) {
  hearsay::Resources resources = hearsay::make_resources();
  if (count != 3) return 2;
  resources.threads = static_cast<unsigned>(std::atoi(words[2]));
  hearsay::run(static_cast<uint32_t>(std::atoi(words[1])), resources);
}
