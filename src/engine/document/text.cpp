// See text.hpp.
#include "document/text.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace hearsay {
namespace {

// The unit of run `run` that holds byte `at` of the text, as a range of the source.
Span unit_source(const OffsetMap& map, size_t run, uint32_t at) {
  uint32_t index = (at - map.text_begin[run]) / map.text_unit[run];
  uint32_t begin = map.source_begin[run] + index * map.source_unit[run];
  return {begin, begin + map.source_unit[run]};
}

uint32_t run_end(const OffsetMap& map, size_t run, uint32_t text_size) {
  return run + 1 < map.runs() ? map.text_begin[run + 1] : text_size;
}

}  // namespace

std::span<const std::string_view> names_of(RunKind) {
  static constexpr std::array<std::string_view, 6> kNames = {"verbatim", "decoded",   "entity",
                                                             "repaired", "collapsed", "inserted"};
  return kNames;
}

void OffsetMap::add(uint32_t text_at, uint32_t source_at, uint32_t text_size, uint32_t source_size,
                    RunKind what) {
  assert(text_size > 0);
  if (runs() > 0) {
    size_t last = runs() - 1;
    uint32_t done = (text_at - text_begin[last]) / text_unit[last];
    bool continues = kind[last] == what && text_unit[last] == text_size &&
                     source_unit[last] == source_size &&
                     source_begin[last] + done * source_size == source_at &&
                     text_begin[last] + done * text_size == text_at;
    if (continues) return;
  }
  assert(runs() == 0 ? text_at == 0 : text_at > text_begin.back());
  text_begin.push_back(text_at);
  source_begin.push_back(source_at);
  text_unit.push_back(text_size);
  source_unit.push_back(source_size);
  kind.push_back(what);
}

size_t OffsetMap::run_at(uint32_t at) const {
  assert(runs() > 0);
  auto next = std::upper_bound(text_begin.begin(), text_begin.end(), at);
  assert(next != text_begin.begin());
  return static_cast<size_t>(next - text_begin.begin()) - 1;
}

Span OffsetMap::to_source(Span text) const {
  if (text.is_none()) return text;
  if (runs() == 0) return text;
  size_t first = run_at(text.begin);
  Span begin = unit_source(*this, first, text.begin);
  if (text.empty()) return {begin.begin, begin.begin};
  size_t last = run_at(text.end - 1);
  Span end = unit_source(*this, last, text.end - 1);
  Span out{std::min(begin.begin, end.begin), std::max(begin.end, end.end)};
  for (size_t run = first; run <= last; ++run) {
    uint32_t from = std::max(text.begin, text_begin[run]);
    uint32_t to = std::min(text.end, run_end(*this, run, text.end));
    out.begin = std::min(out.begin, unit_source(*this, run, from).begin);
    out.end = std::max(out.end, unit_source(*this, run, to - 1).end);
  }
  return out;
}

OffsetMap OffsetMap::compose(const OffsetMap& first, const OffsetMap& second, uint32_t text_size) {
  if (second.runs() == 0) return first;
  if (first.runs() == 0) return second;
  OffsetMap out;
  for (size_t run = 0; run < first.runs(); ++run) {
    uint32_t at = first.text_begin[run];
    uint32_t end = run_end(first, run, text_size);
    uint32_t middle = first.source_begin[run];
    if (first.source_unit[run] == 0) {
      uint32_t place = second.to_source({middle, middle}).begin;
      out.add(at, place, first.text_unit[run], 0, first.kind[run]);
      continue;
    }
    if (first.kind[run] != RunKind::verbatim) {
      for (; at < end; at += first.text_unit[run], middle += first.source_unit[run]) {
        Span source = second.to_source({middle, middle + first.source_unit[run]});
        out.add(at, source.begin, first.text_unit[run], source.size(), first.kind[run]);
      }
      continue;
    }
    while (at < end) {  // verbatim: take over the runs of `second` piece by piece
      size_t inner = second.run_at(middle);
      uint32_t inner_end =
          inner + 1 < second.runs() ? second.text_begin[inner + 1] : middle + (end - at);
      uint32_t unit = second.text_unit[inner];
      uint32_t piece = std::min(end - at, inner_end - middle);
      Span source = unit_source(second, inner, middle);
      assert((middle - second.text_begin[inner]) % unit == 0);
      out.add(at, source.begin, unit, second.source_unit[inner], second.kind[inner]);
      at += piece;
      middle += piece;
    }
  }
  return out;
}

}  // namespace hearsay
