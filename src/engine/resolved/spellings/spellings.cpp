// See spellings.hpp.
#include "resolved/spellings/spellings.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

// Chosen by models/train/names on words that the costs were not learnt from.
constexpr uint32_t kMost = 500, kMostPerLetter = 20;

constexpr std::array<std::pair<std::string_view, char>, 18> kGroups = {{{"sch", 's'},
                                                                        {"tch", 's'},
                                                                        {"dzh", 's'},
                                                                        {"kh", 'h'},
                                                                        {"gh", 'k'},
                                                                        {"sh", 's'},
                                                                        {"ch", 's'},
                                                                        {"zh", 's'},
                                                                        {"ts", 's'},
                                                                        {"tz", 's'},
                                                                        {"cz", 's'},
                                                                        {"ph", 'f'},
                                                                        {"th", 't'},
                                                                        {"ck", 'k'},
                                                                        {"dj", 's'},
                                                                        {"dh", 't'},
                                                                        {"qu", 'k'},
                                                                        {"x", 'k'}}};

// Of letters a to z; 0 for those that spellings drop or exchange freely.
constexpr std::string_view kOf("\0pkt\0fk\0\0sklmn\0pkrst\0ff\0\0s", 26);

constexpr size_t kMostLetters = 3;  // of one word that stand for some of the other

// Up to three letters and up to three others as one number.
uint64_t key_of(std::string_view a, std::string_view b) {
  uint64_t out = a.size() * 4 + b.size();
  for (char c : a) out = out * 256 + static_cast<unsigned char>(c);
  for (char c : b) out = out * 256 + static_cast<unsigned char>(c);
  return out;
}

// 0 to 25 for the first letter; 26 for none, 27 for any other.
constexpr size_t kNone = 26, kOther = 27;
size_t letter_of(std::string_view word) {
  if (word.empty()) return kNone;
  if (word.front() < 'a' || word.front() > 'z') return kOther;
  return static_cast<size_t>(word.front() - 'a');
}

// Words that hardly share their letters are two, whatever an alignment would cost.
bool differ(std::string_view a, std::string_view b) {
  constexpr int kMostOthers = 6;
  auto letters = [](std::string_view word) {
    uint32_t out = 0;
    for (char c : word)
      if (c >= 'a' && c <= 'z') out |= uint32_t{1} << (c - 'a');
    return out;
  };
  return std::popcount(letters(a) ^ letters(b)) > kMostOthers;
}

}  // namespace

std::vector<std::string> Spellings::words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string folded = fold_letters(text);
  std::string word;
  auto end = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (size_t at = 0; at < folded.size(); ++at) {
    char c = folded[at];
    // Signs of print: a curly apostrophe is one, quotation marks and dashes divide.
    if (folded.compare(at, 2, "\xE2\x80") == 0 && at + 2 < folded.size()) {
      at += 2;
      if (folded[at] != '\x98' && folded[at] != '\x99') end();
      continue;
    }
    bool part = ascii::is_letter(c) || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (part)
      word += c;
    else if (c != '\'')
      end();
  }
  end();
  if (out.size() > 1 && out.front() == "the") out.erase(out.begin());
  return out;
}

std::string Spellings::joined(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string Spellings::skeleton(std::string_view word) {
  std::string out;
  for (size_t at = 0; at < word.size();) {
    char one = 0;
    size_t taken = 1;
    for (auto [letters, same] : kGroups)
      if (word.substr(at).starts_with(letters)) {
        one = same;
        taken = letters.size();
        break;
      }
    if (one == 0 && word[at] >= 'a' && word[at] <= 'z')
      one = kOf[static_cast<size_t>(word[at] - 'a')];
    bool other = static_cast<unsigned char>(word[at]) >= 0x80;
    if (one == 0 && other) one = word[at];
    at += taken;
    if (one != 0 && one != 'h' && (out.empty() || out.back() != one)) out += one;
  }
  return out;
}

Spellings::Spellings(const Resources& resources) {
  of_letters_.fill(kFar);
  std::string_view lines = resources.blob("models/names/spellings.tsv");
  while (!lines.empty()) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    size_t first = line.find('\t');
    size_t second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) continue;
    uint32_t cost = 0;
    std::string_view number = line.substr(second + 1);
    std::from_chars(number.data(), number.data() + number.size(), cost);
    std::string a(line.substr(0, first));
    std::string b(line.substr(first + 1, second - first - 1));
    if (a.size() > kMostLetters || b.size() > kMostLetters) continue;
    for (const auto& [one, other] : {std::pair{a, b}, std::pair{b, a}}) {
      costs_[key_of(one, other)] = cost;
      size_t cell = letter_of(one) * kLetters + letter_of(other);
      if (one.size() > 1 || other.size() > 1)
        has_longer_[cell] = true;
      else
        of_letters_[cell] = cost;
    }
  }
}

uint32_t Spellings::cost(std::string_view a, std::string_view b, uint32_t most) const {
  if (a == b) return 0;
  if (costs_.empty() || a.size() > kLongest || b.size() > kLongest || a.empty() || b.empty())
    return kFar;
  if (differ(a, b)) return kFar;
  std::array<uint32_t, (kLongest + 1) * (kLongest + 1)> best;
  size_t columns = b.size() + 1;
  std::fill(best.begin(), best.begin() + static_cast<ptrdiff_t>((a.size() + 1) * columns), kFar);
  best[0] = 0;
  most = std::min(most, kFar - 1);
  for (size_t i = 0; i <= a.size(); ++i)
    for (size_t j = 0; j <= b.size(); ++j) {
      uint32_t here = best[i * columns + j];
      if (here > most) continue;
      auto step_to = [&](size_t x, size_t y, uint32_t step) {
        uint32_t& next = best[(i + x) * columns + j + y];
        next = std::min(next, here + step);
      };
      size_t own = letter_of(a.substr(i));
      size_t other = letter_of(b.substr(j));
      bool more_a = i < a.size();
      bool more_b = j < b.size();
      if (more_a && more_b) {
        if (a[i] == b[j]) step_to(1, 1, 0);
        if (uint32_t step = of_letters_[own * kLetters + other]; step < kFar) step_to(1, 1, step);
      }
      if (more_a)
        if (uint32_t step = of_letters_[own * kLetters + kNone]; step < kFar) step_to(1, 0, step);
      if (more_b)
        if (uint32_t step = of_letters_[kNone * kLetters + other]; step < kFar) step_to(0, 1, step);
      if (!more_a || !more_b || !has_longer_[own * kLetters + other]) continue;
      for (size_t x = 1; x <= kMostLetters && i + x <= a.size(); ++x)
        for (size_t y = 1; y <= kMostLetters && j + y <= b.size(); ++y) {
          if (x + y == 2) continue;
          auto found = costs_.find(key_of(a.substr(i, x), b.substr(j, y)));
          if (found != costs_.end()) step_to(x, y, found->second);
        }
    }
  uint32_t out = best[a.size() * columns + b.size()];
  return out > most ? kFar : out;
}

bool Spellings::same(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  auto letters = static_cast<uint32_t>(std::min(a.size(), b.size()));
  uint32_t most = kMost + kMostPerLetter * letters;
  return letters > 2 && cost(a, b, most) <= most;
}

namespace {

// Short forms that share no spelling with the name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> kShort = {
    {{"bill", "william"},      {"will", "william"},    {"bob", "robert"},
     {"rob", "robert"},        {"bobby", "robert"},    {"dick", "richard"},
     {"rick", "richard"},      {"jim", "james"},       {"jimmy", "james"},
     {"jack", "john"},         {"johnny", "john"},     {"ted", "edward"},
     {"ted", "theodore"},      {"ed", "edward"},       {"ned", "edward"},
     {"tony", "anthony"},      {"mike", "michael"},    {"mick", "michael"},
     {"misha", "mikhail"},     {"tom", "thomas"},      {"joe", "joseph"},
     {"beppe", "giuseppe"},    {"pepe", "jose"},       {"dan", "daniel"},
     {"dave", "david"},        {"steve", "stephen"},   {"steve", "steven"},
     {"chris", "christopher"}, {"kate", "katherine"},  {"kathy", "katherine"},
     {"liz", "elizabeth"},     {"beth", "elizabeth"},  {"betty", "elizabeth"},
     {"peggy", "margaret"},    {"maggie", "margaret"}, {"meg", "margaret"},
     {"sasha", "alexander"},   {"alex", "alexander"},  {"sandy", "alexander"},
     {"volodya", "vladimir"},  {"kolya", "nikolai"},   {"bibi", "benjamin"},
     {"ben", "benjamin"},      {"chuck", "charles"},   {"charlie", "charles"},
     {"nick", "nicholas"}}};

// Father and son.
constexpr std::array<std::string_view, 8> kNumbers = {"jr", "sr",     "ii",     "iii",
                                                      "iv", "junior", "senior", "v"};
constexpr std::array<std::string_view, 16> kParticles = {"al",  "el",  "ul", "bin", "ibn", "bint",
                                                         "van", "von", "de", "der", "den", "da",
                                                         "di",  "la",  "du", "ben"};

template <size_t N>
bool is_in(const std::array<std::string_view, N>& all, std::string_view word) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

// Petrov and his wife Petrova.
bool is_female_form(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a.size() + 1 == b.size() && b.starts_with(a) && b.ends_with('a') &&
         (a.ends_with('v') || a.ends_with("in"));
}

// Without particles; what tells father from son goes into `number`.
std::vector<std::string> plain_words(std::span<const std::string> name, std::string& number) {
  std::vector<std::string> out;
  for (const std::string& word : name) {
    if (is_in(kNumbers, word) && !out.empty())
      number = word;
    else
      out.push_back(word);
  }
  // Ben Affleck is called Ben.
  for (size_t i = out.size(); i-- > 0;)
    if (is_in(kParticles, out[i]) && out.size() > (i == 0 ? 2 : 1))
      out.erase(out.begin() + static_cast<ptrdiff_t>(i));
  return out;
}

}  // namespace

bool Spellings::same_word(const std::string& a, const std::string& b) const {
  if (a == b) return true;
  constexpr uint32_t kFew = 100, kFewPerLetter = 30;
  auto letters = static_cast<uint32_t>(std::min(a.size(), b.size()));
  uint32_t most = kFew + kFewPerLetter * letters;
  return letters > 3 && cost(a, b, most) <= most;
}

bool Spellings::same_given(const std::string& a, const std::string& b) const {
  // Paul and Paula.
  if (a + "a" == b || b + "a" == a) return false;
  if (same_word(a, b)) return true;
  if ((a.size() == 1 || b.size() == 1) && a[0] == b[0]) return true;
  return std::any_of(kShort.begin(), kShort.end(), [&](const auto& one) {
    return (one.first == a && one.second == b) || (one.first == b && one.second == a);
  });
}

// Words that may differ by more, since the rest of the name is the same.
bool Spellings::alike(const std::string& a, const std::string& b) const {
  constexpr size_t kLeast = 4;
  return a + "a" != b && b + "a" != a && std::min(a.size(), b.size()) >= kLeast &&
         skeleton(a) == skeleton(b) && same(a, b);
}

bool Spellings::may_be_one_person(std::span<const std::string> a,
                                  std::span<const std::string> b) const {
  std::string number_a, number_b;
  std::vector<std::string> x = plain_words(a, number_a);
  std::vector<std::string> y = plain_words(b, number_b);
  if (x.empty() || y.empty()) return false;
  if (!number_a.empty() && !number_b.empty() && number_a != number_b) return false;
  auto in_order = [&](const std::vector<std::string>& p, const std::vector<std::string>& q) {
    // The last word, or the one before of a double surname whose second half is missing.
    if (is_female_form(p.back(), q.back())) return false;
    if (p.size() == 1 || q.size() == 1) return same_word(p.back(), q.back());
    bool given = same_given(p.front(), q.front());
    if (p.back() == q.back()) {
      given = given || alike(p.front(), q.front());
      // By the second of his given names.
      given = given || (p.size() == 2 && q.size() == 3 && p.front() == q[1]) ||
              (q.size() == 2 && p.size() == 3 && q.front() == p[1]);
    }
    if (!given) return false;
    bool surname = same_word(p.back(), q.back()) ||
                   (same_word(p.front(), q.front()) && alike(p.back(), q.back()));
    // Middle names of both must not contradict: George H. W., George W.
    if (surname) return p.size() < 3 || q.size() < 3 || same_given(p[1], q[1]);
    bool shorter = p.size() == 2 && q.size() > 2 && p.back() == q[q.size() - 2];
    bool longer = q.size() == 2 && p.size() > 2 && q.back() == p[p.size() - 2];
    return shorter || longer;
  };
  if (in_order(x, y)) return true;
  // The surname first: Kim Jong Un, Jong-un Kim.
  if (x.size() < 2 || y.size() < 2 || x.size() != y.size()) return false;
  std::vector<std::string> turned(y.begin() + 1, y.end());
  turned.push_back(y.front());
  if (std::equal(x.begin(), x.end(), turned.begin(),
                 [&](const auto& p, const auto& q) { return same_word(p, q); }))
    return true;
  turned.assign(y.end() - 1, y.end());
  turned.insert(turned.end(), y.begin(), y.end() - 1);
  return std::equal(x.begin(), x.end(), turned.begin(),
                    [&](const auto& p, const auto& q) { return same_word(p, q); });
}

}  // namespace hearsay
