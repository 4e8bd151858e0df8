// See copy_pairs.hpp.
#include "eval/copies/copy_pairs.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include "eval/measures/json_lines.hpp"
#include "eval/measures/table_lines.hpp"

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

template <class Number>
bool read_number(std::string_view field, Number& out) {
  auto [end, wrong] = std::from_chars(field.data(), field.data() + field.size(), out);
  return wrong == std::errc() && end == field.data() + field.size();
}

bool read_pair(const std::vector<std::string_view>& fields, const Texts& texts, CopyPair& out) {
  if (fields.size() != 5 || !read_number(fields[0], out.first_id)) return false;
  if (!read_number(fields[1], out.second_id) || !read_number(fields[4], out.certainty))
    return false;
  auto first = texts.find(out.first_id);
  auto second = texts.find(out.second_id);
  if (first == texts.end() || second == texts.end()) return false;
  if (fields[2] != "tune" && fields[2] != "test") return false;
  if (std::find(kCopyLabels.begin(), kCopyLabels.end(), fields[3]) == kCopyLabels.end())
    return false;
  out.first = first->second;
  out.second = second->second;
  out.test = fields[2] == "test";
  out.label = fields[3];
  return true;
}

}  // namespace

Result<std::vector<CopyPair>> read_copy_pairs(const std::string& labels,
                                              const std::string& articles) {
  Result<Texts> texts = read_articles(articles);
  if (!texts) return texts.error();
  std::vector<CopyPair> out;
  auto read = read_table_lines(labels, "a list of labelled pairs",
                               "two ids of articles, tune or test, a label and a number",
                               [&](const std::vector<std::string_view>& fields) {
                                 return read_pair(fields, *texts, out.emplace_back());
                               });
  if (!read) return read.error();
  return out;
}

}  // namespace hearsay::eval
