// Story pages: what a page or an answer tells of stories: the list of them, and of one of them its
// accounts, one for each origin, who says what, and what it continues. Covered by
// surfaces/api/story_pages_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "surfaces/api/edition.hpp"
#include "surfaces/api/paging.hpp"
#include "surfaces/api/statement_pages.hpp"

namespace hearsay {

// Everything here points into the edition.

struct StoryFilter {
  DaysAsked days;        // some report of it can have appeared then
  std::string outlet;    // one of its reports did there; case does not count
  uint64_t origins = 0;  // at least so many
};
Result<PageOf<const StoryHead*>> list_stories(const Edition& edition, const StoryFilter& filter,
                                              StoryOrder order, const PageAsked& asked);
bool fits(const StoryHead& head, const StoryFilter& filter);

// How a report stands to an origin.
struct AccountLine {
  const ReportHead* report;
  const StoryReport* part;  // why it is of the story; null for an origin of another story
  // How it rests on the origin: own, adds, copy, cites, circle; empty where nothing is known.
  std::string_view kind;
  std::string_view why;
  Score score;
  size_t other_origins = 0;  // on how many others it rests as well
  // By which it has most from another report, not always the origin itself; null where it has
  // nothing. Its relation: identical, truncated, extended, rewritten, spliced, cites, circle.
  const Derivation* from = nullptr;
  CopiedWords words;  // how much of it comes from there; `all` is 0 where that was not asked for
};

// A passage of the origin that stands in another report of the story, too, or is quoted there.
struct SharedPassage {
  RowId id;  // a copy edge, for explain
  const ReportHead* other;
  std::string_view relation, form;
  Span here, there;  // bytes of the two texts
};

// Reports by the origin that they rest on most surely.
struct StoryAccount {
  const ReportHead* origin;
  bool inside;                        // the origin is a report of this story
  std::vector<AccountLine> reports;   // the origin first, if it is inside; then the earliest
  std::vector<SharedPassage> shared;  // with origins of other accounts, by their place
};

struct AttachedReport {
  const ReportHead* report;
  const StoryReport* part;
};

struct ChainLink {
  const StoryHead* story;
  const ChainedStory* part;
};
struct ChainDetail {
  const ChainView* chain;
  std::vector<ChainLink> stories;  // as they follow one another, this one among them
};

// What one speaker says in a story.
struct SaidBy {
  const EntityView* entity;     // null for everybody whom no report names
  std::string name;             // empty if he has none
  uint64_t statements = 0;      // in reports of the story
  std::vector<SaidLine> shown;  // in the order of reports
};

struct StoryDetail {
  const StoryHead* head;
  std::vector<StoryAccount> accounts;  // most reports first, then the earliest origin
  std::vector<SaidBy> speakers;        // most statements first; those without a name last
  uint64_t statements = 0;             // in all reports of the story
  uint64_t statements_shown = 0;
  std::vector<AttachedReport> attached;  // tell of other stories above all
  std::vector<ChainDetail> chains;
};

struct StoryBounds {
  bool words = true;           // reads the words of every report to say how much is copied
  size_t statements = 100;     // shown at most, the most that speakers have in turn
  size_t statements_each = 5;  // of one speaker
};
// Reads the reports of the statements that are shown, and with `words` all.
Result<StoryDetail> view_story(const Edition& edition, const StoryView& story,
                               const StoryBounds& bounds);

// The accounts alone. O(reports log reports), nothing is read.
std::vector<StoryAccount> accounts_of(const Edition& edition, const StoryView& story);

}  // namespace hearsay
