// See blocks.hpp.
#include "ingest/blocks/blocks.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr size_t kPathElements = 16;

// Without white space (Unicode's, and the zero-width marks that scraping leaves) at either end.
Span trimmed(std::string_view text, Span span) {
  while (!span.empty()) {
    Utf8Step step = decode_utf8(text, span.begin);
    if (!is_blank(step.point)) break;
    span.begin += step.size;
  }
  while (!span.empty()) {
    uint32_t last = span.end - 1;
    while (last > span.begin && !is_boundary(text, last)) --last;
    if (!is_blank(decode_utf8(text, last).point)) break;
    span.end = last;
  }
  return span;
}

// ---- plain text ---------------------------------------------------------------------------------

// Lines without their white space; empty ones stay, they part paragraphs.
std::vector<Span> find_lines(std::string_view text) {
  std::vector<Span> lines;
  uint32_t begin = 0;
  for (uint32_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\n' && text[at] != '\r') continue;
    bool after_return =
        at == begin && at > 0 && at < text.size() && text[at] == '\n' && text[at - 1] == '\r';
    if (!after_return) lines.push_back(trimmed(text, {begin, at}));
    begin = at + 1;
  }
  return lines;
}

bool begins_small(std::string_view line) {
  return line.front() >= 'a' && line.front() <= 'z';
}

// Lines [first, last) without empty ones look wrapped at a column: three or more, the longest 40 to
// 100 bytes, no line so short that the next one's first word would have fitted, and at least a
// third of the breaks before a small letter (a list of headlines has the first three, too).
bool look_wrapped(std::string_view text, const std::vector<Span>& lines, size_t first,
                  size_t last) {
  if (last - first < 3) return false;
  uint32_t width = 0;
  size_t small = 0;
  for (size_t i = first; i < last; ++i) width = std::max(width, lines[i].size());
  if (width < 40 || width > 100) return false;
  for (size_t i = first; i + 1 < last; ++i) {
    std::string_view next = text.substr(lines[i + 1].begin, lines[i + 1].size());
    size_t word = std::min(next.find(' '), next.size());
    if (lines[i].size() + 1 + word <= width) return false;
    small += begins_small(next);
  }
  return small * 3 >= last - first - 1;
}

void add_block(Blocks& out, Span span) {
  out.span.push_back(span);
  out.path.push_back("");
  out.node.push_back(-1);
  out.linked.push_back(Score{});
}

Blocks blocks_of_lines(std::string_view text) {
  Blocks out;
  std::vector<Span> lines = find_lines(text);
  for (size_t first = 0; first < lines.size();) {
    size_t last = first;
    while (last < lines.size() && !lines[last].empty()) ++last;
    if (look_wrapped(text, lines, first, last)) {
      add_block(out, {lines[first].begin, lines[last - 1].end});
    } else {
      for (size_t i = first; i < last; ++i) add_block(out, lines[i]);
    }
    first = last + 1;
  }
  return out;
}

// ---- pages --------------------------------------------------------------------------------------

// Elements that hold a piece of text of their own although they are not displayed as blocks.
bool parts_text(Tag tag) {
  static constexpr std::array kParting = {Tag::td,      Tag::th,     Tag::caption,
                                          Tag::option,  Tag::button, Tag::label,
                                          Tag::summary, Tag::dt,     Tag::dd};
  return has(tag, kBlock) || std::find(kParting.begin(), kParting.end(), tag) != kParting.end();
}

// For every node the innermost element around it (or itself) that parts text, and whether it is
// inside a link.
struct Surroundings {
  std::vector<uint32_t> block;
  std::vector<bool> linked;
};

Surroundings look_around(const Page& page) {
  Surroundings out;
  size_t nodes = row_count(page);
  out.block.resize(nodes);
  out.linked.resize(nodes);
  for (uint32_t i = 0; i < nodes; ++i) {
    uint32_t up = page.parent[i];
    out.block[i] = i == 0 || parts_text(page.tag[i]) ? i : out.block[up];
    out.linked[i] = i > 0 && (out.linked[up] || page.tag[i] == Tag::a);
  }
  return out;
}

void write_path(const Page& page, uint32_t node, std::string& path) {
  std::array<std::string_view, kPathElements> names;
  size_t count = 0;
  for (uint32_t at = node; at != 0 && count < kPathElements; at = page.parent[at])
    if (page.kind[at] == NodeKind::element) names[count++] = page.name[at];
  path.clear();
  while (count-- > 0) {
    if (!path.empty()) path += '/';
    path += names[count];
  }
}

bool has_empty_line(std::string_view between) {
  return std::count(between.begin(), between.end(), '\n') > 1;
}

class PageBlocks {
 public:
  PageBlocks(std::string_view text, const Page& page)
      : text_(text), page_(page), around_(look_around(page)) {}

  void add(Span piece, uint32_t node) {
    uint32_t block = around_.block[node];
    bool same = open_ && block == block_ &&
                !has_empty_line(text_.substr(span_.end, piece.begin - span_.end));
    if (!same) {
      close();
      open_ = true;
      block_ = block;
      span_ = piece;
      linked_ = 0;
    }
    span_.end = piece.end;
    if (around_.linked[node]) linked_ += piece.size();
  }

  Blocks finish() {
    close();
    return std::move(out_);
  }

 private:
  void close() {
    if (!open_) return;
    open_ = false;
    // A piece of preformatted text may itself hold empty lines.
    uint32_t begin = span_.begin;
    while (begin < span_.end) {
      Span part = trimmed(text_, {begin, find_gap(begin)});
      if (!part.empty()) push(part);
      begin = std::max(part.end, find_gap(begin)) + 1;
    }
  }
  uint32_t find_gap(uint32_t from) const {
    size_t gap = text_.substr(0, span_.end).find("\n\n", from);
    return gap == std::string_view::npos ? span_.end : static_cast<uint32_t>(gap);
  }
  void push(Span part) {
    if (block_ != last_block_) {
      write_path(page_, block_, path_);
      last_block_ = block_;
    }
    out_.span.push_back(part);
    out_.path.push_back(path_);
    out_.node.push_back(static_cast<int32_t>(block_));
    out_.linked.push_back(Score::of(static_cast<double>(linked_) / span_.size()));
  }

  std::string_view text_;
  const Page& page_;
  Surroundings around_;
  Blocks out_;
  bool open_ = false;
  Span span_;
  uint32_t block_ = 0;
  uint32_t linked_ = 0;
  uint32_t last_block_ = UINT32_MAX;
  std::string path_;
};

}  // namespace

Blocks find_blocks(const Source& source, const Text& text, const Page& page,
                   const Rendering& rendering) {
  if (source.format == Format::text) return blocks_of_lines(text.view());
  PageBlocks blocks(text.view(), page);
  for (size_t i = 0; i < rendering.span.size(); ++i)
    blocks.add(rendering.span[i], rendering.node[i]);
  return blocks.finish();
}

}  // namespace hearsay
