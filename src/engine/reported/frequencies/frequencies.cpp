// See frequencies.hpp.
#include "reported/frequencies/frequencies.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"
#include "base/folded_words.hpp"

namespace hearsay {
namespace {

struct Line {
  uint32_t count = 0;
  std::string_view stem;
};

Line take_line(std::string_view& table) {
  std::string_view line = ascii::take_part(table, '\n');
  std::string_view number = ascii::take_part(line, '\t');
  Line out{0, line};
  std::from_chars(number.data(), number.data() + number.size(), out.count);
  return out;
}

}  // namespace

Frequencies::Frequencies(const Resources& resources) {
  std::string_view table = resources.blob("models/terms/frequencies.tsv");
  auto lines = static_cast<size_t>(std::count(table.begin(), table.end(), '\n'));
  size_t size = 2;
  while (size < 2 * lines) size *= 2;
  slots_.resize(size);
  mask_ = size - 1;
  if (lines == 0) return;
  double texts = std::max<uint32_t>(take_line(table).count, 1);
  auto weight = [&](uint32_t count) {
    return static_cast<uint16_t>(std::clamp(std::lround(100 * std::log(texts / count)), 0L, 2000L));
  };
  most_ = weight(1);
  while (!table.empty()) {
    Line line = take_line(table);
    if (line.count > 0) add(line.stem, weight(line.count));
  }
}

void Frequencies::add(std::string_view stem, uint16_t weight) {
  uint32_t hash = word_hash(stem);
  size_t at = hash & mask_;
  while (slots_[at].weight != kFree && slots_[at].stem != hash) at = (at + 1) & mask_;
  slots_[at] = {hash, weight};
}

}  // namespace hearsay
