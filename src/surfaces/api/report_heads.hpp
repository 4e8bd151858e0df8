// Report heads: what a line says of a report, for all reports of a store, read once. Covered by
// surfaces/api/indices_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"
#include "surfaces/api/sources.hpp"

namespace hearsay {

// All text is the reports' own: escape it.
struct ReportHead {
  ReportId id;
  std::string title;           // on one line; empty if there is none
  std::string outlet, family;  // empty where it is not known
  std::string url;             // empty if there is none; any scheme
  std::string language;        // ISO 639-1, empty if unknown
  Published published;

  // "2018-05-21", "2018-05-21 to 2018-05-23", "before 2018-05-23", "".
  std::string days() const;
};

// Days that are asked for, as typed: 2018, 2018-05 or 2018-05-21; empty for any.
class DaysAsked {
 public:
  DaysAsked() = default;
  // What is no date counts as empty.
  DaysAsked(std::string_view from, std::string_view to);

  bool is_open() const { return from_ == INT64_MIN && to_ == INT64_MAX; }
  // Whether it can have been then. What has no date was then only if any day will do.
  bool has(const Published& published) const;
  // The same of days as text.
  bool has(std::string_view first, std::string_view last) const;

 private:
  bool has(int64_t first, int64_t last) const { return first <= to_ && last >= from_; }

  int64_t from_ = INT64_MIN, to_ = INT64_MAX;  // seconds since 1970-01-01, both included
};

// Memory: some 300 bytes a report.
class ReportHeads {
 public:
  ReportHeads() = default;
  // `sources` of the same state. Titles and languages are those that view_report() gives.
  static Result<ReportHeads> read(const Store& store, const SourcesView& sources);

  // By day, the earliest first and those without a date last; then by id.
  std::span<const ReportHead> all() const { return all_; }
  // Null if there was no such report.
  const ReportHead* find(const ReportId& id) const;
  // Where it stands in all(), or all().size().
  size_t place(const ReportId& id) const;
  // The first place behind a report with this day and id, whether it is there or not.
  size_t behind(const Appeared& day, const ReportId& id) const;

 private:
  std::vector<ReportHead> all_;
  std::map<ReportId, uint32_t> places_;
};

}  // namespace hearsay
