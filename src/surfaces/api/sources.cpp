// See sources.hpp.
#include "surfaces/api/sources.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "ingest/article/article.hpp"
#include "reported/frequencies/frequencies.hpp"
#include "reported/terms/terms.hpp"
#include "sources/copies/links.hpp"
#include "sources/relations/relations.hpp"
#include "sources/sequence/sequence.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
namespace {

constexpr size_t kDay = 10;  // characters of "2018-05-21"

std::string_view name_of(CopyRelation relation) {
  return names_of(relation)[static_cast<size_t>(relation)];
}
std::string_view name_of(OriginKind kind) {
  return names_of(kind)[static_cast<size_t>(kind)];
}

bool by_target(const Derivation& a, const Derivation& b) {
  return std::tie(a.to, a.from) < std::tie(b.to, b.from);
}

template <class L>
Result<void> read_table(const Store& store, std::shared_ptr<const L>& out) {
  if (store.pipeline().find(L::kLayer.name) == nullptr) return {};
  auto table = store.table(layer_info<L>());
  if (!table) return table.error();
  out = std::static_pointer_cast<const L>(*table);
  return {};
}

// ---- the tree -----------------------------------------------------------------------------------

// The part of a lineage that is drawn, and the way through it.
class Tree {
 public:
  Tree(const SourcesView& sources, std::span<const ReportId> reports) : sources_(sources) {
    asked_.insert(reports.begin(), reports.end());
    drawn_ = asked_;
  }

  // Adds all that those asked for have something from (`up`), or that has something from them.
  void reach(bool up) {
    std::set<ReportId> seen = asked_;
    std::vector<ReportId> waiting(asked_.begin(), asked_.end());
    while (!waiting.empty()) {
      ReportId one = waiting.back();
      waiting.pop_back();
      for (const Derivation* edge : up ? sources_.parents(one) : sources_.children(one)) {
        const ReportId& next = up ? edge->from : edge->to;
        if (seen.insert(next).second) waiting.push_back(next);
      }
    }
    drawn_.insert(seen.begin(), seen.end());
  }

  std::vector<LineageLine> lines() {
    std::vector<ReportId> all(drawn_.begin(), drawn_.end());
    std::sort(all.begin(), all.end(),
              [this](const ReportId& a, const ReportId& b) { return sources_.is_earlier(a, b); });
    for (const ReportId& one : all)
      if (sources_.parents(one).empty()) draw(one);
    // What is left goes round in circles; it is opened at those that everything there rests on.
    for (bool origins : {true, false})
      for (const ReportId& one : all)
        if (!done_.contains(one) && (!origins || sources_.is_origin(one))) draw(one);
    return std::move(out_);
  }

 private:
  struct Waiting {
    ReportId report;
    uint32_t depth;
    const Derivation* from;
  };

  void draw(const ReportId& root) {
    std::vector<Waiting> waiting{{root, 0, nullptr}};
    while (!waiting.empty()) {
      Waiting one = waiting.back();
      waiting.pop_back();
      bool first = done_.insert(one.report).second;
      std::vector<const Derivation*> below = sources_.children(one.report);
      std::erase_if(below, [this](const Derivation* edge) { return !drawn_.contains(edge->to); });
      out_.push_back(
          {one.report, one.depth, one.from, asked_.contains(one.report), !first && !below.empty()});
      if (!first) continue;
      for (size_t i = below.size(); i-- > 0;)
        waiting.push_back({below[i]->to, one.depth + 1, below[i]});
    }
  }

  const SourcesView& sources_;
  std::set<ReportId> asked_, drawn_, done_;
  std::vector<LineageLine> out_;
};

// ---- words --------------------------------------------------------------------------------------

Result<std::shared_ptr<const Terms>> terms_of(const Store& store, const ReportId& report) {
  std::shared_ptr<const Terms> none = std::make_shared<Terms>();
  if (store.pipeline().find(Terms::kLayer.name) == nullptr) return none;
  auto layer = store.layer(report, layer_info<Terms>());
  if (!layer) return layer.error();
  return *layer == nullptr ? none : std::static_pointer_cast<const Terms>(*layer);
}

Result<Sequence> sequence_of(const Store& store, const ReportId& report) {
  auto terms = terms_of(store, report);
  if (!terms) return terms.error();
  return Sequence(**terms, store.resources().made<Frequencies>());
}

}  // namespace

Result<SourcesView> SourcesView::read(const Store& store) {
  SourcesView out;
  if (Result<void> done = out.read_tables(store); !done) return done.error();
  if (Result<void> done = out.read_days(store); !done) return done.error();
  out.copy_ids_ = row_ids(layer_info<CopyEdges>(), out.copies_.get(), ReportId());
  out.origin_ids_ = row_ids(layer_info<Origins>(), out.origins_.get(), ReportId());
  for (uint32_t row = 0; row < out.imprints_->report.size(); ++row)
    out.imprint_of_.emplace(out.imprints_->report[row], row);
  for (uint32_t row = 0; row < out.origins_->report.size(); ++row)
    out.of_report_.emplace(out.origins_->report[row], row);
  out.collect_copies();
  out.collect_citations();
  std::sort(out.derivations_.begin(), out.derivations_.end(), by_target);
  std::sort(out.quotations_.begin(), out.quotations_.end(), by_target);
  for (uint32_t i = 0; i < out.derivations_.size(); ++i) {
    out.by_from_.emplace(out.derivations_[i].from, i);
    out.by_to_.emplace(out.derivations_[i].to, i);
  }
  for (uint32_t i = 0; i < out.quotations_.size(); ++i) {
    out.quoted_from_.emplace(out.quotations_[i].from, i);
    out.quoted_to_.emplace(out.quotations_[i].to, i);
  }
  return out;
}

Result<void> SourcesView::read_tables(const Store& store) {
  if (Result<void> done = read_table(store, copies_); !done) return done;
  if (Result<void> done = read_table(store, origins_); !done) return done;
  return read_table(store, imprints_);
}

Result<void> SourcesView::read_days(const Store& store) {
  if (store.pipeline().find(Metadata::kLayer.name) == nullptr) return {};
  Across<Metadata> reports(store);
  reports.each([this](const ReportId& id, const Metadata& metadata) {
    Published out{"", "", when(metadata)};
    for (size_t row = 0; row < metadata.field.size(); ++row) {
      if (metadata.field[row] != MetadataField::published || !metadata.chosen[row].yes) continue;
      out.first = metadata.value[row].substr(0, kDay);
      out.last = metadata.latest[row].empty() ? out.first : metadata.latest[row].substr(0, kDay);
      break;
    }
    if (!out.last.empty()) published_.emplace(id, std::move(out));
  });
  return reports.error();
}

const Published& SourcesView::published(const ReportId& report) const {
  static const Published kUnknown;
  auto found = published_.find(report);
  return found == published_.end() ? kUnknown : found->second;
}

bool SourcesView::is_earlier(const ReportId& a, const ReportId& b) const {
  return order_of(published(a).appeared.as_day(), a) < order_of(published(b).appeared.as_day(), b);
}

void SourcesView::collect_copies() {
  std::map<std::pair<ReportId, ReportId>, std::vector<uint32_t>> pairs;
  for (uint32_t row = 0; row < copies_->to.size(); ++row)
    pairs[{copies_->to[row], copies_->from[row]}].push_back(row);
  for (auto& [pair, rows] : pairs) {
    std::sort(rows.begin(), rows.end(), [this](uint32_t a, uint32_t b) {
      auto place = [this](uint32_t row) {
        return copies_->to_span[row].empty() ? Span{} : copies_->to_span[row].front().span;
      };
      return place(a) != place(b) ? place(a) < place(b) : copy_ids_[a] < copy_ids_[b];
    });
    uint32_t first = rows.front();
    CopyRelation relation = copies_->relation[first];
    bool quotes = relation == CopyRelation::shared_quotation;
    (quotes ? quotations_ : derivations_)
        .push_back({pair.second, pair.first, name_of(relation), copies_->score[first],
                    copies_->why[first], std::move(rows)});
  }
}

bool Derivation::is_direction_known() const {
  return why != kOrderUnknown;
}

// Steps that no copy is. Several ways may begin with the same one; the surest tells how sure it is.
void SourcesView::collect_citations() {
  std::map<std::pair<ReportId, ReportId>, uint32_t> steps;  // rows by report and via
  for (uint32_t row = 0; row < origins_->report.size(); ++row) {
    OriginKind kind = origins_->kind[row];
    if (kind != OriginKind::cites && kind != OriginKind::circle) continue;
    auto [at, added] = steps.emplace(std::pair(origins_->report[row], origins_->via[row]), row);
    if (!added && origins_->score[at->second] < origins_->score[row]) at->second = row;
  }
  size_t copied = derivations_.size();  // by `to`, then `from`
  for (const auto& [step, row] : steps) {
    Derivation one{step.second,          step.first,         name_of(origins_->kind[row]),
                   origins_->score[row], origins_->why[row], {}};
    auto end = derivations_.begin() + static_cast<std::ptrdiff_t>(copied);
    if (one.from != one.to && !std::binary_search(derivations_.begin(), end, one, by_target))
      derivations_.push_back(std::move(one));
  }
}

std::vector<const Derivation*> SourcesView::between(const std::multimap<ReportId, uint32_t>& index,
                                                    const std::vector<Derivation>& all,
                                                    const ReportId& report) {
  std::vector<const Derivation*> out;
  auto [begin, end] = index.equal_range(report);
  for (auto at = begin; at != end; ++at) out.push_back(&all[at->second]);
  return out;
}

std::vector<const Derivation*> SourcesView::parents(const ReportId& report) const {
  std::vector<const Derivation*> out = between(by_to_, derivations_, report);
  std::stable_sort(out.begin(), out.end(), [](const Derivation* a, const Derivation* b) {
    return a->passages.size() > b->passages.size();
  });
  return out;
}

std::vector<const Derivation*> SourcesView::children(const ReportId& report) const {
  std::vector<const Derivation*> out = between(by_from_, derivations_, report);
  std::sort(out.begin(), out.end(),
            [this](const Derivation* a, const Derivation* b) { return is_earlier(a->to, b->to); });
  return out;
}

std::vector<const Derivation*> SourcesView::quoting(const ReportId& report) const {
  std::vector<const Derivation*> out = between(quoted_to_, quotations_, report);
  for (const Derivation* one : between(quoted_from_, quotations_, report)) out.push_back(one);
  return out;
}

std::vector<OriginView> SourcesView::origins(const ReportId& report) const {
  std::vector<OriginView> out;
  auto [begin, end] = of_report_.equal_range(report);
  for (auto at = begin; at != end; ++at) {
    uint32_t row = at->second;
    out.push_back({origin_ids_[row], report, origins_->origin[row], name_of(origins_->kind[row]),
                   origins_->score[row], origins_->why[row]});
  }
  std::sort(out.begin(), out.end(), [](const OriginView& a, const OriginView& b) {
    return a.score != b.score ? b.score < a.score : a.origin < b.origin;
  });
  return out;
}

std::string_view SourcesView::own_kind(const ReportId& report) const {
  auto [begin, end] = of_report_.equal_range(report);
  for (auto at = begin; at != end; ++at)
    if (origins_->origin[at->second] == report) return name_of(origins_->kind[at->second]);
  return {};
}

std::optional<size_t> SourcesView::imprint(const ReportId& report) const {
  auto found = imprint_of_.find(report);
  return found == imprint_of_.end() ? std::nullopt : std::optional<size_t>(found->second);
}
std::string_view SourcesView::outlet(const ReportId& report) const {
  auto row = imprint(report);
  return row ? imprints_->outlet[*row] : std::string_view();
}
std::string_view SourcesView::family(const ReportId& report) const {
  auto row = imprint(report);
  return row ? imprints_->family[*row] : std::string_view();
}

Counts SourcesView::counts(std::span<const ReportId> reports) const {
  std::set<ReportId> each(reports.begin(), reports.end());
  std::set<ReportId> origins;
  std::set<std::string_view> outlets, families;
  uint64_t unknown = 0;
  for (const ReportId& report : each) {
    if (std::string_view name = outlet(report); name.empty())
      ++unknown;
    else
      outlets.insert(name);
    if (std::string_view name = family(report); !name.empty()) families.insert(name);
    auto [begin, end] = of_report_.equal_range(report);
    for (auto at = begin; at != end; ++at) origins.insert(origins_->origin[at->second]);
  }
  return {each.size(), outlets.size(), families.size(), origins.size(), unknown};
}

uint64_t SourcesView::distinct_texts(std::span<const ReportId> reports) const {
  static constexpr std::array kCopies = {CopyRelation::identical, CopyRelation::truncated,
                                         CopyRelation::extended};
  return static_cast<uint64_t>(
      std::count_if(reports.begin(), reports.end(), [this](const ReportId& report) {
        auto [begin, end] = by_to_.equal_range(report);
        return std::none_of(begin, end, [this](const auto& one) {
          return std::any_of(kCopies.begin(), kCopies.end(), [&](CopyRelation relation) {
            return derivations_[one.second].relation == name_of(relation);
          });
        });
      }));
}

std::string counts_text(const Counts& counts) {
  std::string reports = counted(counts.reports, "report", "reports");
  std::string origins = counted(counts.origins, "origin", "origins");
  const uint64_t unplaced = counts.unknown_outlet;
  if (unplaced == counts.reports)
    return reports + (unplaced == 1 ? " of an unknown outlet, " : " of unknown outlets, ") +
           origins;
  std::string unknown;
  if (unplaced > 0)
    unknown = " (" + counted(unplaced, "report of an unknown one", "reports of unknown ones") + ")";
  return reports + ", " + counted(counts.outlets, "outlet", "outlets") + unknown + ", " +
         counted(counts.families, "family", "families") + ", " + origins;
}

std::vector<LineageLine> SourcesView::lineage(std::span<const ReportId> reports, bool below) const {
  Tree tree(*this, reports);
  tree.reach(true);
  if (below) tree.reach(false);
  return tree.lines();
}

Result<CopiedWords> copied_words(const Store& store, const SourcesView& sources,
                                 const Derivation& derivation) {
  auto terms = terms_of(store, derivation.to);
  if (!terms) return terms.error();
  std::vector<Span> places;
  for (uint32_t row : derivation.passages)
    for (const Place& place : sources.copies().to_span[row]) places.push_back(place.span);
  std::sort(places.begin(), places.end());
  CopiedWords out;
  auto place = places.begin();
  uint32_t until = 0;  // where the passages end that have begun
  for (size_t row = 0; row < (*terms)->size(); ++row) {
    Span word = (*terms)->span[row];
    for (; place != places.end() && place->begin <= word.begin; ++place)
      until = std::max(until, place->end);
    if ((*terms)->title[row].yes) continue;
    ++out.all;
    out.copied += word.end <= until;
  }
  return out;
}

Result<std::vector<SameWords>> same_words(const Store& store, const ReportId& from,
                                          const ReportId& to) {
  Result<Sequence> left = sequence_of(store, from);
  if (!left) return left.error();
  Result<Sequence> right = sequence_of(store, to);
  if (!right) return right.error();
  std::vector<SameWords> out;
  for (const Run& run : align(*left, *right).runs)
    if (run.size > 0)
      out.push_back({left->place({run.from, run.from + run.size}),
                     right->place({run.to, run.to + run.size})});
  return out;
}

Result<Compared> compare_reports(const Store& store, const ReportId& from, const ReportId& to) {
  static constexpr std::array<std::string_view, 4> kRelatedness = {"none", "quotation", "rewrite",
                                                                   "copy"};
  Result<Sequence> left = sequence_of(store, from);
  if (!left) return left.error();
  Result<Sequence> right = sequence_of(store, to);
  if (!right) return right.error();
  Comparison comparison = compare(*left, *right);
  Link link = link_reports(*left, *right);
  Compared out;
  auto side = [](const Share& share) {
    return Compared::Side{share.told, share.same_told, share.in_passages, share.quoted,
                          share.same_quoted};
  };
  out.from = side(comparison.from);
  out.to = side(comparison.to);
  out.longest = comparison.to.longest;
  out.relatedness = kRelatedness[static_cast<size_t>(judge(comparison).relatedness)];
  out.derives = link.derives;
  out.score = Score::of(link.score);
  return out;
}

}  // namespace hearsay
