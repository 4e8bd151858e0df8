// Reads the key of the sample pile, see samples.hpp.
#include <algorithm>
#include <array>

#include "eval/measures/json_lines.hpp"
#include "eval/samples/samples.hpp"

namespace hearsay::eval {
namespace {

std::string text_at(JsonRow value, std::string_view pointer) {
  std::string_view text;
  if (value.at_pointer(pointer).get(text)) return "";
  return std::string(text);
}

std::optional<Span> span_at(JsonRow value, std::string_view pointer) {
  uint64_t begin = 0;
  uint64_t end = 0;
  std::string place(pointer);
  if (value.at_pointer(place + "/0").get(begin) || value.at_pointer(place + "/1").get(end))
    return std::nullopt;
  if (begin > end || end >= UINT32_MAX) return std::nullopt;
  return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

bool read_report(JsonRow row, KeyReport& report) {
  report.id = text_at(row, "/id");
  report.title = text_at(row, "/title/text");
  report.written = text_at(row, "/written");
  report.earliest = text_at(row, "/published/earliest");
  report.latest = text_at(row, "/published/latest");
  simdjson::dom::array list;
  if (!read_field(row, "paths", report.paths)) return false;
  if (row["authors"].get(list)) return false;
  for (JsonRow author : list) report.authors.push_back(text_at(author, "/text"));
  if (row["blocks"].get(list)) return false;
  for (JsonRow block : list) {
    KeyBlock out;
    auto span = span_at(block, "/bytes");
    if (!span || block["kept"].get(out.kept)) return false;
    out.bytes = *span;
    out.role = text_at(block, "/role");
    report.blocks.push_back(std::move(out));
  }
  return true;
}

// The report of a row, which stands before it; null if there is none.
KeyReport* report_of(JsonRow row, std::vector<KeyReport>& key) {
  std::string report = text_at(row, "/report");
  auto found = std::find_if(key.rbegin(), key.rend(),
                            [&](const KeyReport& one) { return one.id == report; });
  return found == key.rend() ? nullptr : &*found;
}

void read_mention(JsonRow row, std::vector<KeyReport>& key) {
  constexpr std::array<std::string_view, 6> kForms = {"name",     "surname",      "alias",
                                                      "spelling", "abbreviation", "demonym"};
  auto span = span_at(row, "/span/bytes");
  KeyReport* report = report_of(row, key);
  if (!span || report == nullptr) return;
  bool named = std::find(kForms.begin(), kForms.end(), text_at(row, "/form")) != kForms.end();
  report->mentions.push_back(
      {*span, text_at(row, "/entity"), named, text_at(row, "/span/text"), text_at(row, "/type")});
  if (named) report->names.push_back({*span, text_at(row, "/type")});
}

bool read_statement(JsonRow row, std::vector<KeyReport>& key) {
  KeyReport* report = report_of(row, key);
  simdjson::dom::array contents, relay;
  if (report == nullptr || row["content"].get(contents) || row["relay"].get(relay)) return false;
  KeyStatement& out = report->statements.emplace_back();
  for (JsonRow one : contents) {
    auto span = span_at(one, "/bytes");
    if (!span) return false;
    out.content.push_back(*span);
  }
  for (JsonRow one : relay)
    out.relay.push_back(
        {text_at(one, "/entity"), span_at(one, "/span/bytes").value_or(Span::none())});
  out.kind = text_at(row, "/kind");
  out.act = text_at(row, "/act");
  out.polarity = text_at(row, "/polarity");
  out.how = text_at(row, "/speaker/how");
  out.entity = text_at(row, "/speaker/entity");
  out.speaker = span_at(row, "/speaker/span/bytes").value_or(Span::none());
  return true;
}

}  // namespace

Result<std::vector<KeyReport>> read_key(const std::string& file) {
  std::vector<KeyReport> key;
  auto read = read_json_lines(file, "the key of a sample pile", [&](JsonRow row) {
    std::string kind = text_at(row, "/row");
    if (kind == "mention") read_mention(row, key);
    if (kind == "statement") return read_statement(row, key);
    return kind != "report" || read_report(row, key.emplace_back());
  });
  if (!read) return read.error();
  return key;
}

}  // namespace hearsay::eval
