// See features.hpp.
#include "ingest/clean/features.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/trees.hpp"
#include "base/utf8.hpp"

namespace hearsay::clean {
namespace {

constexpr int32_t kFar = 60;  // distances in blocks beyond this are all the same

int32_t share_of(int64_t part, int64_t whole) {
  return whole <= 0 ? 0 : static_cast<int32_t>(part * 1000 / whole);
}
int32_t capped(int64_t number, int32_t most) {
  return static_cast<int32_t>(std::clamp<int64_t>(number, -most, most));
}

// Characters of scripts without spaces between words that make a word.
constexpr int64_t kWordOfSigns = 2;

int64_t count_all_words(std::string_view text) {
  int64_t signs = 0;
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0xE0) {
      ++at;
      continue;
    }
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    signs += is_spaceless(step.point);
  }
  return static_cast<int64_t>(ascii::count_words(text)) + signs / kWordOfSigns;
}

// ---- signs --------------------------------------------------------------------------------------

bool ends_with_any(std::string_view text, std::span<const std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [text](std::string_view mark) { return text.ends_with(mark); });
}

constexpr std::array<std::string_view, 12> kClosing = {"\"", "”", "’", "'", "»",  ")",
                                                       "]",  "“", "*", "›", "」", "』"};
constexpr std::array<std::string_view, 7> kStops = {".", "!", "?", "。", "！", "？", "؟"};
constexpr std::array<std::string_view, 2> kEllipses = {"…", "..."};

std::string_view without_closing(std::string_view text) {
  for (int i = 0; i < 3; ++i)
    for (std::string_view mark : kClosing)
      if (text.ends_with(mark)) text.remove_suffix(mark.size());
  return text;
}

std::vector<Words> words_of(const Text& text, const Blocks& blocks) {
  std::vector<Words> out;
  out.reserve(blocks.span.size());
  for (Span span : blocks.span) out.emplace_back(text[span]);
  return out;
}

void count_equals(const std::vector<Words>& words, std::vector<BlockSigns>& signs) {
  std::unordered_map<std::string_view, uint32_t> numbers;
  std::vector<uint32_t> number;  // of every block's words
  std::vector<uint32_t> count;
  for (size_t i = 0; i < words.size(); ++i) {
    number.push_back(numbers.try_emplace(words[i].joined(), count.size()).first->second);
    if (number[i] == count.size()) count.push_back(0);
    signs[i].equal_before = count[number[i]]++;
  }
  for (size_t i = 0; i < words.size(); ++i)
    signs[i].equal_after = count[number[i]] - signs[i].equal_before - 1;
}

void compare_with_title(const std::vector<Words>& words, std::string_view title,
                        std::vector<BlockSigns>& signs) {
  Words title_words(title);
  std::unordered_map<std::string_view, size_t> wanted;  // and the last block it was found in
  Sieve sieve;
  for (size_t i = 0; i < title_words.size(); ++i) {
    wanted.emplace(title_words[i], SIZE_MAX);
    sieve.add(title_words.hash(i));
  }
  if (wanted.empty()) return;
  for (size_t i = 0; i < words.size(); ++i) {
    int64_t hits = 0;
    int64_t different = 0;
    for (size_t w = 0; w < words[i].size(); ++w) {
      if (!sieve.may_hold(words[i].hash(w))) continue;
      auto found = wanted.find(words[i][w]);
      if (found == wanted.end()) continue;
      ++hits;
      different += found->second != i;
      found->second = i;
    }
    signs[i].of_title = share_of(hits, static_cast<int64_t>(words[i].size()));
    signs[i].title_in_it = share_of(different, static_cast<int64_t>(wanted.size()));
  }
}

}  // namespace

std::vector<BlockSigns> read_signs(const Text& text, const Blocks& blocks, std::string_view title,
                                   const CueLexicon& lexicon) {
  std::vector<Words> words = words_of(text, blocks);
  std::vector<BlockSigns> signs(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    BlockSigns& one = signs[i];
    std::string_view bytes = text[blocks.span[i]];
    one.span = blocks.span[i];
    one.words = capped(count_all_words(bytes), 100'000);
    one.ends_ellipsis = ends_with_any(bytes, kEllipses);
    one.ends_sentence = !one.ends_ellipsis && ends_with_any(without_closing(bytes), kStops);
    one.cues = lexicon.find(words[i]);
    one.linked = blocks.linked[i].ten_thousandths / 10;
  }
  count_equals(words, signs);
  compare_with_title(words, title, signs);
  return signs;
}

// ---- features of the text -----------------------------------------------------------------------

namespace {

// Counts of characters and words of one block.
struct Counts {
  int64_t chars = 0, letters = 0, capitals = 0, digits = 0, commas = 0, stops = 0, quotes = 0,
          parts = 0, at_signs = 0, questions = 0, others = 0, spaceless = 0;
  int64_t words = 0, capital_words = 0, small_words = 0, figures = 0, years = 0, times = 0;
};

bool is_time(std::string_view word) {
  size_t colon = word.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 2 < word.size() &&
         ascii::is_digit(word[colon - 1]) && ascii::is_digit(word[colon + 1]);
}

void count_word(std::string_view word, Counts& out) {
  ++out.words;
  size_t begin = 0;
  while (begin < word.size() && !ascii::is_letter(word[begin]) && !ascii::is_digit(word[begin]) &&
         static_cast<unsigned char>(word[begin]) < 0x80)
    ++begin;
  std::string_view bare = word.substr(begin);
  if (bare.empty()) return;
  out.capital_words += bare[0] >= 'A' && bare[0] <= 'Z';
  size_t letters = 0;
  while (letters < bare.size() && bare[letters] >= 'a' && bare[letters] <= 'z') ++letters;
  out.small_words += letters > 0 && letters <= 3 && letters == bare.size();
  size_t digits = 0;
  while (digits < bare.size() && ascii::is_digit(bare[digits])) ++digits;
  out.figures += digits > 0;
  out.years += digits == 4 && (bare.starts_with("19") || bare.starts_with("20"));
  out.times += is_time(bare);
}

void count_sign(char32_t c, Counts& out) {
  out.letters += c >= 0xC0;
  out.commas += c == 0x3001 || c == 0xFF0C || c == 0x60C;
  out.stops += c == 0x3002;
  out.quotes += (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB;
  out.parts += c == 0xBB || c == 0x203A || c == 0xB7 || c == 0x2022;
  out.others += c >= 0x370;
  out.spaceless += is_spaceless(c);
}

// ASCII by how often every sign occurs, the rest one by one.
void count_signs(std::string_view text, Counts& out) {
  std::array<uint32_t, 0x80> ascii{};
  for (size_t at = 0; at < text.size();) {
    auto byte = static_cast<unsigned char>(text[at]);
    ++out.chars;
    if (byte < 0x80) {
      ++ascii[byte];
      ++at;
      continue;
    }
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    count_sign(step.point, out);
  }
  auto among = [&](char first, char last) {
    int64_t sum = 0;
    for (char c = first; c <= last; ++c) sum += ascii[static_cast<size_t>(c)];
    return sum;
  };
  out.capitals = among('A', 'Z');
  out.letters += out.capitals + among('a', 'z');
  out.digits = among('0', '9');
  out.commas += ascii[','];
  out.questions = ascii['?'];
  out.quotes += ascii['"'];
  out.parts += ascii['|'] + ascii['>'];
  out.at_signs = ascii['@'];
}

Counts count(std::string_view text) {
  Counts out;
  count_signs(text, out);
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && ascii::is_space(text[at])) ++at;
    size_t begin = at;
    while (at < text.size() && !ascii::is_space(text[at])) ++at;
    if (at == begin) continue;
    count_word(text.substr(begin, at - begin), out);
    out.stops += text[at - 1] == '.' || text[at - 1] == '!' || text[at - 1] == '?';
  }
  out.words += out.spaceless / kWordOfSigns;
  return out;
}

// What is known of the report as a whole.
struct Whole {
  int64_t words = 0, long_words = 0, sentences = 0, cued = 0;
  int32_t first_long = -1, last_long = -1, title = -1;
};

Whole look_at_whole(const std::vector<BlockSigns>& signs) {
  Whole out;
  for (size_t i = 0; i < signs.size(); ++i) {
    const BlockSigns& one = signs[i];
    out.words += one.words;
    out.sentences += one.ends_sentence;
    out.cued += std::any_of(one.cues.begin(), one.cues.end(), [](uint8_t s) { return s >= 2; });
    if (one.is_long()) {
      out.long_words += one.words;
      if (out.first_long < 0) out.first_long = static_cast<int32_t>(i);
      out.last_long = static_cast<int32_t>(i);
    }
    if (out.title < 0 && one.title_in_it >= 900 && one.of_title >= 700)
      out.title = static_cast<int32_t>(i);
  }
  return out;
}

constexpr std::array<std::string_view, 79> kTextNames = {
    "words",           "chars",          "word_length",     "letters",         "capitals",
    "digits",          "commas",         "stops",           "quotes",          "parts",
    "at_signs",        "questions",      "others",          "capital_words",   "small_words",
    "figures",         "years",          "times",           "ends_sentence",   "ends_ellipsis",
    "ends_colon",      "begins_small",   "begins_mark",     "cue_share",       "cue_promo",
    "cue_related",     "cue_comment",    "cue_navigation",  "cue_legal",       "cue_credit",
    "cue_byline",      "cue_date",       "cue_source_note", "cue_bio",         "cues",
    "of_title",        "title_in_it",    "equal_before",    "equal_after",     "at",
    "from_begin",      "from_end",       "words_before",    "words_after",     "from_title",
    "from_first_long", "from_last_long", "all_words",       "all_blocks",      "all_long",
    "all_sentences",   "all_cued",       "gap_before",      "gap_after",       "before1_words",
    "before2_words",   "before3_words",  "after1_words",    "after2_words",    "after3_words",
    "before1_ends",    "after1_ends",    "before1_cues",    "after1_cues",     "before1_linked",
    "after1_linked",   "near_words",     "near_ends",       "heading_cue",     "heading_at",
    "run_of_short",    "linked",         "before2_ends",    "after2_ends",     "sentence_words",
    "before1_colon",   "since_long",     "until_long",      "before1_ellipsis"};

// The strongest cue of a block and which it is: 4 * cue + strength, 0 for none.
int32_t main_cue(const BlockSigns& one) {
  int32_t out = 0;
  uint8_t best = 1;
  for (size_t cue = 0; cue < kCues; ++cue)
    if (one.cues[cue] > best) {
      best = one.cues[cue];
      out = static_cast<int32_t>(cue) * 4 + best;
    }
  return out;
}

class TextRow {
 public:
  TextRow(const Text& text, const std::vector<BlockSigns>& signs)
      : text_(text), signs_(signs), whole_(look_at_whole(signs)) {}

  void add(size_t i, Features::Writer out) {
    const BlockSigns& one = signs_[i];
    std::string_view bytes = text_[one.span];
    Counts counts = count(bytes);
    add_counts(counts, out);
    add_shape(one, bytes, out);
    add_cues(one, out);
    add_place(i, out);
    add_neighbours(i, counts, out);
    before_ += one.words;
    if (one.is_long()) last_long_ = static_cast<int32_t>(i);
    run_ = one.words < 12 ? run_ + 1 : 0;
    bool heads = one.words <= 8 && main_cue(one) != 0 && main_cue(one) % 4 >= 2;
    if (heads) heading_ = static_cast<int32_t>(i);
  }

 private:
  static void add_counts(const Counts& counts, Features::Writer& out) {
    auto per_char = [&](int64_t n) { return share_of(n, counts.chars); };
    auto per_word = [&](int64_t n) { return share_of(n, counts.words); };
    out.add(
               {capped(counts.words, 1000), capped(counts.chars, 5000),
                capped(counts.chars * 10 / std::max<int64_t>(counts.words, 1), 1000),
                per_char(counts.letters), share_of(counts.capitals, counts.letters),
                per_char(counts.digits), capped(counts.commas, 50), capped(counts.stops, 50),
                capped(counts.quotes, 20), capped(counts.parts, 20), capped(counts.at_signs, 5),
                capped(counts.questions, 5), per_char(counts.others),
                per_word(counts.capital_words), per_word(counts.small_words),
                per_word(counts.figures), capped(counts.years, 5), capped(counts.times, 5)});
  }

  void add_shape(const BlockSigns& one, std::string_view bytes, Features::Writer& out) const {
    char first = bytes.empty() ? ' ' : bytes.front();
    bool mark = !ascii::is_letter(first) && !ascii::is_digit(first) &&
                static_cast<unsigned char>(first) < 0x80 && first != '"' && first != '\'';
    mark |= bytes.starts_with("•") || bytes.starts_with("»") || bytes.starts_with("›") ||
            bytes.starts_with("©") || bytes.starts_with("–") || bytes.starts_with("—");
    out.add({one.ends_sentence, one.ends_ellipsis, bytes.ends_with(':'),
                           first >= 'a' && first <= 'z', mark});
  }

  static void add_cues(const BlockSigns& one, Features::Writer& out) {
    int32_t all = 0;
    for (uint8_t strength : one.cues) {
      out.add(strength);
      all += strength;
    }
    out.add({all, one.of_title, one.title_in_it, capped(one.equal_before, 20),
                           capped(one.equal_after, 20)});
  }

  void add_place(size_t i, Features::Writer& out) const {
    auto at = static_cast<int32_t>(i);
    auto count = static_cast<int32_t>(signs_.size());
    auto from = [at](int32_t other) { return other < 0 ? 1000 : capped(at - other, kFar); };
    out.add({share_of(at, count), capped(at, kFar), capped(count - 1 - at, kFar),
                           share_of(before_, whole_.words),
                           share_of(whole_.words - before_ - signs_[i].words, whole_.words),
                           from(whole_.title), from(whole_.first_long), from(whole_.last_long),
                           capped(whole_.words, 10'000), capped(count, 2000),
                           share_of(whole_.long_words, whole_.words),
                           share_of(whole_.sentences, count), share_of(whole_.cued, count)});
  }

  const BlockSigns& at(size_t i, int64_t step) const {
    static const BlockSigns none{};
    int64_t to = static_cast<int64_t>(i) + step;
    return to < 0 || to >= static_cast<int64_t>(signs_.size()) ? none
                                                               : signs_[static_cast<size_t>(to)];
  }
  // Line feeds between a block and the next.
  int32_t gap_after(int64_t i) const {
    if (i < 0 || i + 1 >= static_cast<int64_t>(signs_.size())) return 9;
    auto from = signs_[static_cast<size_t>(i)].span.end;
    auto to = signs_[static_cast<size_t>(i) + 1].span.begin;
    std::string_view between = text_[Span{from, std::max(from, to)}].substr(0, 16);
    return capped(std::count(between.begin(), between.end(), '\n'), 4);
  }

  void add_neighbours(size_t i, const Counts& counts, Features::Writer& out) const {
    auto words = [&](int64_t step) { return capped(at(i, step).words, 200); };
    auto index = static_cast<int64_t>(i);
    int32_t near = 0;
    int32_t ends = 0;
    for (int64_t step = -4; step <= 4; ++step) {
      if (step == 0) continue;
      near += words(step);
      ends += at(i, step).ends_sentence;
    }
    int32_t heading = heading_ < 0 ? 0 : main_cue(signs_[static_cast<size_t>(heading_)]);
    int32_t since = heading_ < 0 ? 1000 : capped(static_cast<int32_t>(i) - heading_, kFar);
    const BlockSigns& before = at(i, -1);
    bool colon = i > 0 && text_[before.span].ends_with(':');
    out.add(
               {gap_after(index - 1),
                gap_after(index),
                words(-1),
                words(-2),
                words(-3),
                words(1),
                words(2),
                words(3),
                before.ends_sentence,
                at(i, 1).ends_sentence,
                main_cue(before),
                main_cue(at(i, 1)),
                before.linked,
                at(i, 1).linked,
                near,
                ends,
                heading,
                since,
                capped(run_, kFar),
                at(i, 0).linked,
                at(i, -2).ends_sentence,
                at(i, 2).ends_sentence,
                capped(counts.words * 10 / std::max<int64_t>(counts.stops, 1), 1000),
                colon,
                last_long_ < 0 ? 1000 : capped(static_cast<int32_t>(i) - last_long_, kFar),
                until_long(i),
                before.ends_ellipsis});
  }

  int32_t until_long(size_t i) const {
    for (size_t to = i; to < signs_.size() && to - i < static_cast<size_t>(kFar); ++to)
      if (signs_[to].is_long()) return static_cast<int32_t>(to - i);
    return kFar;
  }

  const Text& text_;
  const std::vector<BlockSigns>& signs_;
  Whole whole_;
  int64_t before_ = 0;      // words
  int32_t last_long_ = -1;  // block
  int32_t heading_ = -1;    // the last short block that is a cue
  int32_t run_ = 0;         // short blocks before this one without a long one between
};

}  // namespace

std::span<const std::string_view> text_feature_names() {
  return kTextNames;
}

Features text_features(const Text& text, const std::vector<BlockSigns>& signs) {
  Features out(signs.size(), second_text_names().size());
  write_text_features(text, signs, out);
  return out;
}

void write_text_features(const Text& text, const std::vector<BlockSigns>& signs, Features& out) {
  TextRow row(text, signs);
  for (size_t i = 0; i < signs.size(); ++i) row.add(i, out.write(i, 0));
}

}  // namespace hearsay::clean
