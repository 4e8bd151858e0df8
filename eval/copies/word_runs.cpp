// See word_runs.hpp.
#include "eval/copies/word_runs.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "eval/clean/words.hpp"

namespace hearsay::eval {
namespace {

constexpr uint32_t kGap = 40;
constexpr uint32_t kLeast = 30;

// The run of words that begins with each word that has enough behind it.
std::vector<std::string> runs_of(const std::vector<std::string_view>& words, size_t run) {
  std::vector<std::string> out;
  for (size_t first = 0; first + run <= words.size(); ++first) {
    std::string& text = out.emplace_back();
    for (size_t i = first; i < first + run; ++i) text += lower_case(words[i]) + ' ';
  }
  return out;
}

bool is_near(Span passage, Span seed) {
  return seed.begin <= passage.end + kGap && passage.begin <= seed.end + kGap;
}

void extend(Span& passage, Span seed) {
  passage = {std::min(passage.begin, seed.begin), std::max(passage.end, seed.end)};
}

// From words to bytes.
Span bytes_of(std::string_view text, const std::vector<std::string_view>& words, Span span) {
  std::string_view last = words[span.end - 1];
  return {static_cast<uint32_t>(words[span.begin].data() - text.data()),
          static_cast<uint32_t>(last.data() + last.size() - text.data())};
}

}  // namespace

std::vector<Detection> find_word_runs(std::string_view source, std::string_view suspicious,
                                      size_t run) {
  std::vector<std::string_view> from = words_of(source);
  std::vector<std::string_view> to = words_of(suspicious);
  std::unordered_map<std::string, std::vector<uint32_t>> places;
  std::vector<std::string> runs = runs_of(from, run);
  for (uint32_t i = 0; i < runs.size(); ++i) places[runs[i]].push_back(i);
  runs = runs_of(to, run);
  auto span_at = [run](uint32_t first) { return Span{first, first + static_cast<uint32_t>(run)}; };
  std::vector<Detection> passages;  // in words
  for (uint32_t j = 0; j < runs.size(); ++j)
    if (auto found = places.find(runs[j]); found != places.end())
      for (uint32_t i : found->second) {
        Detection seed{span_at(i), span_at(j)};
        auto near = std::find_if(passages.begin(), passages.end(), [&](const Detection& one) {
          return is_near(one.source, seed.source) && is_near(one.suspicious, seed.suspicious);
        });
        if (near == passages.end()) near = passages.insert(near, seed);
        extend(near->source, seed.source);
        extend(near->suspicious, seed.suspicious);
      }
  std::vector<Detection> out;
  for (const Detection& one : passages)
    if (one.source.size() >= kLeast && one.suspicious.size() >= kLeast)
      out.push_back({bytes_of(source, from, one.source), bytes_of(suspicious, to, one.suspicious)});
  return out;
}

}  // namespace hearsay::eval
