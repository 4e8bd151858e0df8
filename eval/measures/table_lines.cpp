// See table_lines.hpp.
#include "eval/measures/table_lines.hpp"

#include "base/ascii.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {
namespace {

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    bool last = line.find('\t') == std::string_view::npos;
    out.push_back(ascii::take_part(line, '\t'));
    if (last) return out;
  }
}

}  // namespace

Result<void> read_table_lines(
    const std::string& file, std::string_view kind, std::string_view row,
    const std::function<bool(const std::vector<std::string_view>& fields)>& take) {
  Result<std::string> bytes = benchmark_file(file, kind);
  if (!bytes) return bytes.error();
  std::string_view lines = *bytes;
  for (int64_t number = 1; !lines.empty(); ++number) {
    std::string_view line = ascii::take_part(lines, '\n');
    if (line.empty() || line.front() == '#' || take(fields_of(line))) continue;
    return Error{ErrorKind::damaged,
                 "line " + std::to_string(number) + " is not " + std::string(row), file, -1};
  }
  return {};
}

}  // namespace hearsay::eval
