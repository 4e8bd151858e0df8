#include "document/packed.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "document/dump.hpp"
#include "document/kitchen_sink.hpp"

namespace hearsay {
namespace {

const LayerInfo& info() {
  return layer_info<KitchenSink>();
}

KitchenSink random_sink(std::mt19937_64& random, size_t rows) {
  KitchenSink out;
  for (size_t row = 0; row < rows; ++row) add_random_row(out, random);
  return out;
}

std::string all(const void* layer) {
  return dump(info(), layer, "");
}

TEST(packed_test, every_cell_type_comes_back) {
  std::mt19937_64 random(1);
  for (size_t rows : {0, 1, 2, 3, 50, 1000}) {
    KitchenSink sink = random_sink(random, rows);
    std::string bytes = pack(info(), &sink);
    auto back = unpack(info(), bytes);
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_TRUE(columns_are_level(info(), back->get()));
    EXPECT_EQ(all(back->get()), all(&sink));
    EXPECT_EQ(pack(info(), back->get()), bytes);
  }
}

TEST(packed_test, extremes_come_back) {
  KitchenSink sink;
  for (int64_t number : {INT64_MIN, INT64_MAX, int64_t{0}, int64_t{-1}, INT64_MIN}) {
    std::mt19937_64 random(2);
    add_random_row(sink, random);
    sink.signed_number.back() = number;
    sink.span.back() = number < 0 ? Span{0, UINT32_MAX - 1} : Span{UINT32_MAX - 1, UINT32_MAX - 1};
    sink.number.back() = UINT32_MAX;
    sink.score.back() = {10000};
  }
  auto back = unpack(info(), pack(info(), &sink));
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(all(back->get()), all(&sink));
}

TEST(packed_test, every_cut_and_every_changed_byte_is_survived) {
  std::mt19937_64 random(3);
  KitchenSink sink = random_sink(random, 5);
  std::string bytes = pack(info(), &sink);
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(unpack(info(), std::string_view(bytes).substr(0, size)).ok()) << size;
  EXPECT_FALSE(unpack(info(), bytes + "x").ok());
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (int value : {0, 1, 0x7F, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(value);
      auto back = unpack(info(), changed);
      if (!back) continue;
      EXPECT_TRUE(columns_are_level(info(), back->get()));
      EXPECT_TRUE(unpack(info(), pack(info(), back->get())).ok());
    }
  }
}

TEST(packed_test, unknown_columns_are_passed_over_and_missing_ones_refused) {
  Narrow narrow;
  narrow.span = {{1, 2}, {4, 9}};
  Wide wide;
  wide.span = narrow.span;
  wide.number = {7, 8};
  auto back = unpack(layer_info<Narrow>(), pack(layer_info<Wide>(), &wide));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(static_cast<const Narrow*>(back->get())->span, narrow.span);
  auto lacking = unpack(layer_info<Wide>(), pack(layer_info<Narrow>(), &narrow));
  ASSERT_FALSE(lacking.ok());
  EXPECT_EQ(lacking.error().kind, ErrorKind::damaged);
}

TEST(packed_test, claims_of_endless_rows_cost_nothing) {
  std::string endless("\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\x01\x04span", 15);
  EXPECT_FALSE(unpack(layer_info<Narrow>(), endless).ok());
  EXPECT_FALSE(unpack(layer_info<Narrow>(), "").ok());
  EXPECT_FALSE(unpack(layer_info<Narrow>(), "\x02").ok());
}

TEST(packed_test, lists_of_spans_and_places_come_back) {
  std::vector<Span> spans = {{5, 9}, Span::none(), {0, 0}, {3, 4}};
  EXPECT_EQ(*unpack_spans(pack_spans(spans)), spans);
  std::vector<Place> places = {{ReportId(Id128{1, 2}), {5, 9}}, {ReportId(), Span::none()}};
  EXPECT_EQ(*unpack_places(pack_places(places)), places);
  EXPECT_TRUE(unpack_spans("")->empty());
  EXPECT_FALSE(unpack_spans("\x80").ok());
  EXPECT_FALSE(unpack_places("short").ok());
  std::string bytes = pack_places(places);
  for (size_t size = 1; size < bytes.size(); ++size) {
    auto back = unpack_places(std::string_view(bytes).substr(0, size));
    EXPECT_TRUE(!back.ok() || back->size() == 1) << size;
  }
}

TEST(packed_test, lists_of_strings_come_back_or_are_damage) {
  std::vector<std::string> list = {"", "one", std::string(300, 'x'), std::string("\0", 1)};
  EXPECT_EQ(*unpack_strings(pack_strings(list)), list);
  EXPECT_TRUE(unpack_strings("")->empty());
  EXPECT_FALSE(unpack_strings("\x06short").ok());
  EXPECT_FALSE(unpack_strings("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF").ok());
  EXPECT_FALSE(unpack_strings("\x80").ok());
}

struct Small {
  static constexpr LayerName kLayer{"small", 1, "Numbers that fit."};
  std::vector<uint8_t> value;
  static constexpr auto columns() { return std::tuple{column("value", &Small::value, "a number")}; }
};
struct Large {
  static constexpr LayerName kLayer{"small", 1, "Numbers that do not."};
  std::vector<int64_t> value;
  static constexpr auto columns() { return std::tuple{column("value", &Large::value, "a number")}; }
};

TEST(packed_test, numbers_that_do_not_fit_are_damage) {
  auto read = [](int64_t number) {
    Large large{{number}};
    return unpack(layer_info<Small>(), pack(layer_info<Large>(), &large));
  };
  ASSERT_TRUE(read(255).ok());
  EXPECT_EQ(static_cast<const Small*>(read(255)->get())->value.front(), 255);
  EXPECT_FALSE(read(256).ok());
  EXPECT_FALSE(read(-1).ok());
  Large extremes{{INT64_MIN, INT64_MAX}};
  auto back = unpack(layer_info<Large>(), pack(layer_info<Large>(), &extremes));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(static_cast<const Large*>(back->get())->value, extremes.value);
}

}  // namespace
}  // namespace hearsay
