// See json_lines.hpp.
#include "eval/measures/json_lines.hpp"

#include "base/ascii.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

Result<void> read_json_lines(const std::string& file, std::string_view kind,
                             const std::function<bool(JsonRow row)>& take) {
  Result<std::string> bytes = benchmark_file(file, kind);
  if (!bytes) return bytes.error();
  simdjson::dom::parser parser;
  std::string_view lines = *bytes;
  for (int64_t number = 1; !lines.empty(); ++number) {
    std::string line(ascii::take_part(lines, '\n'));
    if (line.empty()) continue;
    JsonRow row;
    if (parser.parse(line).get(row) || !take(row))
      return Error{ErrorKind::damaged,
                   "line " + std::to_string(number) + " does not belong into " + std::string(kind),
                   file, -1};
  }
  return {};
}

bool read_field(JsonRow row, std::string_view key, std::string& out) {
  std::string_view text;
  if (row[key].get(text)) return false;
  out = text;
  return true;
}

bool read_field(JsonRow row, std::string_view key, uint64_t& out) {
  return row[key].get(out) == simdjson::SUCCESS;
}

bool read_field(JsonRow row, std::string_view key, std::vector<std::string>& out) {
  simdjson::dom::array list;
  if (row[key].get(list)) return false;
  for (JsonRow one : list) {
    std::string_view text;
    if (one.get(text)) return false;
    out.emplace_back(text);
  }
  return true;
}

bool read_field(JsonRow row, std::string_view key, Span& out) {
  simdjson::dom::array ends;
  uint64_t begin = 0;
  uint64_t end = 0;
  if (row[key].get(ends) || ends.size() != 2) return false;
  if (ends.at(0).get(begin) || ends.at(1).get(end)) return false;
  if (begin >= end || end >= UINT32_MAX) return false;
  out = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  return true;
}

}  // namespace hearsay::eval
