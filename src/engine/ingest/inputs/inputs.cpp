// See inputs.hpp.
#include "ingest/inputs/inputs.hpp"

#include <array>

namespace hearsay {

std::span<const std::string_view> names_of(InputFormat) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "auto", "text", "html", "jsonl", "warc", "feed", "archive", "compressed"};
  return kNames;
}

InputFormat recognise(std::string_view, std::string_view) { return InputFormat::text; }

void read_inputs(ByteReader& bytes, const std::string& path, InputFormat, const Limits& limits,
                 SourceSink& sink) {
  Result<ReadAll> all = read_all(bytes, limits.report_bytes);
  if (!all) return sink.fail({path, -1, all.error().message});
  Source source;
  source.bytes = std::move(all->bytes);
  source.path = path;
  sink.add(std::move(source));
}

}  // namespace hearsay
