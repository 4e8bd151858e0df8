// See spellings.hpp.
#include "resolved/spellings/spellings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace hearsay {
namespace {

// Chosen by models/train/names on words that the costs were not learnt from.
constexpr uint32_t kMost = 500, kMostPerLetter = 20;

constexpr std::array<std::pair<std::string_view, char>, 18> kGroups = {{{"sch", 's'},
                                                                        {"tch", 's'},
                                                                        {"dzh", 's'},
                                                                        {"kh", 'h'},
                                                                        {"gh", 'k'},
                                                                        {"sh", 's'},
                                                                        {"ch", 's'},
                                                                        {"zh", 's'},
                                                                        {"ts", 's'},
                                                                        {"tz", 's'},
                                                                        {"cz", 's'},
                                                                        {"ph", 'f'},
                                                                        {"th", 't'},
                                                                        {"ck", 'k'},
                                                                        {"dj", 's'},
                                                                        {"dh", 't'},
                                                                        {"qu", 'k'},
                                                                        {"x", 'k'}}};

// Of letters a to z; 0 for those that spellings drop or exchange freely.
constexpr std::string_view kOf("\0pkt\0fk\0\0sklmn\0pkrst\0ff\0\0s", 26);

}  // namespace

std::string Spellings::skeleton(std::string_view word) {
  std::string out;
  for (size_t at = 0; at < word.size();) {
    char one = 0;
    size_t taken = 1;
    for (auto [letters, same] : kGroups)
      if (word.substr(at).starts_with(letters)) {
        one = same;
        taken = letters.size();
        break;
      }
    if (one == 0 && word[at] >= 'a' && word[at] <= 'z')
      one = kOf[static_cast<size_t>(word[at] - 'a')];
    bool other = static_cast<unsigned char>(word[at]) >= 0x80;
    if (one == 0 && other) one = word[at];
    at += taken;
    if (one != 0 && one != 'h' && (out.empty() || out.back() != one)) out += one;
  }
  return out;
}

Spellings::Spellings(const Resources& resources) {
  std::string_view lines = resources.blob("models/names/spellings.tsv");
  while (!lines.empty()) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    size_t first = line.find('\t');
    size_t second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) continue;
    uint32_t cost = 0;
    std::string_view number = line.substr(second + 1);
    std::from_chars(number.data(), number.data() + number.size(), cost);
    std::string a(line.substr(0, first));
    std::string b(line.substr(first + 1, second - first - 1));
    costs_[a + "\t" + b] = cost;
    costs_[b + "\t" + a] = cost;
  }
}

uint32_t Spellings::cost(std::string_view a, std::string_view b) const {
  if (a == b) return 0;
  if (costs_.empty() || a.size() > kLongest || b.size() > kLongest || a.empty() || b.empty())
    return kFar;
  constexpr size_t kMostLetters = 3;
  size_t columns = b.size() + 1;
  std::vector<uint32_t> best((a.size() + 1) * columns, kFar);
  best[0] = 0;
  std::string key;
  for (size_t i = 0; i <= a.size(); ++i)
    for (size_t j = 0; j <= b.size(); ++j) {
      uint32_t here = best[i * columns + j];
      if (here >= kFar) continue;
      for (size_t x = 0; x <= kMostLetters && i + x <= a.size(); ++x)
        for (size_t y = 0; y <= kMostLetters && j + y <= b.size(); ++y) {
          if (x + y == 0 || (x == 0 && y > 1) || (y == 0 && x > 1)) continue;
          uint32_t step = kFar;
          if (x == 1 && y == 1 && a[i] == b[j]) {
            step = 0;
          } else {
            key.assign(a.substr(i, x));
            key += '\t';
            key += b.substr(j, y);
            if (auto found = costs_.find(key); found != costs_.end()) step = found->second;
          }
          uint32_t& next = best[(i + x) * columns + j + y];
          next = std::min(next, here + step);
        }
    }
  return std::min(best.back(), kFar);
}

bool Spellings::same(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  auto letters = static_cast<uint32_t>(std::min(a.size(), b.size()));
  return letters > 2 && cost(a, b) <= kMost + kMostPerLetter * letters;
}

}  // namespace hearsay
