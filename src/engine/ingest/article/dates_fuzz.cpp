// Any bytes as text with dates, as a written date, as a path, and as a page with all of its dates:
// no crash, and every piece of evidence inside what it points into.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/written_dates.hpp"
#include "ingest/article/dates.hpp"

namespace {

using namespace hearsay;

void require(bool holds) {
  if (!holds) std::abort();
}

void read_text_alone(std::string_view bytes) {
  uint32_t end = 0;
  for (const WrittenDate& date : find_written_dates(bytes, DayOrder::unknown, 100)) {
    require(date.span.begin >= end && date.span.begin < date.span.end &&
            date.span.end <= bytes.size());
    require(date.year == 0 || date.day == 0 || is_calendar_day(date.year, date.month, date.day));
    end = date.span.end;
  }
  article::Candidate candidate;
  if (article::set_date(candidate, bytes)) require(parse_iso_date(candidate.value).has_value());
  article::Candidates of_path;
  article::read_date_of_path(bytes, of_path);
}

void read_page(std::string_view bytes, Format format) {
  Source source;
  source.bytes = std::string(bytes);
  source.format = format;
  Resources resources;
  Characters characters = read_characters(source, resources);
  Page page = parse_page(source, characters, resources);
  Rendering rendering = render_page(page, characters);
  Text text(format == Format::html ? rendering.text : characters.text, OffsetMap());
  Blocks blocks = find_blocks(source, text, page, rendering);
  Metadata metadata = read_metadata(source, characters, page, rendering, text, blocks, resources);
  for (size_t i = 0; i < metadata.span.size(); ++i) {
    Span span = metadata.span[i];
    Span place = metadata.source[i];
    require(span.is_none() || (span.begin <= span.end && span.end <= text.size()));
    require(place.is_none() || (place.begin <= place.end && place.end <= bytes.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_text_alone(bytes);
  read_page(bytes, Format::html);
  read_page(bytes, Format::text);
  return 0;
}
