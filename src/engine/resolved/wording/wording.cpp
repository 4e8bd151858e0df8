// See wording.hpp.
#include "resolved/wording/wording.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/hash.hpp"

namespace hearsay {

std::vector<std::string> words_of(const Text& text, std::span<const Span> content) {
  std::vector<std::string> words;
  for (Span span : content) {
    std::string word;
    for (char c : fold_letters(text[span]) + " ") {
      bool part = ascii::is_letter(c) || ascii::is_digit(c);
      if (part) word += c;
      if (part || word.empty()) continue;
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

std::vector<uint64_t> runs_of(const std::vector<std::string>& words) {
  constexpr size_t kRun = 5;
  std::vector<uint64_t> out;
  if (words.size() < kLeastWords) return out;
  size_t run = words.size() < kShort ? words.size() : kRun;
  for (size_t i = 0; i + run <= words.size(); ++i) {
    std::string key;
    for (size_t k = i; k < i + run; ++k) key += words[k] + " ";
    out.push_back(spread(key));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Sketch sketch_of(const std::vector<uint64_t>& runs) {
  Sketch out{};
  std::copy_n(runs.begin(), std::min(runs.size(), out.size()), out.begin());
  return out;
}

bool are_alike(const Sketch& a, const Sketch& b) {
  constexpr size_t kLeast = 3;
  auto size = [](const Sketch& one) {
    return static_cast<size_t>(std::find(one.begin(), one.end(), uint64_t{0}) - one.begin());
  };
  size_t all = std::max(size(a), size(b));
  size_t shared = 0;
  for (uint64_t run : a) shared += run != 0 && std::find(b.begin(), b.end(), run) != b.end();
  return shared > 0 && shared >= std::min(all, kLeast);
}

}  // namespace hearsay
