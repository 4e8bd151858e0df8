// See links.hpp.
#include "sources/copies/links.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace hearsay {
namespace {

constexpr uint32_t kTaken = 12;         // words in a row that nobody hits upon twice,
constexpr uint32_t kTold = 2;           // if so many of them are the reporter's own
constexpr uint32_t kLeastRun = 8;       // words of a run that is shown
constexpr size_t kRepeats = 16;         // of the same quotation that are looked at
constexpr uint32_t kQuoteRun = 4;       // words of a quotation,
constexpr uint32_t kQuoteWeight = 700;  // and how rare they must be, in hundredths of a nat

bool overlap(Span a, Span b) {
  return a.begin < b.end && b.begin < a.end;
}

// Words of a run that say something and that not both quote: who prints a statement without marks
// tells it as his own. Names do not count, as whoever quotes somebody names him.
uint32_t told_words(const Sequence& from, const Sequence& to, const Run& run) {
  uint32_t out = 0;
  for (uint32_t i = 0; i < run.size; ++i) {
    bool quoted = from.is_quoted(run.from + i) && to.is_quoted(run.to + i);
    bool says = to.weight(to.term(run.to + i)) >= Sequence::kContent;
    out += !quoted && says && !to.is_name(run.to + i);
  }
  return out;
}

class Linker {
 public:
  Linker(const Sequence& from, const Sequence& to, bool reworded)
      : from_(from), to_(to), comparison_(compare(from, to, reworded)) {}

  Link link() {
    Judgement judged = judge(comparison_);
    bool same = std::any_of(comparison_.alignment.runs.begin(), comparison_.alignment.runs.end(),
                            [this](const Run& run) { return is_taken(run); });
    bool reworked =
        judged.relatedness == Relatedness::rewrite || judged.relatedness == Relatedness::copy;
    if (same || reworked) {
      add_passages(reworked);
      add_runs();
      out_.derives = !out_.passages.empty();
      out_.score = std::max(judged.score, same ? .5 : 0.0);
    }
    if (!out_.derives) add_quotations();
    for (const LinkedPassage& passage : out_.passages)
      if (passage.form == PassageForm::quotation)
        out_.longest = std::max(out_.longest, passage.rows.size());
    std::sort(out_.passages.begin(), out_.passages.end(), [](const auto& a, const auto& b) {
      return a.rows.begin != b.rows.begin ? a.rows.begin < b.rows.begin
                                          : a.from.begin < b.from.begin;
    });
    out_.lost = lost_words();
    return std::move(out_);
  }

 private:
  bool is_taken(const Run& run) const {
    return run.size >= kTaken && told_words(from_, to_, run) >= kTold;
  }
  bool has_taken(Span rows) const {
    const std::vector<Run>& runs = comparison_.alignment.runs;
    return std::any_of(runs.begin(), runs.end(), [&](const Run& run) {
      return overlap({run.to, run.to + run.size}, rows) && is_taken(run);
    });
  }

  void add(Span from, Span to, PassageForm form) {
    out_.passages.push_back({from_.place(from), to_.place(to), from, to, form});
  }

  void add_passages(bool reworked) {
    for (const Passage& passage : comparison_.alignment.passages) {
      bool verbatim = passage.kind == PassageKind::verbatim;
      if (!verbatim && !reworked) continue;
      if (verbatim && !reworked && !has_taken(passage.to)) continue;
      add(passage.from, passage.to,
          verbatim                                 ? PassageForm::verbatim
          : passage.kind == PassageKind::rewritten ? PassageForm::rewritten
                                                   : PassageForm::summarised);
    }
  }

  // Runs outside of passages, the longest first: a sentence alone.
  void add_runs() {
    std::vector<Run> runs = comparison_.alignment.runs;
    std::stable_sort(runs.begin(), runs.end(),
                     [](const Run& a, const Run& b) { return a.size > b.size; });
    for (const Run& run : runs) {
      Span rows{run.to, run.to + run.size};
      bool covered = std::any_of(out_.passages.begin(), out_.passages.end(),
                                 [&](const LinkedPassage& one) { return overlap(one.rows, rows); });
      if (covered || (!is_taken(run) && told_words(from_, to_, run) < kLeastRun)) continue;
      add({run.from, run.from + run.size}, rows, PassageForm::verbatim);
    }
  }

  // The same words in quotation marks on both sides.
  void add_quotations() {
    std::multimap<uint64_t, uint32_t> places;
    each_quoted(from_, [&](uint64_t hash, uint32_t row) { places.emplace(hash, row); });
    uint32_t until = 0;
    each_quoted(to_, [&](uint64_t hash, uint32_t row) {
      if (row < until) return;
      auto [at, end] = places.equal_range(hash);
      Span best_from, best_to;
      for (size_t looked = 0; at != end && looked < kRepeats; ++at, ++looked) {
        uint32_t size = same_quoted(at->second, row);
        if (size > best_to.size()) {
          best_from = {at->second, at->second + size};
          best_to = {row, row + size};
        }
      }
      if (best_to.size() < kQuoteRun) return;
      until = best_to.end;
      if (weight(best_to) >= kQuoteWeight) add(best_from, best_to, PassageForm::quotation);
    });
  }

  template <class Visit>
  static void each_quoted(const Sequence& sequence, Visit visit) {
    uint32_t quoted = 0;
    for (uint32_t row = 0; row < sequence.size(); ++row) {
      quoted = sequence.is_quoted(row) ? quoted + 1 : 0;
      if (quoted < kQuoteRun) continue;
      uint64_t hash = 0;
      for (uint32_t i = row + 1 - kQuoteRun; i <= row; ++i)
        hash = (hash ^ sequence.stem(sequence.term(i))) * 0x9E3779B97F4A7C15ULL;
      visit(hash, row + 1 - kQuoteRun);
    }
  }

  uint32_t same_quoted(uint32_t from, uint32_t to) const {
    uint32_t size = 0;
    while (from + size < from_.size() && to + size < to_.size() && from_.is_quoted(from + size) &&
           to_.is_quoted(to + size) &&
           from_.stem(from_.term(from + size)) == to_.stem(to_.term(to + size)))
      ++size;
    return size;
  }

  uint32_t weight(Span rows) const {
    uint32_t sum = 0;
    for (uint32_t row = rows.begin; row < rows.end; ++row) sum += to_.weight(to_.term(row));
    return sum;
  }

  uint32_t lost_words() const {
    std::vector<bool> taken(from_.size());
    for (const LinkedPassage& passage : out_.passages)
      for (uint32_t row = passage.from_rows.begin; passage.is_part() && row < passage.from_rows.end;
           ++row)
        taken[row] = true;
    return static_cast<uint32_t>(std::count(taken.begin(), taken.end(), false));
  }

  const Sequence& from_;
  const Sequence& to_;
  Comparison comparison_;
  Link out_;
};

}  // namespace

Link link_reports(const Sequence& from, const Sequence& to, bool reworded) {
  return Linker(from, to, reworded).link();
}

namespace {

// Words of a report that a parent explains already.
class Explained {
 public:
  explicit Explained(uint32_t words) : rows_(words) {}
  void add(const Link& link) {
    each(link, [this](uint32_t row) { rows_[row] = true; });
  }
  // Words that the link explains besides.
  uint32_t gain(const Link& link) const {
    uint32_t out = 0;
    each(link, [&](uint32_t row) { out += !rows_[row]; });
    return out;
  }

 private:
  template <class Visit>
  static void each(const Link& link, Visit visit) {
    for (const LinkedPassage& passage : link.passages)
      for (uint32_t row = passage.rows.begin; row < passage.rows.end; ++row) visit(row);
  }
  std::vector<bool> rows_;
};

void keep_greatest(std::vector<Link>& links, uint32_t words) {
  if (links.size() <= kMostLinks) return;
  const Explained nothing(words);
  std::vector<std::pair<uint32_t, size_t>> order;  // words, place
  for (size_t i = 0; i < links.size(); ++i) order.emplace_back(nothing.gain(links[i]), i);
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return std::tie(a.first, links[a.second].credited) >
           std::tie(b.first, links[b.second].credited);
  });
  std::vector<Link> out;
  for (size_t i = 0; i < kMostLinks; ++i) out.push_back(std::move(links[order[i].second]));
  links = std::move(out);
}

}  // namespace

std::vector<Link> choose_parents(std::vector<Link> links, uint32_t words,
                                 const std::function<bool(uint32_t, uint32_t)>& goes_before) {
  constexpr uint32_t kLeastGain = 10;
  constexpr uint32_t kSame = 3;  // words more that make one parent better than another
  keep_greatest(links, words);
  Explained explained(words);
  std::vector<Link> out;
  for (bool derives = true;;) {
    std::vector<uint32_t> gains;
    for (const Link& link : links)
      gains.push_back(link.derives == derives ? explained.gain(link) : 0);
    uint32_t most = gains.empty() ? 0 : *std::max_element(gains.begin(), gains.end());
    if (most < kLeastGain) {
      if (!derives) return out;
      derives = false;
      continue;
    }
    Link* best = nullptr;
    for (size_t i = 0; i < links.size(); ++i) {
      Link& link = links[i];
      if (link.derives != derives || gains[i] + kSame + most / 50 < most) continue;
      bool better = best == nullptr || link.credited > best->credited ||
                    (link.credited == best->credited && goes_before(link.from, best->from));
      if (better) best = &link;
    }
    explained.add(*best);
    out.push_back(std::move(*best));
    links.erase(links.begin() + (best - links.data()));
  }
}

std::vector<CopyRelation> relations_of(const std::vector<Link>& parents, uint32_t words) {
  std::vector<CopyRelation> out;
  for (const Link& parent : parents) {
    uint32_t copied = 0;
    uint32_t reworked = 0;
    for (const LinkedPassage& passage : parent.passages)
      (passage.form == PassageForm::verbatim ? copied : reworked) += passage.rows.size();
    constexpr uint32_t kFew = 5;  // words that make no difference
    if (parents.size() > 1 || (copied + reworked) * 2 < words)
      out.push_back(CopyRelation::spliced);
    else if (reworked > copied)
      out.push_back(CopyRelation::rewritten);
    else if (copied * 2 < words)
      out.push_back(CopyRelation::spliced);
    else if (words > copied + reworked + kFew)
      out.push_back(CopyRelation::extended);
    else
      out.push_back(parent.lost > kFew ? CopyRelation::truncated : CopyRelation::identical);
  }
  return out;
}

}  // namespace hearsay
