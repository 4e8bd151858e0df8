// See quotations.hpp.
#include "reported/quotations/quotations.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

// ---- marks --------------------------------------------------------------------------------------

enum class Shape : uint8_t { opens, closes, either };

struct Mark {
  Span span;
  Shape shape;                         // of the sign
  bool before = false, after = false;  // whether text touches it there
  bool digit = false;                  // a digit stands before it: inches, perhaps
  bool letters = false;                // between two letters
};

struct Sign {
  char32_t point;
  Shape shape;
  bool single;
};
constexpr std::array<Sign, 14> kSigns = {{
    {U'"', Shape::either, false},
    {U'\u201C', Shape::opens, false},   // “, which closes in German
    {U'\u201D', Shape::closes, false},  // ”
    {U'\u201E', Shape::opens, false},   // „
    {U'\u201F', Shape::opens, false},
    {U'\u00AB', Shape::opens, false},   // «
    {U'\u00BB', Shape::closes, false},  // »
    {U'\uFF02', Shape::either, false},
    {U'\'', Shape::either, true},
    {U'\u2018', Shape::opens, true},   // ‘
    {U'\u2019', Shape::closes, true},  // ’
    {U'\u201A', Shape::opens, true},   // ‚
    {U'\u2039', Shape::opens, true},
    {U'\u203A', Shape::closes, true},
}};

const Sign* sign_of(char32_t point) {
  for (const Sign& sign : kSigns)
    if (sign.point == point) return &sign;
  return nullptr;
}

bool is_word(char32_t c) {
  if (c < 0x80)
    return ascii::is_letter(static_cast<char>(c)) || ascii::is_digit(static_cast<char>(c));
  return c != 0xFFFD && !is_blank(c) && !(c >= 0x2010 && c <= 0x2BFF) && sign_of(c) == nullptr &&
         c != 0xA7 && c != 0xB7;
}

bool opens_bracket(char32_t c) {
  return c == '(' || c == '[' || c == '{' || c == 0x2013 || c == 0x2014 || c == '-' || c == ':' ||
         c == '/' || c == ',';
}
bool is_stop(char32_t c) {
  return c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':' || c == ')' ||
         c == ']' || c == 0x2026;
}

struct Marks {
  std::vector<Mark> doubles, singles;
};

// The marks of one block. `` and '' are double ones.
void find_marks(std::string_view text, Span block, Marks& out) {
  char32_t last = ' ';
  for (size_t at = block.begin; at < block.end;) {
    Utf8Step step = decode_utf8(text, at);
    size_t size = step.size;
    bool pair = (step.point == '`' || step.point == '\'') && at + 1 < block.end &&
                text[at + 1] == text[at] &&
                (step.point == '`' || !is_word(last) || at + 2 >= block.end ||
                 !ascii::is_letter(text[at + 2]));
    const Sign* sign = pair ? nullptr : sign_of(step.point);
    if (pair || sign != nullptr) {
      size = pair ? 2 : size;
      char32_t next = at + size < block.end ? decode_utf8(text, at + size).point : U' ';
      Mark mark;
      mark.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + size)};
      mark.shape = pair ? (text[at] == '`' ? Shape::opens : Shape::closes) : sign->shape;
      bool outer_sign = sign_of(last) != nullptr;
      mark.before = !is_blank(last) && !opens_bracket(last) && (!outer_sign || is_stop(last));
      if (outer_sign) mark.before = sign_of(last)->shape == Shape::closes;
      mark.after = !is_blank(next) && !is_stop(next);
      mark.digit = last < 0x80 && ascii::is_digit(static_cast<char>(last));
      mark.letters = is_word(last) && is_word(next);
      (pair || !sign->single ? out.doubles : out.singles).push_back(mark);
    }
    last = pair ? static_cast<char32_t>('"') : step.point;
    at += size;
  }
}

// ---- the cheapest reading ---------------------------------------------------------------------

constexpr int kDepths = 3;  // none, one, one in another
constexpr int kNever = std::numeric_limits<int>::max() / 4;

enum class Reading : uint8_t { none, opens, closes, reopens };

// What it costs that a mark opens: against its shape and against the spaces.
int opening_price(const Mark& mark) {
  bool stands_so = !mark.before && mark.after;
  int price = mark.shape != Shape::closes ? 0 : stands_so ? 6 : 12;
  if (mark.before) price += mark.after ? 4 : 12;
  if (!mark.before && !mark.after) price += 3;
  return price;
}
int closing_price(const Mark& mark) {
  bool stands_so = mark.before && !mark.after;
  int price = mark.shape != Shape::opens ? 0 : stands_so ? 6 : 12;
  if (!mark.before) price += mark.after ? 12 : 5;
  if (mark.before && mark.after) price += 3;
  return price;
}
int dropping_price(const Mark& mark) {
  return mark.shape != Shape::either ? 20 : mark.digit ? 5 : mark.letters ? 9 : 16;
}

// A mark, or the border between two blocks.
struct Event {
  const Mark* mark;  // null for a border
  uint32_t block;    // behind a border, the next one
};

struct Step {
  int price = kNever;
  int8_t from = 0;
  Reading reading = Reading::none;
};

void offer(Step& step, int price, int from, Reading reading) {
  if (price < step.price) step = {price, static_cast<int8_t>(from), reading};
}

using Row = std::array<Step, kDepths>;

// One mark, from every depth to every depth.
void take_mark(const Mark& mark, bool first_of_block, const std::array<int, kDepths>& total,
               Row& out) {
  for (int depth = 0; depth < kDepths; ++depth) {
    int before = total[static_cast<size_t>(depth)];
    if (before >= kNever) continue;
    offer(out[static_cast<size_t>(depth)], before + dropping_price(mark), depth, Reading::none);
    // In another of the same shape: seldom, but it happens.
    int opens = opening_price(mark) + (depth == 0 ? 0 : depth == 1 ? 9 : 30);
    if (depth + 1 < kDepths)
      offer(out[static_cast<size_t>(depth) + 1], before + opens, depth, Reading::opens);
    if (depth > 0)
      offer(out[static_cast<size_t>(depth) - 1], before + closing_price(mark), depth,
            Reading::closes);
    if (depth > 0 && first_of_block)
      offer(out[static_cast<size_t>(depth)], before + opening_price(mark), depth, Reading::reopens);
    // What closes nothing: its quotation began with the block.
    if (depth == 0 && !mark.after)
      offer(out[0], before + closing_price(mark) + 11, depth, Reading::closes);
  }
}

// The border: what is open stays open or is given up.
void take_border(bool next_opens, bool next_closes, const std::array<int, kDepths>& total,
                 Row& out) {
  for (int depth = 0; depth < kDepths; ++depth) {
    int before = total[static_cast<size_t>(depth)];
    if (before >= kNever) continue;
    if (depth == 0) offer(out[0], before, 0, Reading::none);
    if (depth == 1)
      offer(out[1], before + (next_opens ? 2 : next_closes ? 8 : 26), 1, Reading::none);
    if (depth > 0) offer(out[0], before + 10 + depth, depth, Reading::none);
  }
}

// One quotation within one block while it is read.
struct Open {
  std::optional<Mark> mark;  // none where it began with the block
  bool goes_on;
  bool wrong;
};

// Reads the double marks of all blocks; writes quotations in the order in which they close.
class Reader {
 public:
  Reader(std::string_view text, std::span<const Span> blocks) : text_(text), blocks_(blocks) {}

  Quotations read() {
    std::vector<Marks> marks(blocks_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) find_marks(text_, blocks_[i], marks[i]);
    std::vector<Event> events;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (i > 0) events.push_back({nullptr, static_cast<uint32_t>(i)});
      for (const Mark& mark : marks[i].doubles) events.push_back({&mark, static_cast<uint32_t>(i)});
    }
    write(events, best(events, marks));
    std::vector<std::vector<uint32_t>> around = owners(marks);
    for (size_t i = 0; i < blocks_.size(); ++i) read_singles(marks[i].singles, around[i]);
    return sorted();
  }

 private:
  struct Found {
    Span span, inner;
    bool single, goes_on, mended;
  };

  // A straight mark that begins a block, or any mark that would open it.
  static bool begins_with_opening(const Marks& marks, Span block) {
    return !marks.doubles.empty() && marks.doubles.front().span.begin <= block.begin + 1 &&
           opening_price(marks.doubles.front()) == 0;
  }
  static bool closes_first(const Marks& marks) {
    return !marks.doubles.empty() && !marks.doubles.front().digit &&
           closing_price(marks.doubles.front()) < opening_price(marks.doubles.front());
  }

  std::vector<Reading> best(const std::vector<Event>& events,
                            const std::vector<Marks>& marks) const {
    std::array<int, kDepths> total{0, kNever, kNever};
    std::vector<Row> rows(events.size());
    for (size_t i = 0; i < events.size(); ++i) {
      const Event& event = events[i];
      bool first = i == 0 || events[i - 1].mark == nullptr;
      if (event.mark != nullptr)
        take_mark(*event.mark, first, total, rows[i]);
      else
        take_border(begins_with_opening(marks[event.block], blocks_[event.block]),
                    closes_first(marks[event.block]), total, rows[i]);
      for (size_t depth = 0; depth < kDepths; ++depth) total[depth] = rows[i][depth].price;
      // Sums stay small, however many marks there are.
      int least = *std::min_element(total.begin(), total.end());
      for (int& price : total) price = price >= kNever ? kNever : price - least;
    }
    std::vector<Reading> out(events.size());
    size_t depth = 0;
    for (size_t d = 1; d < kDepths; ++d)
      if (!events.empty() &&
          total[d] + 10 + static_cast<int>(d) < total[depth] + (depth > 0 ? 10 : 0))
        depth = d;
    depths_after_.assign(events.size(), 0);
    for (size_t i = events.size(); i-- > 0;) {
      out[i] = rows[i][depth].reading;
      depths_after_[i] = static_cast<int>(depth);
      depth = static_cast<size_t>(rows[i][depth].from);
    }
    return out;
  }

  void close(const Open& open, uint32_t block, const Mark* mark) {
    Span whole = blocks_[block];
    Span span{open.mark ? open.mark->span.begin : whole.begin,
              mark != nullptr ? mark->span.end : whole.end};
    Span inner{open.mark ? open.mark->span.end : whole.begin,
               mark != nullptr ? mark->span.begin : whole.end};
    bool wrong = mark != nullptr && mark->shape == Shape::opens && !german(open, *mark);
    bool mended = open.wrong || wrong || (!open.mark && !open.goes_on);
    if (inner.begin < inner.end) found_.push_back({span, inner, false, open.goes_on, mended});
  }
  // „so“
  bool german(const Open& open, const Mark& mark) const {
    return open.mark && text_.substr(open.mark->span.begin, 3) == "\u201E" &&
           text_.substr(mark.span.begin, 3) == "\u201C";
  }

  void write(const std::vector<Event>& events, const std::vector<Reading>& readings) {
    std::vector<Open> open;
    uint32_t block = 0;
    for (size_t i = 0; i < events.size(); ++i) {
      const Mark* mark = events[i].mark;
      if (mark == nullptr) {
        bool carried = depths_after_[i] > 0;
        for (size_t k = open.size(); k-- > 0;) {
          open[k].wrong = open[k].wrong || !carried;
          close(open[k], block, nullptr);
        }
        open.clear();
        if (carried) open.push_back({std::nullopt, true, true});
        block = events[i].block;
        continue;
      }
      switch (readings[i]) {
        case Reading::opens:
          open.push_back({*mark, false, mark->shape == Shape::closes});
          break;
        case Reading::reopens:
          open.back() = {*mark, true, mark->shape == Shape::closes};
          break;
        case Reading::closes:
          if (open.empty()) open.push_back({std::nullopt, false, true});
          close(open.back(), block, mark);
          open.pop_back();
          break;
        case Reading::none:
          break;
      }
    }
    for (size_t k = open.size(); k-- > 0;) {
      open[k].wrong = true;
      close(open[k], block, nullptr);
    }
  }

  // ’twas, the Joneses’, rock ’n’ roll: apostrophes are no quotation marks. A single mark opens
  // where no text stands before it, and there is one behind it, in the same quotation, that closes.
  void read_singles(const std::vector<Mark>& marks, const std::vector<uint32_t>& around) {
    size_t count = marks.size();
    // Where the next one stands that closes a straight one, a curly one, and that opens; from the
    // back.
    std::vector<std::array<size_t, 3>> next(count + 1, {count, count, count});
    for (size_t i = count; i-- > 0;) {
      next[i] = next[i + 1];
      bool closes = marks[i].before && !marks[i].after && !marks[i].letters;
      if (closes && marks[i].shape == Shape::either) next[i][0] = i;
      if (closes && marks[i].shape != Shape::opens) next[i][1] = i;
      if (opens_single(marks[i])) next[i][2] = i;
    }
    for (size_t i = 0; i < count; ++i) {
      if (!opens_single(marks[i])) continue;
      size_t kind = marks[i].shape == Shape::either ? 0 : 1;
      size_t end = next[i + 1][kind];
      // The Joneses' boat: what may be an apostrophe closes only if nothing better does before the
      // next one opens.
      while (end < count && possessive(marks[end])) {
        size_t further = next[end + 1][kind];
        if (further == count || further > next[end + 1][2]) break;
        end = further;
      }
      if (end == count || around[i] != around[end]) continue;
      if (text_.substr(marks[i].span.end, marks[end].span.begin - marks[i].span.end) == "n")
        continue;
      found_.push_back({{marks[i].span.begin, marks[end].span.end},
                        {marks[i].span.end, marks[end].span.begin},
                        true,
                        false,
                        false});
      i = end;
    }
  }
  static bool opens_single(const Mark& mark) {
    return mark.shape != Shape::closes && !mark.before && mark.after && !mark.letters;
  }
  // Boats’ crews: a small letter goes on behind it.
  bool possessive(const Mark& mark) const {
    size_t at = mark.span.begin;
    if (at == 0 || (text_[at - 1] != 's' && text_[at - 1] != 'S')) return false;
    size_t next = mark.span.end;
    return next + 1 < text_.size() && text_[next] == ' ' && ascii::is_letter(text_[next + 1]);
  }

  // In which of the quotations between double marks each single mark stands: their number from 1.
  std::vector<std::vector<uint32_t>> owners(const std::vector<Marks>& marks) const {
    std::vector<const Found*> order;
    for (const Found& one : found_) order.push_back(&one);
    std::sort(order.begin(), order.end(), outer_first);
    std::vector<std::vector<uint32_t>> out(marks.size());
    std::vector<size_t> stack;
    size_t next = 0;
    for (size_t block = 0; block < marks.size(); ++block)
      for (const Mark& mark : marks[block].singles) {
        for (; next < order.size() && order[next]->span.begin <= mark.span.begin; ++next) {
          while (!stack.empty() && order[stack.back()]->span.end <= order[next]->span.begin)
            stack.pop_back();
          stack.push_back(next);
        }
        while (!stack.empty() && order[stack.back()]->span.end <= mark.span.begin) stack.pop_back();
        out[block].push_back(stack.empty() ? 0 : static_cast<uint32_t>(stack.back() + 1));
      }
    return out;
  }
  static bool outer_first(const Found* a, const Found* b) {
    return a->span.begin != b->span.begin ? a->span.begin < b->span.begin
                                          : a->span.end > b->span.end;
  }

  Quotations sorted() {
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return outer_first(&a, &b); });
    Quotations out;
    std::vector<Span> around;
    for (const Found& one : found_) {
      while (!around.empty() && around.back().end <= one.span.begin) around.pop_back();
      out.span.push_back(one.span);
      out.inner.push_back(one.inner);
      out.depth.push_back(static_cast<uint32_t>(around.size()));
      out.single.push_back({one.single});
      out.goes_on.push_back({one.goes_on});
      out.mended.push_back({one.mended});
      around.push_back(one.span);
    }
    return out;
  }

  std::string_view text_;
  std::span<const Span> blocks_;
  mutable std::vector<int> depths_after_;
  std::vector<Found> found_;
};

}  // namespace

Quotations quotations_in(std::string_view text, std::span<const Span> blocks) {
  return Reader(text, blocks).read();
}

Quotations find_quotations(const Text& text, const Roles& roles) {
  return quotations_in(text.view(), kept_spans(roles));
}

}  // namespace hearsay
