// See lineage_figures.hpp.
#include "eval/lineage/lineage_figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace hearsay::eval {
namespace {

constexpr size_t kRun = 12;

bool is_punctuation(std::string_view text, size_t at) {
  return text.substr(at, 2) == "\xE2\x80" || text.substr(at, 2) == "\xC2\xA9";
}

size_t bytes_at(std::string_view text, size_t at) {
  if (!is_punctuation(text, at)) return 1;
  return std::min<size_t>(text[at] == '\xE2' ? 3 : 2, text.size() - at);
}

bool in_word(std::string_view text, size_t at) {
  auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return ascii::is_letter(text[at]) || ascii::is_digit(text[at]);
  return !is_punctuation(text, at);
}

// Bytes of a sign that joins two parts of a word; 0 if none stands here.
size_t joiner_at(std::string_view text, size_t at) {
  if (std::string_view("'-.,").find(text[at]) != std::string_view::npos) return 1;
  return text.substr(at).starts_with("’") ? 3 : 0;
}

size_t word_end(std::string_view text, size_t at) {
  while (at < text.size()) {
    if (in_word(text, at)) {
      ++at;
      continue;
    }
    size_t joiner = joiner_at(text, at);
    if (joiner == 0 || at + joiner >= text.size() || !in_word(text, at + joiner)) break;
    at += joiner;
  }
  return at;
}

template <class Take>
void each_word(std::string_view text, Take take) {
  for (size_t at = 0; at < text.size();) {
    if (!in_word(text, at)) {
      at += bytes_at(text, at);
      continue;
    }
    size_t end = word_end(text, at);
    take(Span{static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
    at = end;
  }
}

uint32_t count_of(std::string_view text) {
  uint32_t out = 0;
  each_word(text, [&](Span) { ++out; });
  return out;
}

template <class Take>
void each_paragraph(std::string_view text, Take take) {
  while (!text.empty()) {
    std::string_view line = ascii::take_part(text, '\n');
    if (!ascii::trimmed(line).empty()) take(line);
  }
}

bool begins_sentence(std::string_view text) {
  return !text.empty() &&
         (text[0] == '"' || (text[0] >= 'A' && text[0] <= 'Z') || ascii::is_digit(text[0]) ||
          text.starts_with("“") || text.starts_with("‘"));
}

// After a stop, a mark if there is one, and a space, where a sentence may begin; 0 if not so.
size_t stop_before(std::string_view text, size_t at) {
  if (std::string_view(".!?").find(text[at]) == std::string_view::npos) return 0;
  size_t next = at + 1;
  if (text.substr(next).starts_with("”"))
    next += 3;
  else if (text.substr(next).starts_with("\""))
    next += 1;
  size_t space = next;
  while (next < text.size() && text[next] == ' ') ++next;
  return next > space && begins_sentence(text.substr(next)) ? next : 0;
}

template <class Take>
void each_sentence(std::string_view paragraph, Take take) {
  size_t begin = 0;
  for (size_t at = 0; at < paragraph.size(); ++at) {
    size_t next = stop_before(paragraph, at);
    if (next == 0) continue;
    take(paragraph.substr(begin, next - begin));
    begin = next;
    at = next - 1;
  }
  take(paragraph.substr(begin));
}

// Words between pairs of double marks of one kind.
uint32_t quoted_words(std::string_view paragraph) {
  uint32_t out = 0;
  for (auto [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}})
    for (size_t at = paragraph.find(open); at != std::string_view::npos;) {
      size_t begin = at + open.size();
      size_t end = paragraph.find(close, begin);
      if (end == std::string_view::npos) break;
      out += count_of(paragraph.substr(begin, end - begin));
      at = paragraph.find(open, end + close.size());
    }
  return out;
}

Quantiles quantiles_of(std::vector<uint32_t> values) {
  constexpr std::array<size_t, 5> kHundredths = {5, 25, 50, 75, 95};
  Quantiles out{};
  if (values.empty()) return out;
  std::sort(values.begin(), values.end());
  for (size_t i = 0; i < out.size(); ++i)
    out[i] = values[std::min(values.size() - 1, kHundredths[i] * values.size() / 100)];
  return out;
}

void make_set(std::vector<uint64_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

std::vector<Span> plain_words(std::string_view text) {
  std::vector<Span> out;
  each_word(text, [&](Span word) { out.push_back(word); });
  return out;
}

double zipf_slope(const std::vector<uint32_t>& counts, size_t first_rank, size_t last_rank) {
  last_rank = std::min(last_rank, counts.size());
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (size_t rank = first_rank; rank <= last_rank; ++rank) {
    double a = std::log(static_cast<double>(rank)), b = std::log(counts[rank - 1]);
    n += 1, x += a, y += b, xx += a * a, xy += a * b;
  }
  return n < 2 ? 0 : (n * xy - x * y) / (n * xx - x * x);
}

void TextMeasure::add(std::string_view text) {
  uint32_t words = 0, sentences = 0;
  each_word(text, [&](Span word) {
    ++words;
    if (++words_ > TextFigures::kAt.back()) return;
    ++counts_[ascii::lowered(text.substr(word.begin, word.size()))];
    for (size_t i = 0; i < distinct_.size(); ++i)
      if (words_ == TextFigures::kAt[i]) distinct_[i] = counts_.size();
  });
  each_paragraph(text, [&](std::string_view paragraph) {
    uint32_t paragraph_words = 0;
    each_sentence(paragraph, [&](std::string_view sentence) {
      uint32_t count = count_of(sentence);
      if (count == 0) return;
      sentence_words_.push_back(count);
      paragraph_words += count;
      ++sentences;
    });
    paragraph_words_.push_back(paragraph_words);
    quoted_ += quoted_words(paragraph);
  });
  report_words_.push_back(words);
  sentences_.push_back(sentences);
}

TextFigures TextMeasure::figures() const {
  TextFigures out;
  out.texts = report_words_.size();
  out.words = words_;
  out.report_words = quantiles_of(report_words_);
  out.sentences = quantiles_of(sentences_);
  out.sentence_words = quantiles_of(sentence_words_);
  out.paragraph_words = quantiles_of(paragraph_words_);
  out.distinct = distinct_;
  std::vector<uint32_t> counts;
  for (const auto& [word, count] : counts_) counts.push_back(count);
  std::sort(counts.begin(), counts.end(), std::greater<>());
  out.high_slope = zipf_slope(counts, 10, 1000);
  out.low_slope = zipf_slope(counts, 100, 10000);
  auto once = static_cast<double>(std::count(counts.begin(), counts.end(), 1U));
  if (!counts.empty()) out.once = once / static_cast<double>(counts.size());
  if (words_ > 0) out.quoted = static_cast<double>(quoted_) / static_cast<double>(words_);
  return out;
}

void SharedRunMeasure::add(const GeneratedReport& report) {
  if (!report.parents.empty()) return;
  Original original{report.story, {}, {}};
  std::vector<Span> words = plain_words(report.text);
  std::vector<uint64_t> hashes;
  hashes.reserve(words.size());
  for (Span word : words)
    hashes.push_back(
        spread(ascii::lowered(std::string_view(report.text).substr(word.begin, word.size()))));
  for (size_t i = 0; i + kRun <= words.size(); ++i) {
    Span at{words[i].begin, words[i + kRun - 1].end};
    uint64_t hash =
        spread({reinterpret_cast<const char*>(hashes.data() + i), kRun * sizeof(uint64_t)});
    original.all_runs.push_back(hash);
    bool common = std::any_of(report.common.begin(), report.common.end(),
                              [&](const auto& passage) { return passage.at.overlaps(at); });
    if (!common) original.runs.push_back(hash);
  }
  make_set(original.runs);
  make_set(original.all_runs);
  originals_.push_back(std::move(original));
}

SharedRuns SharedRunMeasure::runs() const {
  SharedRuns out;
  std::map<uint64_t, std::vector<const Original*>> stories;
  for (const Original& original : originals_) stories[original.story].push_back(&original);
  auto sharing = [](const std::vector<const Original*>& story,
                    std::vector<uint64_t> Original::*runs) {
    std::unordered_map<uint64_t, std::vector<uint32_t>> holders;
    for (uint32_t i = 0; i < story.size(); ++i)
      for (uint64_t run : story[i]->*runs) holders[run].push_back(i);
    std::set<std::pair<uint32_t, uint32_t>> pairs;
    for (const auto& [run, which] : holders)
      for (size_t i = 0; i < which.size(); ++i)
        for (size_t j = i + 1; j < which.size(); ++j) pairs.emplace(which[i], which[j]);
    return pairs.size();
  };
  for (const auto& [number, story] : stories) {
    out.pairs += story.size() * (story.size() - 1) / 2;
    out.sharing += sharing(story, &Original::runs);
    out.sharing_common += sharing(story, &Original::all_runs);
  }
  return out;
}

}  // namespace hearsay::eval
