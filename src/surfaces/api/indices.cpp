// See indices.hpp.
#include "surfaces/api/indices.hpp"

#include <algorithm>
#include <tuple>

namespace hearsay {
namespace {

std::vector<uint32_t> order_entities(const WhoIsWho& who, const Speaking& speaking) {
  std::vector<uint32_t> out;
  for (uint32_t place = 0; place < who.all().size(); ++place) out.push_back(place);
  std::sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) {
    const EntityView& left = who.all()[a];
    const EntityView& right = who.all()[b];
    auto left_said = speaking.said_by(left.id).size();
    auto right_said = speaking.said_by(right.id).size();
    return std::tie(right_said, right.reports, left.id) <
           std::tie(left_said, left.reports, right.id);
  });
  return out;
}

}  // namespace

Result<std::unique_ptr<const Indices>> Indices::read(const Store& store, const SourcesView& sources,
                                                     const StoriesView& stories,
                                                     const WhoIsWho& who) {
  auto out = std::make_unique<Indices>();
  Result<ReportHeads> reports = ReportHeads::read(store, sources);
  if (!reports) return reports.error();
  out->reports = std::move(*reports);
  out->stories = StoryHeads(stories, sources, out->reports);
  Result<Speaking> speaking = Speaking::read(store, out->reports);
  if (!speaking) return speaking.error();
  out->speaking = std::move(*speaking);
  out->entities = order_entities(who, out->speaking);
  out->summary = summarise(sources, stories, who, out->reports, out->speaking);
  return std::unique_ptr<const Indices>(std::move(out));
}

}  // namespace hearsay
