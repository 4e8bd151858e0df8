// See prints.hpp.
#include "sources/prints/prints.hpp"

#include <algorithm>
#include <array>

namespace hearsay {
namespace {

constexpr unsigned kReportBits = 26, kPrintBits = 37;
constexpr uint64_t kReports = uint64_t{1} << kReportBits;

uint64_t mixed(uint64_t hash) {
  hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93ULL;
  hash = (hash ^ (hash >> 29)) * 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 32);
}

uint64_t print_of(uint64_t hash) {
  return mixed(hash) >> (64 - kPrintBits);
}

void sort_once(std::vector<uint64_t>& prints) {
  std::sort(prints.begin(), prints.end());
  prints.erase(std::unique(prints.begin(), prints.end()), prints.end());
}

}  // namespace

// ---- of one report ------------------------------------------------------------------------------

namespace {

// Every so many words in a row, from where on they stand.
std::vector<uint64_t> prints_in(const Sequence& sequence, Span rows, uint32_t words) {
  std::vector<uint64_t> out;
  for (uint32_t row = rows.begin; row + words <= rows.end; ++row) {
    uint64_t hash = words;
    for (uint32_t i = 0; i < words; ++i)
      hash = (hash ^ sequence.stem(sequence.term(row + i))) * 0x9E3779B97F4A7C15ULL;
    out.push_back(print_of(hash));
  }
  return out;
}

// Of every `window` in a row the last of the least; of fewer the least of all.
void winnow(const std::vector<uint64_t>& all, size_t window, std::vector<uint64_t>& out) {
  size_t least = SIZE_MAX;
  for (size_t end = std::min(window, all.size()); end <= all.size() && end > 0; ++end) {
    size_t begin = end < window ? 0 : end - window;
    size_t before = least;
    if (least == SIZE_MAX || least < begin) {
      least = begin;
      for (size_t i = begin; i < end; ++i)
        if (all[i] <= all[least]) least = i;
    } else if (all[end - 1] <= all[least]) {
      least = end - 1;
    }
    if (least != before) out.push_back(all[least]);
  }
}

// visit(Span rows), of words in quotation marks.
template <class Visit>
void each_quotation(const Sequence& sequence, Visit visit) {
  uint32_t begin = 0;
  for (uint32_t row = 0; row <= sequence.size(); ++row) {
    if (row < sequence.size() && sequence.is_quoted(row)) continue;
    if (row > begin) visit(Span{begin, row});
    begin = row + 1;
  }
}

}  // namespace

std::vector<uint64_t> run_prints(const Sequence& sequence) {
  constexpr uint32_t kQuotedWords = 4;
  constexpr size_t kQuotedWindow = 3, kMostQuoted = 40;
  std::vector<uint64_t> out;
  each_quotation(sequence, [&](Span rows) {
    if (out.size() < kMostQuoted)
      winnow(prints_in(sequence, rows, kQuotedWords), kQuotedWindow, out);
  });
  winnow(prints_in(sequence, sequence.all(), kRunWords), kWindow, out);
  sort_once(out);
  return out;
}

namespace {

struct WordPair {
  uint32_t weight;
  uint64_t print;
};

// Pairs of the few rarest terms of a sentence.
void add_pairs(const Sequence& sequence, uint32_t sentence, std::vector<WordPair>& out) {
  constexpr size_t kRarest = 5;
  constexpr uint32_t kLeastWeight = 350;
  std::array<uint32_t, kRarest> rarest{};
  size_t count = 0;
  auto rarer = [&](uint32_t a, uint32_t b) {
    if (sequence.weight(a) != sequence.weight(b)) return sequence.weight(a) > sequence.weight(b);
    return sequence.stem(a) < sequence.stem(b);
  };
  for (Sequence::Count one : sequence.terms_of(sentence)) {
    if (sequence.weight(one.term) < kLeastWeight) continue;
    size_t at = count;
    while (at > 0 && rarer(one.term, rarest[at - 1])) --at;
    if (at == kRarest) continue;
    if (count < kRarest) ++count;
    for (size_t i = count - 1; i > at; --i) rarest[i] = rarest[i - 1];
    rarest[at] = one.term;
  }
  for (size_t i = 0; i < count; ++i)
    for (size_t j = i + 1; j < count; ++j) {
      uint64_t a = sequence.stem(rarest[i]);
      uint64_t b = sequence.stem(rarest[j]);
      uint64_t both = (std::min(a, b) << 32) | std::max(a, b);
      out.push_back({sequence.weight(rarest[i]) + sequence.weight(rarest[j]),
                     print_of(both * 0x9E3779B97F4A7C15ULL)});
    }
}

}  // namespace

std::vector<uint64_t> pair_prints(const Sequence& sequence) {
  std::vector<WordPair> pairs;
  for (uint32_t sentence = 0; sentence < sequence.sentences(); ++sentence)
    add_pairs(sequence, sentence, pairs);
  std::sort(pairs.begin(), pairs.end(), [](const WordPair& a, const WordPair& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.print < b.print;
  });
  std::vector<uint64_t> out;
  for (const WordPair& pair : pairs) {
    if (out.size() == kMostPairs) break;
    if (out.empty() || out.back() != pair.print) out.push_back(pair.print);
  }
  sort_once(out);
  return out;
}

// ---- of all -------------------------------------------------------------------------------------

void PrintIndex::add(uint32_t report, uint32_t site, std::span<const uint64_t> runs,
                     std::span<const uint64_t> pairs) {
  for (uint64_t print : runs) prints_.push_back((print << (kReportBits + 1)) | report);
  for (uint64_t print : pairs) prints_.push_back((((print << 1) | 1) << kReportBits) | report);
  if (sites_.size() <= report) sites_.resize(report + 1);
  sites_[report] = site;
}

namespace {

// A print that two reports share: later, earlier, kind in one number, so that they sort by pair.
struct Shared {
  uint32_t later, earlier;
  bool pair;
};

// Reports of one print, by rank.
struct Group {
  std::vector<uint32_t> reports;
  bool pair;
};

// A line that a site puts into its reports: most of those that have it are of one site.
bool is_of_one_site(const Group& group, const std::vector<uint32_t>& sites) {
  constexpr size_t kLeast = 8;
  if (group.reports.size() < kLeast) return false;
  std::vector<uint32_t> of;
  for (uint32_t report : group.reports)
    if (sites[report] != 0) of.push_back(sites[report]);
  std::sort(of.begin(), of.end());
  size_t most = 0;
  for (size_t i = 0; i < of.size();) {
    size_t end = i;
    while (end < of.size() && of[end] == of[i]) ++end;
    most = std::max(most, end - i);
    i = end;
  }
  return most >= kLeast && most * 4 >= group.reports.size() * 3;
}

// visit(later, earlier).
template <class Visit>
void each_pair(const Group& group, Visit visit) {
  constexpr size_t kFirst = 3, kBefore = 5;
  size_t size = group.reports.size();
  bool all = size <= PrintIndex::kMostPaired;
  for (size_t i = 1; i < size; ++i) {
    if (all) {
      for (size_t j = 0; j < i; ++j) visit(group.reports[i], group.reports[j]);
      continue;
    }
    for (size_t j = 0; j < std::min(i, kFirst); ++j) visit(group.reports[i], group.reports[j]);
    for (size_t j = std::max(kFirst, i - std::min(i, kBefore)); j < i; ++j)
      visit(group.reports[i], group.reports[j]);
  }
}

// The candidates of one report, counted; the best few are kept.
class Chooser {
 public:
  explicit Chooser(std::vector<CandidatePair>& out) : out_(out) {}

  void choose(std::vector<CandidatePair>& of_one, std::span<const uint32_t> rank) {
    keep(
        of_one, kMostByRuns,
        [&](const CandidatePair& a, const CandidatePair& b) {
          if (a.runs != b.runs) return a.runs > b.runs;
          if (a.pairs != b.pairs) return a.pairs > b.pairs;
          return rank[a.earlier] < rank[b.earlier];
        },
        [](const CandidatePair& one) { return one.runs > 0; });
    keep(
        of_one, kMostByPairs,
        [&](const CandidatePair& a, const CandidatePair& b) {
          if (a.pairs != b.pairs) return a.pairs > b.pairs;
          return rank[a.earlier] < rank[b.earlier];
        },
        [](const CandidatePair& one) { return one.pairs >= kLeastPairs; });
    std::sort(kept_.begin(), kept_.end(),
              [](const CandidatePair& a, const CandidatePair& b) { return a.earlier < b.earlier; });
    for (const CandidatePair& one : kept_)
      if (out_.empty() || out_.back().later != one.later || out_.back().earlier != one.earlier)
        out_.push_back(one);
    kept_.clear();
  }

 private:
  static constexpr size_t kMostByRuns = 8, kMostByPairs = 4;
  static constexpr uint16_t kLeastPairs = 2;

  template <class Better, class Enough>
  void keep(std::vector<CandidatePair>& of_one, size_t most, Better better, Enough enough) {
    auto end = std::partition(of_one.begin(), of_one.end(), enough);
    size_t count = std::min<size_t>(most, static_cast<size_t>(end - of_one.begin()));
    std::partial_sort(of_one.begin(), of_one.begin() + static_cast<std::ptrdiff_t>(count), end,
                      better);
    kept_.insert(kept_.end(), of_one.begin(), of_one.begin() + static_cast<std::ptrdiff_t>(count));
  }

  std::vector<CandidatePair>& out_;
  std::vector<CandidatePair> kept_;
};

uint64_t packed(const Shared& shared) {
  return (uint64_t{shared.later} << (kReportBits + 1)) | (uint64_t{shared.earlier} << 1) |
         (shared.pair ? 1U : 0U);
}

}  // namespace

PrintIndex::Found PrintIndex::find(std::span<const uint32_t> rank) && {
  constexpr uint32_t kSlice = 1U << 14;  // reports whose candidates are counted together
  std::vector<uint64_t>& prints = prints_;
  std::sort(prints.begin(), prints.end());
  Found out;
  Chooser chooser(out.pairs);
  auto reports = static_cast<uint32_t>(rank.size());
  for (uint32_t first = 0; first < reports; first += kSlice) {
    std::vector<uint64_t> shared;
    Group group;
    for (size_t i = 0; i < prints.size();) {
      uint64_t print = prints[i] >> kReportBits;
      group.reports.clear();
      group.pair = (print & 1) != 0;
      for (; i < prints.size() && prints[i] >> kReportBits == print; ++i)
        group.reports.push_back(static_cast<uint32_t>(prints[i] & (kReports - 1)));
      if (group.reports.size() < 2) continue;
      bool large = group.reports.size() > kMostReports;
      if (first == 0) out.capped += large;
      if ((large && group.pair) || is_of_one_site(group, sites_)) continue;
      std::sort(group.reports.begin(), group.reports.end(),
                [&](uint32_t a, uint32_t b) { return rank[a] < rank[b]; });
      each_pair(group, [&](uint32_t later, uint32_t earlier) {
        if (later >= first && later - first < kSlice)
          shared.push_back(packed({later, earlier, group.pair}));
      });
    }
    std::sort(shared.begin(), shared.end());
    std::vector<CandidatePair> of_one;
    for (size_t i = 0; i < shared.size();) {
      auto later = static_cast<uint32_t>(shared[i] >> (kReportBits + 1));
      auto earlier = static_cast<uint32_t>((shared[i] >> 1) & (kReports - 1));
      CandidatePair pair{later, earlier, 0, 0};
      for (; i < shared.size() && shared[i] >> 1 == ((uint64_t{later} << kReportBits) | earlier);
           ++i) {
        uint16_t& count = (shared[i] & 1) != 0 ? pair.pairs : pair.runs;
        count = static_cast<uint16_t>(std::min(count + 1, 65535));
      }
      of_one.push_back(pair);
      bool last = i == shared.size() || shared[i] >> (kReportBits + 1) != later;
      if (!last) continue;
      chooser.choose(of_one, rank);
      of_one.clear();
    }
  }
  return out;
}

}  // namespace hearsay
