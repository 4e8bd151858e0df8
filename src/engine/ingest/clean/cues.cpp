// See cues.hpp.
#include "ingest/clean/cues.hpp"

#include <algorithm>

#include "base/ascii.hpp"

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

std::span<const std::string_view> names_of(Cue) {
  return kCueNames;
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
               WordHash hash;
               for (char c : entry) hash.add(c);
               prefixes_.add(hash.value());
               longest_ = std::max(longest_, std::min(entry.size(), kLongestName));
             });
}

// The longest beginning of the word that is known and says something.
void NamingLexicon::look_up(std::string_view word, uint32_t& out) const {
  std::array<uint32_t, kLongestName + 1> hashes;
  size_t most = std::min(word.size(), longest_);
  WordHash hash;
  for (size_t i = 0; i < most; ++i) {
    hash.add(word[i]);
    hashes[i + 1] = hash.value();
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
