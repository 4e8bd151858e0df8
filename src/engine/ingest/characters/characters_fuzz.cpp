// The first bytes choose what the container says; the rest is the source.
#include "ingest/characters/characters.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"

namespace {

constexpr std::array<const char*, 16> kLabels = {
    "",           "utf-8",    "windows-1252", "gb18030",       "big5",   "shift_jis",
    "euc-jp",     "euc-kr",   "iso-2022-jp",  "utf-16le",      "koi8-u", "utf-16be",
    "iso-8859-6", "nonsense", "iso-2022-kr",  "x-user-defined"};

void check(bool holds) {
  if (!holds) std::abort();
}

void check_map(const hearsay::OffsetMap& map, size_t text_size, size_t source_size) {
  check(map.runs() > 0 || text_size <= source_size);
  for (size_t run = 0; run < map.runs(); ++run) {
    uint64_t end = run + 1 < map.runs() ? map.text_begin[run + 1] : text_size;
    check(run > 0 || map.text_begin[0] == 0);
    check(map.text_begin[run] < end && map.text_unit[run] > 0);
    uint64_t size = end - map.text_begin[run];
    check(size % map.text_unit[run] == 0);
    uint64_t units = size / map.text_unit[run];
    check(map.source_begin[run] + units * map.source_unit[run] <= source_size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  hearsay::Source source;
  source.charset = kLabels[data[0] & 15];
  source.format = data[0] & 16 ? hearsay::Format::html : hearsay::Format::text;
  source.bytes.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  hearsay::Characters out = hearsay::read_characters(source, {});
  check(hearsay::valid_utf8_prefix(*out.text) == out.text->size());
  check(out.text->find('\0') == std::string::npos);
  check(!out.encoding.empty() && !out.how.empty());
  for (const hearsay::Problem& problem : out.problems) {
    check(problem.offset >= -1 && problem.offset <= static_cast<int64_t>(source.bytes.size()));
    check(hearsay::valid_utf8_prefix(problem.message) == problem.message.size());
  }
  if (out.offsets.runs() == 0) check(source.bytes.starts_with(*out.text));
  check_map(out.offsets, out.text->size(), source.bytes.size());
  return 0;
}
