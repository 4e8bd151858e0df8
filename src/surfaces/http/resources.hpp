// Resources: what the routes of the API have in common: lists in pages or streamed whole, and the
// shapes that several answers share. Reading order: resources.cpp, then one file for each kind of
// thing. Covered by surfaces/http/resources_test.cpp.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "surfaces/api/entity_pages.hpp"
#include "surfaces/api/paging.hpp"
#include "surfaces/api/report_pages.hpp"
#include "surfaces/api/statement_pages.hpp"
#include "surfaces/api/story_pages.hpp"
#include "surfaces/http/http.hpp"

namespace hearsay::http {

// The routes of each kind.
std::vector<Route> report_routes();
std::vector<Route> statement_routes();
std::vector<Route> entity_routes();
std::vector<Route> story_routes();
std::vector<Route> source_routes();
std::vector<Route> search_routes();

// ---- parameters ---------------------------------------------------------------------------------

Parameter id_parameter(std::string doc);
Parameter text_parameter(std::string name, std::string doc);
Parameter choice_parameter(std::string name, std::string doc, std::vector<std::string> choices);
Parameter flag_parameter(std::string name, std::string doc);
std::vector<Parameter> day_parameters(const std::string& of);
// `own`, then cursor and limit, and, for lists that can be streamed, format.
std::vector<Parameter> list_parameters(std::vector<Parameter> own, bool streamed,
                                       std::string_view limit = "50");

PageAsked page_asked(const Request& request);
DaysAsked days_asked(const Request& request);

// ---- shapes and values --------------------------------------------------------------------------

// A shape with more fields at its end.
Shape extended(const Shape& shape, std::string name, std::vector<Shape> more);
Shape number_shape(std::string name);  // never null
Shape score_shape(std::string name);
Shape text_shape(std::string name);
Shape flag_shape(std::string name);
// A list that is never null, of items that are not either.
Shape list_shape(std::string name, Shape item);

Value number_value(uint64_t number);
Value score_value(Score score);
Value flag_value(bool yes);
Value id_value(const Id128& id);

// {"id","title","outlet","family","url","language","first","last"}
Shape head_shape(std::string name);
Value head_value(const ReportHead& head);

// {"id","report","origin","kind","score","why"}
Shape origin_shape(std::string name);
Value origin_value(const OriginView& origin);

std::shared_ptr<const Shape> shared(Shape shape);

// ---- lists --------------------------------------------------------------------------------------

// A list: how a page of it is found, and the record of each item.
template <class T>
struct List {
  std::shared_ptr<const Shape> item;  // has a name
  std::function<Result<PageOf<T>>(const Request&, const Edition&, const PageAsked&)> page;
  // None where it has just been removed.
  std::function<Result<std::optional<Value>>(const Edition&, const T&)> record;
};

// {"items","next","total"}, called by the item's name and "Page".
Shape page_shape(const Shape& item);
Value page_value(std::vector<Value> items, const std::string& next,
                 const std::optional<uint64_t>& total);

// What writes all records of a list that is not JSON.
using WriteRecords =
    std::function<Result<void>(const Edition&, const std::function<bool(const Value&)>& add)>;
// JSON lines or CSV, as `format` says. Keeps the edition.
Response stream_records(const Edition& edition, std::string_view format,
                        std::shared_ptr<const Shape> item, WriteRecords records);

template <class T>
Result<void> write_all(const List<T>& list, const Request& request, const Edition& edition,
                       const std::function<bool(const Value&)>& add) {
  PageAsked asked{"", 200};
  do {
    Result<PageOf<T>> page = list.page(request, edition, asked);
    if (!page) return page.error();
    for (const T& one : page->items) {
      Result<std::optional<Value>> record = list.record(edition, one);
      if (!record) return record.error();
      if (*record && !add(**record)) return {};
    }
    asked.cursor = page->next;
  } while (!asked.cursor.empty());
  return {};
}

template <class T>
Response answer_list(const List<T>& list, const Request& request, const Edition& edition) {
  std::string_view format = request.value("format");
  if (!format.empty() && format != "json") {
    // What is asked for wrongly is said before the stream begins.
    if (Result<PageOf<T>> first = list.page(request, edition, {"", 1}); !first)
      return problem(first.error());
    return stream_records(edition, format, list.item,
                          [list, request](const Edition& held, const auto& add) {
                            return write_all(list, request, held, add);
                          });
  }
  Result<PageOf<T>> page = list.page(request, edition, page_asked(request));
  if (!page) return problem(page.error());
  std::vector<Value> items;
  for (const T& one : page->items) {
    Result<std::optional<Value>> record = list.record(edition, one);
    if (!record) return problem(record.error());
    if (*record) items.push_back(std::move(**record));
  }
  return json(page_shape(*list.item), page_value(std::move(items), page->next, page->total));
}

// The route of a list.
template <class T>
Route list_route(std::string pattern, std::string name, std::string summary,
                 std::vector<Parameter> filters, List<T> list) {
  Route out;
  out.pattern = std::move(pattern);
  out.name = std::move(name);
  out.summary = std::move(summary);
  out.parameters = list_parameters(std::move(filters), true);
  out.answers = {{"application/json", shared(page_shape(*list.item))},
                 {"application/jsonl", list.item},
                 {"text/csv; charset=utf-8", nullptr}};
  out.answer = [list = std::move(list)](const Request& request, const Edition& edition) {
    return answer_list(list, request, edition);
  };
  return out;
}

}  // namespace hearsay::http
