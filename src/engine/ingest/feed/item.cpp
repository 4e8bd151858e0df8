// See item.hpp.
#include "ingest/feed/item.hpp"
#include "base/ascii.hpp"

#include <algorithm>

namespace hearsay {
namespace {

constexpr size_t kLongestValue = size_t{64} << 10;
constexpr size_t kMostAuthors = 1000;

bool is_address(std::string_view text) {
  return starts_with_nocase(text, "http://") || starts_with_nocase(text, "https://");
}

}  // namespace

Item::Text* Item::text_of(Field field) {
  if (field == Field::content) return &content_;
  return field == Field::summary ? &summary_ : nullptr;
}

void Item::begin(Field field, TextType type) {
  if (Text* text = text_of(field)) {
    repeated_ = text->has_words;
    if (!repeated_) text->type = type;
  } else if (field != Field::none) {
    repeated_ = !ascii::trimmed(value(field)).empty();
  }
}

void Item::add(Field field, std::string_view text) {
  if (field == Field::none || repeated_) return;
  if (Text* into = text_of(field)) {
    into->has_words |= !std::all_of(text.begin(), text.end(), ascii::is_space);
    into->body.add(text);
    return;
  }
  std::string& into = value(field);
  size_t room = kLongestValue - std::min(kLongestValue, into.size());
  cut_ |= text.size() > room;
  into += text.substr(0, room);
}

void Item::add_markup(Field field, std::string_view markup) {
  Text* text = text_of(field);
  if (!text || repeated_) return;
  text->has_markup = true;
  text->body.add(markup);
}

void Item::end(Field field) {
  if (field != Field::author && field != Field::creator) return;
  std::string name(ascii::trimmed(value(field)));
  value(field).clear();
  if (!name.empty() && authors_.size() < kMostAuthors &&
      std::find(authors_.begin(), authors_.end(), name) == authors_.end())
    authors_.push_back(std::move(name));
}

std::string Item::take(Field field) {
  return std::string(ascii::trimmed(value(field)));
}

std::optional<Source> Item::finish() {
  Text* text = nullptr;
  for (Text* one : {&content_, &summary_})
    if (!text && one->has_words && one->type != TextType::other) text = one;
  if (!text) return std::nullopt;
  Source source;
  bool marked = text->has_markup || text->type == TextType::html ||
                (text->type == TextType::unknown && has_markup(text->body.kept()));
  source.format = marked ? Format::html : Format::text;
  text->body.finish(source);
  source.title = take(Field::title);
  source.external_id = take(Field::id);
  source.url = !link_.empty() ? link_ : take(Field::link);
  if (source.url.empty() && id_is_address_ && is_address(source.external_id))
    source.url = source.external_id;
  for (Field field : {Field::published, Field::date, Field::updated})
    if (source.published.empty()) source.published = take(field);
  source.publisher = take(Field::source);
  source.authors = std::move(authors_);
  if (cut_) source.problems.push_back({"cut", "a field of the item was cut at 65536 bytes", -1});
  return source;
}

}  // namespace hearsay
