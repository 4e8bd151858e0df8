// Mending: makes well-formed references and legal characters of what feeds put in their place.
// Internal to this folder. Covered by ingest/feed/feed_test.cpp.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace hearsay {

// Works on a stream of UTF-8 in pieces of any size.
class XmlMender {
 public:
  // Appends to `out` what can be said of the text so far; `last` ends the stream.
  void add(std::string_view text, bool last, std::string& out);
  // How many things were mended, or were U+FFFD already, before this byte of all that was put out,
  // since the last call. HTML's names of characters do not count.
  uint64_t take_mended(uint64_t before);

 private:
  enum class In : uint8_t { text, comment, cdata, instruction };
  size_t step(std::string_view rest, std::string& out);
  size_t reference(std::string_view rest, std::string& out);
  size_t markup(std::string_view rest, std::string& out);

  void note(const std::string& out) { mended_.push_back(put_out_ + out.size()); }

  std::string waiting_;  // too short to tell what it begins
  In in_ = In::text;
  uint64_t put_out_ = 0;         // before this call of add()
  std::deque<uint64_t> mended_;  // where, in all that was put out
};

// The code point of a name of HTML 4, such as "nbsp"; 0 if there is none.
char32_t html_character(std::string_view name);

}  // namespace hearsay
