// Search: full text, with the words where they stand. See resources.hpp.
#include <algorithm>

#include "surfaces/api/records.hpp"
#include "surfaces/api/search_pages.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using shapes::given;
using shapes::leaf;
using shapes::list;
using shapes::object;
using Kind = Shape::Kind;

constexpr size_t kMostWords = 200;  // of one hit

const std::shared_ptr<const Shape>& hit_shape() {
  static const auto shape = shared(extended(
      head_shape("Hit"), "Hit",
      {span_shape("snippet"), list_shape("words", span_shape("")), number_shape("found")}));
  return shape;
}

Value hit_value(const SearchFound& hit) {
  std::vector<Value> words;
  for (size_t i = 0; i < std::min(hit.words.size(), kMostWords); ++i)
    words.push_back(span_value(*hit.text, hit.words[i]));
  Value out = head_value(*hit.report);
  out.parts.push_back(span_value(*hit.text, hit.snippet));
  out.parts.push_back(Value::of_parts(std::move(words)));
  out.parts.push_back(number_value(hit.words.size()));
  return out;
}

const std::shared_ptr<const Shape>& search_shape() {
  static const auto shape = shared(extended(
      page_shape(*hit_shape()), "SearchPage",
      {list_shape("widened",
                  object("Widened", {text_shape("word"), list_shape("others", leaf(""))}))}));
  return shape;
}

Value widened_value(const SearchPage& page) {
  std::vector<Value> out;
  for (const auto& [word, others] : page.widened) {
    std::vector<Value> list;
    for (const std::string& one : others) list.push_back(Value::of(one));
    out.push_back(Value::of_parts({Value::of(word), Value::of_parts(std::move(list))}));
  }
  return Value::of_parts(std::move(out));
}

SearchAsked asked_of(const Request& request) {
  return {std::string(request.value("q")), request.flag("exact"), days_asked(request),
          std::string(request.value("outlet"))};
}

// Ranked once, so that nothing moves while it is written.
Result<void> write_hits(const Edition& edition, const SearchAsked& asked,
                        const std::function<bool(const Value&)>& add) {
  constexpr size_t kAtOnce = 200;
  Result<RankedSearch> ranked = rank_search(edition, asked);
  if (!ranked) return ranked.error();
  for (size_t at = 0; at < ranked->hits.size(); at += kAtOnce) {
    Result<std::vector<SearchFound>> hits = show_hits(edition, *ranked, at, at + kAtOnce);
    if (!hits) return hits.error();
    for (const SearchFound& hit : *hits)
      if (!add(hit_value(hit))) return {};
  }
  return {};
}

Response answer_search(const Request& request, const Edition& edition) {
  if (std::string_view format = request.value("format"); format != "json")
    return stream_records(edition, format, hit_shape(),
                          [asked = asked_of(request)](const Edition& held, const auto& add) {
                            return write_hits(held, asked, add);
                          });
  Result<SearchPage> page = search_reports(edition, asked_of(request), page_asked(request));
  if (!page) return problem(page.error());
  std::vector<Value> items;
  for (const SearchFound& hit : page->found.items) items.push_back(hit_value(hit));
  Value out = page_value(std::move(items), page->found.next, page->found.total);
  out.parts.push_back(widened_value(*page));
  return json(*search_shape(), out);
}

}  // namespace

std::vector<Route> search_routes() {
  Parameter query = text_parameter(
      "q", "words that a report must hold; \"a phrase\", begin*, OR and -without are understood");
  query.required = true;
  std::vector<Parameter> filters = {std::move(query),
                                    flag_parameter("exact", "without other spellings of names")};
  for (Parameter& day : day_parameters("appeared")) filters.push_back(day);
  filters.push_back(text_parameter("outlet", "appeared in this outlet; case does not count"));
  Route out;
  out.pattern = "/api/search";
  out.name = "search";
  out.summary = "Reports that hold all the words, best first, with the words where they stand";
  out.parameters = list_parameters(std::move(filters), true, "20");
  out.answers = {{"application/json", search_shape()},
                 {"application/jsonl", hit_shape()},
                 {"text/csv; charset=utf-8", nullptr}};
  out.answer = answer_search;
  return {std::move(out)};
}

}  // namespace hearsay::http
