// See copy_pairs.hpp.
#include "eval/copies/copy_pairs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include "eval/copies/json_lines.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {
namespace {

using Texts = std::map<uint64_t, std::string>;

Result<Texts> read_articles(const std::string& file) {
  Texts out;
  auto read = read_json_lines(file, "a list of articles", [&](JsonRow row) {
    uint64_t id = 0;
    std::string text;
    if (!read_field(row, "id", id) || !read_field(row, "text", text)) return false;
    return out.emplace(id, std::move(text)).second;
  });
  if (!read) return read.error();
  return out;
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    size_t end = line.find('\t');
    out.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return out;
    line.remove_prefix(end + 1);
  }
}

template <class Number>
bool read_number(std::string_view field, Number& out) {
  auto [end, wrong] = std::from_chars(field.data(), field.data() + field.size(), out);
  return wrong == std::errc() && end == field.data() + field.size();
}

std::optional<CopyPair> read_pair(std::string_view line, const Texts& texts) {
  constexpr std::array<std::string_view, 4> kLabels = {"copy", "rewrite", "quotation",
                                                       "independent"};
  std::vector<std::string_view> fields = fields_of(line);
  CopyPair out;
  if (fields.size() != 5 || !read_number(fields[0], out.first_id)) return std::nullopt;
  if (!read_number(fields[1], out.second_id) || !read_number(fields[4], out.certainty))
    return std::nullopt;
  auto first = texts.find(out.first_id);
  auto second = texts.find(out.second_id);
  if (first == texts.end() || second == texts.end()) return std::nullopt;
  if (fields[2] != "tune" && fields[2] != "test") return std::nullopt;
  if (std::find(kLabels.begin(), kLabels.end(), fields[3]) == kLabels.end()) return std::nullopt;
  out.first = first->second;
  out.second = second->second;
  out.test = fields[2] == "test";
  out.label = fields[3];
  return out;
}

}  // namespace

Result<std::vector<CopyPair>> read_copy_pairs(const std::string& labels,
                                              const std::string& articles) {
  Result<Texts> texts = read_articles(articles);
  if (!texts) return texts.error();
  Result<std::string> bytes = benchmark_file(labels, "a list of labelled pairs");
  if (!bytes) return bytes.error();
  std::vector<CopyPair> out;
  std::string_view lines = *bytes;
  for (int64_t number = 1; !lines.empty(); ++number) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    std::optional<CopyPair> pair = read_pair(line, *texts);
    if (!pair)
      return Error{ErrorKind::damaged,
                   "line " + std::to_string(number) +
                       " is not two ids of articles, tune or test, a label and a number",
                   labels, -1};
    out.push_back(std::move(*pair));
  }
  return out;
}

}  // namespace hearsay::eval
