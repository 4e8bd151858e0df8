// `hearsay sources`: the lineage of a report or a story.
#include <algorithm>
#include <set>
#include <utility>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/cli/heads.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

// What was asked for, in one state of the store.
struct Asked : Views {
  ReportId report;
  const StoryView* story = nullptr;  // that of the report
  bool whole_story = false;
  std::vector<LineageLine> lines;
  std::vector<ReportId> drawn;  // all reports of the lines, each once, sorted

  std::vector<ReportId> reports() const {
    return whole_story && story != nullptr ? story->ids() : std::vector{report};
  }
  bool is_drawn(const ReportId& one) const {
    return std::binary_search(drawn.begin(), drawn.end(), one);
  }
  Counts counts() const { return sources.counts(whole_story ? reports() : drawn); }
  // Origins of what is drawn that are not drawn themselves: what was made of a report may rest on
  // others, too.
  uint64_t origins_not_drawn() const {
    std::set<ReportId> out;
    for (const ReportId& one : drawn)
      for (const OriginView& view : sources.origins(one))
        if (!is_drawn(view.origin)) out.insert(view.origin);
    return out.size();
  }
  // The derivations that lead to the reports asked for, or, of one report, also from it.
  std::vector<const Derivation*> derivations() const {
    std::vector<const Derivation*> out;
    for (const ReportId& one : reports())
      for (const Derivation* edge : sources.parents(one)) out.push_back(edge);
    if (!whole_story)
      for (const Derivation* edge : sources.children(report)) out.push_back(edge);
    return out;
  }
  std::vector<const Derivation*> quotations() const {
    std::set<const Derivation*> seen;
    std::vector<const Derivation*> out;
    for (const ReportId& one : reports())
      for (const Derivation* edge : sources.quoting(one))
        if (seen.insert(edge).second) out.push_back(edge);
    return out;
  }
};

Result<Asked> ask(const Hearsay& hearsay, const std::string& name, bool whole_story) {
  Result<ReportId> report = find_report(hearsay, name);
  if (!report) return report.error();
  Result<Views> views = Views::read(hearsay.store());
  if (!views) return views.error();
  Asked out{std::move(*views), *report, nullptr, whole_story, {}, {}};
  out.story = out.stories.of(*report);
  if (whole_story && out.story == nullptr)
    return Error{ErrorKind::missing,
                 "report " + report->hex() +
                     " is of no story; hearsay reanalyse compares reports " +
                     "that an older version analysed",
                 "", -1};
  out.lines = out.sources.lineage(out.reports(), !whole_story);
  std::set<ReportId> drawn;
  for (const LineageLine& line : out.lines) drawn.insert(line.report);
  out.drawn.assign(drawn.begin(), drawn.end());
  return out;
}

// ---- for people ---------------------------------------------------------------------------------

std::string percent_text(const CopiedWords& words) {
  return std::to_string(words.percent()) + " % of its words";
}

// "truncated, 63 % of its words, appeared later".
Result<std::string> how_text(const Asked& asked, const Derivation& edge) {
  std::string out(edge.relation);
  if (!edge.passages.empty()) {
    Result<CopiedWords> words = copied_words(*asked.store, asked.sources, edge);
    if (!words) return words.error();
    out += ", " + percent_text(*words);
  }
  return out + ", " + printable(edge.why);
}

std::string root_text(const Asked& asked, const ReportId& report) {
  for (const OriginView& one : asked.sources.origins(report))
    if (one.origin == report)
      return (one.kind == "circle" ? "stands for " : "origin, ") + printable(one.why);
  return "";
}

// What a line that hangs on another says besides.
std::string rest_text(const Asked& asked, const ReportId& report) {
  std::string out;
  if (asked.sources.own_kind(report) == "adds") out += "; adds something of its own";
  auto parents = asked.sources.parents(report);
  auto hidden = std::count_if(parents.begin(), parents.end(),
                              [&](const Derivation* edge) { return !asked.is_drawn(edge->from); });
  if (hidden > 0)
    out += "; also from " +
           counted(static_cast<uint64_t>(hidden), "report that is", "reports that are") +
           " not drawn";
  return out;
}

Result<std::string> line_of(const Asked& asked, const LineageLine& line, const Look& look) {
  Result<Head> head = head_of(*asked.store, asked.sources, line.report);
  if (!head) return head.error();
  Result<std::string> how = line.from == nullptr
                                ? Result<std::string>(root_text(asked, line.report))
                                : how_text(asked, *line.from);
  if (!how) return how.error();
  if (line.from != nullptr) *how += rest_text(asked, line.report);
  bool ours = line.asked && !asked.whole_story;
  std::string title = head->title + (head->outlet.empty() ? "" : "  [" + head->outlet + "]");
  constexpr uint32_t kDeepest = 20;  // from there on the depth is written
  std::string indent(size_t{std::min(line.depth, kDeepest)} * 2, ' ');
  std::string depth = line.depth > kDeepest ? std::to_string(line.depth) + " deep  " : "";
  std::string out = indent + look.grey(depth + head->id + "  " + head->day) + "  " +
                    (ours ? look.bold(title) : title);
  if (ours) out += look.grey("  (this report)");
  if (!line.asked && asked.whole_story) out += look.grey("  (of another story)");
  if (line.again) out += look.grey("  (see above)");
  if (!how->empty()) out += "\n" + indent + std::string(10, ' ') + look.grey(*how);
  return out + "\n";
}

// A passage on one line, cut where it becomes too long; `same` are places in its report. Words that
// both reports have are marked.
std::string passage_text(std::string_view text, Span passage, const std::vector<Span>& same,
                         const Look& look) {
  constexpr size_t kShown = 240;  // columns
  std::string out;
  size_t room = kShown;
  auto put = [&](uint32_t begin, uint32_t end, bool marked) {
    if (begin >= end || room == 0) return;
    std::string_view part = text.substr(begin, end - begin);
    std::string shown = printable(ascii::squeezed(part));
    bool gap = !out.empty() && ascii::is_space(part.front());
    if (shown.empty()) {
      if (gap && !out.ends_with(' ')) out += ' ';
      return;
    }
    bool gap_after = ascii::is_space(part.back());
    std::string cut = shortened(shown, room);
    room = cut == shown ? room - columns_of(shown) : 0;
    out += (gap && !out.ends_with(' ') ? " " : "") +
           (marked ? (look.colour ? look.marked(cut) : "*" + cut + "*") : cut) +
           (gap_after && room > 0 ? " " : "");
  };
  uint32_t at = passage.begin;
  for (Span one : same) {
    Span here{std::max(one.begin, at), std::min(one.end, passage.end)};
    if (here.begin >= here.end) continue;
    put(at, here.begin, false);
    put(here.begin, here.end, true);
    at = here.end;
  }
  put(at, passage.end, false);
  return out;
}

Result<std::string> text_of(const Store& store, const ReportId& id) {
  Result<std::optional<StoredReport>> report = store.report(id);
  if (!report) return report.error();
  return *report ? std::string((*report)->text.view()) : std::string();
}

bool print_passages(const Asked& asked, const Derivation& edge, const Look& look,
                    Result<void>& failed) {
  auto fail = [&failed](const Error& error) {
    failed = error;
    return false;
  };
  Result<std::string> from = text_of(*asked.store, edge.from);
  if (!from) return fail(from.error());
  Result<std::string> to = text_of(*asked.store, edge.to);
  if (!to) return fail(to.error());
  Result<std::vector<SameWords>> same = same_words(*asked.store, edge.from, edge.to);
  if (!same) return fail(same.error());
  std::vector<Span> there, here;
  for (const SameWords& one : *same) {
    there.push_back(one.from);
    here.push_back(one.to);
  }
  std::sort(there.begin(), there.end(), [](Span a, Span b) { return a.begin < b.begin; });
  const CopyEdges& copies = asked.sources.copies();
  bool quotes = edge.relation == "shared_quotation";
  if (!print("\n" + short_id(edge.to) + (quotes ? " and " : " from ") + short_id(edge.from) + ": " +
             (quotes ? "the same quotation" : std::string(edge.relation)) + ", " +
             counted(edge.passages.size(), "passage", "passages") + "\n"))
    return false;
  for (uint32_t row : edge.passages) {
    if (copies.from_span[row].empty() || copies.to_span[row].empty()) continue;
    Span left = copies.from_span[row].front().span;
    Span right = copies.to_span[row].front().span;
    if (left.end > from->size() || right.end > to->size()) continue;
    std::string form(names_of(copies.form[row])[static_cast<size_t>(copies.form[row])]);
    if (!print("  " + look.grey(short_id(asked.sources.copy_id(row)) + "  " + form) + "\n    " +
               look.grey(short_id(edge.from)) + "  " + passage_text(*from, left, there, look) +
               "\n    " + look.grey(short_id(edge.to)) + "  " +
               passage_text(*to, right, here, look) + "\n"))
      return false;
  }
  return true;
}

// Of these derivations, at most `most`, that have passages.
bool print_passages(const Asked& asked, std::vector<const Derivation*> edges, size_t most,
                    const Look& look, Result<void>& failed) {
  std::erase_if(edges, [](const Derivation* edge) { return edge->passages.empty(); });
  for (size_t i = 0; i < std::min(edges.size(), most); ++i)
    if (!print_passages(asked, *edges[i], look, failed)) return false;
  if (most == 0 || edges.size() <= most) return true;
  return print("\npassages with " + counted(edges.size() - most, "more report", "more reports") +
               " are not shown (--passages shows all)\n");
}

Result<std::string> title_line(const Asked& asked, const ReportId& report, const Look& look) {
  Result<Head> head = head_of(*asked.store, asked.sources, report);
  if (!head) return head.error();
  return look.grey(head->id + "  " + head->day) + "  " + head->title +
         (head->outlet.empty() ? "" : "  [" + head->outlet + "]") + "\n";
}

Result<void> print_quotations(const Asked& asked, const Look& look) {
  std::vector<ReportId> ours = asked.reports();
  std::sort(ours.begin(), ours.end());
  bool first = true;
  for (const ReportId& one : ours) {
    bool named = !asked.whole_story;
    for (const Derivation* edge : asked.sources.quoting(one)) {
      const ReportId& other = edge->from == one ? edge->to : edge->from;
      // Of two that were asked for, once.
      if (other < one && std::binary_search(ours.begin(), ours.end(), other)) continue;
      std::string text =
          first ? "\nboth quote the same words, and neither is known to have it from the other:\n"
                : "";
      first = false;
      for (const ReportId& shown : {one, other}) {
        if (shown == one && std::exchange(named, true)) continue;
        Result<std::string> line = title_line(asked, shown, look);
        if (!line) return line.error();
        text += (shown == one || !asked.whole_story ? "  " : "    ") + *line;
      }
      if (!print(text)) return {};
    }
  }
  return {};
}

// What stands above the tree.
Result<std::string> head_text(const Asked& asked, const Look& look) {
  if (asked.story == nullptr || (!asked.whole_story && asked.story->reports.size() < 2))
    return std::string();
  Result<std::string> found = asked.stories.title(*asked.store, asked.sources, *asked.story);
  if (!found) return found.error();
  std::string title = found->empty() ? "(no title)" : printable(*found);
  if (!asked.whole_story)
    return look.grey("of story " + short_id(asked.story->id) + ", " + title + ": " +
                     counts_text(asked.story->counts)) +
           "\n";
  return look.bold(title) +
         look.grey("  story " + short_id(asked.story->id) + ", " + days_text(*asked.story)) + "\n";
}

// `most`: of how many pairs of reports the passages are shown.
Result<void> print_asked(const Asked& asked, size_t most, const Look& look) {
  Result<std::string> head = head_text(asked, look);
  if (!head) return head.error();
  if (!print(*head)) return {};
  for (const LineageLine& line : asked.lines) {
    Result<std::string> text = line_of(asked, line, look);
    if (!text) return text.error();
    if (!print(*text)) return {};
  }
  Result<void> failed;
  if (!print_passages(asked, asked.derivations(), most, look, failed)) return failed;
  if (Result<void> done = print_quotations(asked, look); !done) return done;
  if (!print_passages(asked, asked.quotations(), most, look, failed)) return failed;
  if (asked.lines.size() == 1 && !asked.whole_story)
    print(look.grey("no other report has anything from it, nor has it anything from another") +
          "\n");
  uint64_t hidden = asked.origins_not_drawn();
  print("\nthis " + std::string(asked.whole_story ? "story: " : "lineage: ") +
        counts_text(asked.counts()) +
        (hidden > 0 ? ", " + std::to_string(hidden) + " of them not drawn" : "") + "\n");
  return {};
}

// ---- for programs -------------------------------------------------------------------------------

void write_id(Json& json, std::string_view key, const Id128& id) {
  json.field(key, id.hex());
}

void write_text(Json& json, std::string_view key, std::string_view text) {
  if (text.empty())
    json.null(key);
  else
    json.field(key, text);
}

void write_origins(Json& json, const Asked& asked) {
  json.begin_array("origins");
  for (const ReportId& report : asked.reports())
    for (const OriginView& one : asked.sources.origins(report)) {
      json.begin_object();
      write_id(json, "id", one.id);
      write_id(json, "report", one.report);
      write_id(json, "origin", one.origin);
      json.field("kind", one.kind).raw("score", one.score.text()).field("why", one.why);
      json.end_object();
    }
  json.end_array();
}

Result<void> write_lineage(Json& json, const Asked& asked) {
  json.begin_array("lineage");
  for (const LineageLine& line : asked.lines) {
    json.begin_object();
    write_id(json, "report", line.report);
    json.field("depth", line.depth);
    if (line.from == nullptr) {
      for (std::string_view key : {"from", "relation", "score", "words", "of_words", "why"})
        json.null(key);
    } else {
      Result<CopiedWords> words = copied_words(*asked.store, asked.sources, *line.from);
      if (!words) return words.error();
      write_id(json, "from", line.from->from);
      json.field("relation", line.from->relation).raw("score", line.from->score.text());
      json.field("words", words->copied).field("of_words", words->all);
      json.field("why", line.from->why);
    }
    json.field("asked", line.asked).field("again", line.again).end_object();
  }
  json.end_array();
  return {};
}

Result<void> write_reports(Json& json, const Asked& asked) {
  json.begin_array("reports");
  for (const ReportId& id : asked.drawn) {
    Result<std::optional<StoredReport>> report = asked.store->report(id);
    if (!report) return report.error();
    if (!*report) continue;
    Result<ReportView> view = view_report(*asked.store, **report);
    if (!view) return view.error();
    const StoryView* story = asked.stories.of(id);
    json.begin_object();
    write_id(json, "id", id);
    write_text(json, "title", view->title);
    write_text(json, "outlet", asked.sources.outlet(id));
    write_text(json, "family", asked.sources.family(id));
    write_text(json, "published", view->published);
    write_text(json, "story", story == nullptr ? "" : story->id.hex());
    json.field("is_origin", asked.sources.is_origin(id)).end_object();
  }
  json.end_array();
  return {};
}

Result<void> write_copies(Json& json, const Asked& asked) {
  std::set<RowId> rows;
  std::vector<const Derivation*> edges = asked.quotations();
  for (const LineageLine& line : asked.lines)
    if (line.from != nullptr) edges.push_back(line.from);
  for (const Derivation* edge : edges)
    for (uint32_t row : edge->passages) rows.insert(asked.sources.copy_id(row));
  json.begin_array("copy_edges");
  for (const RowId& id : rows) {
    Result<std::optional<FoundRow>> row = asked.store->find_row(id);
    if (!row) return row.error();
    if (!*row) continue;
    Result<std::string> record = row_json(*asked.store, **row);
    if (!record) return record.error();
    json.raw("", *record);
  }
  json.end_array();
  return {};
}

Result<std::string> as_json(const Asked& asked) {
  Json json;
  Counts counts = asked.counts();
  json.begin_object();
  if (asked.whole_story)
    json.null("report");
  else
    write_id(json, "report", asked.report);
  write_text(json, "story", asked.story == nullptr ? "" : asked.story->id.hex());
  json.begin_object("counts").field("reports", counts.reports).field("outlets", counts.outlets);
  json.field("families", counts.families).field("origins", counts.origins);
  json.field("unknown_outlet", counts.unknown_outlet).end_object();
  write_origins(json, asked);
  for (auto write : {write_lineage, write_reports, write_copies})
    if (Result<void> done = write(json, asked); !done) return done.error();
  json.end_object();
  return json.line();
}

int run_sources(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  bool whole_story = invocation.has("--story");
  Result<Asked> asked = ask(**hearsay, invocation.arguments().front(), whole_story);
  if (!asked) return report_error(asked.error());
  if (invocation.has("--json")) {
    Result<std::string> json = as_json(*asked);
    if (!json) return report_error(json.error());
    print(*json);
    return kDone;
  }
  constexpr size_t kShown = 20;
  size_t most = invocation.has("--passages") ? SIZE_MAX : whole_story ? 0 : kShown;
  Result<void> done = print_asked(*asked, most, look_of(invocation));
  return done ? kDone : report_error(done.error());
}

}  // namespace

Verb sources_verb() {
  return {
      .name = "sources",
      .summary = "who copied whom: the lineage of a report or a story",
      .description =
          "Draws a report's lineage as a tree, from the reports that it rests on down to it and to "
          "what was made of it. A line says what a report is to the one it is indented under "
          "(identical, truncated, extended, rewritten, spliced; cites, where it names the other's "
          "outlet and shares no words with it; circle, where reports have it from each other and "
          "from nobody else), how many of its words come from there, and what speaks for it; also "
          "where nobody can know which of the two came first. A report with several sources stands "
          "under each; of citations, the surest step to each origin alone is known. Below stand "
          "the passages on both sides, shortened; "
          "words that both reports have in a row are marked, by asterisks where there is no "
          "colour. hearsay explain ID shows a passage in full.\n\n"
          "The last line counts the reports of the tree, the outlets they appeared in, the "
          "families of outlets, and the origins: reports on which the others rest and that have "
          "it from nobody, or add something. What was made of a report may rest on others besides, "
          "which are counted but not drawn. Of reports that do not say where they appeared nobody "
          "knows of how many outlets they are; they are counted by themselves.\n\n"
          "With --story the same of all reports of the story that the report belongs to; its id "
          "is that of its earliest report.",
      .arguments = {{"ID", ValueKind::word, true, false,
                     "a report's id, a unique beginning of it, its path or its address"}},
      .flags = {{.name = "--story", .doc = "of the whole story that the report belongs to"},
                {.name = "--passages",
                 .doc = "show all passages, also of a story and of more than 20 other reports"}},
      .examples = {"hearsay sources 9811eefe", "hearsay sources 9811eefe --story --passages",
                   "hearsay sources pages/ferry.html --json"},
      .run = run_sources,
  };
}

}  // namespace hearsay::cli
