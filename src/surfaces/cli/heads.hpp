// Heads: what a line says of a report or a story: id, day, title, outlet.
// Covered by tests/command_line.
#pragma once

#include <string>
#include <string_view>

#include "surfaces/api/api.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/cli/output.hpp"

namespace hearsay::cli {

// All of it printable; a title and a day always say something.
struct Head {
  std::string id;  // its first digits
  std::string day, title, outlet;
};
Result<Head> head_of(const Store& store, const SourcesView& sources, const ReportId& report);

// The first digits of an id, as far as lists show them.
std::string short_id(const Id128& id);
// "2017-04-05 to 2017-04-07", "2017-04-05", "no date".
std::string days_text(const StoryView& story);

// The report that is named, as `show` finds it; the report a row stands in. Rows that belong to no
// report are an error.
Result<ReportId> find_report(const Hearsay& hearsay, const std::string& name);

}  // namespace hearsay::cli
