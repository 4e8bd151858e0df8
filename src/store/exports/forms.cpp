// See forms.hpp.
#include "store/exports/forms.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

using Kind = Shape::Kind;

void append_object(std::string& out, const Shape& shape, const Value& value) {
  out += '{';
  bool first = true;
  for (size_t i = 0; i < shape.parts.size(); ++i) {
    if (shape.parts[i].optional && value.parts[i].null) continue;
    if (!first) out += ',';
    first = false;
    append_json_string(out, shape.parts[i].name);
    out += ':';
    append_json(out, shape.parts[i], value.parts[i]);
  }
  out += '}';
}

void append_list(std::string& out, const Shape& shape, const Value& value) {
  out += '[';
  for (size_t i = 0; i < value.parts.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, shape.parts.front(), value.parts[i]);
  }
  out += ']';
}

void append_columns(std::string& out, const Shape& shape, const std::string& prefix) {
  for (const Shape& part : shape.parts) {
    if (part.kind == Kind::object) {
      append_columns(out, part, prefix + part.name + "_");
    } else {
      if (!out.empty()) out += ',';
      out += prefix + part.name;
    }
  }
}

bool runs_as_formula(std::string_view text) {
  size_t at = text.find_first_not_of('\'');
  return at != std::string_view::npos &&
         std::string_view("=+-@\t\r\n").find(text[at]) != std::string_view::npos;
}

// Valid UTF-8 without NUL, which no reader of CSV expects.
std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    if (step.valid && step.point != 0)
      out += text.substr(at, step.size);
    else
      append_utf8(out, kReplacement);
    at += step.size;
  }
  return out;
}

void append_quoted(std::string& out, std::string_view cell) {
  bool plain = cell.find_first_of(",\"\r\n") == std::string_view::npos && !cell.starts_with(' ') &&
               !cell.ends_with(' ');
  if (plain) {
    out += cell;
    return;
  }
  out += '"';
  for (char c : cell) {
    if (c == '"') out += c;
    out += c;
  }
  out += '"';
}

void append_cell(std::string& out, const Shape& shape, const Value& value, CsvGuard guard) {
  if (value.null) return;
  if (shape.kind != Kind::text) {
    std::string json;
    append_json(json, shape, value);
    append_quoted(out, json);
    return;
  }
  std::string cell = clean(value.text);
  if (guard == CsvGuard::safe && runs_as_formula(cell)) cell.insert(0, 1, '\'');
  append_quoted(out, cell);
}

void append_cells(std::string& out, const Shape& shape, const Value& value, CsvGuard guard,
                  bool& first) {
  static const Value kNull;
  for (size_t i = 0; i < shape.parts.size(); ++i) {
    const Shape& part = shape.parts[i];
    const Value& inner = value.null ? kNull : value.parts[i];
    if (part.kind == Kind::object) {
      append_cells(out, part, inner, guard, first);
      continue;
    }
    if (!first) out += ',';
    first = false;
    append_cell(out, part, inner, guard);
  }
}

}  // namespace

void append_json(std::string& out, const Shape& shape, const Value& value) {
  if (value.null) {
    out += "null";
    return;
  }
  switch (shape.kind) {
    case Kind::text:
      append_json_string(out, value.text);
      break;
    case Kind::number:
      out += std::to_string(value.number);
      break;
    case Kind::decimal:
      out += Score{static_cast<uint16_t>(value.number)}.text();
      break;
    case Kind::flag:
      out += value.number != 0 ? "true" : "false";
      break;
    case Kind::object:
      append_object(out, shape, value);
      break;
    case Kind::list:
      append_list(out, shape, value);
      break;
  }
}

std::string csv_header(const Shape& shape) {
  std::string out;
  append_columns(out, shape, "");
  return out + "\r\n";
}

void append_csv(std::string& out, const Shape& shape, const Value& value, CsvGuard guard) {
  bool first = true;
  append_cells(out, shape, value, guard, first);
  out += "\r\n";
}

}  // namespace hearsay
