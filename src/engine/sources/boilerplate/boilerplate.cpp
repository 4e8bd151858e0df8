// See boilerplate.hpp.
#include "sources/boilerplate/boilerplate.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/disjoint_sets.hpp"
#include "base/hash.hpp"
#include "ingest/clean/clean.hpp"

namespace hearsay {
namespace {

constexpr size_t kArticles = 4;       // that a line must stand in
constexpr size_t kWideArticles = 10;  // and from which on half of the site's are enough
constexpr size_t kEvidence = 3;
constexpr size_t kLongestDomain = 253;          // RFC 1035; longer ones are no names
constexpr size_t kMostAmendments = 10'000'000;  // Strings hold 4 GiB of reasons

// A line in a report. Reports are numbered within their site, in id order.
struct Standing {
  int64_t line;
  Span span;
  uint32_t report;
  bool apart;
};

class Site {
 public:
  void add(const ReportId& id, std::string_view address, const Fingerprints& found) {
    auto report = static_cast<uint32_t>(ids_.size());
    ids_.push_back(id);
    if (!address.empty()) addresses_.emplace_back(spread(address), report);
    size_t begin = standings_.size();
    for (size_t row = 0; row < found.span.size(); ++row)
      standings_.push_back({found.words[row], found.span[row], report, found.apart[row].yes});
    std::stable_sort(standings_.begin() + static_cast<std::ptrdiff_t>(begin), standings_.end(),
                     [](const Standing& a, const Standing& b) { return a.line < b.line; });
    ends_.push_back(standings_.size());
  }

  size_t reports() const { return ids_.size(); }
  const ReportId& id(uint32_t report) const { return ids_[report]; }
  // Hashes of the reports' addresses, where they have one.
  const std::vector<std::pair<uint64_t, uint32_t>>& addresses() const { return addresses_; }
  // Of all reports, one after the other.
  const std::vector<Standing>& standings() const { return standings_; }
  // Of one report, by line.
  std::span<const Standing> standings(uint32_t report) const {
    size_t begin = report == 0 ? 0 : ends_[report - 1];
    return std::span(standings_).subspan(begin, ends_[report] - begin);
  }

 private:
  std::vector<ReportId> ids_;
  std::vector<std::pair<uint64_t, uint32_t>> addresses_;
  std::vector<Standing> standings_;
  std::vector<size_t> ends_;
};

// By domain.
using Sites = std::map<std::string, Site, std::less<>>;

Sites read_sites(const Across<Metadata, Fingerprints>& reports) {
  Sites sites;
  reports.each([&](const ReportId& id, const Metadata& metadata, const Fingerprints& found) {
    std::string_view domain = chosen_value(metadata, MetadataField::domain);
    if (domain.empty() || domain.size() > kLongestDomain || found.span.empty()) return;
    sites[std::string(domain)].add(id, chosen_value(metadata, MetadataField::url), found);
  });
  return sites;
}

// ---- lines --------------------------------------------------------------------------------------

// One line of a site, wherever it stands, in order of reports.
using Line = std::vector<const Standing*>;

// visit(const Line&), by line.
template <class Visit>
void each_line(const std::vector<const Standing*>& by_line, Visit visit) {
  Line line;
  for (const Standing* standing : by_line) {
    if (!line.empty() && line.front()->line != standing->line) {
      visit(line);
      line.clear();
    }
    line.push_back(standing);
  }
  if (!line.empty()) visit(line);
}

std::vector<const Standing*> sort_by_line(const Site& site) {
  std::vector<const Standing*> out;
  for (const Standing& standing : site.standings()) out.push_back(&standing);
  std::stable_sort(out.begin(), out.end(),
                   [](const Standing* a, const Standing* b) { return a->line < b->line; });
  return out;
}

// ---- articles -----------------------------------------------------------------------------------

uint64_t bytes_of(std::span<const Standing> standings) {
  uint64_t bytes = 0;
  for (const Standing& standing : standings) bytes += standing.span.size();
  return bytes;
}

bool is_one_article(std::span<const Standing> a, std::span<const Standing> b) {
  uint64_t least = std::min(bytes_of(a), bytes_of(b));
  uint64_t shared = 0;
  while (!a.empty() && !b.empty()) {
    int64_t left = a.front().line;
    int64_t right = b.front().line;
    if (left == right) shared += std::min(a.front().span.size(), b.front().span.size());
    if (left <= right) a = a.subspan(1);
    if (right <= left) b = b.subspan(1);
  }
  return shared * 2 >= least;
}

// For every report the article it delivers. Of the reports that share a line only neighbours are
// compared: a line of the whole site would ask for all pairs of its reports.
std::vector<uint32_t> find_articles(const Site& site, const std::vector<const Standing*>& by_line) {
  DisjointSets sets(site.reports());
  auto addresses = site.addresses();
  std::sort(addresses.begin(), addresses.end());
  for (size_t i = 1; i < addresses.size(); ++i)
    if (addresses[i].first == addresses[i - 1].first)
      sets.join(addresses[i].second, addresses[i - 1].second);

  std::vector<std::pair<uint32_t, uint32_t>> neighbours;
  each_line(by_line, [&](const Line& line) {
    for (size_t i = 1; i < line.size(); ++i)
      if (line[i - 1]->report != line[i]->report)
        neighbours.emplace_back(line[i - 1]->report, line[i]->report);
  });
  std::sort(neighbours.begin(), neighbours.end());
  neighbours.erase(std::unique(neighbours.begin(), neighbours.end()), neighbours.end());
  for (auto [a, b] : neighbours)
    if (sets.find(a) != sets.find(b) && is_one_article(site.standings(a), site.standings(b)))
      sets.join(a, b);

  std::vector<uint32_t> out;
  for (uint32_t report = 0; report < site.reports(); ++report) out.push_back(sets.find(report));
  return out;
}

// ---- the decision -------------------------------------------------------------------------------

class Judge {
 public:
  Judge(std::string_view domain, const Site& site)
      : domain_(domain),
        site_(site),
        by_line_(sort_by_line(site)),
        articles_(find_articles(site, by_line_)),
        own_(site.reports()) {
    for (uint32_t report = 0; report < articles_.size(); ++report)
      all_articles_ += articles_[report] == report;
    each_line(by_line_, [this](const Line& line) {
      if (first_of_articles(line).size() > 1) return;
      for (const Standing* standing : line) own_[standing->report].add(standing->span);
    });
  }

  void set_aside(Amendments& out) const {
    each_line(by_line_, [&](const Line& line) {
      size_t articles = first_of_articles(line).size();
      bool wide = articles >= kWideArticles && articles * 2 >= all_articles_;
      Line in_place;
      Line apart;
      for (const Standing* standing : line) {
        if (!wide && own_[standing->report].surrounds(standing->span)) continue;
        in_place.push_back(standing);
        if (standing->apart) apart.push_back(standing);
      }
      Line witnesses = first_of_articles(apart);
      if (witnesses.size() < kArticles || witnesses.size() * 2 < articles) return;
      std::string why = "stands in " + std::to_string(articles) + " of " +
                        std::to_string(all_articles_) + " articles of " + std::string(domain_);
      for (const Standing* standing : in_place) amend(*standing, why, witnesses, out);
    });
  }

 private:
  // From where to where stands in a report what stands in its article alone.
  struct Own {
    Span reach = Span::none();
    void add(Span span) {
      reach = reach.is_none()
                  ? span
                  : Span{std::min(reach.begin, span.begin), std::max(reach.end, span.end)};
    }
    bool surrounds(Span span) const {
      return !reach.is_none() && reach.begin < span.begin && span.end < reach.end;
    }
  };

  uint32_t article(const Standing* standing) const { return articles_[standing->report]; }

  // One standing of each article, in order of articles.
  Line first_of_articles(Line line) const {
    std::stable_sort(line.begin(), line.end(), [this](const Standing* a, const Standing* b) {
      return article(a) < article(b);
    });
    auto last = std::unique(line.begin(), line.end(), [this](const Standing* a, const Standing* b) {
      return article(a) == article(b);
    });
    line.erase(last, line.end());
    return line;
  }

  void amend(const Standing& standing, const std::string& why, const Line& witnesses,
             Amendments& out) const {
    if (out.target.size() == kMostAmendments) return;
    std::vector<Place> evidence;
    for (const Standing* other : witnesses) {
      if (evidence.size() == kEvidence) break;
      if (article(other) != article(&standing))
        evidence.push_back({site_.id(other->report), other->span});
    }
    // Blocks do not overlap, so the row's id does not depend on the other rows.
    Roles row;
    row.span.push_back(standing.span);
    out.target.push_back(row_ids(layer_info<Roles>(), &row, site_.id(standing.report)).front());
    out.field.push_back("kept");
    out.value.push_back("false");
    out.why.push_back(why);
    out.evidence.push_back(evidence);
  }

  std::string_view domain_;
  const Site& site_;
  std::vector<const Standing*> by_line_;
  std::vector<uint32_t> articles_;  // of every report
  size_t all_articles_ = 0;
  std::vector<Own> own_;  // of every report
};

}  // namespace

Amendments set_boilerplate_aside(const Across<Metadata, Fingerprints>& reports) {
  Amendments out;
  for (const auto& [domain, site] : read_sites(reports)) {
    if (site.reports() < kArticles) continue;
    Judge(domain, site).set_aside(out);
  }
  return out;
}

}  // namespace hearsay
