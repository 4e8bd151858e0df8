// Json: writes JSON (RFC 8259), compact, keys in the order of the calls, valid for any text.
// Covered by base/json_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hearsay {

// Calls must nest properly (asserted where cheap). Inside an object every value takes its key;
// inside an array and at the top the key is empty.
class Json {
 public:
  Json& begin_object(std::string_view key = {});
  Json& end_object();
  Json& begin_array(std::string_view key = {});
  Json& end_array();

  Json& field(std::string_view key, std::string_view text);
  Json& field(std::string_view key, const char* text) { return field(key, std::string_view(text)); }
  Json& field(std::string_view key, const std::string& text) {
    return field(key, std::string_view(text));
  }
  Json& field(std::string_view key, uint64_t number);
  Json& field(std::string_view key, int64_t number);
  Json& field(std::string_view key, uint32_t number) { return field(key, uint64_t{number}); }
  Json& field(std::string_view key, int number) { return field(key, int64_t{number}); }
  Json& field(std::string_view key, bool yes);
  Json& null(std::string_view key = {});
  // `json` is a value that is JSON already.
  Json& raw(std::string_view key, std::string_view json);

  const std::string& text() const { return out_; }
  // The text with a line feed.
  std::string line() const { return out_ + "\n"; }

 private:
  void before(std::string_view key);

  std::string out_;
};

// With the quotes. Invalid UTF-8 becomes U+FFFD; control characters, DEL, U+2028 and U+2029 are
// escaped, so that the result may stand in a line, a script or a terminal.
void append_json_string(std::string& out, std::string_view text);

}  // namespace hearsay
