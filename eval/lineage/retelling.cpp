// See retelling.hpp.
#include "eval/lineage/retelling.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.hpp"
#include "eval/lineage/teller.hpp"

namespace hearsay::eval {
namespace {

constexpr std::string_view kOpen = "“", kClose = "”";

using ascii::is_letter;

void put_capital(std::string& word, bool capital) {
  if (capital && !word.empty() && word[0] >= 'a' && word[0] <= 'z')
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
}

// "a" or "an" before the word that was written last, as it begins now.
void mend_article(std::string& out, size_t word_begin) {
  if (word_begin < 2 || out[word_begin - 1] != ' ') return;
  size_t end = word_begin - 1;
  size_t begin = end;
  while (begin > 0 && is_letter(out[begin - 1])) --begin;
  std::string article = ascii::lowered(std::string_view(out).substr(begin, end - begin));
  if (article != "a" && article != "an") return;
  bool vowel =
      std::string_view("aeiou").find(ascii::lower(out[word_begin])) != std::string_view::npos;
  if (vowel && article == "a") out.insert(end, "n");
  if (!vowel && article == "an") out.erase(end - 1, 1);
}

// Words outside [kept.begin, kept.end) by synonyms.
std::string with_synonyms(std::string_view text, Span kept, const Vocabulary& vocabulary,
                          Draws& draws) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (size_t at = 0; at < text.size();) {
    if (!kept.is_none() && at == kept.begin) {
      out += text.substr(at, kept.size());
      at = kept.end;
      continue;
    }
    if (!is_letter(text[at])) {
      out += text[at++];
      continue;
    }
    size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    std::string_view written = text.substr(at, end - at);
    size_t begin = out.size();
    bool name = written[0] <= 'Z' && begin > 0 && !out.ends_with(". ");
    auto word = name ? std::nullopt : vocabulary.find(ascii::lowered(written));
    if (word && draws.chance(0.67)) {
      std::string other(vocabulary.text(vocabulary.synonym(*word, draws)));
      put_capital(other, written[0] <= 'Z');
      out += other;
    } else {
      out += written;
    }
    mend_article(out, begin);
    at = end;
  }
  return out;
}

constexpr std::array<std::string_view, 9> kClauseWords = {
    "after ", "because ", "as ", "when ", "while ", "before ", "although ", "if ", "without "};

bool begins_clause(std::string_view text) {
  return std::any_of(kClauseWords.begin(), kClauseWords.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

constexpr std::array<std::string_view, 16> kLoweredBegins = {
    "The ", "A ",   "An ",   "He ",  "She ",   "It ",   "They ", "There ",
    "His ", "Her ", "Some ", "All ", "Their ", "This ", "More ", "One "};

std::string without_capital(std::string_view sentence) {
  std::string out(sentence);
  for (std::string_view begin : kLoweredBegins)
    if (sentence.starts_with(begin)) out[0] = ascii::lower(out[0]);
  return out;
}

// "B after A." becomes "After A, B.", and "After A, B." becomes "B after A."; anything else stays.
std::string turned(std::string_view sentence) {
  std::string first(sentence.substr(0, std::min<size_t>(sentence.size(), 12)));
  first[0] = ascii::lower(first[0]);
  size_t comma = sentence.find(", ");
  if (begins_clause(first)) {
    if (comma == std::string_view::npos) return std::string(sentence);
    std::string head(sentence.substr(0, comma));
    head[0] = ascii::lower(head[0]);
    std::string rest(sentence.substr(comma + 2));
    put_capital(rest, true);
    return rest + " " + head;
  }
  for (size_t space = sentence.find(' '); space != std::string_view::npos;
       space = sentence.find(' ', space + 1)) {
    if (space < 12 || !begins_clause(sentence.substr(space + 1))) continue;
    std::string tail(sentence.substr(space + 1));
    put_capital(tail, true);
    std::string_view head = sentence.substr(0, space);
    if (head.ends_with(",")) head.remove_suffix(1);
    return tail + ", " + without_capital(head);
  }
  return std::string(sentence);
}

std::string with_other_order(std::string_view text, Draws& draws) {
  std::string out;
  while (!text.empty()) {
    size_t stop = text.find(". ");
    size_t end = stop != std::string_view::npos ? stop : text.size() - text.ends_with('.');
    std::string_view sentence = text.substr(0, end);
    out += !sentence.empty() && draws.chance(0.5) ? turned(sentence) : std::string(sentence);
    size_t next = std::min(stop != std::string_view::npos ? end + 2 : text.size(), text.size());
    out += text.substr(end, next - end);
    text.remove_prefix(next);
  }
  return out;
}

}  // namespace

Span quotation_of(std::string_view paragraph) {
  size_t open = paragraph.find(kOpen);
  size_t close = paragraph.rfind(kClose);
  size_t mark = kOpen.size();
  if (open == std::string_view::npos) {
    open = paragraph.find('"');
    close = paragraph.rfind('"');
    mark = 1;
  }
  if (open == std::string_view::npos || close == std::string_view::npos || close < open + mark)
    return Span::none();
  return {static_cast<uint32_t>(open + mark), static_cast<uint32_t>(close)};
}

std::string spun(std::string_view paragraph, const Vocabulary& vocabulary, Draws& draws) {
  Span quotation = quotation_of(paragraph);
  std::string out = with_synonyms(paragraph, quotation, vocabulary, draws);
  return quotation.is_none() ? with_other_order(out, draws) : out;
}

std::string requoted(std::string_view paragraph, const Vocabulary& vocabulary,
                     const Happening& happening, Draws& draws) {
  Span quotation = quotation_of(paragraph);
  if (quotation.is_none()) return std::string(paragraph);
  std::string_view said = paragraph.substr(quotation.begin, quotation.size());
  std::vector<Word> meant;
  uint32_t words = 1;
  for (size_t at = 0; at < said.size();) {
    size_t end = std::min(said.find(' ', at), said.size());
    std::string_view word = said.substr(at, end - at);
    while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
    auto known = vocabulary.find(ascii::lowered(word));
    if (known && known->kind != WordKind::small) meant.push_back(vocabulary.synonym(*known, draws));
    at = end + 1;
    ++words;
  }
  char stop = said.empty() ? '.' : said.back();
  Teller teller(vocabulary, happening, draws);
  teller.prefer(std::move(meant));
  std::string other = teller.speech(std::max(words, 4U));
  if (!is_letter(stop)) other += stop;
  std::string out(paragraph.substr(0, quotation.begin));
  out += other;
  return out += paragraph.substr(quotation.end);
}

std::string with_straight_marks(std::string_view paragraph) {
  std::string out;
  out.reserve(paragraph.size());
  while (!paragraph.empty()) {
    bool mark = paragraph.starts_with(kOpen) || paragraph.starts_with(kClose);
    if (mark) {
      out += '"';
      paragraph.remove_prefix(kOpen.size());
      continue;
    }
    size_t next = std::min(paragraph.find('\xE2', 1), paragraph.size());
    out += paragraph.substr(0, next);
    paragraph.remove_prefix(next);
  }
  return out;
}

}  // namespace hearsay::eval
