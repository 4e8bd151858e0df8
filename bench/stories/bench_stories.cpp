// How long finding stories takes, by the number of reports.
//
// Usage: bench_stories [REPORTS...]     default: 20000 40000 80000
//
// Workloads: invented reports (eval/lineage), 2,000 a day, 40 % of them originals; and half as many
// reports of one affair, no two of them alike. Terms are made before the clock starts; copies are
// taken from the generator's key. Expected: the time for a report does not grow with their number,
// and one core does 10,000 a second of the first.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "document/pipeline.hpp"
#include "eval/lineage/lineage.hpp"
#include "eval/measures/paragraphs.hpp"
#include "eval/stories/clusterings.hpp"
#include "stories/accounts/accounts.hpp"
#include "stories/happenings/happenings.hpp"

namespace {

using namespace hearsay;
using namespace hearsay::eval;

double seconds() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

class Pile : public Collection {
 public:
  // Takes them from whatever has next().
  template <class Source>
  Pile(Source&& source, uint64_t reports) {
    for (uint64_t i = 0; i < reports; ++i) add(source.next());
  }
  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override {
    std::vector<std::shared_ptr<const void>> given(wanted.size());
    for (size_t i = 0; i < terms_.size(); ++i) give(i, wanted, given, visitor);
    return {};
  }
  Result<void> visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                          const Visitor& visitor) const override {
    std::vector<std::shared_ptr<const void>> given(wanted.size());
    for (const ReportId& id : ids) give(number(id), wanted, given, visitor);
    return {};
  }
  static ReportId id(uint64_t number) { return ReportId(Id128{number + 1, 0}); }
  static size_t number(const ReportId& id) { return static_cast<size_t>(id.high - 1); }

  CopyEdges copies;
  Clusters stories;

 private:
  void give(size_t i, std::span<const Wanted> wanted,
            std::vector<std::shared_ptr<const void>>& given, const Visitor& visitor) const {
    for (size_t at = 0; at < wanted.size(); ++at) {
      if (wanted[at].key == type_key<Text>()) given[at] = texts_[i];
      if (wanted[at].key == type_key<Metadata>()) given[at] = metadata_[i];
      if (wanted[at].key == type_key<Terms>()) given[at] = terms_[i];
    }
    visitor(id(i), given);
  }

  void add(const GeneratedReport& report) {
    std::string bytes = report.title + "\n\n" + report.text;
    auto text = std::make_shared<Text>(bytes, OffsetMap());
    Roles roles = paragraphs_of(bytes, "\n\n", true);
    auto metadata = std::make_shared<Metadata>();
    if (!report.published.empty()) {
      metadata->field.push_back(MetadataField::published);
      metadata->value.push_back(report.published);
      metadata->latest.push_back("");
      metadata->chosen.push_back({true});
    }
    bool whole = report.parents.size() == 1;
    for (const auto& parent : report.parents) {
      copies.from.push_back(id(parent.parent));
      copies.to.push_back(id(report.number));
      copies.relation.push_back(whole ? CopyRelation::extended : CopyRelation::spliced);
    }
    terms_.push_back(std::make_shared<Terms>(find_terms(*text, roles, Quotations())));
    texts_.push_back(std::move(text));
    metadata_.push_back(std::move(metadata));
    stories_.try_emplace(report.story, stories_.size());
    stories.resize(stories_.size());
    stories[stories_.at(report.story)].push_back(report.number);
  }

  std::vector<std::shared_ptr<const Text>> texts_;
  std::vector<std::shared_ptr<const Metadata>> metadata_;
  std::vector<std::shared_ptr<const Terms>> terms_;
  std::map<uint64_t, size_t> stories_;
};

// Reports of one affair on 38 days of two months. Three in four words are of the affair, the others
// any.
class Affair {
 public:
  GeneratedReport next() {
    GeneratedReport out;
    out.number = made_++;
    out.published =
        "2021-0" + std::to_string(1 + random_() % 2) + "-" + std::to_string(10 + random_() % 19);
    out.title = sentence();
    for (int i = 0; i < 14; ++i) out.text += sentence();
    return out;
  }

 private:
  std::string word(uint64_t most, bool name) {
    std::string out;
    for (uint64_t number = 30 + random_() % most; number > 0; number /= 30) {
      out += "bdfgklmprstvzjn"[number % 15];
      out += number % 30 < 15 ? 'a' : 'o';
    }
    if (name) out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }
  std::string sentence() {
    std::string out = "They";
    for (int i = 0; i < 15; ++i) out += " " + word(random_() % 4 != 0 ? 60 : 40'000, i % 5 == 0);
    return out + ". ";
  }

  std::mt19937_64 random_{1};
  uint64_t made_ = 0;
};

void bench(const char* workload, const Pile& pile, uint64_t reports, const Resources& resources) {
  auto run = [&](const std::string& what, const CopyEdges& copies) {
    double begin = seconds();
    AccountReader reader(resources);
    Across<Text, Metadata, Terms> across(pile);
    across.each([&](const ReportId& id, const Text&, const Metadata& metadata, const Terms& terms) {
      reader.add(id, metadata, terms);
    });
    double read = seconds();
    Stories stories = find_stories(across, copies, resources);
    double end = seconds();
    std::map<ReportId, std::vector<size_t>> found;
    for (size_t row = 0; row < stories.story.size(); ++row)
      if (stories.part[row] == StoryPart::member)
        found[stories.story[row]].push_back(Pile::number(stories.report[row]));
    Clusters clusters;
    for (auto& [id, all] : found) clusters.push_back(std::move(all));
    ClusteringScore score = compare_clusterings(clusters, pile.stories, reports);
    auto count = static_cast<double>(reports);
    std::printf(
        "%8.0f reports, %-22s gists %6.1f us, all %6.1f us a report: %6.0f a second; B-cubed "
        "%.3f %.3f, %zu stories of %zu\n",
        count, what.c_str(), (read - begin) / count * 1e6, (end - read) / count * 1e6,
        count / (end - read), score.b_cubed.precision, score.b_cubed.recall, clusters.size(),
        pile.stories.size());
    std::fflush(stdout);
  };
  if (!pile.copies.from.empty()) run(std::string(workload) + ", copies known", pile.copies);
  run(std::string(workload) + ", all apart", {});
}

}  // namespace

int main(int argc, char** argv) {
  Resources resources = make_resources();
  std::vector<uint64_t> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
  if (sizes.empty()) sizes = {20'000, 40'000, 80'000};
  for (uint64_t size : sizes) {
    bench("many affairs", Pile(LineageGenerator(1), size), size, resources);
    bench("one affair", Pile(Affair(), size / 2), size / 2, resources);
  }
}
