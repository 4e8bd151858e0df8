// `hearsay stories`: which reports tell of one happening.
#include <algorithm>

#include "surfaces/api/api.hpp"
#include "surfaces/api/story_heads.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/cli/heads.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

// ---- all of them --------------------------------------------------------------------------------

std::vector<const StoryView*> ordered(const StoriesView& stories, const std::string& by) {
  auto names = names_of(StoryOrder{});
  auto order = static_cast<StoryOrder>(std::find(names.begin(), names.end(), by) - names.begin());
  std::vector<const StoryView*> out;
  for (const StoryView& story : stories.all()) out.push_back(&story);
  std::sort(out.begin(), out.end(),
            [order](const StoryView* a, const StoryView* b) { return comes_first(order, *a, *b); });
  return out;
}

std::string right(const std::string& text, size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

// Widths of the columns of numbers are those of their names.
constexpr std::string_view kHeads[] = {"reports", "outlets", "families", "origins"};
constexpr size_t kDaysWidth = 24;

std::string table_head(const Look& look) {
  std::string out = "story   ";
  for (std::string_view name : kHeads) out += "  " + std::string(name);
  return look.grey(out + "  days" + std::string(kDaysWidth - 4, ' ') + "  title") + "\n";
}

std::string table_line(const StoryView& story, const std::string& title, const Look& look) {
  const Counts& counts = story.counts;
  // Of what not every report says.
  auto known = [&counts](uint64_t count) {
    std::string number = count == 0 ? "" : std::to_string(count);
    return counts.unknown_outlet == 0 ? number : number + (count == 0 ? "?" : "+?");
  };
  std::string numbers;
  size_t column = 0;
  for (const std::string& count : {std::to_string(counts.reports), known(counts.outlets),
                                   known(counts.families), std::to_string(counts.origins)})
    numbers += "  " + right(count, kHeads[column++].size());
  std::string days = days_text(story);
  days += std::string(days.size() < kDaysWidth ? kDaysWidth - days.size() : 0, ' ');
  std::string head = short_id(story.id) + numbers + "  " + days + "  ";
  size_t room = look.width > head.size() + 20 ? look.width - head.size() : 20;
  std::string shown = printable(title.empty() ? "(no title)" : title);
  return look.grey(short_id(story.id)) + numbers + "  " + look.grey(days) + "  " +
         (look.colour ? shortened(shown, room) : shown) + "\n";
}

int print_all(const Views& views, const std::string& by, const Look& look) {
  std::vector<const StoryView*> stories = ordered(views.stories, by);
  if (stories.empty()) {
    print_error("there are no stories; hearsay add reads reports into the store");
    return kDone;
  }
  if (!print(table_head(look))) return kDone;
  for (const StoryView* story : stories) {
    Result<std::string> title = views.stories.title(*views.store, views.sources, *story);
    if (!title) return report_error(title.error());
    if (!print(table_line(*story, *title, look))) return kDone;
  }
  return kDone;
}

int print_all_json(const Views& views, const std::string& by) {
  for (const StoryView* story : ordered(views.stories, by)) {
    Result<std::string> json = story_json(*views.store, views.sources, views.stories, *story);
    if (!json) return report_error(json.error());
    if (!print(*json + "\n")) return kDone;
  }
  return kDone;
}

// ---- one of them --------------------------------------------------------------------------------

std::string title_text(const Head& head) {
  return head.title + (head.outlet.empty() ? "" : "  [" + head.outlet + "]");
}

// Why a report is of the story; of what it copied everything but that may go without saying.
std::string why_text(const StoryReport& one) {
  return (one.attached ? "attached" : "member") + std::string(", score ") + one.score.text() +
         (one.why.empty() ? "" : ": " + printable(one.why));
}

std::string report_line(const Head& head, const std::string& indent, const Look& look) {
  return indent + look.grey(head.id + "  " + head.day) + "  " + title_text(head) + "\n";
}

// How a report comes from its origin, and why it is of the story.
std::string notes_of(const Views& views, const StoryReport& one, const ReportId& origin) {
  std::vector<OriginView> origins = views.sources.origins(one.report);
  std::string out;
  for (const OriginView& view : origins)
    if (view.origin == origin) out = std::string(view.kind) + ": " + printable(view.why) + "; ";
  if (origins.size() > 1)
    out +=
        "rests on " + counted(origins.size() - 1, "other origin", "other origins") + " as well; ";
  return out + why_text(one);
}

Result<void> print_group(const Views& views, const OriginGroup& group, const Look& look) {
  bool inside = group.reports.front()->report == group.origin;
  Result<Head> origin = head_of(*views.store, views.sources, group.origin);
  if (!origin) return origin.error();
  print("\n" + look.bold("origin") + " " + report_line(*origin, "", look));
  if (!inside) print("  " + look.grey("(of another story)") + "\n");
  for (const StoryReport* one : group.reports) {
    std::string notes = notes_of(views, *one, group.origin);
    if (one->report != group.origin) {
      Result<Head> head = head_of(*views.store, views.sources, one->report);
      if (!head) return head.error();
      if (!print(report_line(*head, "  ", look))) return {};
    }
    std::string indent(one->report == group.origin ? 7 : 12, ' ');
    if (!print(indent + look.grey(notes) + "\n")) return {};
  }
  return {};
}

// A story among others, and why it is there.
Result<std::string> story_line(const Views& views, const StoryView& story, const std::string& more,
                               const std::string& why, const Look& look) {
  Result<std::string> title = views.stories.title(*views.store, views.sources, story);
  if (!title) return title.error();
  return "  " + look.grey(short_id(story.id) + "  " + days_text(story)) + "  " +
         printable(title->empty() ? "(no title)" : *title) + look.grey(more) + "\n" +
         std::string(12, ' ') + look.grey(why) + "\n";
}

Result<std::string> chain_text(const Views& views, const StoryView& story, const ChainView& chain,
                               const Look& look) {
  std::string out = "\n" + look.bold("chain") + " " + look.grey(short_id(chain.id)) + ", " +
                    counted(chain.stories.size(), "story", "stories") + "\n";
  for (const ChainedStory& link : chain.stories) {
    const StoryView& one = views.stories.all()[link.story];
    Result<std::string> line = story_line(
        views, one, one.id == story.id ? "  (this story)" : "",
        "score " + link.score.text() + (link.why.empty() ? "" : ": " + printable(link.why)), look);
    if (!line) return line.error();
    out += *line;
  }
  return out;
}

// The stories that the report is attached to.
Result<std::string> others_text(const Views& views, const ReportId& report, const Look& look) {
  std::string out;
  for (const StoryView* story : views.stories.attached(report))
    for (const StoryReport& one : story->attached) {
      if (one.report != report) continue;
      Result<std::string> line =
          story_line(views, *story, "  " + counts_text(story->counts), why_text(one), look);
      if (!line) return line.error();
      out += *line;
    }
  return out.empty()
             ? out
             : "\n" + look.bold("report " + short_id(report) + " also tells of") + "\n" + out;
}

// As it was asked for by this report.
Result<void> print_story(const Views& views, const StoryView& story, const ReportId& report,
                         const Look& look) {
  Result<std::string> title = views.stories.title(*views.store, views.sources, story);
  if (!title) return title.error();
  if (!print(look.bold(title->empty() ? "(no title)" : printable(*title)) + "\nid      " +
             story.id.hex() + "\ndays    " + days_text(story) + "\ncounts  " +
             counts_text(story.counts) + "\n"))
    return {};
  for (const OriginGroup& group : group_by_origin(views.sources, story))
    if (Result<void> done = print_group(views, group, look); !done) return done;
  if (!story.attached.empty() &&
      !print("\n" + look.bold("attached") + ", tell of other stories above all\n"))
    return {};
  for (const StoryReport& one : story.attached) {
    Result<Head> head = head_of(*views.store, views.sources, one.report);
    if (!head) return head.error();
    if (!print(report_line(*head, "  ", look) + std::string(12, ' ') + look.grey(why_text(one)) +
               "\n"))
      return {};
  }
  for (size_t number : story.chains) {
    Result<std::string> chain = chain_text(views, story, views.stories.chains()[number], look);
    if (!chain) return chain.error();
    if (!print(*chain)) return {};
  }
  Result<std::string> others = others_text(views, report, look);
  if (!others) return others.error();
  print(*others);
  return {};
}

int run_stories(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  bool json = invocation.has("--json");
  const std::string by = invocation.value("--by");
  std::optional<ReportId> report;
  if (!invocation.arguments().empty()) {
    Result<ReportId> found = find_report(**hearsay, invocation.arguments().front());
    if (!found) return report_error(found.error());
    report = *found;
  }
  Result<Views> views = Views::read((*hearsay)->store());
  if (!views) return report_error(views.error());
  Look look = look_of(invocation);
  if (!report) return json ? print_all_json(*views, by) : print_all(*views, by, look);
  const StoryView* story = views->stories.of(*report);
  if (story == nullptr)
    return report_error({ErrorKind::missing,
                         "report " + report->hex() +
                             " is of no story; reports of an older version "
                             "are compared by hearsay reanalyse",
                         "", -1});
  if (json) {
    Result<std::string> record = story_json(*views->store, views->sources, views->stories, *story);
    if (!record) return report_error(record.error());
    print(*record + "\n");
    return kDone;
  }
  Result<void> done = print_story(*views, *story, *report, look);
  return done ? kDone : report_error(done.error());
}

}  // namespace

Verb stories_verb() {
  return {
      .name = "stories",
      .summary = "which reports tell of one happening",
      .description =
          "Without ID a table of all stories: the days of their first and last report, the title "
          "of the earliest report that has it from nobody, and four counts: reports, the outlets "
          "they appeared in, the families of outlets, and the origins they rest on in the end. "
          "A question mark stands for reports that do not say where they appeared. Stories with "
          "most "
          "reports come first, those of equal size by their first day; --by origins puts those "
          "with most origins first, --by date the earliest.\n\n"
          "With ID, that of a story or of any report in it: its reports, grouped by the origin "
          "that they rest on most surely, with what makes it so and why they belong to the story. "
          "Round-ups that tell of other stories above all are attached and not counted; of "
          "a round-up, the stories that it also tells of are named. Chains "
          "of stories that continue one another are shown where it is part of some. "
          "With --json one whole record per line.",
      .arguments = {{"ID", ValueKind::word, false, false,
                     "a story, or a report as for hearsay show"}},
      .flags = {{.name = "--by",
                 .kind = ValueKind::choice,
                 .value = "ORDER",
                 .doc = "which come first",
                 .fallback = "reports",
                 .choices = {"reports", "origins", "date"}}},
      .examples = {"hearsay stories", "hearsay stories --by origins | head",
                   "hearsay stories 9811eefe", "hearsay stories --json"},
      .run = run_stories,
  };
}

}  // namespace hearsay::cli
