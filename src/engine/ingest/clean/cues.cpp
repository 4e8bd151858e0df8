// See cues.hpp.
#include "ingest/clean/cues.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay::clean {
namespace {

constexpr std::array<std::string_view, kCues> kCueNames = {
    "share",  "promo",  "related", "comment",     "navigation", "legal",
    "credit", "byline", "date",    "source_note", "bio"};
constexpr std::array<std::string_view, kNamings> kNamingNames = {
    "article", "body",   "deck",   "title",   "byline",     "bio",    "date",
    "comment", "share",  "promo",  "related", "navigation", "footer", "sidebar",
    "caption", "hidden", "cookie", "login",   "quote",      "note"};
constexpr size_t kLongestName = 31;  // of an entry of class_names.txt
constexpr size_t kFewWords =
    4;  // before a cue that still stands at the beginning: none but figures

char32_t folded(char32_t point) {
  if (point < 0x80) return static_cast<char32_t>(ascii::lower(static_cast<char>(point)));
  if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 0x20;
  if ((point >= 0x100 && point <= 0x137) || (point >= 0x14A && point <= 0x177)) return point | 1;
  if (point >= 0x139 && point <= 0x148) return point + (point & 1);
  if (point >= 0x391 && point <= 0x3A9) return point + 0x20;
  if (point >= 0x410 && point <= 0x42F) return point + 0x20;
  if (point >= 0x400 && point <= 0x40F) return point + 0x50;
  return point;
}

bool is_word_sign(char32_t point) {
  if (point < 0x80)
    return ascii::is_letter(static_cast<char>(point)) || ascii::is_digit(static_cast<char>(point));
  if (point <= 0xBF) return point == 0xAA || point == 0xB5 || point == 0xBA;
  return !is_blank(point) && point != 0xD7 && point != 0xF7 && (point < 0x2000 || point > 0x2BFF) &&
         (point < 0x3000 || point > 0x303F) && point != kReplacement;
}

struct FoldedSign {
  bool is_word_sign;
  char folded;
};
constexpr std::array<FoldedSign, 128> kFoldedAscii = [] {
  std::array<FoldedSign, 128> out{};
  for (size_t i = 0; i < out.size(); ++i) {
    char c = static_cast<char>(i);
    out[i] = {ascii::is_letter(c) || ascii::is_digit(c), ascii::lower(c)};
  }
  return out;
}();

// FNV-1a, then mixed so that its highest bits hang on all (Murmur3's end).
constexpr uint32_t kHashBegin = 2166136261U;
constexpr uint32_t add_to_hash(uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619U;
}
constexpr uint32_t end_hash(uint32_t hash) {
  hash = (hash ^ (hash >> 16)) * 0x85EBCA6BU;
  hash = (hash ^ (hash >> 13)) * 0xC2B2AE35U;
  return hash ^ (hash >> 16);
}
uint32_t hash_of(std::string_view word) {
  uint32_t hash = kHashBegin;
  for (char c : word) hash = add_to_hash(hash, c);
  return end_hash(hash);
}

bool is_figure(std::string_view word) {
  return std::all_of(word.begin(), word.end(), ascii::is_digit);
}

// Lines "CATEGORY ENTRY" of a lexicon, without comments and empty ones.
template <class Add>
void each_entry(std::string_view text, std::span<const std::string_view> categories, Add add) {
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = ascii::trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    size_t space = line.find(' ');
    if (line.empty() || line.front() == '#' || space == std::string_view::npos) continue;
    auto found = std::find(categories.begin(), categories.end(), line.substr(0, space));
    if (found == categories.end()) continue;
    add(static_cast<size_t>(found - categories.begin()), ascii::trimmed(line.substr(space)));
  }
}

}  // namespace

Words::Words(std::string_view text) {
  folded_.reserve(text.size());
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    char32_t point = static_cast<unsigned char>(text[at]);
    if (point < 0x80) {
      ++at;
      FoldedSign sign = kFoldedAscii[point];
      if (sign.is_word_sign)
        folded_ += sign.folded;
      else if (inside)
        close(point == ':');
      inside = sign.is_word_sign;
      continue;
    }
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    bool sign = is_word_sign(step.point);
    if (sign)
      append_utf8(folded_, folded(step.point));
    else if (inside)
      close(false);
    inside = sign;
    if (step.point == 0xA9) {
      append_utf8(folded_, step.point);
      close(false);
    }
  }
  if (inside) close(false);
}

void Words::close(bool before_colon) {
  size_t begin = words_.empty() ? 0 : words_.back().end;
  words_.push_back({static_cast<uint32_t>(folded_.size()),
                    hash_of(std::string_view(folded_).substr(begin)), before_colon});
}

// ---- in the text --------------------------------------------------------------------------------

CueLexicon::CueLexicon(const Resources& resources) {
  each_entry(resources.blob("knowledge/cues.txt"), kCueNames,
             [this](size_t category, std::string_view entry) {
               Phrase phrase{{}, static_cast<Cue>(category), Where::anywhere, false};
               if (entry.front() == '^') phrase.where = Where::begin;
               if (entry.front() == '=') phrase.where = Where::whole;
               phrase.colon = entry.back() == ':';
               Words words(entry);
               if (words.size() == 0) return;
               for (size_t i = 1; i < words.size(); ++i) phrase.rest.emplace_back(words[i]);
               firsts_.add(words.hash(0));
               by_first_[std::string(words[0])].push_back(std::move(phrase));
             });
}

CueStrengths CueLexicon::find(const Words& words) const {
  CueStrengths out{};
  size_t begin = 0;  // figures and nothing else before it
  while (begin < words.size() && begin < kFewWords && is_figure(words[begin])) ++begin;
  size_t end = words.size();
  while (end > begin && is_figure(words[end - 1])) --end;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!firsts_.may_hold(words.hash(i))) continue;
    auto found = by_first_.find(words[i]);
    if (found == by_first_.end()) continue;
    for (const Phrase& phrase : found->second) {
      size_t last = i + phrase.rest.size();
      if (last >= words.size()) continue;
      bool same = true;
      for (size_t j = 0; j < phrase.rest.size() && same; ++j)
        same = words[i + 1 + j] == phrase.rest[j];
      if (!same || (phrase.colon && !words.before_colon(last))) continue;
      bool at_begin = i == begin || i == 0;
      bool whole = at_begin && last + 1 >= end;
      if (phrase.where == Where::begin && !at_begin) continue;
      if (phrase.where == Where::whole && !whole) continue;
      uint8_t& strength = out[static_cast<size_t>(phrase.cue)];
      strength = std::max<uint8_t>(strength, whole ? 3 : at_begin ? 2 : 1);
    }
  }
  return out;
}

// ---- in names -----------------------------------------------------------------------------------

NamingLexicon::NamingLexicon(const Resources& resources) {
  each_entry(resources.blob("knowledge/class_names.txt"), kNamingNames,
             [this](size_t category, std::string_view entry) {
               bool whole = entry.front() == '=';
               if (whole) entry.remove_prefix(1);
               Entry& one = entries_[std::string(entry)];
               (whole ? one.whole : one.prefix) |= uint32_t{1} << category;
               prefixes_.add(hash_of(entry));
               longest_ = std::max(longest_, std::min(entry.size(), kLongestName));
             });
}

// The longest beginning of the word that is known and says something.
void NamingLexicon::look_up(std::string_view word, uint32_t& out) const {
  std::array<uint32_t, kLongestName + 1> hashes;
  size_t most = std::min(word.size(), longest_);
  uint32_t hash = kHashBegin;
  for (size_t i = 0; i < most; ++i) {
    hash = add_to_hash(hash, word[i]);
    hashes[i + 1] = end_hash(hash);
  }
  for (size_t size = most; size > 1; --size) {
    if (!prefixes_.may_hold(hashes[size])) continue;
    auto found = entries_.find(std::string(word.substr(0, size)));
    if (found == entries_.end()) continue;
    uint32_t bits = found->second.prefix | (size == word.size() ? found->second.whole : 0);
    out |= bits;
    if (bits != 0) return;
  }
}

uint32_t NamingLexicon::find(std::string_view value) const {
  uint32_t out = 0;
  std::string word;
  char last = ' ';
  for (char c : value) {
    bool letter = ascii::is_letter(c);
    bool capital = c >= 'A' && c <= 'Z';
    if (!word.empty() && (!letter || (capital && last >= 'a' && last <= 'z'))) {
      look_up(word, out);
      word.clear();
    }
    if (letter) word += ascii::lower(c);
    last = c;
  }
  if (!word.empty()) look_up(word, out);
  return out;
}

}  // namespace hearsay::clean
