// See overlap.hpp.
#include "eval/clean/overlap.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "eval/clean/words.hpp"

namespace hearsay::eval {
namespace {

constexpr size_t kResamples = 1000;

double share(uint64_t part, uint64_t rest) {
  return part + rest == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

// How many elements two sorted lists share, each counted as often as both have it.
template <class T>
size_t shared(const std::vector<T>& a, const std::vector<T>& b) {
  size_t count = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++count, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  return count;
}

// splitmix64 (Steele, Lea and Flood 2014): the same sequence everywhere.
class Sequence {
 public:
  uint64_t next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }

 private:
  uint64_t state_ = 1;
};

// Adds up what the means are made of.
struct Means {
  double precision = 0, recall = 0;
  size_t with_found = 0, with_gold = 0;

  void add(const Overlap& page) {
    if (page.tp + page.fp > 0) {
      precision += page.precision();
      ++with_found;
    }
    if (page.tp + page.fn > 0) {
      recall += page.recall();
      ++with_gold;
    }
  }
  double mean_precision() const {
    return with_found == 0 ? 0 : precision / static_cast<double>(with_found);
  }
  double mean_recall() const {
    return with_gold == 0 ? 0 : recall / static_cast<double>(with_gold);
  }
  double f1() const { return f1_of(mean_precision(), mean_recall()); }
};

double deviation_of(const std::vector<double>& values) {
  auto count = static_cast<double>(values.size());
  double mean = 0, squares = 0;
  for (double value : values) mean += value;
  mean /= count;
  for (double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (count - 1));
}

double bootstrap(std::span<const Overlap> pages) {
  Sequence sequence;
  std::vector<double> values;
  for (size_t i = 0; i < kResamples; ++i) {
    Means means;
    for (size_t j = 0; j < pages.size(); ++j) means.add(pages[sequence.next() % pages.size()]);
    values.push_back(means.f1());
  }
  return deviation_of(values);
}

}  // namespace

std::vector<uint32_t> Vocabulary::numbers_of(std::string_view text) {
  std::vector<uint32_t> out;
  for (std::string_view word : words_of(text))
    out.push_back(numbers_.try_emplace(word, static_cast<uint32_t>(numbers_.size())).first->second);
  return out;
}

std::vector<Shingle> shingles_of(std::span<const uint32_t> words) {
  std::vector<Shingle> out;
  if (words.empty()) return out;
  size_t count = words.size() < 4 ? 1 : words.size() - 3;
  for (size_t i = 0; i < count; ++i) {
    Shingle shingle;
    for (size_t j = 0; j < 4; ++j) shingle[j] = i + j < words.size() ? words[i + j] : kNoWord;
    out.push_back(shingle);
  }
  return out;
}

double Overlap::precision() const {
  return share(tp, fp);
}

double Overlap::recall() const {
  return share(tp, fn);
}

Overlap compare(std::string_view gold, std::string_view found) {
  Vocabulary vocabulary;
  std::vector<uint32_t> gold_words = vocabulary.numbers_of(gold);
  std::vector<uint32_t> found_words = vocabulary.numbers_of(found);
  std::vector<Shingle> a = shingles_of(gold_words);
  std::vector<Shingle> b = shingles_of(found_words);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  size_t both = shared(a, b);
  return {both, b.size() - both, a.size() - both, gold_words == found_words};
}

BodyScore score_bodies(std::span<const Overlap> pages) {
  if (pages.empty()) return {};
  Means means;
  size_t exact = 0;
  for (const Overlap& page : pages) {
    means.add(page);
    exact += page.exact;
  }
  return {means.f1(), means.mean_precision(), means.mean_recall(),
          share(exact, pages.size() - exact), bootstrap(pages)};
}

double word_f1(std::string_view gold, std::string_view found) {
  std::string gold_text = lower_case(gold), found_text = lower_case(found);
  std::vector<std::string_view> a = words_of(gold_text), b = words_of(found_text);
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  size_t both = shared(a, b);
  return f1_of(share(both, b.size() - both), share(both, a.size() - both));
}

double f1_of(double precision, double recall) {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

}  // namespace hearsay::eval
