// Item: one item of a feed while it is read, and what becomes of it. Internal to this folder.
// Covered by ingest/feed/feed_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/resources.hpp"
#include "document/source.hpp"
#include "ingest/body/body.hpp"

namespace hearsay {

// What an element of an item is. Of several fields of one kind the first in this order counts.
enum class Field : uint8_t {
  none,
  content,  // content:encoded, Atom's content
  summary,  // description, summary
  title,
  link,
  author,
  creator,
  id,
  published,  // pubDate, published
  date,       // dc:date, issued
  updated,    // updated, modified
  source,
  count_,
};

// What an element says about the text in it.
enum class TextType : uint8_t { unknown, text, html, other };

class Item {
 public:
  explicit Item(const Limits& limits) : content_(limits), summary_(limits) {}

  void begin(Field field, TextType type);
  void add(Field field, std::string_view text);
  void add_markup(Field field, std::string_view markup);
  void end(Field field);
  // The first one counts.
  void set_link(std::string_view link) {
    if (link_.empty()) link_ = link;
  }
  // An id that is no address is not one in the place of a missing link.
  void set_id_is_address(bool is) { id_is_address_ = is; }

  // The report, but for path and the feed's title; nullopt if the item has no text.
  std::optional<Source> finish();

 private:
  struct Text {
    explicit Text(const Limits& limits) : body(limits) {}
    Body body;
    TextType type = TextType::unknown;
    bool has_words = false;
    bool has_markup = false;
  };
  Text* text_of(Field field);
  std::string& value(Field field) { return values_[static_cast<size_t>(field)]; }
  std::string take(Field field);

  Text content_, summary_;
  std::array<std::string, static_cast<size_t>(Field::count_)> values_;
  std::vector<std::string> authors_;
  std::string link_;
  bool id_is_address_ = true;
  bool repeated_ = false;  // the open field was there before: the first one counts
  bool cut_ = false;
};

}  // namespace hearsay
