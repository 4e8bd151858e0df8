// Splitter: cuts a stream into JSON objects by their braces. Internal to this folder.
// Covered by ingest/jsonl/jsonl_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_reader.hpp"

namespace hearsay {

class Splitter {
 public:
  // No object may be longer than `longest` bytes.
  Splitter(BufferedReader& bytes, size_t longest) : bytes_(bytes), longest_(longest) {}

  enum class Kind : uint8_t {
    object,    // `text` is one from brace to brace
    not_json,  // a line, or the rest of one, that begins no object
    broken,    // an object that does not end before the next one begins
    too_long,
    read_error,  // `text` is the message
    end,
  };
  struct Item {
    Kind kind = Kind::end;
    std::string_view text;  // valid until the next call
    uint64_t offset = 0;    // of its first byte in the stream
    uint64_t line = 1;      // counted from 1
    uint64_t column = 1;    // in bytes, counted from 1
    bool first_of_line = true;
  };
  Item next();

 private:
  enum class Scan : uint8_t { more, closed, broken };
  std::string_view view(size_t want);
  Scan scan(std::string_view text, bool last);
  Scan scan_string(std::string_view text);
  bool another_begins(std::string_view text) const;
  void scan_structure(char c);
  bool skip_between();
  Item read_object(Item item);
  Item give_up(Item item, Kind kind, std::string_view text);
  void consume(std::string_view text);
  void skip_line();
  void resynchronise();

  BufferedReader& bytes_;
  size_t longest_;
  std::optional<Error> damage_;
  size_t held_ = 0;  // bytes of the object given last, to be consumed
  uint64_t line_ = 1;
  uint64_t line_begin_ = 0;
  bool fresh_line_ = true;  // no object began in this line yet
  bool only_space_ = true;  // nothing but white space in this line so far
  bool opened_ = false;     // the stream begins with a bracket: one array of objects
  bool begun_ = false;
  bool told_damage_ = false;
  std::string excerpt_;

  // The scan of one object.
  size_t scanned_ = 0;
  uint32_t depth_ = 0;
  uint64_t arrays_ = 0;  // bit d: what is open at depth d is an array
  bool in_string_ = false;
  bool in_escape_ = false;
  char last_ = 0;      // last character that is no white space
  size_t indent_ = 0;  // bytes before it in its line, if they are white space
};

}  // namespace hearsay
