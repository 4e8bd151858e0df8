// See statement_question.hpp.
#include "surfaces/api/statement_question.hpp"

#include <algorithm>

#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

bool ends_word(std::string_view text) {
  for (std::string_view sign : {"\u201C", "\u2018", "\u2019", "\u2014"})
    if (text.ends_with(sign)) return true;
  char last = text.empty() ? ' ' : text.back();
  return !((last >= 'a' && last <= 'z') || (last >= '0' && last <= '9') || (last & 0x80) != 0);
}

// At the begin of a word.
bool has(std::string_view text, std::string_view words) {
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
    if (ends_word(text.substr(0, at))) return true;
  return false;
}

}  // namespace

StatementQuestion::StatementQuestion(const WhoIsWho& who, std::string_view name, bool exact,
                                     std::string_view about)
    : name_(fold_letters(name)), about_(fold_letters(about)), exact_(exact) {
  if (name_.empty() || exact) return;
  for (const EntityView* one : who.named(name_)) entities_.insert(one->id.hex());
}

bool StatementQuestion::is_by_him(const StatementView& one) const {
  return name_.empty() || entities_.contains(one.entity) ||
         has(fold_letters(exact_ ? one.own_name : one.name), name_) ||
         has(fold_letters(one.speaker), name_);
}

bool StatementQuestion::fits(const StatementView& one) const {
  if (!is_by_him(one)) return false;
  return about_.empty() ||
         std::any_of(one.content.begin(), one.content.end(),
                     [this](const std::string& part) { return has(fold_letters(part), about_); });
}

}  // namespace hearsay
