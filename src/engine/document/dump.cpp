// See dump.hpp.
#include "document/dump.hpp"

#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr size_t kLongest = 80;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  if (text.size() > kLongest) {
    size_t head = kLongest * 5 / 8;
    size_t tail = text.size() - kLongest * 2 / 8;
    while (!is_boundary(text, head)) --head;
    while (!is_boundary(text, tail)) ++tail;
    append_escaped(out, text.substr(0, head));
    out += " ... ";
    append_escaped(out, text.substr(tail));
  } else {
    append_escaped(out, text);
  }
  return out + "\"";
}

std::string range(Span span) {
  return "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + ")";
}

std::string show_span(Span span, std::string_view text) {
  std::string out = range(span);
  if (span.begin <= span.end && span.end <= text.size())
    out += " " + quoted(text.substr(span.begin, span.size()));
  return out;
}

std::string show(const ColumnInfo& column, const Cell& cell, std::string_view text) {
  switch (column.type) {
    case CellType::span:
      return cell.span.is_none() ? "" : show_span(cell.span, text);
    case CellType::source_span:
      return cell.span.is_none() ? "" : range(cell.span);
    case CellType::spans: {
      std::string out;
      for (Span span : cell.spans) out += (out.empty() ? "" : " + ") + show_span(span, text);
      return out;
    }
    case CellType::integer:
      return std::to_string(cell.number);
    case CellType::score:
      return Score{static_cast<uint16_t>(cell.number)}.text();
    case CellType::flag:
      return cell.number != 0 ? "yes" : "no";
    case CellType::choice:
      return std::string(column.choices[static_cast<size_t>(cell.number)]);
    case CellType::text:
      return cell.text.empty() ? "" : quoted(cell.text);
    case CellType::row:
      return cell.number < 0 ? "" : "#" + std::to_string(cell.number);
    case CellType::id:
      return cell.id.hex();
    case CellType::places: {
      std::string out;
      for (const Place& place : cell.places)
        out += (out.empty() ? "" : " + ") + place.report.hex() +
               (place.span.is_none() ? "" : range(place.span));
      return out;
    }
  }
  return "";
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20) {
          out += "\\u00";
          out += kDigits[byte >> 4];
          out += kDigits[byte & 15];
        } else {
          out += c;
        }
    }
  }
}

std::string dump_row(const LayerInfo& info, const void* layer, size_t row, std::string_view text) {
  std::string out;
  bool first = true;
  for (const ColumnInfo& column : info.columns) {
    std::string value = show(column, column.get(layer, row), text);
    // The first column of a layer is what it is about and needs no name.
    std::string label = first ? "" : std::string(column.name) + "=";
    if (!value.empty()) out += (out.empty() ? "" : " ") + label + value;
    first = false;
  }
  return out;
}

std::string dump(const LayerInfo& info, const void* layer, std::string_view text) {
  std::string out;
  for (size_t row = 0; row < info.size(layer); ++row)
    out += dump_row(info, layer, row, text) + "\n";
  return out;
}

}  // namespace hearsay
