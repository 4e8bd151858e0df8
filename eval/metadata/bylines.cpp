// The words of titles and bylines as they are compared, see metadata.hpp.
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "eval/metadata/metadata.hpp"

namespace hearsay::eval {
namespace {

constexpr std::array<std::string_view, 16> kByWords = {
    "by", "written by", "posted by", "von", "par", "por",  "di",     "door",
    "af", "av",         "от",        "de",  "od",  "text", "author", "story by"};

// A part of a list that has one of these is a role or a degree, beside a name.
constexpr std::array<std::string_view, 46> kRoles = {"writer",     "reporter",  "correspondent",
                                                     "editor",     "columnist", "contributor",
                                                     "author",     "expert",    "director",
                                                     "manager",    "analyst",   "officer",
                                                     "founder",    "ceo",       "dietitian",
                                                     "specialist", "attorney",  "staff",
                                                     "ma",         "md",        "phd",
                                                     "ph",         "mba",       "rd",
                                                     "rdn",        "ms",        "bs",
                                                     "ba",         "bsc",       "msc",
                                                     "cpa",        "cfp",       "cfa",
                                                     "rn",         "dvm",       "vmd",
                                                     "dacvb",      "lvt",       "vts",
                                                     "faclm",      "fand",      "jr",
                                                     "esq",        "smt",       "ryt",
                                                     "journalist"};

constexpr std::array<std::string_view, 14> kDateWords = {
    "january", "february",  "march",   "april",    "may",      "june",    "july",
    "august",  "september", "october", "november", "december", "updated", "published"};

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool counts(char32_t point) {
  auto c = static_cast<UChar32>(point);
  return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

std::string folded(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode error = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                         nullptr, error);
  return U_SUCCESS(error) ? out : std::string(text);
}

// Without what stands in parentheses or is an address.
std::string without_asides(std::string_view text) {
  std::string out;
  int depth = 0;
  for (char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return depth == 0 ? out : std::string(text);
}

std::string without_addresses(std::string_view piece) {
  std::string out;
  for (size_t at = 0; at < piece.size();) {
    size_t end = std::min(piece.find_first_of(" \t", at), piece.size());
    std::string_view word = piece.substr(at, end - at);
    if (word.find('@') == std::string_view::npos && word.find("://") == std::string_view::npos)
      out += std::string(word) + " ";
    at = end + 1;
  }
  return out;
}

using Marks = std::span<const std::string_view>;

std::vector<std::string> parted(std::string_view text, Marks marks) {
  std::vector<std::string> out(1);
  for (size_t at = 0; at < text.size();) {
    auto mark = std::find_if(marks.begin(), marks.end(), [&](std::string_view one) {
      return text.substr(at).starts_with(one);
    });
    if (mark == marks.end()) {
      out.back() += text[at++];
      continue;
    }
    at += mark->size();
    out.emplace_back(mark->back() == ' ' ? " " : "");  // two marks may share a space
  }
  return out;
}

bool is_role(std::string_view piece) {
  std::string words = folded_words(piece);
  for (const std::string& word : parted(words, std::array<std::string_view, 1>{" "}))
    if (is_one_of(ascii::trimmed(word), kRoles)) return true;
  return false;
}

// Cuts at every separator of lists, and drops the roles, which may have an "and" of their own.
std::vector<std::string> names_and_more(std::string_view byline) {
  static constexpr std::array<std::string_view, 8> kCommas = {"\n", "\r", ",",   ";",
                                                              "|",  "、", " · ", " - "};
  static constexpr std::array<std::string_view, 8> kAnds = {
      "&", "/", " and ", " und ", " et ", " with ", " y ", " Edited by "};
  std::vector<std::string> out;
  for (const std::string& piece : parted(byline, kCommas)) {
    if (!out.empty() && (is_role(piece) || folded_words(piece).starts_with("edited by"))) continue;
    for (std::string& name : parted(piece, kAnds))
      if (!ascii::trimmed(name).empty()) out.push_back(std::move(name));
  }
  return out;
}

std::string without_by_word(std::string name) {
  if (is_one_of(name, kByWords)) return "";
  for (std::string_view word : kByWords)
    if (name.starts_with(std::string(word) + " ") && name.size() > word.size() + 1)
      return name.substr(word.size() + 1);
  return name;
}

// A month or "updated" with a number, or what begins with one.
bool is_date(std::string_view name) {
  bool digit = std::any_of(name.begin(), name.end(), ascii::is_digit);
  return digit &&
         (ascii::is_digit(name[0]) || is_one_of(name.substr(0, name.find(' ')), kDateWords));
}

}  // namespace

std::string folded_words(std::string_view text) {
  std::string out;
  bool space = false;
  std::string plain = folded(text);
  for (size_t at = 0; at < plain.size();) {
    Utf8Step step = decode_utf8(plain, at);
    if (counts(step.point)) {
      if (space && !out.empty()) out += ' ';
      space = false;
      out.append(plain, at, step.size);
    } else if (step.point != '\'' && step.point != 0x2019) {
      space = true;
    }
    at += step.size;
  }
  return out;
}

std::set<std::string> names_in_byline(std::string_view byline, std::string_view site) {
  std::set<std::string> out;
  for (const std::string& piece : names_and_more(without_asides(byline))) {
    std::string name = without_by_word(folded_words(without_addresses(piece)));
    if (!name.empty() && !is_date(name)) out.insert(name);
  }
  if (std::string outlet = folded_words(site); out.size() > 1) out.erase(outlet);
  return out;
}

}  // namespace hearsay::eval
