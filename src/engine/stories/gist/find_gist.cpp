// See gist.hpp: the fields of a report.
#include <algorithm>
#include <cmath>
#include <map>

#include "stories/gist/gist.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kLeadSentences = 3;
constexpr size_t kHeadingWords = 3;  // of a sentence that may be written in capitals throughout
constexpr uint32_t kLongNumber = 3;  // figures from which on a number weighs as much as any
constexpr double kMostPair = 1.6;    // times the most a word weighs

using Field = std::vector<std::pair<uint32_t, double>>;

// A word of the text, and how it stands there.
struct Seen {
  uint32_t stem;
  bool lead;              // in one of the first sentences
  bool capital;
  bool name, plain;       // with and without a capital where that tells something
  bool operator<(const Seen& other) const { return stem < other.stem; }
};

class Reader {
 public:
  Reader(const Terms& terms, const Frequencies& frequencies, const GistWords& words)
      : terms_(terms), frequencies_(frequencies), size_(terms.size()) {
    known_.reserve(size_);
    for (uint32_t stem : terms.stem) known_.push_back(&words.of(stem));
    seen_.reserve(size_);
    pairs_.reserve(size_);
  }

  Gist read() {
    size_t begin = skip_title();
    for (size_t end = begin; begin < size_; begin = end) {
      for (end = begin + 1; end < size_ && !terms_.sentence[end].yes;) ++end;
      read_sentence(begin, end);
      ++sentences_;
    }
    weigh_words();
    weigh_numbers();
    weigh_pairs();
    return Gist(fields_);
  }

 private:
  Field& field(GistField which) { return fields_[static_cast<size_t>(which)]; }

  // A title that the text begins with again counts once.
  size_t skip_title() const {
    size_t title = 0;
    while (title < size_ && terms_.title[title].yes) ++title;
    size_t end = title;
    while (end < size_ && (end == title || !terms_.sentence[end].yes)) ++end;
    bool same = title > 0 && end - title == title &&
                std::equal(terms_.stem.begin(), terms_.stem.begin() + static_cast<ptrdiff_t>(title),
                           terms_.stem.begin() + static_cast<ptrdiff_t>(title));
    return same ? title : 0;
  }

  bool is_date(size_t row) const {
    GistWords::Kind kind = known_[row]->kind;
    return kind == GistWords::Kind::date ||
           (kind == GistWords::Kind::may && terms_.name[row].yes);
  }
  bool says_something(size_t row) const {
    return known_[row]->kind == GistWords::Kind::word && !terms_.number[row].yes &&
           terms_.span[row].size() > 1;
  }

  // Most of its words have capitals, so they tell nothing.
  bool is_heading(size_t begin, size_t end) const {
    size_t words = 0;
    size_t capitals = 0;
    for (size_t row = begin; row < end; ++row) {
      if (!says_something(row)) continue;
      ++words;
      capitals += terms_.name[row].yes || row == begin;
    }
    return words >= kHeadingWords && capitals * 10 >= words * 7;
  }

  void read_sentence(size_t begin, size_t end) {
    bool heading = is_heading(begin, end);
    uint32_t before = 0;
    for (size_t row = begin; row < end; ++row) {
      uint32_t stem = terms_.stem[row];
      read_figures(row);
      if (!says_something(row)) {
        before = 0;
        continue;
      }
      bool starts = row == begin || opens_quotation(row);
      bool capital = terms_.name[row].yes || row == begin;
      seen_.push_back({stem, sentences_ < kLeadSentences, capital,
                       capital && !starts && !heading, !capital && !starts});
      if (before != 0) pairs_.push_back({before, stem});
      before = stem;
    }
  }

  bool opens_quotation(size_t row) const {
    return terms_.quoted[row].yes && row > 0 && !terms_.quoted[row - 1].yes;
  }

  void read_figures(size_t row) {
    uint32_t stem = terms_.stem[row];
    if (is_date(row)) dates_.push_back(stem);
    if (terms_.number[row].yes)
      numbers_.push_back({stem, terms_.span[row].size()});
    else if (known_[row]->figures > 0)
      numbers_.push_back({known_[row]->figures_stem, known_[row]->figures});
  }

  double weight_of(uint32_t stem) const { return frequencies_.weight(stem) / 100.0; }
  static double counted(size_t times) {
    return times == 1 ? 1 : 1 + std::log(static_cast<double>(times));
  }

  void weigh_words() {
    std::sort(seen_.begin(), seen_.end());
    for (size_t begin = 0, end = 0; begin < seen_.size(); begin = end) {
      size_t lead = 0;
      size_t capital = 0;
      size_t name = 0;
      size_t plain = 0;
      for (; end < seen_.size() && seen_[end].stem == seen_[begin].stem; ++end) {
        lead += seen_[end].lead;
        capital += seen_[end].capital;
        name += seen_[end].name;
        plain += seen_[end].plain;
      }
      double weight = weight_of(seen_[begin].stem);
      auto add = [&](GistField to, size_t times) {
        if (times > 0 && weight > 0)
          field(to).emplace_back(seen_[begin].stem, counted(times) * weight);
      };
      add(GistField::body, end - begin);
      add(GistField::lead, lead);
      if (name > 0 && plain <= name) add(GistField::names, capital);
    }
  }

  void weigh_numbers() {
    std::sort(numbers_.begin(), numbers_.end());
    numbers_.erase(std::unique(numbers_.begin(), numbers_.end(),
                               [](const auto& a, const auto& b) { return a.first == b.first; }),
                   numbers_.end());
    std::sort(dates_.begin(), dates_.end());
    std::map<uint32_t, size_t> anchors;
    for (const auto& [stem, figures] : numbers_) {
      field(GistField::numbers).emplace_back(stem, std::min(figures, kLongNumber));
      if (figures >= 2) anchors[stem] = 1;
    }
    for (size_t begin = 0, end = 0; begin < dates_.size(); begin = end) {
      while (end < dates_.size() && dates_[end] == dates_[begin]) ++end;
      // Of too many those that stand most often are kept; all kept weigh the same.
      often_.emplace_back(end - begin, dates_[begin]);
      anchors[dates_[begin]] = 1;
    }
    std::sort(often_.begin(), often_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (often_.size() > kMostDates) often_.resize(kMostDates);
    for (const auto& [times, stem] : often_) field(GistField::dates).emplace_back(stem, 1.0);
    for (const auto& [stem, one] : anchors) field(GistField::anchors).emplace_back(stem, 1.0);
  }

  void weigh_pairs() {
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    std::map<uint32_t, double> weights;  // two pairs may have one number
    double most = kMostPair * frequencies_.most() / 100.0;
    for (const auto& [first, second] : pairs_)
      weights[first * 0x9E3779B1U ^ (second + (first >> 15))] =
          std::min(weight_of(first) + weight_of(second), most);
    for (const auto& [term, weight] : weights)
      if (weight > 0) field(GistField::pairs).emplace_back(term, weight);
  }

  static constexpr size_t kMostDates = 8;

  const Terms& terms_;
  const Frequencies& frequencies_;
  size_t size_;
  std::vector<const GistWords::Known*> known_;  // by row
  uint32_t sentences_ = 0;
  std::vector<Seen> seen_;
  std::vector<std::pair<uint32_t, uint32_t>> pairs_;    // stems that stand together
  std::vector<std::pair<uint32_t, uint32_t>> numbers_;  // stem and figures
  std::vector<uint32_t> dates_;
  std::vector<std::pair<size_t, uint32_t>> often_;
  std::array<Field, kGistFields> fields_;
};

}  // namespace

Gist find_gist(const Terms& terms, const Frequencies& frequencies, const GistWords& words) {
  return Reader(terms, frequencies, words).read();
}

}  // namespace hearsay
