// Body: the bytes of one report on their way into a Source, bounded, and what the first bytes of
// anything look like. Shared by all readers of containers, so that a report is cut, sniffed and
// marked alike wherever it came from. Covered by ingest/body/body_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_reader.hpp"
#include "base/hash.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay {

// Collects bytes that come in pieces; keeps limits.report_bytes of them and hashes the rest, so
// that two long reports that begin alike do not become one. Memory: what is kept.
class Body {
 public:
  explicit Body(const Limits& limits) : limit_(limits.report_bytes) {}

  void add(std::string_view bytes);
  uint64_t size() const { return size_; }  // of all that was added
  bool empty() const { return size_ == 0; }
  std::string_view kept() const { return bytes_; }

  // Moves what was kept into source.bytes. If that is not all, sets full_digest and the problem
  // `cut`; a UTF-8 sequence that the cut broke is left out. The body is empty afterwards.
  void finish(Source& source);

 private:
  uint64_t limit_;
  uint64_t size_ = 0;
  std::string bytes_;
  std::optional<Sha256> hash_;  // since the limit was passed
};

// Reads all that is left of a stream into source.bytes. A stream that breaks after some bytes gives
// those and the problem `truncated`. An error says that there is nothing worth keeping: the first
// byte is missing already, a bound on expansion was hit, or the system refused to read.
Result<void> read_body(ByteReader& reader, const Limits& limits, Source& source);

// peek() for readers whose end may be damage: what there is before it, fewer than `want` bytes only
// at the end, and then, if it is no proper end, why.
std::string_view peek_before(BufferedReader& reader, size_t want, std::optional<Error>& damage);

// Adds the problem `truncated` unless the source has it already.
void mark_truncated(Source& source, std::string why);

// What the first bytes of a stream look like (4096 are enough).
enum class Look : uint8_t { empty, text, html, binary };

// Text in any encoding, also UTF-16, that is no markup is `text`. HTML: a doctype or a tag of HTML
// after byte order mark, white space, comments and XML declaration, or many tags. XML of another
// kind counts as html, since its elements hold the text. Control characters make it `binary`.
Look look_at(std::string_view head);

// What stands after white space, comments and processing instructions. `xml` is set if one of them
// was an XML declaration.
std::string_view skip_prologue(std::string_view text, bool& xml);

// For fragments, such as the description of a feed's item: any tag or character reference of HTML.
bool has_markup(std::string_view text);

// Why bytes that are `binary` are no report and what to do: "looks like a PDF document: convert it
// to text or HTML first". Also for things that could pass for text, such as RTF; empty if nothing
// is known about them.
std::string describe_binary(std::string_view head);

// The head as ASCII-compatible bytes for sniffing: UTF-16 narrowed (what does not fit becomes '?'),
// byte order mark and leading white space left out.
std::string plain_head(std::string_view head);

enum class Wide : uint8_t { no, little, big };
// UTF-16 by byte order mark, or by the zeros that Latin letters leave in every second byte.
Wide utf16_order(std::string_view head);

// ASCII only, whatever the locale.
bool starts_with_nocase(std::string_view text, std::string_view lower_case_prefix);

}  // namespace hearsay
