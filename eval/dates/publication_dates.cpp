// See publication_dates.hpp.
#include "eval/dates/publication_dates.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>

#include "base/dates.hpp"
#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "ingest/article/article.hpp"
#include "ingest/inputs/inputs.hpp"
#include "surfaces/api/files.hpp"

namespace hearsay::eval {
namespace {

// What a page's metadata say of its day; either end may be open.
struct Answer {
  std::optional<int64_t> first, last;  // days since 1970-01-01
  std::string earliest, latest, how, modified;
  std::optional<int64_t> day() const { return first == last ? first : std::nullopt; }
  bool holds(int64_t day) const {
    return (first || last) && (!first || *first <= day) && (!last || day <= *last);
  }
};

// The first and the last day that a moment of limited precision may be.
std::optional<int64_t> first_day(const std::string& moment) {
  auto read = parse_iso_date(moment);
  return read ? std::optional(read->days()) : std::nullopt;
}

std::optional<int64_t> last_day(const std::string& moment) {
  auto read = parse_iso_date(moment);
  if (!read) return std::nullopt;
  if (read->precision >= Moment::Precision::day) return read->days();
  bool december = read->precision == Moment::Precision::year || read->month == 12;
  return december ? days_from_civil(read->year + 1, 1, 1) - 1
                  : days_from_civil(read->year, read->month + 1U, 1) - 1;
}

// Keys hold the day of the page's own clock, so that one counts where the metadata know it.
Answer answer_of(const Metadata& metadata) {
  Answer out;
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    if (!metadata.chosen[i].yes) continue;
    if (metadata.field[i] == MetadataField::modified)
      out.modified = std::string(metadata.value[i]) + " " + std::string(metadata.how[i]);
    if (metadata.field[i] != MetadataField::published) continue;
    out.earliest = std::string(metadata.value[i]);
    out.latest = std::string(metadata.latest[i]);
    out.how = std::string(metadata.how[i]);
    out.first = first_day(out.earliest);
    out.last = last_day(out.latest);
    if (auto day = first_day(std::string(metadata.day[i]))) out.first = out.last = day;
  }
  return out;
}

// The map stages that the metadata need, in order.
std::vector<const Pipeline::Stage*> stages_for_metadata(const Pipeline& pipeline) {
  std::set<TypeKey> needed;
  std::vector<const Pipeline::Stage*> out;
  std::span<const Pipeline::Stage> all = pipeline.stages();
  for (size_t i = all.size(); i-- > 0;) {
    const Pipeline::Stage& stage = all[i];
    if (stage.reduces || (stage.output.name != "metadata" && !needed.contains(stage.output.key)))
      continue;
    for (const Pipeline::Value& input : stage.inputs) needed.insert(input.key);
    out.push_back(&stage);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// Keeps the one report of a file.
class OnePage : public SourceSink {
 public:
  bool add(Source source) override {
    source_ = std::move(source);
    return false;
  }
  void fail(Failure failure) override { reason_ = failure.reason; }
  Result<Source> take(const std::string& file) {
    if (source_) return std::move(*source_);
    return Error{ErrorKind::damaged, reason_.empty() ? "there is no page in it" : reason_, file,
                 -1};
  }

 private:
  std::optional<Source> source_;
  std::string reason_;
};

Result<Source> read_page(const std::string& file) {
  std::atomic<bool> never = false;
  Result<std::unique_ptr<ByteReader>> bytes = open_file(file, never);
  if (!bytes) return bytes.error();
  OnePage page;
  read_inputs(**bytes, file, InputFormat::html, Limits(), page);
  return page.take(file);
}

class Reader {
 public:
  Reader() : pipeline_(make_pipeline()), stages_(stages_for_metadata(pipeline_)) {}

  Answer read(Source source) const {
    Document document(std::move(source));
    for (const Pipeline::Stage* stage : stages_) stage->map(document, resources_);
    return answer_of(document.get<Metadata>());
  }

 private:
  Pipeline pipeline_;
  std::vector<const Pipeline::Stage*> stages_;
  Resources resources_;
};

std::string_view judge(const Answer& answer, int64_t truth, DateCounts& counts) {
  counts.held += answer.holds(truth);
  std::optional<int64_t> day = answer.day();
  if (!day) return ++counts.none, "none";
  return *day == truth ? (++counts.right, "right") : (++counts.wrong, "wrong");
}

std::string detail(const DatedPage& page, const Answer& answer, std::string_view verdict) {
  Json line;
  line.begin_object().field("page", page.name).field("verdict", verdict).field("truth", page.day);
  line.field("earliest", answer.earliest).field("latest", answer.latest).field("how", answer.how);
  return line.field("modified", answer.modified).end_object().text();
}

void add_measures(std::vector<Measure>& out, const DateCounts& counts, const std::string& when) {
  out.push_back(share_measure("accuracy" + when, "the exact day; no answer is wrong", counts.right,
                              counts.all()));
  out.push_back(share_measure("precision" + when, "of the answers", counts.right,
                              counts.right + counts.wrong));
  out.push_back(share_measure("recall" + when, "of the days right or missing", counts.right,
                              counts.right + counts.none));
  out.push_back(mean_measure("F1" + when, "of these two", counts.f1()));
  out.push_back(
      share_measure("held" + when, "intervals that hold the true day", counts.held, counts.all()));
}

double share(uint64_t part, uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

double DateCounts::precision() const {
  return share(right, right + wrong);
}
double DateCounts::recall() const {
  return share(right, right + none);
}
double DateCounts::accuracy() const {
  return share(right, all());
}
double DateCounts::f1() const {
  return share(2 * right, 2 * right + wrong + none);
}

Result<Scored> run_publication_dates(const std::string& folder) {
  Result<std::vector<DatedPage>> pages = read_dated_pages(folder);
  if (!pages) return pages.error();
  Reader reader;
  DateCounts bare, addressed;
  Scored out;
  for (const DatedPage& page : *pages) {
    auto truth = parse_iso_date(page.day);
    if (!truth) return Error{ErrorKind::damaged, "\"" + page.day + "\" is no day", page.file, -1};
    Result<Source> source = read_page(page.file);
    if (!source) return source.error();
    Source with = *source;
    with.url = page.url;
    Answer answer = reader.read(std::move(*source));
    out.details.push_back(detail(page, answer, judge(answer, truth->days(), bare)));
    judge(page.url.empty() ? answer : reader.read(std::move(with)), truth->days(), addressed);
  }
  add_measures(out.measures, bare, "");
  add_measures(out.measures, addressed, ", with address");
  return out;
}

}  // namespace hearsay::eval
