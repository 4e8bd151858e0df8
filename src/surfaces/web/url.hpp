// Url: where a link leads: into these pages, or out of them to an address that a report gives.
// Covered by surfaces/web/html_writer_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"

namespace hearsay::web {

// Only ever holds an address of our own, beginning with '/' or '#', or one with http or https.
class Url {
 public:
  // `path` is written by us, as "/stories/"; what is appended is percent-encoded.
  static Url local(std::string_view path) { return Url(std::string(path)); }
  static Url of(std::string_view path, const Id128& id) {
    return Url(std::string(path) + id.hex());
  }
  // None for what is not http or https (javascript:, data:, ...) or holds blanks, controls, quotes
  // or brackets.
  static std::optional<Url> outside(std::string_view address);

  Url& segment(std::string_view text);
  // An empty value is left out.
  Url& query(std::string_view name, std::string_view value);
  Url& query(std::string_view name, uint64_t value);
  Url& fragment(std::string_view name, const Id128& id);
  Url& fragment(std::string_view name);
  // To the first place of the page that has these words, where the browser can find it.
  Url& words(std::string_view text);

  const std::string& text() const { return text_; }

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace hearsay::web
