// See view.hpp. A view is read off the record, so that people and programs are shown the same.
#include "surfaces/api/view.hpp"

#include <cassert>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "ingest/clean/clean.hpp"
#include "store/exports/records.hpp"

namespace hearsay {
namespace {

// A part of an object by its name; null if it is absent.
const Value* find(const Shape& shape, const Value& value, std::string_view name) {
  for (size_t i = 0; i < shape.parts.size() && i < value.parts.size(); ++i)
    if (shape.parts[i].name == name) return value.parts[i].null ? nullptr : &value.parts[i];
  return nullptr;
}

const Shape& shape_of(const Shape& shape, std::string_view name) {
  for (const Shape& part : shape.parts)
    if (part.name == name) return part;
  assert(false && "the record has this part");
  return shape;
}

std::string text_of(const Shape& shape, const Value& value, std::string_view name) {
  const Value* part = find(shape, value, name);
  return part == nullptr ? "" : part->text;
}

// The text of `inner` in the object `outer`.
std::string text_of(const Shape& shape, const Value& value, std::string_view outer,
                    std::string_view inner) {
  const Value* part = find(shape, value, outer);
  return part == nullptr ? "" : text_of(shape_of(shape, outer), *part, inner);
}

std::vector<Value> items_of(const Shape& shape, const Value& value, std::string_view name) {
  const Value* part = find(shape, value, name);
  return part == nullptr ? std::vector<Value>() : part->parts;
}

BlockView block_of(const Shape& shape, const Value& value, const CodePoints& points) {
  auto place = [&](std::string_view name) {
    return points.to_byte(static_cast<uint32_t>(find(shape, value, name)->number));
  };
  BlockView out{{place("begin"), place("end")},
                text_of(shape, value, "role"),
                find(shape, value, "kept")->number != 0,
                text_of(shape, value, "why")};
  // Why a block is kept or set aside is said by whoever amended that.
  for (const Value& amended : items_of(shape, value, "amended")) {
    const Shape& one = shape_of(shape, "amended").parts[0];
    if (text_of(one, amended, "field") == "kept") out.why = text_of(one, amended, "why");
  }
  return out;
}

}  // namespace

Result<ReportView> view_report(const Store& store, const StoredReport& report) {
  Result<std::shared_ptr<const void>> there = store.layer(report.id, layer_info<Roles>());
  if (!there) return there.error();
  if (*there == nullptr)
    return Error{ErrorKind::missing, "report " + report.id.hex() + " has just been removed", "",
                 -1};
  Result<Value> record = RecordSource(store).report(report);
  if (!record) return record.error();
  const Shape& shape = report_shape();
  ReportView view;
  view.title = ascii::squeezed(text_of(shape, *record, "title", "text"));
  for (const Value& author : items_of(shape, *record, "authors"))
    view.authors.push_back(text_of(shape_of(shape, "authors").parts[0], author, "text"));
  view.publisher = text_of(shape, *record, "publisher", "name");
  view.domain = text_of(shape, *record, "publisher", "domain");
  view.url = text_of(shape, *record, "url");
  view.published = text_of(shape, *record, "published", "earliest");
  view.published_latest = text_of(shape, *record, "published", "latest");
  view.published_how = text_of(shape, *record, "published", "how");
  view.language = text_of(shape, *record, "language");
  CodePoints points(report.text.view());
  for (const Value& block : items_of(shape, *record, "blocks"))
    view.blocks.push_back(block_of(shape_of(shape, "blocks").parts[0], block, points));
  return view;
}

std::string published_days(const ReportView& view) {
  std::string first = view.published.substr(0, 10);
  std::string last = view.published_latest.substr(0, 10);
  if (first.empty()) return last.empty() ? "" : "before " + last;
  return last.empty() || first == last ? first : first + " to " + last;
}

}  // namespace hearsay
