// See statement_pages.hpp.
#include "surfaces/api/statement_pages.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.hpp"
#include "reported/statements/statements.hpp"
#include "surfaces/api/statement_question.hpp"

namespace hearsay {
namespace {

// "2018-05-21", "2018-05-21 to 2018-05-23": when it was said, if the text tells.
std::string said_days(const StatementView& one) {
  if (one.date.empty() || one.date_latest.empty() || one.date == one.date_latest) return one.date;
  return one.date + " to " + one.date_latest;
}

template <class Choice>
bool is_choice(Choice choice, std::string_view wanted) {
  return wanted.empty() || names_of(choice)[static_cast<size_t>(choice)] == wanted;
}

// Statements of reports, read where they are asked for.
class Reading {
 public:
  Reading(const Edition& edition, const StatementFilter& filter)
      : edition_(edition),
        filter_(filter),
        question_(edition.who(), filter.name, false, filter.about),
        source_(edition.indices().speaking.records(edition.store())) {}

  // Those of the report that fit, in rows from `first`; all its rows, or these. A report that is
  // gone has none.
  Result<std::vector<std::pair<uint32_t, SaidLine>>> of(const ReportHead& report, uint32_t first,
                                                        const std::vector<uint32_t>* rows) {
    std::vector<std::pair<uint32_t, SaidLine>> out;
    if (edition_.store().pipeline().find(Statements::kLayer.name) == nullptr) return out;
    auto layer = edition_.store().layer(report.id, layer_info<Statements>());
    if (!layer) return layer.error();
    if (*layer == nullptr) return out;
    auto statements = std::static_pointer_cast<const Statements>(*layer);
    std::vector<RowId> ids = row_ids(layer_info<Statements>(), statements.get(), report.id);
    for (uint32_t row = first; row < ids.size(); ++row) {
      if (rows != nullptr && !std::binary_search(rows->begin(), rows->end(), row)) continue;
      if (!is_choice(statements->kind[row], filter_.kind) ||
          !is_choice(statements->act[row], filter_.act) ||
          !is_choice(statements->polarity[row], filter_.polarity))
        continue;
      Result<Value> record =
          source_.row(layer_info<Statements>(), statements.get(), row, ids[row], {report.id, ""});
      if (!record) return record.error();
      SaidLine line{view_of_statement(layer_info<Statements>(), statements.get(), row, ids[row],
                                      report.id, *record),
                    &report, "", std::move(*record)};
      line.when = said_days(line.statement);
      if (line.when.empty()) line.when = report.days();
      if (fits(line)) out.emplace_back(row, std::move(line));
    }
    return out;
  }

  const StatementQuestion& question() const { return question_; }

 private:
  bool fits(const SaidLine& line) const {
    if (filter_.entity && line.statement.entity != filter_.entity->hex()) return false;
    if (filter_.story != nullptr && edition_.stories().of(line.report->id) != filter_.story)
      return false;
    if (!question_.fits(line.statement)) return false;
    const StatementView& one = line.statement;
    if (one.date.empty() && one.date_latest.empty())
      return filter_.days.has(line.report->published);
    return filter_.days.has(one.date, one.date_latest);
  }

  const Edition& edition_;
  const StatementFilter& filter_;
  StatementQuestion question_;
  RecordSource source_;
};

using Reports = std::map<uint32_t, std::vector<uint32_t>>;  // with the rows that come into question

void add_said(const Edition& edition, const Id128& entity, Reports& out) {
  for (SaidAt at : edition.indices().speaking.said_by(entity)) out[at.report].push_back(at.row);
}

// Those that hold a text, at the begin of a word.
Result<std::set<uint32_t>> holding(const Edition& edition, std::string_view text) {
  std::string query;
  for (std::string_view rest = text; !rest.empty();)
    if (std::string word(ascii::take_part(rest, ' ')); !word.empty())
      query += (query.empty() ? "\"" : " \"") + word + "\"*";
  Result<std::vector<SearchHit>> hits = edition.store().rank(query);
  if (!hits) return hits.error();
  std::set<uint32_t> out;
  for (const SearchHit& hit : *hits) {
    size_t place = edition.indices().reports.place(hit.report);
    if (place < edition.indices().reports.all().size()) out.insert(static_cast<uint32_t>(place));
  }
  return out;
}

bool has_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return ascii::is_letter(c) || ascii::is_digit(c) || (c & 0x80) != 0;
  });
}

// The reports in which it can stand; none if that is not known without reading them. No rows: all.
Result<std::optional<Reports>> candidates(const Edition& edition, const StatementFilter& filter,
                                          const StatementQuestion& question) {
  Reports out;
  if (filter.report) {
    size_t place = edition.indices().reports.place(*filter.report);
    if (place < edition.indices().reports.all().size()) out[static_cast<uint32_t>(place)];
    return std::optional(std::move(out));
  }
  if (filter.entity) {
    add_said(edition, *filter.entity, out);
    return std::optional(std::move(out));
  }
  if (filter.story != nullptr) {
    for (const StoryReport& one : filter.story->reports)
      out[static_cast<uint32_t>(edition.indices().reports.place(one.report))];
    out.erase(static_cast<uint32_t>(edition.indices().reports.all().size()));  // of those unknown
    return std::optional(std::move(out));
  }
  bool named = has_word(filter.name);
  if (!named && !has_word(filter.about)) return std::optional<Reports>();
  Result<std::set<uint32_t>> found = holding(edition, named ? filter.name : filter.about);
  if (!found) return found.error();
  if (named)
    for (const std::string& id : question.entities())
      for (SaidAt at : edition.indices().speaking.said_by(*Id128::from_hex(id)))
        found->insert(at.report);
  for (uint32_t place : *found) out[place];
  return std::optional(std::move(out));
}

// ---- places in the list -------------------------------------------------------------------------

constexpr size_t kNumbers = 3;

std::string cursor_at(const ReportHead& report, uint32_t row) {
  Appeared day = report.published.appeared.as_day();
  return ListPlace{{day.first, day.last, row}, report.id}.text();
}

// Where to go on: a report, and the first row in it.
struct Start {
  size_t report = 0;
  uint32_t row = 0;
};

Result<Start> start_of(const ReportHeads& reports, const std::string& cursor) {
  if (cursor.empty()) return Start();
  Result<ListPlace> place = ListPlace::of(cursor, kNumbers);
  if (!place) return place.error();
  ReportId id(place->id);
  if (size_t at = reports.place(id); at < reports.all().size())
    return Start{at, static_cast<uint32_t>(place->numbers[2]) + 1};
  return Start{reports.behind({place->numbers[0], place->numbers[1]}, id), 0};
}

std::optional<uint64_t> count_all(const Edition& edition, const StatementFilter& filter) {
  bool narrow = !filter.name.empty() || !filter.about.empty() || !filter.kind.empty() ||
                filter.story != nullptr || !filter.act.empty() || !filter.polarity.empty() ||
                !filter.days.is_open();
  const Speaking& speaking = edition.indices().speaking;
  if (narrow || (filter.report && filter.entity)) return std::nullopt;
  if (filter.entity) return speaking.said_by(*filter.entity).size();
  if (filter.report)
    return speaking.speakers(edition.indices().reports.place(*filter.report)).size();
  return speaking.statements();
}

// The reports to read one after the other: those that come into question, or all.
class Walk {
 public:
  Walk(const ReportHeads& all, const std::optional<Reports>& some, size_t first)
      : all_(all), some_(some), at_(first) {
    settle();
  }
  bool at_end() const { return at_ >= all_.all().size(); }
  const ReportHead& report() const { return all_.all()[at_]; }
  size_t place() const { return at_; }
  // Null for all.
  const std::vector<uint32_t>* rows() const {
    if (!some_ || found_->second.empty()) return nullptr;
    return &found_->second;
  }
  void next() {
    ++at_;
    settle();
  }

 private:
  void settle() {
    if (!some_) return;
    found_ = some_->lower_bound(static_cast<uint32_t>(at_));
    at_ = found_ == some_->end() ? all_.all().size() : found_->first;
  }

  const ReportHeads& all_;
  const std::optional<Reports>& some_;
  size_t at_;
  Reports::const_iterator found_;
};

}  // namespace

const Shape& statement_shape() {
  static const Shape shape = row_shape(layer_info<Statements>());
  return shape;
}

std::vector<std::string> statement_choices(std::string_view column) {
  for (const ColumnInfo& one : layer_info<Statements>().columns)
    if (one.name == column) return {one.choices.begin(), one.choices.end()};
  return {};
}

Result<PageOf<SaidLine>> list_statements(const Edition& edition, const StatementFilter& filter,
                                         const PageAsked& asked) {
  PageOf<SaidLine> out;
  Reading reading(edition, filter);
  Result<std::optional<Reports>> some = candidates(edition, filter, reading.question());
  if (!some) return some.error();
  const ReportHeads& reports = edition.indices().reports;
  Result<Start> start = start_of(reports, asked.cursor);
  if (!start) return start.error();
  out.total = count_all(edition, filter);
  size_t read = 0;
  uint32_t last = 0;
  for (Walk walk(reports, *some, start->report); !walk.at_end(); walk.next()) {
    if (read++ == kReportsRead) {
      out.next = cursor_at(reports.all()[walk.place() - 1], UINT32_MAX - 1);
      return out;
    }
    uint32_t first = walk.place() == start->report ? start->row : 0;
    auto lines = reading.of(walk.report(), first, walk.rows());
    if (!lines) return lines.error();
    for (auto& [row, line] : *lines) {
      if (out.items.size() == asked.limit) {
        out.next = cursor_at(*out.items.back().report, last);
        return out;
      }
      out.items.push_back(std::move(line));
      last = row;
    }
  }
  return out;
}

Result<std::vector<SaidLine>> statements_of(const Edition& edition, const ReportHead& report) {
  return statements_of(edition, report, {});
}

Result<std::vector<SaidLine>> statements_of(const Edition& edition, const ReportHead& report,
                                            std::span<const uint32_t> rows) {
  StatementFilter all;
  std::vector<uint32_t> wanted(rows.begin(), rows.end());
  auto lines = Reading(edition, all).of(report, 0, wanted.empty() ? nullptr : &wanted);
  if (!lines) return lines.error();
  std::vector<SaidLine> out;
  for (auto& [row, line] : *lines) out.push_back(std::move(line));
  return out;
}

}  // namespace hearsay
