#include "document/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace hearsay {
namespace {

// The slow twin of a map: the source range of the unit that every single byte of the text is in.
struct SlowMap {
  std::vector<Span> source;      // per byte of the text
  std::vector<uint32_t> starts;  // where units begin, and the end
  uint32_t source_end = 0;
  Span to_source(Span text) const {
    if (text.empty()) {
      uint32_t at = text.begin < source.size() ? source[text.begin].begin : source_end;
      return {at, at};
    }
    Span out = source[text.begin];
    for (uint32_t i = text.begin; i < text.end; ++i)
      out = {std::min(out.begin, source[i].begin), std::max(out.end, source[i].end)};
    return out;
  }
};

struct Maps {
  OffsetMap fast;
  SlowMap slow;
  uint32_t size() const { return static_cast<uint32_t>(slow.source.size()); }
  void add(uint32_t text_size, Span source, RunKind kind) {
    fast.add(size(), source.begin, text_size, source.size(), kind);
    slow.starts.push_back(size());
    slow.source.insert(slow.source.end(), text_size, source);
    slow.source_end = source.end;
  }
};

// A map with units of all kinds, gaps in the source and steps back.
Maps random_map(std::mt19937& random, int runs) {
  Maps out;
  uint32_t at = 0;
  for (int run = 0; run < runs; ++run) {
    if (random() % 4 == 0) at += static_cast<uint32_t>(random() % 9);
    if (random() % 16 == 0) at -= std::min(at, static_cast<uint32_t>(random() % 20));
    auto kind = static_cast<RunKind>(random() % 6);
    bool verbatim = kind == RunKind::verbatim;
    uint32_t text_size = verbatim ? 1 : 1 + static_cast<uint32_t>(random() % 4);
    uint32_t source_size = verbatim                    ? 1
                           : kind == RunKind::inserted ? 0
                                                       : 1 + static_cast<uint32_t>(random() % 6);
    for (uint64_t unit = 1 + random() % 6; unit > 0; --unit) {
      out.add(text_size, {at, at + source_size}, kind);
      at += source_size;
    }
  }
  out.slow.starts.push_back(out.size());
  return out;
}

void expect_equal(const OffsetMap& fast, const SlowMap& slow) {
  auto size = static_cast<uint32_t>(slow.source.size());
  for (uint32_t begin = 0; begin <= size; ++begin)
    for (uint32_t end = begin; end <= std::min(size, begin + 40); ++end)
      ASSERT_EQ(fast.to_source({begin, end}), slow.to_source({begin, end})) << begin << "," << end;
}

TEST(text_test, maps_agree_with_a_map_of_every_byte) {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    Maps maps = random_map(random, 1 + static_cast<int>(random() % 20));
    expect_equal(maps.fast, maps.slow);
  }
}

TEST(text_test, composed_maps_agree_with_composing_every_byte) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    Maps second = random_map(random, 1 + static_cast<int>(random() % 12));
    const auto& starts = second.slow.starts;
    Maps first;
    SlowMap expected;
    for (int run = 0; run < 10; ++run) {
      size_t from = random() % (starts.size() - 1);
      size_t to = std::min(starts.size() - 1, from + 1 + random() % 5);
      Span middle{starts[from], starts[to]};
      bool verbatim = random() % 2;
      if (verbatim) {
        for (uint32_t b = middle.begin; b < middle.end; ++b) {
          first.add(1, {b, b + 1}, RunKind::verbatim);
          expected.source.push_back(second.slow.to_source({b, b + 1}));
        }
      } else {
        bool inserted = random() % 3 == 0;
        if (inserted) middle.end = middle.begin;
        uint32_t size = 1 + static_cast<uint32_t>(random() % 3);
        first.add(size, middle, inserted ? RunKind::inserted : RunKind::entity);
        expected.source.insert(expected.source.end(), size, second.slow.to_source(middle));
      }
      expected.source_end = expected.source.back().end;
    }
    OffsetMap both = OffsetMap::compose(first.fast, second.fast, first.size());
    auto size = first.size();
    for (uint32_t begin = 0; begin < size; ++begin)
      for (uint32_t end = begin + 1; end <= std::min(size, begin + 30); ++end)
        ASSERT_EQ(both.to_source({begin, end}), expected.to_source({begin, end}))
            << "round " << round << ": " << begin << "," << end;
  }
}

TEST(text_test, the_empty_map_is_the_identity) {
  OffsetMap none;
  EXPECT_EQ(none.to_source({3, 7}), (Span{3, 7}));
  std::mt19937 random(3);
  Maps maps = random_map(random, 8);
  EXPECT_EQ(OffsetMap::compose(none, maps.fast, maps.size()).text_begin, maps.fast.text_begin);
  EXPECT_EQ(OffsetMap::compose(maps.fast, none, maps.size()).text_begin, maps.fast.text_begin);
  EXPECT_TRUE(maps.fast.to_source(Span::none()).is_none());
}

TEST(text_test, equal_units_in_a_row_are_one_run) {
  OffsetMap map;
  for (uint32_t i = 0; i < 1000; ++i) map.add(3 * i, i, 3, 1, RunKind::decoded);
  EXPECT_EQ(map.runs(), 1u);
  map.add(3000, 1001, 3, 1, RunKind::decoded);  // a byte of the source is left out
  EXPECT_EQ(map.runs(), 2u);
  EXPECT_EQ(map.to_source({2997, 3003}), (Span{999, 1002}));
}

TEST(text_test, copies_share_their_bytes) {
  Text text("some bytes", {});
  Text copy = text;  // NOLINT(performance-unnecessary-copy-initialization): what is tested
  EXPECT_EQ(copy.view().data(), text.view().data());
  EXPECT_EQ(text[(Span{5, 10})], "bytes");
  EXPECT_EQ(text.to_source({5, 10}), (Span{5, 10}));
  EXPECT_EQ(Text().size(), 0u);
}

}  // namespace
}  // namespace hearsay
