// See explain_sources.hpp.
#include "surfaces/api/explain_sources.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "stories/happenings/happenings.hpp"
#include "stories/sequels/sequels.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kContext = 120;  // bytes on either side of a passage
constexpr size_t kOthersShown = 12;

std::string name_of(const Store& store, const ReportId& id) {
  std::string out = id.hex();
  Result<std::optional<StoredReport>> report = store.report(id);
  if (!report || !*report) return out;
  if (Result<ReportView> view = view_report(store, **report)) {
    if (std::string days = published_days(*view); !days.empty()) out += ", " + days;
    if (!view->title.empty()) out += ", " + view->title;
  }
  return out + ((*report)->paths.empty() ? "" : ", " + (*report)->paths.front());
}

// ---- copies -------------------------------------------------------------------------------------

// A passage in its report: what stands before it, the passage, what stands behind it.
struct Surroundings {
  std::string before, passage, after;
  Span source = Span::none();
};

Result<Surroundings> surroundings(const Store& store, const Place& place) {
  Surroundings out;
  Result<std::optional<StoredReport>> report = store.report(place.report);
  if (!report) return report.error();
  if (!*report || place.span.end > (*report)->text.size()) return out;
  std::string_view text = (*report)->text.view();
  uint32_t begin = place.span.begin - std::min(place.span.begin, kContext);
  uint32_t end = std::min(static_cast<uint32_t>(text.size()), place.span.end + kContext);
  while (!is_boundary(text, begin)) ++begin;
  while (!is_boundary(text, end)) --end;
  out.before = ascii::squeezed(text.substr(begin, place.span.begin - begin));
  out.passage = ascii::squeezed((*report)->text[place.span]);
  out.after = ascii::squeezed(text.substr(place.span.end, end - place.span.end));
  out.source = (*report)->text.to_source(place.span);
  return out;
}

std::string show(const Store& store, std::string_view side, const ReportId& report,
                 const Surroundings& there) {
  std::string out = std::string(side) + " " + name_of(store, report) + "\n";
  if (!there.source.is_none())
    out += "  bytes " + std::to_string(there.source.begin) + " to " +
           std::to_string(there.source.end) + " of the source\n";
  return out + "  ..." + there.before + "\n  >> " + there.passage + " <<\n  " + there.after +
         "...\n";
}

void write(Json& json, std::string_view key, const ReportId& report, const Surroundings& there) {
  json.begin_object(key).field("report", report.hex()).field("before", there.before);
  json.field("text", there.passage).field("after", there.after).end_object();
}

std::string show(std::string_view side, const Compared::Side& counts) {
  return "  " + std::string(side) + ": " + std::to_string(counts.told) +
         " words outside of quotation marks, " + std::to_string(counts.same_told) +
         " of them in runs of the same words, " + std::to_string(counts.in_passages) +
         " in passages; " + std::to_string(counts.quoted) + " words inside, " +
         std::to_string(counts.same_quoted) + " of them in runs\n";
}

void write(Json& json, std::string_view key, const Compared::Side& counts) {
  json.begin_object(key).field("told", counts.told).field("same_told", counts.same_told);
  json.field("in_passages", counts.in_passages).field("quoted", counts.quoted);
  json.field("same_quoted", counts.same_quoted).end_object();
}

// What the score is made of.
std::string shares(const Compared& compared) {
  const Compared::Side& from = compared.from;
  const Compared::Side& to = compared.to;
  const Compared::Side& less = to.told + to.quoted <= from.told + from.quoted ? to : from;
  auto share = [&less](uint32_t part) {
    return Score::of(less.told == 0 ? 0 : static_cast<double>(part) / less.told).text();
  };
  return "  of the one with fewer words: in runs " + share(less.same_told) + ", in passages " +
         share(less.in_passages) + " of its words outside of quotation marks\n";
}

// What comes of it, beside what the row says.
std::string verdict(const CopyEdges& rows, size_t row, const Compared& compared) {
  std::string out = compared.derives
                        ? "  one derives from the other, score " + compared.score.text()
                        : "  neither derives from the other by what they tell";
  out += "; the row's score is " + rows.score[row].text() + "\n";
  if (rows.relation[row] != CopyRelation::shared_quotation &&
      rows.form[row] == PassageForm::quotation)
    out +=
        "  the quotation was taken along: the report copies from others as well, and who takes "
        "passages takes quotations, too\n";
  return out;
}

Result<Between> explain_copy(const Store& store, const CopyEdges& rows, size_t row) {
  if (rows.from_span[row].empty() || rows.to_span[row].empty()) return Between();
  const ReportId& from = rows.from[row];
  const ReportId& to = rows.to[row];
  Result<Surroundings> there = surroundings(store, rows.from_span[row].front());
  if (!there) return there.error();
  Result<Surroundings> here = surroundings(store, rows.to_span[row].front());
  if (!here) return here.error();
  Result<Compared> compared = compare_reports(store, from, to);
  if (!compared) return compared.error();
  Between out;
  out.shown =
      show(store, "from", from, *there) + show(store, "to", to, *here) +
      "the two reports compared again, by themselves: " + compared->relatedness + ", longest run " +
      std::to_string(compared->longest) + " words outside of quotation marks\n" +
      show("from", compared->from) + show("to", compared->to) + verdict(rows, row, *compared) +
      shares(*compared) +
      "to compute it again: the titles aside, align the words of both reports (layer terms; "
      "sources/alignment), count as above, and judge (sources/relations)\n";
  Json json;
  json.begin_object();
  write(json, "from", from, *there);
  write(json, "to", to, *here);
  json.begin_object("compared").field("relatedness", compared->relatedness);
  write(json, "from", compared->from);
  write(json, "to", compared->to);
  json.field("longest", compared->longest).field("derives", compared->derives);
  json.raw("score", compared->score.text()).end_object().end_object();
  out.json = json.text();
  return out;
}

// ---- origins ------------------------------------------------------------------------------------

// The way from an origin to a report of which the weakest step is the strongest; empty if there is
// none.
std::vector<const Derivation*> way(const SourcesView& sources, const ReportId& origin,
                                   const ReportId& report) {
  std::map<ReportId, std::pair<Score, const Derivation*>> best;  // from here down to the report
  best[report] = {Score::of(1), nullptr};
  std::vector<ReportId> waiting{report};
  while (!waiting.empty()) {
    ReportId one = waiting.back();
    waiting.pop_back();
    Score until = best[one].first;
    for (const Derivation* edge : sources.parents(one)) {
      Score score = std::min(until, edge->score);
      auto [at, added] = best.try_emplace(edge->from, score, edge);
      if (!added && !(at->second.first < score)) continue;
      at->second = {score, edge};
      waiting.push_back(edge->from);
    }
  }
  std::vector<const Derivation*> out;
  for (auto at = best.find(origin); at != best.end() && at->second.second != nullptr;
       at = best.find(at->second.second->to))
    out.push_back(at->second.second);
  return out;
}

Result<Between> explain_origin(const Store& store, const SourcesView& sources, const Origins& rows,
                               size_t row) {
  const ReportId& origin = rows.origin[row];
  const ReportId& report = rows.report[row];
  Between out;
  out.shown = "report " + name_of(store, report) + "\n";
  Json json;
  json.begin_object().begin_array("way");
  if (origin != report) out.shown += "rests on " + name_of(store, origin) + "\n";
  for (const Derivation* step : way(sources, origin, report)) {
    out.shown += "  " + std::string(step->relation) + " in " + name_of(store, step->to) +
                 ", score " + step->score.text() + ", " + std::string(step->why) + "\n";
    json.begin_object().field("from", step->from.hex()).field("to", step->to.hex());
    json.field("relation", step->relation).raw("score", step->score.text());
    json.field("why", step->why).begin_array("copy_edges");
    for (uint32_t passage : step->passages) {
      out.shown += "    passage " + sources.copy_id(passage).hex() + "\n";
      json.field("", sources.copy_id(passage).hex());
    }
    json.end_array().end_object();
  }
  if (rows.kind[row] == OriginKind::circle)
    out.shown += "reports that have it from each other; the first of them stands for all\n";
  else if (origin != report)
    out.shown += "the score is that of the weakest step, those within a circle aside\n";
  json.end_array().end_object();
  out.json = json.text();
  return out;
}

// ---- stories ------------------------------------------------------------------------------------

Result<Between> explain_story(const Store& store, const SourcesView& sources,
                              const StoriesView& stories, const Stories& rows, size_t row) {
  const StoryView* story = stories.find(rows.story[row]);
  if (story == nullptr) return Between();
  Result<std::string> title = stories.title(store, sources, *story);
  if (!title) return title.error();
  Between out;
  out.shown = "report " + name_of(store, rows.report[row]) + "\nstory " + story->id.hex() + ", " +
              *title + ", " + counted(story->counts.reports, "report", "reports") + " of " +
              counted(story->counts.origins, "origin", "origins") + "\n";
  size_t others = 0;
  for (const StoryReport& one : story->reports) {
    if (one.report == rows.report[row]) continue;
    if (others++ < kOthersShown)
      out.shown += "  with " + name_of(store, one.report) + ", score " + one.score.text() + "\n";
  }
  if (others > kOthersShown)
    out.shown += "  and " + std::to_string(others - kOthersShown) + " more (hearsay stories " +
                 story->id.hex() + ")\n";
  out.shown +=
      "to compute it again: compare what the report is about with what the others together are "
      "(stories/gist, stories/gathering), and weigh it (models/stories/happenings.tsv)\n";
  Json json;
  json.begin_object().field("title", *title).begin_array("reports");
  for (const StoryReport& one : story->reports) json.field("", one.report.hex());
  json.end_array().end_object();
  out.json = json.text();
  return out;
}

Result<Between> explain_chain(const Store& store, const SourcesView& sources,
                              const StoriesView& stories, const StoryChains& rows, size_t row) {
  Between out;
  Json json;
  json.begin_object().begin_array("stories");
  for (const ChainView& chain : stories.chains()) {
    if (chain.id != Id128(rows.chain[row])) continue;
    for (const ChainedStory& one : chain.stories) {
      const StoryView& story = stories.all()[one.story];
      Result<std::string> title = stories.title(store, sources, story);
      if (!title) return title.error();
      bool here = story.id == Id128(rows.story[row]);
      out.shown += (here ? "> " : "  ") + story.id.hex() +
                   (story.first.empty() ? "" : ", " + story.first) + ", " + *title + ", score " +
                   one.score.text() + "\n";
      json.field("", story.id.hex());
    }
  }
  json.end_array().end_object();
  out.json = json.text();
  out.shown +=
      "to compute it again: compare what the story is about with what the others of the chain "
      "together are (stories/sequels), and weigh it (models/stories)\n";
  return out;
}

// ---- a report
// ------------------------------------------------------------------------------------

Result<Between> place_of(const SourcesView& sources, const StoriesView& stories,
                         const ReportId& report) {
  Between out;
  Json json;
  json.begin_object().begin_array("copy_edges");
  auto add = [&](const Derivation* edge) {
    for (uint32_t row : edge->passages) {
      bool to = edge->to == report;
      out.shown += "  " + sources.copy_id(row).hex() + " " + std::string(edge->relation) +
                   (to ? " from " : " in ") + (to ? edge->from : edge->to).hex() + "\n";
      json.field("", sources.copy_id(row).hex());
    }
  };
  for (const Derivation* edge : sources.parents(report)) add(edge);
  for (const Derivation* edge : sources.children(report)) add(edge);
  for (const Derivation* edge : sources.quoting(report)) add(edge);
  json.end_array().begin_array("origins");
  for (const OriginView& one : sources.origins(report)) {
    out.shown +=
        "  " + one.id.hex() + " origin " + one.origin.hex() + ", " + std::string(one.kind) + "\n";
    json.field("", one.id.hex());
  }
  json.end_array().begin_array("stories");
  std::vector<const StoryView*> of = stories.attached(report);
  if (const StoryView* main = stories.of(report); main != nullptr) of.insert(of.begin(), main);
  for (const StoryView* story : of)
    for (const auto* list : {&story->reports, &story->attached})
      for (const StoryReport& one : *list) {
        if (one.report != report) continue;
        out.shown += "  " + one.id.hex() + (one.attached ? " attached to" : " member of") +
                     " story " + story->id.hex() + "\n";
        json.field("", one.id.hex());
      }
  json.end_array().end_object();
  if (out.shown.empty()) return Between();
  out.shown = "\namong other reports\n" + out.shown;
  out.json = json.text();
  return out;
}

// `explain` gets the store and both views: those at hand, or read now.
template <class Explain>
Result<Between> with_views(const Store& in, const AtHand* at_hand, Explain explain) {
  if (at_hand != nullptr) return explain(in, at_hand->sources, at_hand->stories);
  Result<Views> views = Views::read(in);
  if (!views) return views.error();
  return explain(*views->store, views->sources, views->stories);
}

}  // namespace

Result<Between> explain_between(const Store& in, const FoundRow& row, const AtHand* at_hand) {
  if (row.info == &layer_info<CopyEdges>())
    return explain_copy(in, *static_cast<const CopyEdges*>(row.layer.get()), row.row);
  if (row.info == &layer_info<Origins>())
    return with_views(in, at_hand, [&](const Store& store, const auto& sources, const auto&) {
      return explain_origin(store, sources, *static_cast<const Origins*>(row.layer.get()), row.row);
    });
  if (row.info == &layer_info<Stories>())
    return with_views(
        in, at_hand, [&](const Store& store, const auto& sources, const auto& stories) {
          return explain_story(store, sources, stories,
                               *static_cast<const Stories*>(row.layer.get()), row.row);
        });
  if (row.info == &layer_info<StoryChains>())
    return with_views(
        in, at_hand, [&](const Store& store, const auto& sources, const auto& stories) {
          return explain_chain(store, sources, stories,
                               *static_cast<const StoryChains*>(row.layer.get()), row.row);
        });
  return Between();
}

Result<Between> explain_place(const Store& in, const ReportId& report, const AtHand* at_hand) {
  return with_views(in, at_hand, [&](const Store&, const auto& sources, const auto& stories) {
    return place_of(sources, stories, report);
  });
}

}  // namespace hearsay
