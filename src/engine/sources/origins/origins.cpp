// See origins.hpp.
#include "sources/origins/origins.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/ascii.hpp"
#include "sources/origins/citations.hpp"
#include "sources/origins/graph.hpp"

namespace hearsay {

std::span<const std::string_view> names_of(OriginKind) {
  static constexpr std::array<std::string_view, 5> kNames = {"own", "adds", "copy", "cites",
                                                             "circle"};
  return kNames;
}

namespace {

// Places of reports that came with a copy or that others quote too.
class Taken {
 public:
  explicit Taken(const CopyEdges& copies) {
    for (size_t row = 0; row < copies.to.size(); ++row) {
      add(copies.to[row], copies.to_span[row][0].span);
      // What both quote, the earlier report had first.
    }
    for (auto& [report, places] : places_)
      std::sort(places.begin(), places.end(), [](Span a, Span b) { return a.begin < b.begin; });
  }
  bool has(const ReportId& report, Span place) const {
    auto found = places_.find(report);
    return found != places_.end() &&
           std::any_of(found->second.begin(), found->second.end(), [place](Span one) {
             return one.begin < place.end && place.begin < one.end;
           });
  }

 private:
  void add(const ReportId& report, Span place) { places_[report].push_back(place); }
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
  uint32_t out = 0;
  for (size_t row = 0; row < terms.size(); ++row)
    out += terms.quoted[row].yes && std::any_of(own.begin(), own.end(), [&](Span place) {
             return place.begin <= terms.span[row].begin && terms.span[row].end <= place.end;
           });
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
