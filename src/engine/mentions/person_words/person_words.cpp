// See person_words.hpp.
#include "mentions/person_words/person_words.hpp"

#include <algorithm>

#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

// Calls `take` with every line that is no comment, without its last word, and with that.
template <class Take>
void each_line(std::string_view lines, Take take) {
  while (!lines.empty()) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    size_t space = line.rfind(' ');
    if (line.empty() || line.front() == '#' || space == std::string_view::npos) continue;
    take(line.substr(0, space), line.substr(space + 1));
  }
}

Gender gender_of(std::string_view sign) {
  return sign == "m" ? Gender::male : sign == "f" ? Gender::female : Gender::unknown;
}

PersonWord kind_of(std::string_view word) {
  if (word == "office") return PersonWord::office;
  if (word == "person") return PersonWord::person;
  if (word == "group") return PersonWord::group;
  return word == "document" ? PersonWord::document : PersonWord::none;
}

}  // namespace

PersonWords::PersonWords(const Resources& resources) {
  each_line(resources.blob("knowledge/person_nouns.txt"),
            [&](std::string_view line, std::string_view sign) {
              size_t space = line.rfind(' ');
              if (space == std::string_view::npos) return;
              PersonWord kind = kind_of(line.substr(space + 1));
              if (kind != PersonWord::none)
                nouns_.emplace(line.substr(0, space), Noun{kind, gender_of(sign)});
            });
  each_line(
      resources.blob("knowledge/given_names.txt"),
      [&](std::string_view name, std::string_view sign) { names_.emplace(name, gender_of(sign)); });
}

PersonWords::Noun PersonWords::noun(std::string_view lemma) const {
  auto found = nouns_.find(lemma);
  return found == nouns_.end() ? Noun{} : found->second;
}

Gender PersonWords::given_name(std::string_view name) const {
  auto found = names_.find(fold_letters(name));
  return found == names_.end() ? Gender::unknown : found->second;
}

}  // namespace hearsay
