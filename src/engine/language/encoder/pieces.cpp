// See pieces.hpp.
#include "language/encoder/pieces.hpp"

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay::encoder {
namespace {

constexpr size_t kLongestAtom = 48;  // code points

bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return ascii::is_letter(static_cast<char>(c));
  if (c <= 0xBF) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return c != 0xD7 && c != 0xF7 && c != kReplacement && (c < 0x2000 || c > 0x2BFF) &&
         (c < 0x3000 || c > 0x303F) && (c < 0xFE10 || c > 0xFE6F) && (c < 0xFF00 || c > 0xFF20) &&
         !is_ideograph(c) && (c < 0x1F000 || c > 0x1FAFF) && !is_blank(c);
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

template <class Act>
void each_line(std::string_view text, Act act) {
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    act(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

uint32_t number_in(std::string_view text, int base) {
  uint32_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out, base);
  return out;
}

// Where a negation begins within a word that stands before "'t", or its size.
size_t negation_in(std::string_view text, Span word) {
  if (ascii::lower(text[word.end - 1]) != 'n') return word.size();
  std::string_view rest = text.substr(word.end);
  size_t mark = rest.starts_with("'") ? 1 : rest.starts_with("’") ? 3 : 0;
  if (mark == 0 || rest.size() <= mark || ascii::lower(rest[mark]) != 't') return word.size();
  bool ends = rest.size() == mark + 1 || !is_letter(decode_utf8(rest, mark + 1).point);
  return ends ? word.size() - 1 : word.size();
}

}  // namespace

Vocabulary::Vocabulary(std::string_view words, std::string_view folding, std::string_view glued) {
  each_line(words, [this](std::string_view word) {
    numbers_.emplace(word, static_cast<uint32_t>(numbers_.size()));
  });
  each_line(folding, [this](std::string_view line) {
    size_t space = line.find(' ');
    if (space == std::string_view::npos || line.size() < space + 3) return;
    folding_[number_in(line.substr(0, space), 16)] = {line[space + 1] == 'U',
                                                      std::string(line.substr(space + 3))};
  });
  each_line(glued, [this](std::string_view line) {
    size_t space = std::min(line.find(' '), line.size());
    glued_[line.substr(0, space)] = number_in(line.substr(std::min(space + 1, line.size())), 10);
  });
  auto number = [this](std::string_view word) {
    auto found = numbers_.find(word);
    return found == numbers_.end() ? 0 : found->second;
  };
  unknown_ = number("[UNK]");
  begin_ = number("[CLS]");
  between_ = number("[SEP]");
}

uint32_t Vocabulary::cut(std::string_view whole, Span part, Atoms& out, size_t most) const {
  std::string_view text = whole.substr(0, part.end);
  for (size_t at = part.begin; at < text.size();) {
    if (out.pieces.size() >= most) return static_cast<uint32_t>(at);
    Utf8Step step = decode_utf8(text, at);
    size_t begin = at;
    at += step.size;
    if (is_blank(step.point)) continue;
    auto kind = is_letter(step.point) ? &is_letter : is_digit(step.point) ? &is_digit : nullptr;
    for (size_t count = 1; kind != nullptr && at < text.size() && count < kLongestAtom; ++count) {
      Utf8Step next = decode_utf8(text, at);
      if (!kind(next.point)) break;
      at += next.size;
    }
    Span span{static_cast<uint32_t>(begin), static_cast<uint32_t>(at)};
    if (kind == &is_letter && span.size() > 1) {
      size_t cut = negation_in(text, span);
      if (cut == span.size()) {
        auto found = glued_.find(ascii::lowered(text.substr(begin, span.size())));
        if (found != glued_.end()) cut = found->second;
      }
      if (cut > 0 && cut < span.size()) {
        Span first{span.begin, span.begin + static_cast<uint32_t>(cut)};
        add(text, first, out);
        span.begin = first.end;
      }
    }
    add(text, span, out);
  }
  return part.end;
}

void Vocabulary::add(std::string_view text, Span span, Atoms& out) const {
  std::string_view bytes = text.substr(span.begin, span.size());
  Atom atom{span, case_of(bytes), static_cast<uint32_t>(out.pieces.size()), 0};
  std::string word = "##";  // room for the mark of what continues a word
  for (size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      word += ascii::lower(bytes[at++]);
      continue;
    }
    Utf8Step step = decode_utf8(bytes, at);
    auto folded = folding_.find(step.point);
    if (folded != folding_.end())
      word += folded->second.to;
    else
      word += bytes.substr(at, step.size);
    at += step.size;
  }
  constexpr size_t kMark = 2;
  size_t begin = kMark;
  while (begin < word.size()) {
    // The two bytes before are no longer needed: what continues a word is marked in place.
    size_t from = begin == kMark ? begin : begin - kMark;
    if (begin != kMark) word[from] = word[from + 1] = '#';
    size_t end = word.size();
    auto found = numbers_.end();
    for (; end > begin; --end) {
      if (!is_boundary(word, end)) continue;
      found = numbers_.find(std::string_view(word).substr(from, end - from));
      if (found != numbers_.end()) break;
    }
    if (found == numbers_.end()) {
      out.pieces.resize(atom.first);
      break;
    }
    out.pieces.push_back(found->second);
    begin = end;
  }
  if (out.pieces.size() == atom.first) out.pieces.push_back(unknown_);
  atom.count = static_cast<uint32_t>(out.pieces.size()) - atom.first;
  out.atoms.push_back(atom);
}

bool Vocabulary::is_upper_letter(char32_t c) const {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  auto folded = folding_.find(c);
  return folded != folding_.end() && folded->second.upper;
}

Case Vocabulary::case_of(std::string_view text) const {
  char32_t first = decode_utf8(text, 0).point;
  if (is_digit(first)) return Case::digit;
  if (!is_letter(first) && !is_ideograph(first)) return Case::sign;
  size_t letters = 0;
  size_t upper = 0;
  bool first_upper = false;
  for (size_t at = 0; at < text.size(); ++letters) {
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    bool is_upper = is_upper_letter(step.point);
    upper += is_upper;
    if (letters == 0) first_upper = is_upper;
  }
  if (upper == 0) return Case::lower;
  if (first_upper && upper == 1) return Case::title;
  return upper == letters ? Case::upper : Case::mixed;
}

}  // namespace hearsay::encoder
