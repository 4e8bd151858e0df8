// See copies.hpp.
#include "sources/copies/copies.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "base/disjoint_sets.hpp"
#include "base/side_by_side.hpp"
#include "sources/copies/links.hpp"
#include "sources/copies/shared_parts.hpp"
#include "sources/copies/tellings.hpp"
#include "sources/prints/prints.hpp"

namespace hearsay {

std::span<const std::string_view> names_of(CopyRelation) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "identical", "truncated", "extended", "rewritten", "spliced", "shared_quotation"};
  return kNames;
}

std::span<const std::string_view> names_of(PassageForm) {
  static constexpr std::array<std::string_view, 4> kNames = {"verbatim", "rewritten", "summarised",
                                                             "quotation"};
  return kNames;
}

namespace {

class Finder {
 public:
  Finder(Tellings& tellings, unsigned threads)
      : tellings_(tellings), threads_(threads), parents_(tellings.size()), seen_(tellings.size()) {}

  // Pairs of known order first: they tell which outlets others copy.
  void compare_all(std::vector<CandidatePair> pairs) {
    put_together(pairs);
    for (bool known : {true, false}) {
      std::vector<std::span<CandidatePair>> some;  // of one later report each
      size_t waiting = 0;
      for (size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
        while (end < pairs.size() && pairs[end].later == pairs[begin].later) ++end;
        auto of_one = std::span(pairs).subspan(begin, end - begin);
        auto rest = std::stable_partition(
            of_one.begin(), of_one.end(),
            [&](const CandidatePair& pair) { return is_order_known(pair) == known; });
        of_one = of_one.first(static_cast<size_t>(rest - of_one.begin()));
        if (!of_one.empty()) some.push_back(of_one);
        waiting += of_one.size();
        if (waiting >= kAtOnce || end == pairs.size()) {
          compare_some(some);
          some.clear();
          waiting = 0;
        }
      }
    }
    turn_towards_splices();
    pass_over_common_passages();
  }

  CopyEdges edges() {
    std::sort(links_.begin(), links_.end(), [this](const Link& a, const Link& b) {
      const auto& rank = tellings_.rank();
      return a.to != b.to ? rank[a.to] < rank[b.to] : rank[a.from] < rank[b.from];
    });
    for (size_t begin = 0, end = 0; begin < links_.size(); begin = end) {
      while (end < links_.size() && links_[end].to == links_[begin].to) ++end;
      add_parents(begin, end);
    }
    add_shared_quotations();
    return std::move(out_);
  }

 private:
  static constexpr size_t kAtOnce = 512;           // pairs whose words are held, and a few more
  static constexpr uint32_t kTakenQuotation = 11;  // words
  static constexpr double kTakenScore = .5;
  // Prints in common from which on it is worth looking for what is told in other words.
  static constexpr uint16_t kRuns = 4, kPairs = 2;

  bool is_order_known(const CandidatePair& pair) const {
    return tellings_[pair.earlier].appeared.before(tellings_[pair.later].appeared);
  }

  // Reports that may have to do with each other one after the other, so that their words are read
  // once; by rank. Each is put to the one it has most in common with.
  void put_together(std::vector<CandidatePair>& pairs) const {
    constexpr uint16_t kMuch = 6;
    DisjointSets together(tellings_.size());
    for (size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
      size_t best = begin;
      for (; end < pairs.size() && pairs[end].later == pairs[begin].later; ++end)
        if (pairs[end].runs > pairs[best].runs) best = end;
      if (pairs[best].runs >= kMuch) together.join(pairs[best].earlier, pairs[best].later);
    }
    std::vector<uint32_t> first(tellings_.size(), UINT32_MAX);  // rank in a cluster
    for (uint32_t report = 0; report < tellings_.size(); ++report) {
      uint32_t& least = first[together.find(report)];
      least = std::min(least, tellings_.rank()[report]);
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [&](const CandidatePair& a, const CandidatePair& b) {
                       uint32_t left = first[together.find(a.later)];
                       uint32_t right = first[together.find(b.later)];
                       if (left != right) return left < right;
                       return tellings_.rank()[a.later] < tellings_.rank()[b.later];
                     });
  }

  void compare_some(std::span<const std::span<CandidatePair>> some) {
    std::vector<uint32_t> wanted;
    for (std::span<CandidatePair> of_one : some)
      for (const CandidatePair& pair : of_one)
        wanted.insert(wanted.end(), {pair.later, pair.earlier});
    hold(std::move(wanted));
    std::vector<std::vector<Link>> found(some.size());
    side_by_side(some.size(), threads_, [&](size_t i) { found[i] = links_of_one(some[i]); });
    for (std::vector<Link>& links : found)
      for (Link& link : links) {
        if (link.order_known && link.derives) {
          ++copied_[tellings_[link.from].site];
          --copied_[tellings_[link.to].site];
        }
        links_.push_back(std::move(link));
      }
  }

  void hold(std::vector<uint32_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    tellings_.hold(numbers);
  }

  // The links to the candidates of one report, those with most in common first, until hardly a word
  // of it is left to explain.
  std::vector<Link> links_of_one(std::span<CandidatePair> pairs) const {
    constexpr size_t kAtLeast = 3;         // are looked at in any case
    constexpr uint32_t kUnexplained = 10;  // words
    std::stable_sort(pairs.begin(), pairs.end(),
                     [this](const CandidatePair& a, const CandidatePair& b) {
                       if (a.runs != b.runs) return a.runs > b.runs;
                       if (a.pairs != b.pairs) return a.pairs > b.pairs;
                       return tellings_.rank()[a.earlier] < tellings_.rank()[b.earlier];
                     });
    std::vector<bool> explained(tellings_[pairs.front().later].words);
    std::vector<Link> out;
    size_t looked = 0;
    for (const CandidatePair& pair : pairs) {
      if (looked++ >= kAtLeast &&
          std::count(explained.begin(), explained.end(), false) < kUnexplained)
        break;
      Link link = compare(pair);
      if (link.passages.empty()) continue;
      if (link.to == pair.later)
        for (const LinkedPassage& passage : link.passages)
          for (uint32_t row = passage.rows.begin; row < passage.rows.end; ++row)
            explained[row] = true;
      out.push_back(std::move(link));
    }
    return out;
  }

  // No passages if there is no link.
  Link compare(const CandidatePair& pair) const {
    const Sequence& earlier = tellings_.sequence(pair.earlier);
    const Sequence& later = tellings_.sequence(pair.later);
    bool order_known = is_order_known(pair);
    bool later_credits = names(later, tellings_.site(pair.earlier));
    bool earlier_credits = names(earlier, tellings_.site(pair.later));
    bool turned = !order_known && is_turned(pair, later_credits, earlier_credits);
    bool reworded = pair.pairs >= kPairs || pair.runs >= kRuns;
    Link link =
        turned ? link_reports(later, earlier, reworded) : link_reports(earlier, later, reworded);
    link.from = turned ? pair.later : pair.earlier;
    link.to = turned ? pair.earlier : pair.later;
    link.order_known = order_known;
    link.credited = turned ? earlier_credits : later_credits;
    return link;
  }

  bool is_turned(const CandidatePair& pair, bool later_credits, bool earlier_credits) const {
    if (later_credits != earlier_credits) return earlier_credits;
    bool later_agency = tellings_.site(pair.later).agency;
    bool earlier_agency = tellings_.site(pair.earlier).agency;
    if (later_agency != earlier_agency) return later_agency;
    return copied(pair.later) > copied(pair.earlier);
  }

  // How many more copies are of its outlet than the outlet has of others.
  int64_t copied(uint32_t number) const {
    uint32_t site = tellings_[number].site;
    auto found = copied_.find(site);
    return site == 0 || found == copied_.end() ? 0 : found->second;
  }

  // True if `to` is `from` or something that `from` derives from. After kMostAbove reports it says
  // no: a longer circle is possible.
  bool derives_from(uint32_t from, uint32_t to) const {
    constexpr size_t kMostAbove = 1000;
    if (from == to) return true;
    std::vector<uint32_t> above{from};
    ++walk_;
    for (size_t i = 0; i < above.size() && above.size() < kMostAbove; ++i)
      for (uint32_t parent : parents_[above[i]]) {
        if (parent == to) return true;
        if (seen_[parent] == walk_) continue;
        seen_[parent] = walk_;
        above.push_back(parent);
      }
    return false;
  }

  void add_parents(size_t begin, size_t end) {
    std::vector<Link> links =
        links_between(begin, end, [](const Link& link) { return link.derives; });
    if (links.empty()) return;
    uint32_t child = links.front().to;
    // Who takes passages takes quotations, too.
    for (Link& link : links_between(begin, end, [](const Link& one) {
           return !one.derives && one.longest >= kTakenQuotation;
         }))
      links.push_back(std::move(link));
    std::vector<Link> parents =
        choose_parents(std::move(links), tellings_[child].words,
                       [this](uint32_t a, uint32_t b) { return goes_before(a, b); });
    for (Link& parent : parents)
      if (!std::exchange(parent.derives, true)) parent.score = kTakenScore;
    std::vector<CopyRelation> relations = relations_of(parents, tellings_[child].words);
    for (size_t i = 0; i < parents.size(); ++i) {
      add_edge(parents[i], relations[i]);
      parents_[child].push_back(parents[i].from);
      for (const LinkedPassage& passage : parents[i].passages)
        taken_[child].push_back(passage.rows);
    }
  }

  // Where nobody knows who was first, the report that has something with more reports that none of
  // the others has is put together of them.
  void turn_towards_splices() {
    std::map<uint32_t, SharedParts> shared;
    for (const Link& link : links_)
      for (const LinkedPassage& passage : link.passages) {
        if (!link.derives && link.longest < kTakenQuotation) continue;
        if (passage.is_part()) shared[link.from].add(passage.from_rows, link.to);
        shared[link.to].add(passage.rows, link.from);
      }
    for (auto& [report, parts] : shared) parts.seal();
    for (Link& link : links_) {
      if (link.order_known || !link.derives || link.credited) continue;
      if (tellings_.site(link.from).agency && !tellings_.site(link.to).agency) continue;
      size_t least = shared[link.to].apart() + (copied(link.from) > copied(link.to) ? 2U : 1U);
      if (shared[link.from].apart() < std::max<size_t>(least, 2)) continue;
      hold({link.from, link.to});
      Link turned = link_reports(tellings_.sequence(link.to), tellings_.sequence(link.from));
      if (!turned.derives) continue;
      turned.from = link.to;
      turned.to = link.from;
      link = std::move(turned);
    }
  }

  // Words of a link, of those of the report that has least.
  double share_of(const Link& link) const {
    uint32_t rows = 0;
    for (const LinkedPassage& passage : link.passages) rows += passage.rows.size();
    return static_cast<double>(rows) /
           std::min(tellings_[link.from].words, tellings_[link.to].words);
  }

  // A passage that reports share which have nothing else in common is a press release, or what an
  // outlet puts into all its reports: not theirs, so nobody has it from another.
  void pass_over_common_passages() {
    constexpr double kSmall = .25;
    DisjointSets families(tellings_.size());
    for (const Link& link : links_)
      if (link.derives && share_of(link) >= kSmall) families.join(link.from, link.to);
    std::map<uint32_t, SharedParts> shared;  // with reports of other families
    for (const Link& link : links_) {
      if (!link.derives || share_of(link) >= kSmall ||
          families.find(link.from) == families.find(link.to))
        continue;
      for (const LinkedPassage& passage : link.passages) {
        shared[link.to].add(passage.rows, families.find(link.from));
        if (passage.is_part()) shared[link.from].add(passage.from_rows, families.find(link.to));
      }
    }
    for (auto& [report, parts] : shared) parts.seal();
    auto is_common = [&](uint32_t report, Span rows) {
      auto parts = shared.find(report);
      return parts != shared.end() && parts->second.sharers(rows) >= 2;
    };
    for (Link& link : links_) {
      if (!link.derives || share_of(link) >= kSmall) continue;
      std::erase_if(link.passages, [&](const LinkedPassage& passage) {
        return is_common(link.to, passage.rows) ||
               (passage.is_part() && is_common(link.from, passage.from_rows));
      });
      link.derives = !link.passages.empty();
    }
    std::erase_if(links_, [](const Link& link) { return link.passages.empty(); });
  }

  // What one derives from goes before it, else what appeared first.
  bool goes_before(uint32_t a, uint32_t b) const {
    if (derives_from(b, a)) return true;
    return !derives_from(a, b) && tellings_.rank()[a] < tellings_.rank()[b];
  }

  template <class Keep>
  std::vector<Link> links_between(size_t begin, size_t end, Keep keep) const {
    std::vector<Link> out;
    for (size_t i = begin; i < end; ++i)
      if (keep(links_[i]) && !derives_from(links_[i].from, links_[i].to)) out.push_back(links_[i]);
    return out;
  }

  // A quotation that came with a copied passage is shared by whoever the passage is from.
  void add_shared_quotations() {
    for (Link& link : links_) {
      if (link.derives) continue;
      std::erase_if(link.passages, [&](const LinkedPassage& passage) {
        return is_taken(link.to, passage.rows) || is_taken(link.from, passage.from_rows);
      });
      if (!link.passages.empty()) add_edge(link, CopyRelation::shared_quotation);
    }
  }

  bool is_taken(uint32_t report, Span rows) const {
    auto taken = taken_.find(report);
    return taken != taken_.end() &&
           std::any_of(taken->second.begin(), taken->second.end(),
                       [rows](Span one) { return one.begin < rows.end && rows.begin < one.end; });
  }

  void add_edge(const Link& link, CopyRelation relation) {
    const ReportId& from = tellings_[link.from].id;
    const ReportId& to = tellings_[link.to].id;
    for (const LinkedPassage& passage : link.passages) {
      out_.from.push_back(from);
      out_.to.push_back(to);
      out_.relation.push_back(relation);
      out_.form.push_back(passage.form);
      Place here{from, passage.from};
      Place there{to, passage.to};
      out_.from_span.push_back(std::span(&here, 1));
      out_.to_span.push_back(std::span(&there, 1));
      out_.score.push_back(Score::of(link.score));
      out_.why.push_back(why(link));
    }
  }

  static std::string why(const Link& link) {
    std::string out = "both quote it";
    if (link.derives) out = link.order_known ? "appeared later" : kOrderUnknown;
    if (link.credited) out += "; names its outlet";
    return out;
  }

  Tellings& tellings_;
  unsigned threads_;
  std::vector<Link> links_;
  std::map<uint32_t, int64_t> copied_;  // by site
  std::vector<std::vector<uint32_t>> parents_;
  mutable std::vector<uint32_t> seen_;  // the last walk that came by
  mutable uint32_t walk_ = 0;
  std::map<uint32_t, std::vector<Span>> taken_;  // rows that came with a copy
  CopyEdges out_;
};

}  // namespace

CopyEdges find_copies(const Across<Metadata, Terms>& reports, const Resources& resources) {
  Tellings tellings(reports, resources);
  Finder finder(tellings, resources.threads);
  finder.compare_all(tellings.candidates());
  return finder.edges();
}

}  // namespace hearsay
