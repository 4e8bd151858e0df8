// Pipelines that say of any pile who copied whom and what its stories are, by the order of the
// reports' ids, for the tests of the surfaces only.
#pragma once

#include <vector>

#include "document/pipeline.hpp"
#include "sources/copies/copies.hpp"
#include "sources/origins/origins.hpp"
#include "stories/happenings/happenings.hpp"
#include "stories/sequels/sequels.hpp"

namespace hearsay::api_test_folder {

inline std::vector<ReportId> ids_of(const Across<Text>& reports) {
  std::vector<ReportId> out;
  reports.each([&](const ReportId& id, const Text&) { out.push_back(id); });
  return out;
}

inline void add_edge(CopyEdges& out, const ReportId& from, const ReportId& to,
                     CopyRelation relation, Span span = {0, 4}) {
  out.from.push_back(from);
  out.to.push_back(to);
  out.relation.push_back(relation);
  out.form.push_back(PassageForm::verbatim);
  Place there{from, span};
  Place here{to, span};
  out.from_span.push_back(std::span(&there, 1));
  out.to_span.push_back(std::span(&here, 1));
  out.score.push_back(Score::of(.75));
  out.why.push_back("invented");
}

// Report 1 copies 0, 2 copies both, 3 and 4 quote the same, 5 copies 6.
inline CopyEdges invent_copies(const Across<Text>& reports) {
  std::vector<ReportId> ids = ids_of(reports);
  CopyEdges out;
  if (ids.size() < 7) return out;
  add_edge(out, ids[0], ids[1], CopyRelation::extended);
  add_edge(out, ids[0], ids[2], CopyRelation::spliced, {4, 8});
  add_edge(out, ids[1], ids[2], CopyRelation::spliced, {8, 9});
  add_edge(out, ids[1], ids[2], CopyRelation::spliced);
  add_edge(out, ids[3], ids[4], CopyRelation::shared_quotation);
  add_edge(out, ids[6], ids[5], CopyRelation::rewritten);
  return out;
}

inline void add_origin(Origins& out, const ReportId& report, const ReportId& origin,
                       OriginKind kind, const ReportId& via) {
  out.report.push_back(report);
  out.origin.push_back(origin);
  out.kind.push_back(kind);
  out.via.push_back(via);
  out.score.push_back(Score::of(kind == OriginKind::copy ? .75 : 1));
  out.why.push_back("invented");
}

// 3 cites 1, which rests on 0; 5 and 6 have it from each other.
inline Origins invent_origins(const Across<Text>& reports) {
  std::vector<ReportId> ids = ids_of(reports);
  Origins out;
  if (ids.size() < 7) return out;
  add_origin(out, ids[0], ids[0], OriginKind::own, ids[0]);
  add_origin(out, ids[1], ids[0], OriginKind::copy, ids[0]);
  add_origin(out, ids[2], ids[0], OriginKind::copy, ids[0]);
  add_origin(out, ids[2], ids[2], OriginKind::adds, ids[2]);
  add_origin(out, ids[3], ids[0], OriginKind::cites, ids[1]);
  add_origin(out, ids[4], ids[4], OriginKind::own, ids[4]);
  add_origin(out, ids[5], ids[5], OriginKind::circle, ids[5]);
  add_origin(out, ids[6], ids[5], OriginKind::circle, ids[5]);
  return out;
}

inline void add_part(Stories& out, const ReportId& story, const ReportId& report, StoryPart part,
                     std::string_view why) {
  out.story.push_back(story);
  out.report.push_back(report);
  out.part.push_back(part);
  out.score.push_back(Score::of(.5));
  out.why.push_back(why);
}

// 0 to 3 are one story, 4 and 5 another, to which 3 is attached; 6 is of none.
inline Stories invent_stories(const Across<Text>& reports) {
  std::vector<ReportId> ids = ids_of(reports);
  Stories out;
  if (ids.size() < 7) return out;
  for (size_t i = 0; i < 4; ++i) add_part(out, ids[0], ids[i], StoryPart::member, "one quay");
  for (size_t i = 4; i < 6; ++i) add_part(out, ids[4], ids[i], StoryPart::member, "one mill");
  add_part(out, ids[4], ids[3], StoryPart::attached, "");
  return out;
}

// The two are a chain.
inline StoryChains invent_chains(const Stories& stories) {
  StoryChains out;
  if (stories.story.empty()) return out;
  for (const ReportId& story : {stories.story.front(), stories.story.back()}) {
    out.chain.push_back(stories.story.front());
    out.story.push_back(story);
    out.score.push_back(Score::of(.5));
    out.why.push_back(story == stories.story.front() ? "" : "the same harbour");
  }
  return out;
}

inline Text take_text(const Source& source) {
  return Text(std::string(source.bytes), OffsetMap());
}

inline Pipeline invented_pipeline() {
  Pipeline out;
  out.add<&take_text>("ingest/text");
  out.add<&invent_copies>("sources/copies");
  out.add<&invent_origins>("sources/origins");
  out.add<&invent_stories>("stories/happenings");
  out.add<&invent_chains>("stories/sequels");
  return out.seal().ok() ? std::move(out) : Pipeline();
}

}  // namespace hearsay::api_test_folder
