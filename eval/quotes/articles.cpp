// Reads articles with their attributions, see quotes.hpp.
#include <simdjson.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "eval/quotes/quotes.hpp"

namespace hearsay::eval {
namespace {

using simdjson::dom::element;

// [[begin, end], ...] of code points.
bool read_spans(element value, std::string_view key, const CodePoints& points,
                std::vector<Span>& out) {
  simdjson::dom::array list;
  if (value[key].get(list)) return false;
  for (element one : list) {
    uint64_t begin = 0;
    uint64_t end = 0;
    if (one.at(0).get(begin) || one.at(1).get(end) || begin >= end || end > points.size())
      return false;
    out.push_back(
        {points.to_byte(static_cast<uint32_t>(begin)), points.to_byte(static_cast<uint32_t>(end))});
  }
  return true;
}

bool read_article(element row, GoldArticle& out) {
  std::string_view id, text;
  simdjson::dom::array list;
  if (row["id"].get(id) || row["text"].get(text) || row["attributions"].get(list)) return false;
  out.id = id;
  out.text = text;
  CodePoints points(out.text);
  for (element one : list) {
    Attributed& attributed = out.attributions.emplace_back();
    bool whole = read_spans(one, "source", points, attributed.source) &&
                 read_spans(one, "cue", points, attributed.cue) &&
                 read_spans(one, "content", points, attributed.content);
    if (!whole) return false;
  }
  return true;
}

}  // namespace

Result<std::vector<GoldArticle>> read_articles(std::string_view lines) {
  std::vector<GoldArticle> out;
  simdjson::dom::parser parser;
  for (size_t number = 1; !lines.empty(); ++number) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string line(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty()) continue;
    element row;
    if (parser.parse(line).get(row) || !read_article(row, out.emplace_back()))
      return Error{ErrorKind::damaged,
                   "line " + std::to_string(number) + " is no article with attributions", "", -1};
  }
  return out;
}

}  // namespace hearsay::eval
