// See splitter.hpp.
#include "ingest/jsonl/splitter.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"

namespace hearsay {
namespace {

constexpr size_t kPiece = size_t{64} << 10;
constexpr size_t kWidestIndent = 256;
constexpr size_t kExcerpt = 60;
constexpr char kRecordSeparator = 0x1E;  // RFC 7464

}  // namespace

std::string_view Splitter::view(size_t want) {
  return peek_before(bytes_, want, damage_);
}

void Splitter::consume(std::string_view text) {
  auto newlines = static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
  if (newlines > 0) {
    line_ += newlines;
    line_begin_ = bytes_.at() + text.rfind('\n') + 1;
    fresh_line_ = true;
  }
  bytes_.consume(text.size());
}

void Splitter::skip_line() {
  only_space_ = true;
  while (true) {
    std::string_view text = view(kPiece);
    size_t newline = text.find('\n');
    bool last = text.size() < kPiece;
    consume(text.substr(0, newline == std::string_view::npos ? newline : newline + 1));
    if (newline != std::string_view::npos || last) return;
  }
}

// Steps to the next line in which an object begins where the broken one did.
void Splitter::resynchronise() {
  while (true) {
    skip_line();
    std::string_view text = view(indent_ + 1);
    if (text.empty()) return;
    if (text.size() > indent_ && text[indent_] == '{' &&
        text.substr(0, indent_).find_first_not_of(" \t") == std::string_view::npos)
      return;
  }
}

// Steps over what stands between objects; false at the end.
bool Splitter::skip_between() {
  if (bytes_.at() == 0 && view(3).starts_with("\xEF\xBB\xBF")) {
    bytes_.consume(3);
    line_begin_ = 3;
  }
  while (true) {
    std::string_view text = view(kPiece);
    size_t at = 0;
    for (; at < text.size(); ++at) {
      char c = text[at];
      if (c == '\n') {
        only_space_ = true;
      } else if (!ascii::is_space(c) && c != kRecordSeparator) {
        bool opens = !begun_ && c == '[';
        opened_ |= opens;
        begun_ = true;
        if (!opens && c != ',' && !(c == ']' && opened_)) break;
        only_space_ = false;
      }
    }
    bool found = at < text.size();
    if (at == 0) return found;
    consume(text.substr(0, at));
    if (found) return true;
  }
}

// Runs to the end of the string, or of the text. A line feed breaks it.
Splitter::Scan Splitter::scan_string(std::string_view text) {
  while (scanned_ < text.size()) {
    size_t end = std::min(text.find('"', scanned_ + in_escape_), text.size());
    size_t line_end = std::min(text.substr(0, end).find('\n', scanned_), end);
    scanned_ += in_escape_ && scanned_ < line_end;
    in_escape_ = false;
    while (scanned_ < line_end) {
      size_t escape = text.substr(0, line_end).find('\\', scanned_);
      scanned_ = std::min(escape, line_end - 1) + 1;
      if (escape == std::string_view::npos) break;
      in_escape_ = scanned_ == line_end;
      scanned_ += !in_escape_;
    }
    if (line_end < end) return Scan::broken;
    if (end == text.size()) break;
    if (in_escape_) continue;  // the quotation mark is escaped
    in_string_ = false;
    scanned_ = end + 1;
    return Scan::closed;
  }
  return Scan::more;
}

// True if the line after the line feed at `scanned_` begins another object where this one began,
// and it cannot be an element of an array in this one.
bool Splitter::another_begins(std::string_view text) const {
  std::string_view line = text.substr(scanned_ + 1);
  bool in_array = depth_ < 64 && (arrays_ >> depth_ & 1) != 0;
  if (in_array && (last_ == '[' || last_ == ',')) return false;
  if (line.size() < indent_ + 2 || line[indent_] != '{') return false;
  return line[indent_ + 1] == '"' &&
         line.substr(0, indent_).find_first_not_of(" \t") == std::string_view::npos;
}

void Splitter::scan_structure(char c) {
  if (c == '{' || c == '[') {
    ++depth_;
    uint64_t bit = depth_ < 64 ? uint64_t{1} << depth_ : 0;
    arrays_ = c == '[' ? arrays_ | bit : arrays_ & ~bit;
  } else if (c == '}' || c == ']') {
    --depth_;
  } else if (c == '"') {
    in_string_ = true;
  }
  if (!ascii::is_space(c)) last_ = c;
}

Splitter::Scan Splitter::scan(std::string_view text, bool last) {
  while (scanned_ < text.size()) {
    if (in_string_) {
      Scan end = scan_string(text);
      if (end != Scan::closed) return end;
      continue;
    }
    char c = text[scanned_];
    if (c == '\n') {
      if (!last && text.size() - scanned_ < indent_ + 3) return Scan::more;
      if (another_begins(text)) return Scan::broken;
    }
    scan_structure(c);
    ++scanned_;
    if (depth_ == 0) return Scan::closed;
  }
  return Scan::more;
}

Splitter::Item Splitter::give_up(Item item, Kind kind, std::string_view text) {
  excerpt_ = text.substr(0, kExcerpt);
  item.kind = kind;
  item.text = excerpt_;
  consume(text.substr(0, scanned_));
  resynchronise();
  return item;
}

Splitter::Item Splitter::read_object(Item item) {
  scanned_ = depth_ = 0;
  arrays_ = 0;
  in_string_ = in_escape_ = false;
  last_ = 0;
  while (true) {
    size_t want = scanned_ + kPiece;
    std::string_view text = view(want);
    bool last = text.size() < want;
    Scan end = scan(text, last);
    if (scanned_ > longest_) return give_up(item, Kind::too_long, text);
    if (end == Scan::closed) {
      held_ = scanned_;
      item.kind = Kind::object;
      item.text = text.substr(0, scanned_);
      return item;
    }
    if (end == Scan::broken || last) return give_up(item, Kind::broken, text);
  }
}

Splitter::Item Splitter::next() {
  if (held_ > 0) {
    consume(view(held_).substr(0, held_));
    held_ = 0;
    only_space_ = false;
  }
  Item item;
  bool found = skip_between();
  item.offset = bytes_.at();
  item.line = line_;
  item.column = item.offset - line_begin_ + 1;
  item.first_of_line = fresh_line_;
  if (!found) {
    if (!damage_ || told_damage_) return item;
    told_damage_ = true;
    item.kind = Kind::read_error;
    item.text = damage_->message;
    return item;
  }
  std::string_view text = view(kExcerpt);
  if (text[0] == '{') {
    indent_ = only_space_ && item.column <= kWidestIndent ? item.column - 1 : 0;
    fresh_line_ = false;
    return read_object(item);
  }
  excerpt_ = text.substr(0, std::min(text.find('\n'), kExcerpt));
  item.kind = Kind::not_json;
  item.text = excerpt_;
  skip_line();
  return item;
}

}  // namespace hearsay
