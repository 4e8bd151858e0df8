// See prints.hpp.
#include "sources/prints/prints.hpp"

#include <algorithm>
#include <array>

#include "base/side_by_side.hpp"

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

uint32_t report_of(uint64_t entry) {
  return static_cast<uint32_t>(entry & (kReports - 1));
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
  for (bool short_ones : {true, false})  // long ones have prints like all words, too
    each_quotation(sequence, [&](Span rows) {
      if ((rows.size() < kRunWords + kWindow - 1) == short_ones && out.size() < kMostQuoted)
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
  if (tellers_.size() <= report) tellers_.resize(report + 1);
  uint64_t text = runs.size();
  for (uint64_t print : runs) text = mixed(text ^ print);
  tellers_[report] = {site, static_cast<uint32_t>(text)};
}

namespace {

// A print that two reports share: later, earlier, kind in one number, so that they sort by pair.
struct Shared {
  uint32_t later, earlier;
  bool pair;
};

// A line that a site puts into its reports, which else differ: most of the texts that have it are
// of one site. `tellers` in order.
bool is_of_one_site(const std::vector<PrintIndex::Teller>& tellers) {
  constexpr size_t kLeast = 8;
  size_t most = 0;
  size_t all = 0;
  for (size_t i = 0; i < tellers.size();) {
    size_t texts = 0;
    uint32_t site = tellers[i].site;
    for (; i < tellers.size() && tellers[i].site == site; ++i)
      texts += i == 0 || tellers[i] != tellers[i - 1];
    all += texts;
    if (site != 0) most = std::max(most, texts);
  }
  return most >= kLeast && most * 4 >= all * 3;
}

// Those of a print whose ranks lie in `later`, each with earlier ones: visit(later, earlier).
template <class Visit>
void each_pair(std::span<const uint64_t> group, Span later, Visit visit) {
  constexpr size_t kFirst = 3, kBefore = 5;
  auto first = std::lower_bound(group.begin(), group.end(), later.begin,
                                [](uint64_t a, uint32_t rank) { return report_of(a) < rank; });
  bool all = group.size() <= PrintIndex::kMostPaired;
  for (auto i = static_cast<size_t>(first - group.begin());
       i < group.size() && report_of(group[i]) < later.end; ++i) {
    size_t begin = all ? 0 : std::max(kFirst, i - std::min(i, kBefore));
    for (size_t j = 0; !all && j < std::min(i, kFirst); ++j)
      visit(report_of(group[i]), report_of(group[j]));
    for (size_t j = begin; j < i; ++j) visit(report_of(group[i]), report_of(group[j]));
  }
}

// The candidates of one report, counted; the best few are kept.
class Chooser {
 public:
  explicit Chooser(std::vector<CandidatePair>& out) : out_(out) {}

  void choose(std::vector<CandidatePair>& of_one) {
    keep(
        of_one, kMostByRuns,
        [](const CandidatePair& a, const CandidatePair& b) {
          if (a.runs != b.runs) return a.runs > b.runs;
          if (a.pairs != b.pairs) return a.pairs > b.pairs;
          return a.earlier < b.earlier;
        },
        [](const CandidatePair& one) { return one.runs > 0; });
    keep(
        of_one, kMostByPairs,
        [&](const CandidatePair& a, const CandidatePair& b) {
          if (a.pairs != b.pairs) return a.pairs > b.pairs;
          return a.earlier < b.earlier;
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

void PrintIndex::keep_shared(std::span<const uint32_t> rank) {
  std::sort(prints_.begin(), prints_.end());
  std::vector<Teller> tellers;
  size_t kept = 0;
  for (size_t i = 0, end = 0; i < prints_.size(); i = end) {
    while (end < prints_.size() && prints_[end] >> kReportBits == prints_[i] >> kReportBits) ++end;
    bool pair = ((prints_[i] >> kReportBits) & 1) != 0;
    if (end - i < 2 || (pair && end - i > kMostReports)) continue;
    tellers.clear();
    for (size_t j = i; j < end; ++j) tellers.push_back(tellers_[report_of(prints_[j])]);
    std::sort(tellers.begin(), tellers.end());
    if (is_of_one_site(tellers)) continue;
    size_t first = kept;
    for (size_t j = i; j < end; ++j)
      prints_[kept++] = (prints_[j] & ~(kReports - 1)) | rank[report_of(prints_[j])];
    std::sort(prints_.begin() + static_cast<std::ptrdiff_t>(first),
              prints_.begin() + static_cast<std::ptrdiff_t>(kept));
  }
  prints_.resize(kept);
}

// The candidates of those whose ranks lie in `later`, by rank.
std::vector<CandidatePair> PrintIndex::find_some(Span later) const {
  std::vector<uint64_t> shared;
  for (size_t i = 0, end = 0; i < prints_.size(); i = end) {
    while (end < prints_.size() && prints_[end] >> kReportBits == prints_[i] >> kReportBits) ++end;
    bool pair = ((prints_[i] >> kReportBits) & 1) != 0;
    each_pair(std::span(prints_).subspan(i, end - i), later, [&](uint32_t one, uint32_t earlier) {
      shared.push_back(packed({one, earlier, pair}));
    });
  }
  std::sort(shared.begin(), shared.end());
  std::vector<CandidatePair> out;
  Chooser chooser(out);
  std::vector<CandidatePair> of_one;
  for (size_t i = 0; i < shared.size();) {
    auto one = static_cast<uint32_t>(shared[i] >> (kReportBits + 1));
    auto earlier = static_cast<uint32_t>((shared[i] >> 1) & (kReports - 1));
    CandidatePair pair{one, earlier, 0, 0};
    for (uint64_t both = shared[i] >> 1; i < shared.size() && shared[i] >> 1 == both; ++i) {
      uint16_t& count = (shared[i] & 1) != 0 ? pair.pairs : pair.runs;
      count = static_cast<uint16_t>(std::min(count + 1, 65535));
    }
    of_one.push_back(pair);
    if (i < shared.size() && shared[i] >> (kReportBits + 1) == one) continue;
    chooser.choose(of_one);
    of_one.clear();
  }
  return out;
}

std::vector<CandidatePair> PrintIndex::find(std::span<const uint32_t> rank, unsigned threads) && {
  keep_shared(rank);
  auto reports = static_cast<uint32_t>(rank.size());
  // Reports whose candidates are counted together: many, as all prints are walked through for them,
  // but not so many that their counts take more memory than the prints.
  uint32_t slice = std::max(4096U, reports / 64);
  std::vector<std::vector<CandidatePair>> found((reports + slice - 1) / slice);
  side_by_side(found.size(), threads, [&](size_t i) {
    auto first = static_cast<uint32_t>(i) * slice;
    found[i] = find_some({first, first + slice});
  });
  std::vector<uint32_t> number(reports);
  for (uint32_t report = 0; report < reports; ++report) number[rank[report]] = report;
  std::vector<CandidatePair> out;
  for (const std::vector<CandidatePair>& some : found)
    for (const CandidatePair& one : some)
      out.push_back({number[one.later], number[one.earlier], one.runs, one.pairs});
  return out;
}

}  // namespace hearsay
