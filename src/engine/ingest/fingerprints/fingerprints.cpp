// See fingerprints.hpp.
#include "ingest/fingerprints/fingerprints.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/folded_words.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr size_t kMostBlocks = 1000;
constexpr size_t kLongest = 200;  // bytes of a line; paragraphs of a story are longer
constexpr size_t kLongWord = 4;   // bytes; shorter words stand everywhere
constexpr size_t kCohesion = 4;   // one word in so many may stand elsewhere, too

bool is_quoted_or_spaceless(std::string_view text) {
  static constexpr std::array<char32_t, 10> kMarks = {'"',    0xAB,   0xBB,   0x2018, 0x201A,
                                                      0x201C, 0x201D, 0x201E, 0x2039, 0x203A};
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    if (is_spaceless(step.point) ||
        std::find(kMarks.begin(), kMarks.end(), step.point) != kMarks.end())
      return true;
  }
  return false;
}

struct Block {
  Span span;
  bool title, line;  // a line may be apart
  Words words;
  int64_t fingerprint;
};

std::vector<Block> read_kept(const Text& text, const Roles& roles) {
  std::vector<Block> out;
  for (size_t row = 0; row < roles.span.size(); ++row) {
    if (!roles.kept[row].yes) continue;
    Span span = roles.span[row];
    bool title = roles.role[row] == BlockRole::title;
    bool line = !title && span.size() <= kLongest && !is_quoted_or_spaceless(text[span]);
    Words words(text[span]);
    auto fingerprint = static_cast<int64_t>(spread(words.joined()) >> 1);
    out.push_back({span, title, line, std::move(words), fingerprint});
  }
  return out;
}

// Which words of lines stand in blocks that say something else.
class Lines {
 public:
  void add(const Block& line) {
    each_word(line, [&](uint64_t word) { places_.emplace(word, line.fingerprint); });
  }
  // Of every block, after all lines have been added.
  void compare(const Block& block) {
    each_word(block, [&](uint64_t word) {
      auto place = places_.find(word);
      if (place != places_.end() && place->second != block.fingerprint) place->second = kSeveral;
    });
  }
  bool is_apart(const Block& line) const {
    size_t words = 0;
    size_t shared = 0;
    each_word(line, [&](uint64_t word) {
      ++words;
      shared += places_.at(word) == kSeveral;
    });
    return words > 0 && shared * kCohesion <= words;
  }

 private:
  static constexpr int64_t kSeveral = -1;  // no fingerprint is negative

  template <class Visit>
  static void each_word(const Block& block, Visit visit) {
    for (size_t i = 0; i < block.words.size(); ++i)
      if (block.words[i].size() >= kLongWord) visit(spread(block.words[i]));
  }

  std::unordered_map<uint64_t, int64_t> places_;  // never walked through
};

}  // namespace

Fingerprints find_fingerprints(const Text& text, const Roles& roles) {
  Fingerprints out;
  if (kept_spans(roles).size() > kMostBlocks) return out;
  std::vector<Block> blocks = read_kept(text, roles);
  Lines lines;
  for (const Block& block : blocks)
    if (block.line) lines.add(block);
  for (const Block& block : blocks) lines.compare(block);
  for (const Block& block : blocks) {
    if (block.title) continue;
    out.span.push_back(block.span);
    out.words.push_back(block.fingerprint);
    out.apart.push_back({block.line && lines.is_apart(block)});
  }
  return out;
}

}  // namespace hearsay
