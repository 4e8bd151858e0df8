// See terms.hpp.
#include "reported/terms/terms.hpp"

#include <algorithm>
#include <string>

#include "base/ascii.hpp"
#include "base/folded_words.hpp"
#include "base/stems.hpp"
#include "base/utf8.hpp"
#include "base/word_set.hpp"

namespace hearsay {
namespace {

constexpr WordSet kAbbreviations({"mr",  "mrs",  "ms",  "dr",   "st",   "gen", "sen",  "rep", "gov",
                                  "lt",  "col",  "sgt", "capt", "prof", "jr",  "sr",   "no",  "vs",
                                  "inc", "corp", "co",  "jan",  "feb",  "aug", "sept", "oct", "nov",
                                  "dec", "mt",   "ft",  "maj",  "cmdr", "rev", "hon"});

bool is_apostrophe(char32_t point) {
  return point == '\'' || point == 0x2019;
}

bool ends_sentence(char32_t point) {
  return point == '.' || point == '!' || point == '?' || point == 0x2026 || point == 0x3002;
}

// A word, and what stood between it and the one before.
struct Scanned {
  Span span;
  std::string folded;
  bool capital, number;
  bool ended;      // a mark that ends sentences, and a space behind it
  bool full_stop;  // that mark was one full stop directly behind the word before
  bool blank_line;
};

// Words of a text one after the other. A word goes on over an apostrophe between letters ("don't"),
// over full stops between single letters ("U.S."), and over points and commas between digits; a
// possessive s is not part of it.
class Scanner {
 public:
  Scanner(std::string_view text, Span within) : text_(text), at_(within.begin), end_(within.end) {}

  bool next(Scanned& out) {
    out.ended = out.full_stop = out.blank_line = false;
    if (!skip(out)) return false;
    out.span.begin = at_;
    read_word(out);
    out.span.end = at_;
    return true;
  }

 private:
  char32_t look(uint32_t at, uint32_t* next = nullptr) const {
    if (at >= end_) return 0;
    Utf8Step step = decode_utf8(text_.substr(0, end_), at);
    if (next != nullptr) *next = at + step.size;
    return step.valid ? step.point : kReplacement;
  }

  bool skip(Scanned& out) {
    bool mark = false;
    uint32_t marks = 0;
    uint32_t lines = 0;
    uint32_t begin = at_;
    while (at_ < end_) {
      uint32_t next = at_;
      char32_t point = look(at_, &next);
      if (is_word_sign(point)) break;
      if (ends_sentence(point)) {
        if (marks == 0) out.full_stop = point == '.' && at_ == begin;
        mark = true;
        ++marks;
      } else if (is_blank(point)) {
        out.ended |= mark;
        if (point == '\n' && ++lines == 2) out.blank_line = true;
      }
      at_ = next;
    }
    out.full_stop &= marks == 1;
    return at_ < end_;
  }

  void read_word(Scanned& out) {
    std::string_view text = text_.substr(0, end_);
    uint32_t begin = at_;
    bool initials = true;
    out.folded.clear();
    char32_t first = look(at_);
    out.number = first < 0x80 && ascii::is_digit(static_cast<char>(first));
    while (at_ < end_) {
      uint32_t next = at_;
      char32_t point = look(at_, &next);
      if (!is_word_sign(point)) {
        uint32_t behind = next;
        char32_t following = look(next, &behind);
        bool letters = !out.number && is_word_sign(following);
        bool possessive = is_apostrophe(point) && (following == 's' || following == 'S') &&
                          !is_word_sign(look(behind));
        if (letters && possessive) {
          at_ = behind;
          break;
        }
        bool joins = (letters && is_apostrophe(point)) ||
                     (letters && joins_initials(point, initials)) ||
                     (out.number && (point == '.' || point == ',') && following < 0x80 &&
                      ascii::is_digit(static_cast<char>(following)));
        if (!joins) break;
        at_ = next;
        continue;
      }
      initials &= point < 0x80 && (at_ == begin || text[at_ - 1] == '.');
      out.folded += text.substr(at_, next - at_);
      at_ = next;
    }
    std::string small = lowered(out.folded);
    out.capital = small != out.folded && !out.number;
    out.folded = std::move(small);
  }

  // U.S: `initials` says that there are only single letters until here.
  bool joins_initials(char32_t point, bool initials) const {
    return initials && point == '.' && at_ + 2 <= end_ && ascii::is_letter(text_[at_ + 1]) &&
           !is_word_sign(look(at_ + 2));
  }

  std::string_view text_;
  uint32_t at_, end_;
};

bool begins_sentence(const Scanned& word, const std::string& before) {
  if (before.empty() || word.blank_line) return true;
  if (!word.ended) return false;
  bool initial = decode_utf8(before, 0).size == before.size();
  return !word.full_stop || (!initial && !kAbbreviations.has(before));
}

class Builder {
 public:
  Builder(const Text& text, const Quotations& quotations) : text_(text), quotations_(quotations) {}

  void add_block(Span block, bool title) {
    Scanner scanner(text_.view(), block);
    std::string before;
    bool first = true;
    while (scanner.next(word_)) {
      bool sentence = first || begins_sentence(word_, before);
      before = word_.folded;
      cut_to_stem(word_.folded);
      out_.span.push_back(word_.span);
      out_.stem.push_back(word_hash(word_.folded));
      out_.sentence.push_back({sentence});
      out_.block.push_back({first});
      out_.title.push_back({title});
      out_.quoted.push_back({is_quoted(word_.span)});
      out_.name.push_back({word_.capital && !sentence});
      out_.number.push_back({word_.number});
      first = false;
    }
  }
  Terms take() { return std::move(out_); }

 private:
  // Quotations stand in text order and outer ones first, as the words do.
  bool is_quoted(Span word) {
    while (at_ < quotations_.span.size() && quotations_.span[at_].begin <= word.begin)
      quoted_until_ = std::max(quoted_until_, quotations_.span[at_++].end);
    return word.begin < quoted_until_;
  }

  const Text& text_;
  const Quotations& quotations_;
  Terms out_;
  Scanned word_;
  size_t at_ = 0;
  uint32_t quoted_until_ = 0;
};

}  // namespace

Terms find_terms(const Text& text, const Roles& roles, const Quotations& quotations) {
  Builder builder(text, quotations);
  for (size_t row = 0; row < roles.span.size(); ++row)
    if (roles.kept[row].yes)
      builder.add_block(roles.span[row], roles.role[row] == BlockRole::title);
  return builder.take();
}

void each_stem(std::string_view text, const std::function<void(std::string_view)>& visit) {
  Scanner scanner(text, {0, static_cast<uint32_t>(text.size())});
  Scanned word;
  while (scanner.next(word)) {
    cut_to_stem(word.folded);
    visit(word.folded);
  }
}

}  // namespace hearsay
