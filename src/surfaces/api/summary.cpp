// See summary.hpp.
#include "surfaces/api/summary.hpp"

#include <vector>

namespace hearsay {

Summary summarise(const SourcesView& sources, const StoriesView& stories, const WhoIsWho& who,
                  const ReportHeads& reports, const Speaking& speaking) {
  std::vector<ReportId> ids;
  Summary out;
  for (const ReportHead& head : reports.all()) {
    ids.push_back(head.id);
    const Published& day = head.published;
    if (day.first.empty()) continue;
    if (out.first.empty()) out.first = day.first;
    if (out.last < day.last) out.last = day.last;
  }
  Counts counts = sources.counts(ids);
  out.reports = counts.reports;
  out.texts = sources.distinct_texts(ids);
  out.outlets = counts.outlets;
  out.families = counts.families;
  out.unknown_outlet = counts.unknown_outlet;
  out.origins = counts.origins;
  out.stories = stories.all().size();
  out.chains = stories.chains().size();
  out.statements = speaking.statements();
  out.entities = who.all().size();
  out.speakers = speaking.count();
  return out;
}

}  // namespace hearsay
