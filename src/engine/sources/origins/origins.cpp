// See origins.hpp.
#include "sources/origins/origins.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "sources/origins/citations.hpp"
#include "sources/origins/graph.hpp"

namespace hearsay {

std::span<const std::string_view> names_of(OriginKind) {
  static constexpr std::array<std::string_view, 5> kNames = {"own", "adds", "copy", "cites",
                                                             "circle"};
  return kNames;
}

namespace {

bool begins_first(Span a, Span b) {
  return a.begin < b.begin;
}

// Places of reports that came with a copy or that others quote too.
class Taken {
 public:
  explicit Taken(const CopyEdges& copies) {
    for (size_t row = 0; row < copies.to.size(); ++row)
      places_[copies.to[row]].push_back(copies.to_span[row][0].span);
    for (auto& [report, places] : places_) {
      std::sort(places.begin(), places.end(), begins_first);
      // Every place reaches as far as any before it, so that the last is the only one to look at.
      for (size_t i = 1; i < places.size(); ++i)
        places[i].end = std::max(places[i].end, places[i - 1].end);
    }
  }
  bool has(const ReportId& report, Span place) const {
    auto found = places_.find(report);
    if (found == places_.end()) return false;
    auto behind = std::lower_bound(found->second.begin(), found->second.end(),
                                   Span{place.end, place.end}, begins_first);
    return behind != found->second.begin() && place.begin < std::prev(behind)->end;
  }

 private:
  std::map<ReportId, std::vector<Span>> places_;
};

// Words of quotations that stand in this report alone and came through nobody.
uint32_t own_quoted_words(const ReportId& report, const Terms& terms, const Statements& statements,
                          const Taken& taken) {
  std::vector<Span> own;
  for (size_t row = 0; row < statements.kind.size(); ++row) {
    if (statements.kind[row] == StatementKind::indirect || !statements.relay[row].empty()) continue;
    for (Span place : statements.content[row])
      if (!taken.has(report, place)) own.push_back(place);
  }
  std::sort(own.begin(), own.end(), begins_first);
  uint32_t out = 0;
  uint32_t reach = 0;  // where the last of those ends that have begun
  auto next = own.begin();
  for (size_t row = 0; row < terms.size(); ++row) {
    for (; next != own.end() && next->begin <= terms.span[row].begin; ++next)
      reach = std::max(reach, next->end);
    out += terms.quoted[row].yes && terms.span[row].end <= reach;
  }
  return out;
}

}  // namespace

Origins find_origins(const Across<Metadata, Terms, Statements>& reports, const CopyEdges& copies,
                     const Imprints& imprints) {
  constexpr uint32_t kOwnQuotation = 25;  // words
  Taken taken(copies);
  Citations citations(imprints);
  OriginGraph graph;
  reports.each([&](const ReportId& id, const Metadata& metadata, const Terms& terms,
                   const Statements& statements) {
    bool own = own_quoted_words(id, terms, statements, taken) >= kOwnQuotation;
    graph.add(id, own);
    citations.add(id, metadata, terms, statements, own);
  });
  for (size_t row = 0; row < copies.to.size(); ++row)
    if (copies.relation[row] != CopyRelation::shared_quotation)
      graph.join(copies.from[row], copies.to[row], copies.score[row], false);
  for (const Citation& citation : citations.find())
    graph.join(citation.cited, citation.citing, citation.score, true);
  return graph.origins();
}

}  // namespace hearsay
