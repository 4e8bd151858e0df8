// See packed.hpp.
#include "document/packed.hpp"

#include <limits>

namespace hearsay {
namespace {

constexpr char kFormat = 1;

Error damaged(std::string what) {
  return {ErrorKind::damaged, "a packed layer is broken: " + std::move(what), "", -1};
}

// Unsigned LEB128.
void put(std::string& out, uint64_t number) {
  while (number >= 0x80) {
    out += static_cast<char>(number | 0x80);
    number >>= 7;
  }
  out += static_cast<char>(number);
}

// Small magnitudes of either sign become small numbers.
uint64_t zigzag(int64_t number) {
  return static_cast<uint64_t>(number) << 1 ^ static_cast<uint64_t>(number >> 63);
}
int64_t unzigzag(uint64_t number) {
  return static_cast<int64_t>(number >> 1) ^ -static_cast<int64_t>(number & 1);
}

struct Reader {
  std::string_view rest;
  bool broken = false;

  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest.empty()) break;
      auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    broken = true;
    return 0;
  }
  std::string_view bytes(uint64_t count) {
    if (count > rest.size()) {
      broken = true;
      return {};
    }
    std::string_view out = rest.substr(0, count);
    rest.remove_prefix(count);
    return out;
  }
};

// Differences to the previous number of the same column keep sorted columns small.
struct Differ {
  int64_t last = 0;
  void put_next(std::string& out, int64_t number) {
    put(out,
        zigzag(static_cast<int64_t>(static_cast<uint64_t>(number) - static_cast<uint64_t>(last))));
    last = number;
  }
  int64_t next(Reader& in) {
    last = static_cast<int64_t>(static_cast<uint64_t>(last) +
                                static_cast<uint64_t>(unzigzag(in.number())));
    return last;
  }
};

// Begin as a difference to the last end; size as it is, plus one; none is size 0 of nothing.
struct SpanDiffer {
  Differ begin;
  void put_next(std::string& out, Span span) {
    if (span.is_none()) {
      put(out, 0);
      return;
    }
    put(out, uint64_t{span.size()} + 1);
    begin.put_next(out, span.begin);
    begin.last = span.end;
  }
  Span next(Reader& in) {
    uint64_t size = in.number();
    if (size == 0) return Span::none();
    int64_t at = begin.next(in);
    bool fits = at >= 0 && at < int64_t{UINT32_MAX} &&
                size <= static_cast<uint64_t>(int64_t{UINT32_MAX} - at);
    if (in.broken || !fits) {
      in.broken = true;
      return Span::none();
    }
    int64_t end = at + static_cast<int64_t>(size - 1);
    begin.last = end;
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
  }
};

void put_place(std::string& out, const Place& place) {
  auto id = place.report.bytes();
  out.append(id.data(), id.size());
  SpanDiffer().put_next(out, place.span);
}

std::string pack_column(const ColumnInfo& column, const void* layer, size_t rows) {
  std::string out;
  Differ numbers;
  SpanDiffer spans;
  for (size_t row = 0; row < rows; ++row) {
    Cell cell = column.get(layer, row);
    switch (column.type) {
      case CellType::span:
      case CellType::source_span:
        spans.put_next(out, cell.span);
        break;
      case CellType::spans:
        put(out, cell.spans.size());
        for (Span span : cell.spans) spans.put_next(out, span);
        break;
      case CellType::text:
        put(out, cell.text.size());
        out += cell.text;
        break;
      case CellType::id: {
        auto id = cell.id.bytes();
        out.append(id.data(), id.size());
        break;
      }
      case CellType::places:
        put(out, cell.places.size());
        for (const Place& place : cell.places) put_place(out, place);
        break;
      default:
        numbers.put_next(out, cell.number);
    }
  }
  return out;
}

bool unpack_column(const ColumnInfo& column, void* layer, size_t rows, Reader in) {
  Differ numbers;
  SpanDiffer spans;
  std::vector<Span> list;
  std::vector<Place> places;
  for (size_t row = 0; row < rows && !in.broken; ++row) {
    Cell cell;
    switch (column.type) {
      case CellType::span:
      case CellType::source_span:
        cell.span = spans.next(in);
        break;
      case CellType::spans: {
        uint64_t count = in.number();
        list.clear();
        for (uint64_t i = 0; i < count && !in.broken; ++i) list.push_back(spans.next(in));
        cell.spans = list;
        break;
      }
      case CellType::text:
        cell.text = in.bytes(in.number());
        break;
      case CellType::id: {
        std::string_view id = in.bytes(16);
        if (id.size() == 16) cell.id = Id128::from_bytes(id);
        break;
      }
      case CellType::places: {
        uint64_t count = in.number();
        places.clear();
        for (uint64_t i = 0; i < count && !in.broken; ++i) {
          std::string_view id = in.bytes(16);
          if (id.size() < 16) break;
          places.push_back({ReportId(Id128::from_bytes(id)), SpanDiffer().next(in)});
        }
        cell.places = places;
        break;
      }
      default:
        cell.number = numbers.next(in);
        if (!column.holds(cell.number)) in.broken = true;
    }
    if (!in.broken) column.append(layer, cell);
  }
  return !in.broken && in.rest.empty();
}

}  // namespace

std::string pack(const LayerInfo& info, const void* layer) {
  std::string out(1, kFormat);
  size_t rows = info.size(layer);
  put(out, rows);
  put(out, info.columns.size());
  for (const ColumnInfo& column : info.columns) {
    put(out, column.name.size());
    out += column.name;
    out += static_cast<char>(column.type);
    std::string body = pack_column(column, layer, rows);
    put(out, body.size());
    out += body;
  }
  return out;
}

Result<std::shared_ptr<const void>> unpack(const LayerInfo& info, std::string_view bytes) {
  Reader in{bytes};
  if (in.bytes(1) != std::string_view(&kFormat, 1)) return damaged("unknown format");
  uint64_t rows = in.number();
  uint64_t columns = in.number();
  std::shared_ptr<void> layer = info.make();
  size_t filled = 0;
  for (uint64_t i = 0; i < columns && !in.broken; ++i) {
    std::string_view name = in.bytes(in.number());
    std::string_view type = in.bytes(1);
    std::string_view body = in.bytes(in.number());
    for (const ColumnInfo& column : info.columns) {
      if (in.broken || column.name != name) continue;
      if (column.length(layer.get()) > 0) return damaged("column " + std::string(name) + " twice");
      if (type.front() != static_cast<char>(column.type))
        return damaged("column " + std::string(name) + " has another type");
      if (rows > body.size()) return damaged("column " + std::string(name) + " is short");
      if (!unpack_column(column, layer.get(), rows, Reader{body}))
        return damaged("column " + std::string(name));
      ++filled;
    }
  }
  if (in.broken || !in.rest.empty()) return damaged("its end is missing");
  if (filled != info.columns.size()) return damaged("columns are missing");
  return std::shared_ptr<const void>(std::move(layer));
}

std::string pack_spans(std::span<const Span> spans) {
  std::string out;
  SpanDiffer differ;
  for (Span span : spans) differ.put_next(out, span);
  return out;
}

std::string pack_places(std::span<const Place> places) {
  std::string out;
  for (const Place& place : places) put_place(out, place);
  return out;
}

std::string pack_strings(std::span<const std::string> strings) {
  std::string out;
  for (const std::string& one : strings) {
    put(out, one.size());
    out += one;
  }
  return out;
}

Result<std::vector<Span>> unpack_spans(std::string_view bytes) {
  Reader in{bytes};
  SpanDiffer differ;
  std::vector<Span> spans;
  while (!in.rest.empty() && !in.broken) spans.push_back(differ.next(in));
  if (in.broken) return damaged("a list of spans");
  return spans;
}

Result<std::vector<Place>> unpack_places(std::string_view bytes) {
  Reader in{bytes};
  std::vector<Place> places;
  while (!in.rest.empty() && !in.broken) {
    std::string_view id = in.bytes(16);
    if (id.size() < 16) break;
    places.push_back({ReportId(Id128::from_bytes(id)), SpanDiffer().next(in)});
  }
  if (in.broken) return damaged("a list of places");
  return places;
}

Result<std::vector<std::string>> unpack_strings(std::string_view bytes) {
  Reader in{bytes};
  std::vector<std::string> strings;
  while (!in.rest.empty() && !in.broken) strings.emplace_back(in.bytes(in.number()));
  if (in.broken) return damaged("a list of strings");
  return strings;
}

}  // namespace hearsay
