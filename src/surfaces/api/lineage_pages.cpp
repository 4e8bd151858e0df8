// See lineage_pages.hpp.
#include "surfaces/api/lineage_pages.hpp"

#include <algorithm>
#include <set>

#include "sources/copies/copies.hpp"

namespace hearsay {
namespace {

// Of the passages that lie within `whole`, cut to it.
std::vector<Span> within(const std::vector<Span>& places, Span whole) {
  std::vector<Span> out;
  uint32_t at = whole.begin;
  for (Span one : places) {
    Span here{std::max(one.begin, at), std::min(one.end, whole.end)};
    if (here.begin >= here.end) continue;
    out.push_back(here);
    at = here.end;
  }
  return out;
}

class Drawing {
 public:
  Drawing(const Edition& edition, const std::vector<ReportId>& asked, bool below,
          const std::optional<ReportPair>& pair)
      : edition_(edition), sources_(edition.sources()), asked_(asked), pair_(pair) {
    out_.lines = sources_.lineage(asked, below);
    for (const LineageLine& line : out_.lines) drawn_.insert(line.report);
  }

  Result<LineageDetail> draw() {
    add_nodes();
    for (const ReportId& to : drawn_)
      for (const Derivation* edge : from_of(to))
        if (Result<void> done = add(*edge, out_.edges); !done) return done.error();
    std::set<const Derivation*> seen;
    for (const ReportId& one : asked_)
      for (const Derivation* edge : sources_.quoting(one))
        if (seen.insert(edge).second)
          if (Result<void> done = add(*edge, out_.quotations); !done) return done.error();
    for (const ReportId& one : asked_)
      for (const OriginView& origin : sources_.origins(one)) out_.origins.push_back(origin);
    return std::move(out_);
  }

  std::vector<ReportId> drawn() const { return {drawn_.begin(), drawn_.end()}; }

 private:
  std::vector<const Derivation*> from_of(const ReportId& to) const {
    std::vector<const Derivation*> out = sources_.parents(to);
    std::erase_if(out, [this](const Derivation* edge) { return !drawn_.contains(edge->from); });
    std::sort(out.begin(), out.end(),
              [](const Derivation* a, const Derivation* b) { return a->from < b->from; });
    return out;
  }

  void add_nodes() {
    std::set<ReportId> asked(asked_.begin(), asked_.end());
    std::set<ReportId> elsewhere;
    for (const ReportId& one : drawn_) {
      LineageNode node{edition_.indices().reports.find(one), "", "", edition_.stories().of(one),
                       asked.contains(one)};
      for (const OriginView& origin : sources_.origins(one)) {
        if (origin.origin == one) {
          node.kind = origin.kind;
          node.why = origin.why;
        } else if (!drawn_.contains(origin.origin)) {
          elsewhere.insert(origin.origin);
        }
      }
      if (node.report != nullptr) out_.nodes.push_back(node);
    }
    out_.origins_elsewhere = elsewhere.size();
    std::sort(out_.nodes.begin(), out_.nodes.end(), [this](const auto& a, const auto& b) {
      return sources_.is_earlier(a.report->id, b.report->id);
    });
  }

  Result<void> add(const Derivation& edge, std::vector<LineageEdge>& out) {
    bool wanted = pair_ && pair_->first == edge.from && pair_->second == edge.to;
    if (pair_ && !wanted) return {};
    LineageEdge one{&edge, {}, {}};
    if (!edge.passages.empty()) {
      Result<CopiedWords> words = copied_words(edition_.store(), sources_, edge);
      if (!words) return words.error();
      one.words = *words;
    }
    const CopyEdges& copies = sources_.copies();
    for (uint32_t row : edge.passages) {
      if (copies.from_span[row].empty() || copies.to_span[row].empty()) continue;
      PassageForm form = copies.form[row];
      one.passages.push_back({sources_.copy_id(row),
                              names_of(form)[static_cast<size_t>(form)],
                              copies.from_span[row].front().span,
                              copies.to_span[row].front().span,
                              {},
                              {}});
    }
    if (wanted)
      if (Result<void> done = mark_same(edge, one); !done) return done;
    out.push_back(std::move(one));
    return {};
  }

  Result<void> mark_same(const Derivation& edge, LineageEdge& out) {
    Result<std::vector<SameWords>> same = same_words(edition_.store(), edge.from, edge.to);
    if (!same) return same.error();
    std::vector<Span> there, here;
    for (const SameWords& one : *same) {
      there.push_back(one.from);
      here.push_back(one.to);
    }
    std::sort(there.begin(), there.end());
    std::sort(here.begin(), here.end());
    for (LineagePassage& passage : out.passages) {
      passage.from_same = within(there, passage.from);
      passage.to_same = within(here, passage.to);
    }
    return {};
  }

  const Edition& edition_;
  const SourcesView& sources_;
  const std::vector<ReportId>& asked_;
  const std::optional<ReportPair>& pair_;
  std::set<ReportId> drawn_;
  LineageDetail out_{};
};

}  // namespace

Result<LineageDetail> view_lineage(const Edition& edition, const ReportId& report,
                                   const std::optional<ReportPair>& pair) {
  const ReportHead* head = edition.indices().reports.find(report);
  if (head == nullptr)
    return Error{ErrorKind::missing, "there is no report " + report.hex(), "", -1};
  std::vector<ReportId> asked{report};
  Drawing drawing(edition, asked, true, pair);
  Counts counts = edition.sources().counts(drawing.drawn());
  Result<LineageDetail> out = drawing.draw();
  if (!out) return out;
  out->report = head;
  const StoryView* story = edition.stories().of(report);
  out->story = story == nullptr ? nullptr : edition.indices().stories.find(story->id);
  out->counts = counts;
  return out;
}

Result<LineageDetail> view_lineage(const Edition& edition, const StoryView& story,
                                   const std::optional<ReportPair>& pair) {
  std::vector<ReportId> asked = story.ids();
  Result<LineageDetail> out = Drawing(edition, asked, false, pair).draw();
  if (!out) return out;
  out->story = edition.indices().stories.find(story.id);
  out->counts = story.counts;
  return out;
}

}  // namespace hearsay
