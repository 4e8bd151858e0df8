// Stories and chains as records. See stories.hpp; docs/FORMATS.md has the shapes.
#include <algorithm>

#include "store/exports/forms.hpp"
#include "store/exports/lines.hpp"
#include "surfaces/api/stories.hpp"

namespace hearsay {
namespace {

using shapes::given;
using shapes::leaf;
using shapes::list;
using shapes::object;
using Kind = Shape::Kind;

Value number(uint64_t count) {
  return Value::of(static_cast<int64_t>(count));
}

std::vector<ReportId> sorted_ids(const std::vector<StoryReport>& reports) {
  std::vector<ReportId> out;
  for (const StoryReport& one : reports) out.push_back(one.report);
  std::sort(out.begin(), out.end());
  return out;
}

Value ids_value(const std::vector<StoryReport>& reports) {
  std::vector<Value> out;
  for (const ReportId& id : sorted_ids(reports)) out.push_back(Value::of(id.hex()));
  return Value::of_parts(std::move(out));
}

Value why_value(const StoryView& story) {
  std::vector<StoryReport> all = story.reports;
  all.insert(all.end(), story.attached.begin(), story.attached.end());
  std::stable_sort(all.begin(), all.end(), [](const StoryReport& a, const StoryReport& b) {
    return a.attached != b.attached ? b.attached : a.report < b.report;
  });
  std::vector<Value> out;
  for (const StoryReport& one : all)
    out.push_back(
        Value::of_parts({Value::of(one.id.hex()), Value::of(one.report.hex()),
                         Value::of(one.attached ? "attached" : "member"),
                         Value::of(int64_t{one.score.ten_thousandths}), text_or_null(one.why)}));
  return Value::of_parts(std::move(out));
}

}  // namespace

const Shape& story_shape() {
  static const Shape shape = object(
      "", {given(leaf("id")), leaf("title"), leaf("first"), leaf("last"),
           given(list("reports", given(leaf("")))), given(list("attached", given(leaf("")))),
           given(counts_shape()),
           given(list("why", given(object(
                                 "", {given(leaf("id")), given(leaf("report")), given(leaf("part")),
                                      given(leaf("score", Kind::decimal)), leaf("text")})))),
           given(list("chains", given(leaf(""))))});
  return shape;
}

const Shape& chain_shape() {
  static const Shape shape = object(
      "",
      {given(leaf("id")), given(list("stories", given(leaf("")))),
       given(list("why", given(object("", {given(leaf("id")), given(leaf("story")),
                                           given(leaf("score", Kind::decimal)), leaf("text")}))))});
  return shape;
}

Shape counts_shape() {
  auto count = [](const char* name) { return given(leaf(name, Kind::number)); };
  return object("counts", {count("reports"), count("outlets"), count("families"), count("origins"),
                           count("unknown_outlet")});
}

Value counts_record(const Counts& counts) {
  return Value::of_parts({number(counts.reports), number(counts.outlets), number(counts.families),
                          number(counts.origins), number(counts.unknown_outlet)});
}

Value story_record(const StoriesView& stories, const StoryView& story, std::string_view title) {
  std::vector<Value> chains;
  for (size_t chain : story.chains) chains.push_back(Value::of(stories.chains()[chain].id.hex()));
  return Value::of_parts({Value::of(story.id.hex()), text_or_null(title), text_or_null(story.first),
                          text_or_null(story.last), ids_value(story.reports),
                          ids_value(story.attached), counts_record(story.counts), why_value(story),
                          Value::of_parts(std::move(chains))});
}

Value chain_record(const StoriesView& stories, const ChainView& chain) {
  std::vector<Value> ids, why;
  for (const ChainedStory& one : chain.stories) {
    std::string id = stories.all()[one.story].id.hex();
    ids.push_back(Value::of(id));
    why.push_back(
        Value::of_parts({Value::of(one.id.hex()), Value::of(id),
                         Value::of(int64_t{one.score.ten_thousandths}), text_or_null(one.why)}));
  }
  return Value::of_parts({Value::of(chain.id.hex()), Value::of_parts(std::move(ids)),
                          Value::of_parts(std::move(why))});
}

namespace {

Result<Value> titled(const Store& store, const SourcesView& sources, const StoriesView& stories,
                     const StoryView& story) {
  Result<std::string> title = stories.title(store, sources, story);
  if (!title) return title.error();
  return story_record(stories, story, *title);
}

}  // namespace

Result<void> export_stories(const Store& store, ExportFormat format,
                            const std::function<bool(std::string_view)>& write) {
  Result<Views> views = Views::read(store);
  if (!views) return views.error();
  RecordLines lines(story_shape(), format, write);
  for (const StoryView& story : views->stories.all()) {
    Result<Value> record = titled(*views->store, views->sources, views->stories, story);
    if (!record) return record.error();
    if (!lines.add(*record)) return {};
  }
  lines.flush();
  return {};
}

Result<void> export_chains(const Store& store, ExportFormat format,
                           const std::function<bool(std::string_view)>& write) {
  Result<Views> views = Views::read(store);
  if (!views) return views.error();
  RecordLines lines(chain_shape(), format, write);
  for (const ChainView& chain : views->stories.chains())
    if (!lines.add(chain_record(views->stories, chain))) return {};
  lines.flush();
  return {};
}

Result<std::string> story_json(const Store& store, const SourcesView& sources,
                               const StoriesView& stories, const StoryView& story) {
  Result<Value> record = titled(store, sources, stories, story);
  if (!record) return record.error();
  std::string out;
  append_json(out, story_shape(), *record);
  return out;
}

}  // namespace hearsay
