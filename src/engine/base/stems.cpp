// See stems.hpp.
#include "base/stems.hpp"

#include <algorithm>

namespace hearsay {
namespace {

// Of a letter, by what stands before it; at the begin of a word that counts as a vowel.
bool is_vowel(char c, bool behind_vowel) {
  if (c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u') return true;
  return c == 'y' && !behind_vowel;
}

bool is_vowel_at(std::string_view word, size_t at) {
  bool out = true;
  for (char c : word.substr(0, at + 1)) out = is_vowel(c, out);
  return out;
}

bool has_vowel(std::string_view word) {
  bool vowel = true;
  return std::any_of(word.begin(), word.end(), [&](char c) { return vowel = is_vowel(c, vowel); });
}

// Porter's m: how often vowels are followed by consonants.
size_t measure(std::string_view word) {
  size_t out = 0;
  bool vowel = !word.empty() && is_vowel(word.front(), true);
  for (size_t at = 1; at < word.size(); ++at) {
    bool before = vowel;
    vowel = is_vowel(word[at], before);
    out += before && !vowel;
  }
  return out;
}

bool ends_in(const std::string& word, std::string_view ending) {
  return word.size() > ending.size() &&
         std::string_view(word).substr(word.size() - ending.size()) == ending;
}

void cut(std::string& word, size_t signs) {
  word.resize(word.size() - signs);
}

void cut_plural(std::string& word) {
  if (ends_in(word, "ies")) {
    cut(word, 3);
    word += 'y';
  } else if (ends_in(word, "sses")) {
    cut(word, 2);
  } else if (ends_in(word, "s") && !ends_in(word, "ss") && !ends_in(word, "us"))
    cut(word, 1);
}

// Consonant, vowel, consonant that is not w, x or y: such a word has lost an e.
bool is_short(std::string_view word) {
  size_t n = word.size();
  return n >= 3 && !is_vowel_at(word, n - 1) && is_vowel_at(word, n - 2) &&
         !is_vowel_at(word, n - 3) && word[n - 1] != 'w' && word[n - 1] != 'x' &&
         word[n - 1] != 'y';
}

void mend_ending(std::string& word) {
  size_t n = word.size();
  if (n == 2 || ends_in(word, "at") || ends_in(word, "bl") || ends_in(word, "iz")) {
    word += 'e';
  } else if (n >= 2 && word[n - 1] == word[n - 2] && !is_vowel_at(word, n - 1) &&
             word[n - 1] != 'l' && word[n - 1] != 's' && word[n - 1] != 'z') {
    cut(word, 1);
  } else if (measure(word) == 1 && is_short(word)) {
    word += 'e';
  }
}

void cut_verb(std::string& word) {
  std::string_view view(word);
  if (ends_in(word, "eed")) {
    if (measure(view.substr(0, word.size() - 3)) > 0) cut(word, 1);
    return;
  }
  if (ends_in(word, "ied")) {
    cut(word, 3);
    word += 'y';
    return;
  }
  size_t ending = ends_in(word, "ed") ? 2 : ends_in(word, "ing") ? 3 : 0;
  if (ending == 0 || !has_vowel(view.substr(0, word.size() - ending))) return;
  cut(word, ending);
  mend_ending(word);
}

void cut_adverb(std::string& word) {
  size_t ending = ends_in(word, "ly") ? 2 : ends_in(word, "ment") ? 4 : 0;
  if (ending > 0 && measure(std::string_view(word).substr(0, word.size() - ending)) > 1)
    cut(word, ending);
}

}  // namespace

void cut_to_stem(std::string& word) {
  bool letters = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || word.size() < 4) return;
  cut_plural(word);
  cut_verb(word);
  cut_adverb(word);
  if (ends_in(word, "e") && word.size() > 3) cut(word, 1);
}

}  // namespace hearsay
