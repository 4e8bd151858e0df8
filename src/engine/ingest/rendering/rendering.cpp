// See rendering.hpp.
#include "ingest/rendering/rendering.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

// How an element is shown.
struct Style {
  uint8_t lines = 0;  // line feeds that part it from what is around it
  bool hidden = false;
  bool keeps_space = false;
  bool cell = false;
  bool line_break = false;
};

constexpr std::array kHidden = {Tag::audio,   Tag::canvas,    Tag::head,   Tag::iframe,
                                Tag::noembed, Tag::noframes,  Tag::object, Tag::script,
                                Tag::style,   Tag::template_, Tag::title,  Tag::video};
constexpr std::array kForeignHidden = {Tag::annotation, Tag::annotation_xml, Tag::desc,
                                       Tag::metadata,   Tag::script,         Tag::style,
                                       Tag::template_,  Tag::title};
constexpr std::array kParagraphs = {
    Tag::article, Tag::blockquote, Tag::dir, Tag::dl,      Tag::figure,  Tag::h1,   Tag::h2,
    Tag::h3,      Tag::h4,         Tag::h5,  Tag::h6,      Tag::listing, Tag::menu, Tag::ol,
    Tag::p,       Tag::plaintext,  Tag::pre, Tag::section, Tag::table,   Tag::ul,   Tag::xmp};
constexpr std::array kKeepsSpace = {Tag::listing, Tag::plaintext, Tag::pre, Tag::textarea,
                                    Tag::xmp};

template <size_t N>
constexpr bool contains(const std::array<Tag, N>& tags, Tag tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

constexpr Style style_of(Tag tag) {
  Style style;
  style.hidden = contains(kHidden, tag);
  style.cell = tag == Tag::td || tag == Tag::th;
  style.line_break = tag == Tag::br;
  if (!has(tag, kBlock)) return style;
  style.lines = contains(kParagraphs, tag) ? 2 : 1;
  style.keeps_space = contains(kKeepsSpace, tag);
  return style;
}

constexpr Style foreign_style_of(Tag tag) {
  Style style;
  style.hidden = contains(kForeignHidden, tag);
  style.lines = tag == Tag::text ? 1 : 0;
  return style;
}

using Styles = std::array<Style, kTags>;

constexpr Styles styles_of(Style (*style)(Tag)) {
  Styles styles;
  for (uint32_t tag = 0; tag < kTags; ++tag) styles[tag] = style(static_cast<Tag>(tag));
  return styles;
}
constexpr Styles kStyles = styles_of(style_of);
constexpr Styles kForeignStyles = styles_of(foreign_style_of);

enum ByteClass : uint8_t { kPlain, kSpace, kAmpersand };

constexpr std::array<uint8_t, 256> make_classes() {
  std::array<uint8_t, 256> classes{};
  for (char c : {' ', '\t', '\n', '\f', '\r'}) classes[static_cast<unsigned char>(c)] = kSpace;
  classes['&'] = kAmpersand;
  return classes;
}
constexpr std::array<uint8_t, 256> kClasses = make_classes();

ByteClass class_of(char c) {
  return static_cast<ByteClass>(kClasses[static_cast<unsigned char>(c)]);
}

bool is_space(char32_t c) {
  return c < 128 && class_of(static_cast<char>(c)) == kSpace;
}

// One character of the source: `size` bytes of it stand for one or two code points.
struct Unit {
  uint32_t size = 1;
  char32_t first = 0;
  char32_t second = 0;
  RunKind kind = RunKind::verbatim;
};

// Writes text and map. White space and line breaks wait until something follows them.
class Writer {
 public:
  explicit Writer(const Page& page) : source_(*page.text) {}

  // A block boundary, a <br>, the boundary of a table cell.
  void part(uint8_t lines) { lines_ = std::max<uint32_t>(lines_, lines); }
  void line_break() { lines_ = std::min<uint32_t>(lines_ + 1, 2); }
  void next_cell() { ++tabs_; }

  void write(uint32_t node, Span span, bool raw, bool keeps_space);
  Rendering finish();

 private:
  uint32_t at() const { return static_cast<uint32_t>(text_.size()); }
  bool at_line_start() const { return text_.empty() || text_.back() == '\n'; }
  Unit unit_at(uint32_t at, std::string_view view, bool raw) const;
  void collapse(uint32_t node, uint32_t at, const Unit& unit);
  void settle();
  void insert(char c, uint32_t count);
  void emit(uint32_t node, uint32_t from, const Unit& unit);
  void emit_verbatim(uint32_t node, uint32_t from, uint32_t to);
  void extend_piece(uint32_t node, uint32_t begin);

  std::string_view source_;
  std::string text_;
  Rendering out_;
  uint32_t lines_ = 0;  // line feeds wanted before what comes next
  uint32_t tabs_ = 0;
  uint32_t ended_ = 0;  // source position where the text so far ended
  bool has_space_ = false;
  uint32_t space_node_ = 0;
  uint32_t space_at_ = 0;
  Unit space_;
};

// The character at `at`, which is white space or '&'. A CR LF pair is one.
Unit Writer::unit_at(uint32_t at, std::string_view view, bool raw) const {
  Unit unit;
  unit.first = static_cast<unsigned char>(view[at]);
  if (unit.first == '\r') {
    bool pair = at + 1 < view.size() && view[at + 1] == '\n';
    return {pair ? 2U : 1U, '\n', 0, RunKind::collapsed};
  }
  if (unit.first != '&' || raw) return unit;
  Reference reference = read_reference(view, at, false);
  if (reference.size == 0) return unit;
  return {reference.size, reference.first, reference.second, RunKind::entity};
}

void Writer::extend_piece(uint32_t node, uint32_t begin) {
  if (!out_.node.empty() && out_.node.back() == node && out_.span.back().end == begin) {
    out_.span.back().end = at();
    return;
  }
  out_.span.push_back({begin, at()});
  out_.node.push_back(node);
}

void Writer::insert(char c, uint32_t count) {
  if (count == 0) return;
  out_.offsets.add(at(), ended_, 1, 0, RunKind::inserted);
  text_.append(count, c);
}

// Writes what waits: line feeds, or else tabs, or else a space.
void Writer::settle() {
  uint32_t lines = std::exchange(lines_, 0);
  uint32_t tabs = std::exchange(tabs_, 0);
  bool space = std::exchange(has_space_, false);
  if (text_.empty()) return;
  if (lines > 0) {
    uint32_t there = text_.back() != '\n' ? 0 : text_.size() > 1 && text_[at() - 2] == '\n' ? 2 : 1;
    insert('\n', lines - std::min(lines, there));
  } else if (tabs > 0) {
    insert('\t', tabs);
  } else if (space && !at_line_start()) {
    uint32_t begin = at();
    out_.offsets.add(begin, space_at_, 1, space_.size, space_.kind);
    text_ += ' ';
    ended_ = space_at_ + space_.size;
    extend_piece(space_node_, begin);
  }
}

void Writer::collapse(uint32_t node, uint32_t at, const Unit& unit) {
  if (has_space_) return;
  has_space_ = true;
  space_node_ = node;
  space_at_ = at;
  space_ = unit;
  if (unit.first != ' ') space_.kind = RunKind::collapsed;
}

void Writer::emit(uint32_t node, uint32_t from, const Unit& unit) {
  settle();
  uint32_t begin = at();
  append_utf8(text_, unit.first);
  if (unit.second != 0) append_utf8(text_, unit.second);
  out_.offsets.add(begin, from, at() - begin, unit.size, unit.kind);
  ended_ = from + unit.size;
  extend_piece(node, begin);
}

void Writer::emit_verbatim(uint32_t node, uint32_t from, uint32_t to) {
  if (from == to) return;
  settle();
  uint32_t begin = at();
  out_.offsets.add_verbatim(begin, from);
  text_ += source_.substr(from, to - from);
  ended_ = to;
  extend_piece(node, begin);
}

void Writer::write(uint32_t node, Span span, bool raw, bool keeps_space) {
  std::string_view view = source_.substr(0, span.end);
  uint32_t done = span.begin;  // what stands before is written
  uint32_t here = span.begin;
  while (here < span.end) {
    char c = view[here];
    ByteClass kind = class_of(c);
    // The single space between two plain characters, too.
    bool stays =
        kind == kPlain || (kind == kAmpersand && raw) ||
        (kind == kSpace && c != '\r' && keeps_space) ||
        (c == ' ' && here > done && here + 1 < span.end && class_of(view[here + 1]) == kPlain);
    if (stays) {
      ++here;
      continue;
    }
    Unit unit = unit_at(here, view, raw);
    if (kind == kAmpersand && unit.kind == RunKind::verbatim) {
      ++here;
      continue;
    }
    emit_verbatim(node, done, here);
    if (is_space(unit.first) && !keeps_space) {
      collapse(node, here, unit);
      here += unit.size;
      while (here < span.end && class_of(view[here]) == kSpace) ++here;
    } else {
      emit(node, here, unit);
      here += unit.size;
    }
    done = here;
  }
  emit_verbatim(node, done, span.end);
}

Rendering Writer::finish() {
  out_.text = std::make_shared<const std::string>(std::move(text_));
  return std::move(out_);
}

// Walks the page and tells the writer what begins and ends.
class Renderer {
 public:
  explicit Renderer(const Page& page) : page_(page), writer_(page) {}
  Rendering run();

 private:
  struct Open {
    uint32_t end;
    uint8_t lines;
    bool keeps_space;
    uint32_t cells = 0;  // children that are cells, if it is a row
  };
  uint32_t enter(uint32_t node);
  void leave(uint32_t node);

  const Page& page_;
  Writer writer_;
  std::vector<Open> open_;  // elements with lines of their own
};

void Renderer::leave(uint32_t node) {
  while (!open_.empty() && open_.back().end <= node) {
    writer_.part(open_.back().lines);
    open_.pop_back();
  }
}

// Handles an element; gives the node to go on with.
uint32_t Renderer::enter(uint32_t node) {
  const Styles& styles = page_.foreign[node].yes ? kForeignStyles : kStyles;
  const Style& style = styles[static_cast<uint32_t>(page_.tag[node])];
  if (style.hidden) return page_.subtree_end[node];
  if (style.line_break) writer_.line_break();
  if (style.cell && !open_.empty() && open_.back().cells++ > 0) writer_.next_cell();
  if (style.lines > 0) {
    writer_.part(style.lines);
    bool keeps = style.keeps_space || (!open_.empty() && open_.back().keeps_space);
    open_.push_back({page_.subtree_end[node], style.lines, keeps});
  }
  return node + 1;
}

Rendering Renderer::run() {
  auto nodes = static_cast<uint32_t>(page_.kind.size());
  uint32_t node = 0;
  while (node < nodes) {
    leave(node);
    if (page_.kind[node] == NodeKind::element) {
      node = enter(node);
      continue;
    }
    if (page_.kind[node] == NodeKind::text) {
      bool keeps = !open_.empty() && open_.back().keeps_space;
      writer_.write(node, page_.span[node], is_raw_text(page_, node), keeps);
    }
    ++node;
  }
  return writer_.finish();
}

}  // namespace

Rendering render_page(const Page& page, const Characters&) {
  if (page.kind.empty()) return {};
  return Renderer(page).run();
}

}  // namespace hearsay
