// Happenings: which reports tell of one happening, a story. docs/stages/happenings.md says how they
// are found, and what is known to go wrong. Covered by stories/happenings/happenings_test.cpp and
// eval/stories.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/terms/terms.hpp"
#include "sources/copies/copies.hpp"

namespace hearsay {

// Whether a report tells of the story above all, or of others as well (a round-up).
enum class StoryPart : uint8_t { member, attached };
std::span<const std::string_view> names_of(StoryPart);

// A row for every report of a story. Every report is a member of one story, if only of its own.
// Sorted by story, then parts, then reports.
struct Stories {
  static constexpr LayerName kLayer{"stories", 1, "Which reports tell of one happening."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<ReportId> story, report;
  std::vector<StoryPart> part;
  std::vector<Score> score;
  Strings why;

  static constexpr auto columns() {
    return std::tuple{
        column("story", &Stories::story, "its earliest report", InId::yes),
        column("report", &Stories::report, "a report that tells of it", InId::yes),
        column("part", &Stories::part, "member, or attached: tells of other stories as well"),
        column("score", &Stories::score, "how sure it is that it belongs to the others"),
        column("why", &Stories::why,
               "what speaks for it; empty for a report that has no other beside it")};
  }
};

// Keeps some 3 kB a report. O(reports) for stories of bounded size.
Stories find_stories(const Across<Text, Metadata, Terms>& reports, const CopyEdges& copies,
                     const Resources& resources);

}  // namespace hearsay
