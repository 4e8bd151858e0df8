// The text of a report and the way from every character of it back to the bytes it came from.
// Covered by document/text_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/span.hpp"
#include "document/columns.hpp"

namespace hearsay {

// How the bytes of a run became text.
enum class RunKind : uint8_t {
  verbatim,   // the same bytes
  decoded,    // another character encoding
  entity,     // a character reference such as &eacute;
  repaired,   // damaged in the source and mended (mojibake, NUL, invalid bytes); listed in problems
  collapsed,  // white space of the source shown as one other white space character
  inserted,   // nothing in the source: a line break between blocks
};
std::span<const std::string_view> names_of(RunKind);

// From text to source, as runs of equal units: `text_unit` bytes of text came from `source_unit`
// bytes of the source, again and again until the next run begins. Verbatim runs have units 1 and 1.
// Runs are sorted by text_begin, begin at 0 and leave no gap in the text; the source may have gaps
// (tags, skipped parts) and, on misnested pages, may go backwards. Offsets are bytes.
struct OffsetMap {
  static constexpr LayerName kLayer{
      "offsets", 1, "Runs that lead from a report's text back to the bytes of its source."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<uint32_t> text_begin;
  std::vector<uint32_t> source_begin;
  std::vector<uint32_t> text_unit;
  std::vector<uint32_t> source_unit;  // 0 for inserted text
  std::vector<RunKind> kind;
  static constexpr auto columns() {
    return std::tuple{column("text_begin", &OffsetMap::text_begin, "where the run begins in the text"),
                      column("source_begin", &OffsetMap::source_begin, "where it begins in the source"),
                      column("text_unit", &OffsetMap::text_unit, "bytes of text per unit"),
                      column("source_unit", &OffsetMap::source_unit, "bytes of source per unit"),
                      column("kind", &OffsetMap::kind, "how these bytes became text")};
  }

  size_t runs() const { return text_begin.size(); }

  // From text_at on, until the next call says otherwise, units of text_size bytes came from units of
  // source_size bytes, the first of them at source_at. Calls come in text order, the first with 0;
  // one that only continues the last run adds nothing. text_size > 0.
  void add(uint32_t text_at, uint32_t source_at, uint32_t text_size, uint32_t source_size,
           RunKind what);
  void add_verbatim(uint32_t text_at, uint32_t source_at) {
    add(text_at, source_at, 1, 1, RunKind::verbatim);
  }

  // The run that covers byte `at` of the text. O(log runs). Requires runs() > 0.
  size_t run_at(uint32_t at) const;

  // Smallest source range that holds every unit the span touches; for an empty span the source
  // position of that place, as an empty range. O(log runs + runs in the span). An empty map is the
  // identity.
  Span to_source(Span text) const;

  // If `first` leads from A (text_size bytes) to B and `second` from B to C, the result leads from A
  // to C. Runs of `first` must begin and end at code points of B. O(runs of both * log).
  static OffsetMap compose(const OffsetMap& first, const OffsetMap& second, uint32_t text_size);

};

// Immutable UTF-8 with its offset map. Copies share the bytes.
class Text {
 public:
  Text() : bytes_(std::make_shared<const std::string>()) {}
  // The map must cover the bytes; an empty map is the identity.
  Text(std::string bytes, OffsetMap offsets)
      : Text(std::make_shared<const std::string>(std::move(bytes)), std::move(offsets)) {}
  Text(std::shared_ptr<const std::string> bytes, OffsetMap offsets)
      : bytes_(std::move(bytes)),
        offsets_(std::make_shared<const OffsetMap>(std::move(offsets))) {}

  std::string_view view() const { return *bytes_; }
  uint32_t size() const { return static_cast<uint32_t>(bytes_->size()); }
  std::string_view operator[](Span span) const { return view().substr(span.begin, span.size()); }

  const OffsetMap& offsets() const { return *offsets_; }
  // Bytes of the source that a span of this text came from.
  Span to_source(Span span) const { return offsets_->to_source(span); }

 private:
  std::shared_ptr<const std::string> bytes_;
  std::shared_ptr<const OffsetMap> offsets_ = std::make_shared<const OffsetMap>();
};

}  // namespace hearsay
