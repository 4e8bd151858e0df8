// See case_file.hpp.
#include "case_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "base/utf8.hpp"
#include "document/dump.hpp"

namespace hearsay::cases {
namespace {

Error wrong(std::string message, size_t line = 0) {
  return {ErrorKind::damaged, std::move(message), "", line > 0 ? static_cast<int64_t>(line) : -1};
}

bool is_heading(std::string_view line) {
  return line.starts_with("--- ");
}
bool is_case_heading(std::string_view line) {
  return line.starts_with("=== ");
}
bool is_remark(std::string_view line) {
  return line.empty() || line.front() == '#';
}

std::string first_word(std::string_view text) {
  return std::string(text.substr(0, text.find(' ')));
}

std::optional<uint32_t> hex_number(std::string_view digits, size_t count) {
  uint32_t value = 0;
  if (digits.size() < count) return {};
  auto [end, error] = std::from_chars(digits.data(), digits.data() + count, value, 16);
  if (error != std::errc() || end != digits.data() + count) return {};
  return value;
}

// Decodes the escape after the backslash; gives how many characters it took, 0 if it is none.
size_t unescape_one(std::string_view rest, std::string& out) {
  static constexpr std::string_view kFrom = "nrt0\\\"";
  static constexpr std::string_view kTo{"\n\r\t\0\\\"", 6};
  if (rest.empty()) return 0;
  if (size_t at = kFrom.find(rest.front()); at != std::string_view::npos) {
    out += kTo[at];
    return 1;
  }
  if (rest.front() == 'x') {
    auto value = hex_number(rest.substr(1), 2);
    if (value) out += static_cast<char>(*value);
    return value ? 3 : 0;
  }
  if (rest.front() == 'u') {
    auto value = hex_number(rest.substr(1), 4);
    if (value) append_utf8(out, static_cast<char32_t>(*value));
    return value ? 5 : 0;
  }
  return 0;
}

// Appends text with its escapes decoded until its end or `stop`. Gives the length read, or nothing
// if an escape is unknown.
std::optional<size_t> unescape(std::string_view text, char stop, std::string& out) {
  size_t at = 0;
  while (at < text.size() && (stop == '\0' || text[at] != stop)) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    size_t taken = unescape_one(text.substr(at + 1), out);
    if (taken == 0) return {};
    at += 1 + taken;
  }
  return at;
}

bool needs_quotes(std::string_view line) {
  if (is_heading(line) || is_case_heading(line) || line.starts_with('\\')) return true;
  if (line.ends_with(' ') || line.ends_with('\t')) return true;
  return std::any_of(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

Result<std::string> unescape_bytes(const Lines& lines) {
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    size_t trailing = line.size() - (line.find_last_not_of('\\') + 1);
    bool joined = trailing % 2 == 1;
    if (joined) line.remove_suffix(1);
    if (!unescape(line, '\0', out)) return wrong("unknown escape in: " + lines[i]);
    if (!joined && i + 1 < lines.size()) out += '\n';
  }
  return out;
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

// `name key=value key="with spaces"` without the name.
Result<Attributes> parse_attributes(std::string_view rest) {
  Attributes out;
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.empty()) return out;
    size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return wrong("no value for " + std::string(rest));
    std::string key(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    bool quoted = rest.starts_with('"');
    if (quoted) rest.remove_prefix(1);
    std::string value;
    auto size = unescape(rest, quoted ? '"' : ' ', value);
    if (!size || (quoted && *size == rest.size())) return wrong("value of " + key + " is broken");
    rest.remove_prefix(std::min(*size + (quoted ? 1 : 0), rest.size()));
    out.emplace_back(std::move(key), std::move(value));
  }
}

std::optional<Error> set_limit(Limits& limits, const std::string& key, const std::string& value) {
  static const std::map<std::string, uint64_t Limits::*, std::less<>> kLong = {
      {"report_bytes", &Limits::report_bytes}};
  static const std::map<std::string, uint32_t Limits::*, std::less<>> kShort = {
      {"tree_depth", &Limits::tree_depth},
      {"attributes", &Limits::attributes},
      {"nodes", &Limits::nodes},
      {"problems", &Limits::problems}};
  uint32_t number = 0;
  auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  bool sound = error == std::errc() && end == value.data() + value.size();
  auto is_long = kLong.find(key);
  auto is_short = kShort.find(key);
  if (is_long == kLong.end() && is_short == kShort.end()) return wrong("unknown attribute " + key);
  if (!sound) return wrong(key + " needs a number");
  if (is_long != kLong.end())
    limits.*(is_long->second) = number;
  else
    limits.*(is_short->second) = number;
  return {};
}

std::optional<Error> set_attribute(Source& source, Limits& limits, const std::string& key,
                                   const std::string& value) {
  static const std::map<std::string, std::string Source::*, std::less<>> kFields = {
      {"charset", &Source::charset},     {"url", &Source::url},
      {"title", &Source::title},         {"published", &Source::published},
      {"publisher", &Source::publisher}, {"id", &Source::external_id},
      {"fetched", &Source::fetched}};
  if (auto field = kFields.find(key); field != kFields.end())
    source.*(field->second) = value;
  else if (key == "author")
    source.authors.push_back(value);
  else if (key == "format" && value == "html")
    source.format = Format::html;
  else if (key == "format" && value == "text")
    source.format = Format::text;
  else if (key == "format")
    return wrong("format is text or html, not " + value);
  else
    return set_limit(limits, key, value);
  return {};
}

std::optional<Error> check_cases(const CaseFile& file) {
  if (file.cases.empty()) return wrong("no case in it");
  for (const Case& one : file.cases) {
    bool input = false;
    bool expected = false;
    for (const Section& section : one.sections) {
      if (!section.is_input() && !input)
        return wrong("section " + section.name + " stands before any input", section.line);
      (section.is_input() ? input : expected) = true;
    }
    if (!input) return wrong("case " + one.name + " has no input: --- text, html or bytes");
    if (!expected) return wrong("case " + one.name + " expects nothing");
  }
  return {};
}

}  // namespace

Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string join_lines(const Lines& lines) {
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) out += (i > 0 ? "\n" : "") + lines[i];
  return out;
}

Result<CaseFile> parse_case_file(std::string_view text, const std::string& path) {
  CaseFile file;
  Lines lines = split_lines(text);
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.ends_with('\r')) return wrong("line ends in CR LF; use line feeds", i + 1);
    if (is_case_heading(line)) {
      file.cases.push_back({line.substr(4), {}, {}});
    } else if (is_heading(line)) {
      if (file.cases.empty()) file.cases.emplace_back();
      file.cases.back().sections.push_back({line.substr(4), first_word(line.substr(4)), {}, i + 1});
    } else if (!file.cases.empty() && !file.cases.back().sections.empty()) {
      file.cases.back().sections.back().lines.push_back(line);
    } else if (!is_remark(line)) {
      return wrong("expected a line with #, === or ---", i + 1);
    } else {
      (file.cases.empty() ? file.header : file.cases.back().remarks).push_back(line);
    }
  }
  if (file.header.empty() || file.header.front() != "# " + path)
    return wrong("the first line must be: # " + path, 1);
  if (auto error = check_cases(file)) return *error;
  return file;
}

std::string write_case_file(const CaseFile& file) {
  std::string out;
  auto put = [&](const Lines& lines) {
    for (const std::string& line : lines) out += line + "\n";
  };
  put(file.header);
  for (const Case& one : file.cases) {
    if (!one.name.empty()) out += "=== " + one.name + "\n";
    put(one.remarks);
    for (const Section& section : one.sections) {
      out += "--- " + section.heading + "\n";
      put(section.lines);
    }
  }
  return out;
}

Result<Source> read_input(const Section& section, Limits& limits) {
  Source source;
  source.format = section.name == "html" ? Format::html : Format::text;
  auto attributes = parse_attributes(std::string_view(section.heading).substr(section.name.size()));
  if (!attributes) return attributes.error();
  for (const auto& [key, value] : *attributes)
    if (auto error = set_attribute(source, limits, key, value)) return *error;
  auto bytes =
      section.name == "bytes" ? unescape_bytes(section.lines) : unquote_lines(section.lines);
  if (!bytes) return bytes.error();
  source.bytes = *std::move(bytes);
  return source;
}

Lines quote_lines(std::string_view text) {
  Lines lines = split_lines(text);
  if (text.ends_with('\n')) lines.emplace_back();
  for (std::string& line : lines) {
    if (!needs_quotes(line)) continue;
    std::string quoted = "\\\"";
    append_escaped(quoted, line);
    line = quoted + "\"";
  }
  return lines;
}

Result<std::string> unquote_lines(const Lines& lines) {
  Lines plain;
  for (const std::string& line : lines) {
    if (!line.starts_with('\\')) {
      plain.push_back(line);
      continue;
    }
    std::string text;
    auto size = line.starts_with("\\\"") ? unescape(std::string_view(line).substr(2), '"', text)
                                         : std::optional<size_t>();
    if (!size || *size + 3 != line.size()) return wrong("write it as \\\"...\": " + line);
    plain.push_back(text);
  }
  return join_lines(plain);
}

}  // namespace hearsay::cases
