// See http.hpp.
#include "ingest/warc/http.hpp"

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"

namespace hearsay {
namespace {

constexpr size_t kSizeLine = 1024;

// Size in "1a2b;extension", nullopt if there is none.
std::optional<uint64_t> chunk_size(std::string_view line) {
  uint64_t size = 0;
  auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  std::string_view rest = line.substr(static_cast<size_t>(end - line.data()));
  rest = ascii::trimmed(rest);
  if (error != std::errc() || (!rest.empty() && rest.front() != ';')) return std::nullopt;
  return size;
}

Error damaged(std::string message) {
  return {ErrorKind::damaged, std::move(message)};
}

}  // namespace

Fields Fields::parse(std::string_view lines) {
  Fields out;
  while (!lines.empty()) {
    auto [line, rest] = split_line(lines);
    lines = rest;
    bool folded = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (folded && !out.fields_.empty()) {
      out.fields_.back().second += ' ';
      out.fields_.back().second += ascii::trimmed(line);
      continue;
    }
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    out.fields_.emplace_back(ascii::lowered(ascii::trimmed(line.substr(0, colon))),
                             ascii::trimmed(line.substr(colon + 1)));
  }
  return out;
}

std::string_view Fields::get(std::string_view lower_case_name) const {
  for (const auto& [name, value] : fields_)
    if (name == lower_case_name) return value;
  return {};
}

size_t header_size(std::string_view bytes) {
  for (size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    std::string_view rest = bytes.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return std::string_view::npos;
}

std::pair<std::string_view, std::string_view> split_line(std::string_view text) {
  size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {line, text.substr(std::min(end + 1, text.size()))};
}

std::optional<uint64_t> parse_number(std::string_view digits) {
  uint64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

ContentType parse_content_type(std::string_view value) {
  ContentType out;
  size_t end = std::min(value.find(';'), value.size());
  out.type = ascii::lowered(ascii::trimmed(value.substr(0, end)));
  while (end < value.size()) {
    size_t begin = end + 1;
    end = std::min(value.find(';', begin), value.size());
    std::string_view parameter = ascii::trimmed(value.substr(begin, end - begin));
    if (!starts_with_nocase(parameter, "charset")) continue;
    size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    std::string_view charset = ascii::trimmed(parameter.substr(equals + 1));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\''))
      charset.remove_prefix(1);
    while (!charset.empty() && (charset.back() == '"' || charset.back() == '\''))
      charset.remove_suffix(1);
    if (out.charset.empty()) out.charset = charset;
  }
  return out;
}

int status_of(std::string_view line) {
  if (!starts_with_nocase(line, "http/")) return 0;
  size_t space = line.find(' ');
  if (space == std::string_view::npos) return 0;
  std::string_view rest = ascii::trimmed(line.substr(space));
  std::optional<uint64_t> status =
      parse_number(rest.substr(0, std::min(rest.find(' '), rest.size())));
  return status && *status < 1000 ? static_cast<int>(*status) : 0;
}

bool Chunks::begin(std::string_view body) {
  size_t end = body.substr(0, kSizeLine).find('\n');
  return end != std::string_view::npos &&
         chunk_size(ascii::trimmed(body.substr(0, end))).has_value();
}

Result<void> Chunks::next_chunk() {
  Result<std::string_view> view = body_.peek(kSizeLine);
  if (!view) return view.error();
  size_t skip = 0;
  if (!first_ && view->starts_with("\r\n"))
    skip = 2;
  else if (!first_ && view->starts_with('\n'))
    skip = 1;
  first_ = false;
  std::string_view head = view->substr(skip, kSizeLine);
  if (head.empty()) return damaged("the chunked body ends early");
  size_t end = head.find('\n');
  std::optional<uint64_t> size =
      chunk_size(ascii::trimmed(head.substr(0, std::min(end, head.size()))));
  if (end == std::string_view::npos || !size) return damaged("the chunked body is damaged");
  body_.consume(skip + end + 1);
  left_ = *size;
  ended_ = *size == 0;
  return {};
}

Result<size_t> Chunks::read(std::span<char> into) {
  if (into.empty()) return size_t{0};
  if (left_ == 0 && !ended_)
    if (Result<void> next = next_chunk(); !next) return next.error();
  if (ended_) return size_t{0};
  Result<size_t> got = body_.read(into.first(std::min<size_t>(into.size(), left_)));
  if (!got) return got;
  if (*got == 0) return damaged("the chunked body ends early");
  left_ -= *got;
  return got;
}

Result<size_t> Section::read(std::span<char> into) {
  if (left_ == 0 || into.empty()) return size_t{0};
  Result<size_t> got = inner_.read(into.first(std::min<size_t>(into.size(), left_)));
  if (got) left_ -= *got;
  return got;
}

}  // namespace hearsay
