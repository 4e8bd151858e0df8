// In how many texts every stem stands, as a table: the texts come on standard input, a form feed
// behind each. Stems of one text alone are left out.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "reported/terms/terms.hpp"

int main() {
  std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
  std::string_view rest(bytes);
  std::map<std::string, int> counts;
  int texts = 0;
  while (!rest.empty()) {
    std::set<std::string> stems;
    hearsay::each_stem(hearsay::ascii::take_part(rest, '\f'),
                       [&](std::string_view stem) { stems.emplace(stem); });
    for (const std::string& stem : stems) ++counts[stem];
    ++texts;
  }
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::printf("%d\t\n", texts);
  for (const auto& [stem, count] : sorted)
    if (count > 1) std::printf("%d\t%s\n", count, stem.c_str());
}
