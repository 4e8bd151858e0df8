// See gathering.hpp.
#include <algorithm>
#include <limits>
#include <numeric>

#include "stories/gathering/gathering.hpp"

namespace hearsay {
namespace {

constexpr size_t kWords = 20, kNames = 8;  // of a report that stand in the index
constexpr size_t kNear = 64;  // reports of one word that are looked at, before and after

// A term of a report; reports by their place in order of time.
struct Posting {
  uint32_t term, place;
  int32_t weight;
};

class Index {
 public:
  explicit Index(std::span<const Cluster> reports) : reports_(reports) {
    put_in_order();
    for (uint32_t place = 0; place < order_.size(); ++place) {
      add(place, GistField::body, kWords);
      add(place, GistField::names, kNames);
    }
    std::sort(postings_.begin(), postings_.end(), [](const Posting& a, const Posting& b) {
      return a.term != b.term ? a.term < b.term : a.place < b.place;
    });
    note_rows();
  }

  CandidatePairs find() {
    CandidatePairs out;
    sums_.assign(order_.size(), 0);
    for (uint32_t place = 0; place < order_.size(); ++place) {
      collect(place);
      for (uint32_t other : best()) {
        uint32_t a = order_[place];
        uint32_t b = order_[other];
        out.emplace_back(std::min(a, b), std::max(a, b));
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  // By time, those without a date last; then by number.
  void put_in_order() {
    order_.resize(reports_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::vector<DayRange> days;
    for (const Cluster& report : reports_) days.push_back(report.days());
    std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
      if (days[a].is_known() != days[b].is_known()) return days[a].is_known();
      return days[a].is_known() && days[a].first < days[b].first;
    });
  }

  void add(uint32_t place, GistField field, size_t most) {
    Gist::Entries all = reports_[order_[place]].gist().of(field);
    heaviest_.assign(all.begin(), all.end());
    size_t kept = std::min(most, heaviest_.size());
    std::partial_sort(heaviest_.begin(), heaviest_.begin() + static_cast<ptrdiff_t>(kept),
                      heaviest_.end(), [](const Gist::Entry& a, const Gist::Entry& b) {
                        return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
                      });
    for (size_t i = 0; i < kept; ++i)
      postings_.push_back({heaviest_[i].term ^ (field == GistField::names ? kNameMark : 0), place,
                           heaviest_[i].weight});
  }

  // Postings of a report, by where they stand among all.
  void note_rows() {
    begins_.assign(order_.size() + 1, 0);
    for (const Posting& one : postings_) ++begins_[one.place + 1];
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    rows_.resize(postings_.size());
    std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (uint32_t row = 0; row < postings_.size(); ++row) rows_[next[postings_[row].place]++] = row;
  }

  void collect(uint32_t place) {
    touched_.clear();
    for (uint32_t at = begins_[place]; at < begins_[place + 1]; ++at) {
      uint32_t row = rows_[at];
      const Posting& own = postings_[row];
      size_t first = row - std::min<size_t>(row, kNear);
      size_t end = std::min(postings_.size(), row + kNear + size_t{1});
      for (size_t other = first; other < end; ++other) {
        const Posting& one = postings_[other];
        if (one.term != own.term || one.place == place) continue;
        if (sums_[one.place] == 0) touched_.push_back(one.place);
        sums_[one.place] += int64_t{own.weight} * one.weight;
      }
    }
  }

  // Places of those that have most in common; what collect() summed is forgotten.
  std::vector<uint32_t> best() {
    size_t kept = std::min(kMostCandidates, touched_.size());
    std::partial_sort(touched_.begin(), touched_.begin() + static_cast<ptrdiff_t>(kept),
                      touched_.end(), [this](uint32_t a, uint32_t b) {
                        return sums_[a] != sums_[b] ? sums_[a] > sums_[b] : a < b;
                      });
    for (uint32_t one : touched_) sums_[one] = 0;
    touched_.resize(kept);
    return touched_;
  }

  static constexpr uint32_t kNameMark = 0x5BD1E995U;

  std::span<const Cluster> reports_;
  std::vector<uint32_t> order_;  // reports by place
  std::vector<Posting> postings_;
  std::vector<uint32_t> begins_, rows_;
  std::vector<int64_t> sums_;
  std::vector<uint32_t> touched_;
  std::vector<Gist::Entry> heaviest_;
};

}  // namespace

CandidatePairs find_candidates(std::span<const Cluster> reports) {
  return Index(reports).find();
}

}  // namespace hearsay
