// See lineage.hpp.
#include "eval/lineage/lineage.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

#include "eval/lineage/telling.hpp"

namespace hearsay::eval {
namespace {

constexpr double kDay = 86400;
constexpr uint64_t kHappenings = 0;  // purposes of draws; the reports of a story follow
constexpr uint32_t kSizes = 4096;

// Sizes of stories, each as likely: few of many reports, many of few (Pareto, exponent 1).
std::vector<uint32_t> story_sizes(uint32_t largest) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < kSizes; ++i) {
    double rank = (i + 0.5) / kSizes;
    double size = 1 + 3 * (1 / rank - 1);
    out.push_back(size < largest ? static_cast<uint32_t>(size) : largest);
  }
  return out;
}

struct Story {
  Happening happening;
  std::vector<Told> told;
  uint32_t to_come = 0;
};

// Of two that are drawn the likelier: agencies are copied more than others, and originals.
size_t drawn_parent(const std::vector<Told>& told, uint32_t agencies, Draws& draws) {
  auto weight = [&](const Told& report) {
    bool copy = std::any_of(report.passages.begin(), report.passages.end(),
                            [](const Passage& passage) { return passage.origin.has_value(); });
    return 2 * (report.outlet < agencies) + !copy;
  };
  size_t one = draws.low_below(told.size());
  size_t other = draws.below(told.size());
  return weight(told[other]) > weight(told[one]) ? other : one;
}

}  // namespace

class LineageGenerator::Stories {
 public:
  Stories(uint64_t seed, const LineageSettings& settings)
      : world_(invented_world(seed, settings)),
        seed_(seed),
        sizes_(story_sizes(std::max(settings.largest_story, 1U))) {
    double sum = 0;
    for (uint32_t size : sizes_) sum += size;
    mean_size_ = sum / kSizes;
    // The first of a story is an original anyway.
    if (mean_size_ > 1) later_originals_ = (settings.originals * mean_size_ - 1) / (mean_size_ - 1);
  }

  GeneratedReport next() {
    while (arrivals_.empty() || begin_of(begun_) <= std::get<0>(arrivals_.top())) begin_story();
    auto [second, number, sequence, slot] = arrivals_.top();
    arrivals_.pop();
    Story& story = *open_[slot];
    Draws draws(seed_, number, kHappenings + 1 + sequence);
    Told told;
    told.number = reports_++;
    told.published = second;
    told.outlet = drawn_outlet(draws);
    if (story.told.empty() || draws.chance(later_originals_))
      tell_original(world_, story.happening, draws, told);
    else
      copy(story, draws, told);
    GeneratedReport out = report_of(world_, number, told, draws);
    if (--story.to_come > 0) {
      story.told.push_back(std::move(told));
    } else {
      open_[slot] = nullptr;
      free_.push_back(slot);
    }
    return out;
  }

 private:
  // A second, the number of the story, that of the report in it, the slot of the story.
  using Arrival = std::tuple<int64_t, uint64_t, uint32_t, uint32_t>;

  int64_t begin_of(uint64_t story) const {
    const LineageSettings& settings = world_.settings;
    double days = static_cast<double>(story) * mean_size_ / std::max(settings.reports_per_day, 1U);
    return static_cast<int64_t>((static_cast<double>(settings.first_day) + days) * kDay);
  }

  void begin_story() {
    uint64_t number = begun_++;
    Draws draws(seed_, number, kHappenings);
    auto story = std::make_unique<Story>();
    story->to_come = draws.one_of(sizes_);
    story->happening = invented_happening(world_.vocabulary, draws);
    add_sayings(world_, story->happening, draws);
    std::vector<int64_t> delays = {0};
    for (uint32_t i = 1; i < story->to_come; ++i) {
      double share = draws.share();
      delays.push_back(static_cast<int64_t>(share * share * world_.settings.story_days * kDay));
    }
    std::sort(delays.begin(), delays.end());
    uint32_t slot = place(std::move(story));
    for (uint32_t i = 0; i < delays.size(); ++i)
      arrivals_.emplace(begin_of(number) + delays[i], number, i, slot);
  }

  uint32_t place(std::unique_ptr<Story> story) {
    if (free_.empty()) {
      open_.push_back(std::move(story));
      return static_cast<uint32_t>(open_.size() - 1);
    }
    uint32_t slot = free_.back();
    free_.pop_back();
    open_[slot] = std::move(story);
    return slot;
  }

  uint32_t drawn_outlet(Draws& draws) const {
    const LineageSettings& settings = world_.settings;
    if (settings.agencies > 0 && draws.chance(0.12))
      return draws.below(std::min(settings.agencies, settings.outlets));
    return draws.low_below(settings.outlets);
  }

  void copy(const Story& story, Draws& draws, Told& told) {
    std::string_view method = drawn_method(world_.settings, draws);
    std::vector<Source> sources;
    auto add = [&](const Story& from) {
      const Told& report = from.told[drawn_parent(from.told, world_.settings.agencies, draws)];
      for (const Source& known : sources)
        if (known.report == &report) return;
      sources.push_back({&report, &from.happening});
    };
    add(story);
    if (method == "spliced")
      for (uint32_t more = 1 + draws.below(2); more > 0; --more) {
        const Story* other = draws.chance(0.35) ? drawn_other(draws) : nullptr;
        add(other ? *other : story);
      }
    for (uint32_t i = 0; i < 3 && told.outlet == sources[0].report->outlet; ++i)
      told.outlet = drawn_outlet(draws);
    tell_copy(world_, sources, method, draws, told);
  }

  // An open story that has reports; null if a few draws found none.
  const Story* drawn_other(Draws& draws) const {
    for (uint32_t i = 0; i < 8; ++i) {
      const Story* story = draws.one_of(open_).get();
      if (story && !story->told.empty()) return story;
    }
    return nullptr;
  }

  World world_;
  uint64_t seed_;
  std::vector<uint32_t> sizes_;
  double mean_size_ = 1;
  double later_originals_ = 0;
  std::vector<std::unique_ptr<Story>> open_;  // by slot
  std::vector<uint32_t> free_;
  uint64_t begun_ = 0;
  uint64_t reports_ = 0;
  std::priority_queue<Arrival, std::vector<Arrival>, std::greater<>> arrivals_;
};

LineageGenerator::LineageGenerator(uint64_t seed, const LineageSettings& settings)
    : stories_(std::make_unique<Stories>(seed, settings)) {}
LineageGenerator::~LineageGenerator() = default;
LineageGenerator::LineageGenerator(LineageGenerator&&) noexcept = default;

GeneratedReport LineageGenerator::next() {
  return stories_->next();
}

}  // namespace hearsay::eval
