#include "document/columns.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

#include "document/dump.hpp"
#include "document/packed.hpp"
#include "document/text.hpp"

namespace hearsay {
namespace {

enum class Colour : uint8_t { red, green };
std::span<const std::string_view> names_of(Colour) {
  static constexpr std::array<std::string_view, 2> kNames = {"red", "green"};
  return kNames;
}

struct Small {
  static constexpr LayerName kLayer{"smalls", 2, "Two columns."};
  std::vector<Span> span;
  std::vector<uint32_t> number;
  static constexpr auto columns() {
    return std::tuple{column("span", &Small::span, "where it stands"),
                      column("number", &Small::number, "a number")};
  }
};

struct Named {
  static constexpr LayerName kLayer{"named", 1, "With a column that makes the id."};
  static constexpr Scope kScope = Scope::collection;
  static constexpr Storage kStorage = Storage::packed;
  Strings name;
  std::vector<Colour> colour;
  std::vector<Row<Small>> small;
  std::vector<Span> origin;
  static constexpr auto columns() {
    return std::tuple{column("name", &Named::name, "a name", InId::yes),
                      column("colour", &Named::colour, "its colour"),
                      column("small", &Named::small, "the row it belongs to"),
                      source_column("origin", &Named::origin, "bytes of the source")};
  }
};

Small small(std::vector<Span> spans, std::vector<uint32_t> numbers) {
  Small out;
  out.span = std::move(spans);
  out.number = std::move(numbers);
  return out;
}

const ReportId kReport(Id128{1, 2});

TEST(columns_test, a_layer_describes_itself) {
  const LayerInfo& info = layer_info<Named>();
  EXPECT_EQ(info.name.name, "named");
  EXPECT_EQ(info.scope, Scope::collection);
  EXPECT_EQ(info.storage, Storage::packed);
  ASSERT_EQ(info.columns.size(), 4u);
  EXPECT_EQ(info.columns[0].type, CellType::text);
  EXPECT_TRUE(info.columns[0].in_id);
  EXPECT_EQ(info.columns[1].type, CellType::choice);
  EXPECT_EQ(info.columns[1].choices[1], "green");
  EXPECT_FALSE(info.columns[1].in_id);
  EXPECT_EQ(info.columns[2].type, CellType::row);
  EXPECT_EQ(info.columns[2].target, "smalls");
  EXPECT_EQ(info.columns[3].type, CellType::source_span);
  EXPECT_EQ(layer_info<Small>().scope, Scope::report);
  EXPECT_EQ(layer_info<Small>().storage, Storage::rows);
  EXPECT_EQ(&layer_info<Small>(), &layer_info<Small>());
}

TEST(columns_test, cells_go_out_and_in) {
  Named from;
  from.name.push_back("Ada");
  from.colour.push_back(Colour::green);
  from.small.push_back({});
  from.origin.push_back({3, 9});
  const LayerInfo& info = layer_info<Named>();
  std::shared_ptr<void> made = info.make();
  for (const ColumnInfo& column : info.columns) column.append(made.get(), column.get(&from, 0));
  EXPECT_EQ(dump(info, made.get(), ""), dump(info, &from, ""));
  EXPECT_EQ(static_cast<const Named*>(made.get())->small[0].index, UINT32_MAX);
}

TEST(columns_test, uneven_columns_are_seen) {
  Small layer = small({{0, 1}, {1, 2}}, {7, 8});
  EXPECT_TRUE(columns_are_level(layer_info<Small>(), &layer));
  layer.number.pop_back();
  EXPECT_FALSE(columns_are_level(layer_info<Small>(), &layer));
  EXPECT_EQ(row_count(layer), 2u);
}

TEST(columns_test, strings_and_lists_keep_empty_rows) {
  Strings strings;
  for (std::string_view text : {"", "a", "", "bc"}) strings.push_back(text);
  EXPECT_EQ(strings[0], "");
  EXPECT_EQ(strings[1], "a");
  EXPECT_EQ(strings[2], "");
  EXPECT_EQ(strings[3], "bc");
  Lists<Span> lists;
  std::vector<Span> two = {{1, 2}, {3, 4}};
  lists.push_back({});
  lists.push_back(two);
  lists.push_back({});
  EXPECT_TRUE(lists[0].empty());
  EXPECT_EQ(lists[1][1], (Span{3, 4}));
  EXPECT_TRUE(lists[2].empty());
}

TEST(columns_test, scores_are_fixed_point) {
  EXPECT_EQ(Score::of(0.975).text(), "0.9750");
  EXPECT_EQ(Score::of(0.00005).text(), "0.0001");
  EXPECT_EQ(Score::of(-1).text(), "0.0000");
  EXPECT_EQ(Score::of(2).text(), "1.0000");
  EXPECT_EQ(Score::of(0.0007).text(), "0.0007");
}

// Stored ids: these values may never change.
TEST(columns_test, row_ids_are_pinned) {
  Small layer = small({{0, 5}, {0, 5}, Span::none()}, {1, 2, 3});
  std::vector<RowId> ids = row_ids(layer_info<Small>(), &layer, kReport);
  ASSERT_EQ(ids.size(), 3u);
  EXPECT_EQ(ids[0].hex(), "e3980b0fc8177eabea9dfb6ec10a95ee");
  EXPECT_EQ(ids[1].hex(), "73ba0822569caa0dcbdf83f6a26af39a");
  EXPECT_EQ(ids[2].hex(), "7523c94a0b496ccaabd5e8fae7f84bce");
  Named named;
  named.name.push_back("Ada");
  named.colour.push_back(Colour::red);
  named.small.push_back({4});
  named.origin.push_back({0, 3});
  EXPECT_EQ(row_ids(layer_info<Named>(), &named, kReport)[0].hex(), "3e96c36e2cf879d85799a05798c7b5f8");
}

TEST(columns_test, row_ids_rest_on_report_layer_spans_and_named_columns_only) {
  Small layer = small({{0, 5}, {5, 9}}, {1, 2});
  Small other = small({{0, 5}, {5, 9}}, {8, 9});
  const LayerInfo& info = layer_info<Small>();
  EXPECT_EQ(row_ids(info, &layer, kReport), row_ids(info, &other, kReport));
  EXPECT_NE(row_ids(info, &layer, kReport), row_ids(info, &layer, ReportId(Id128{1, 3})));
  Small swapped = small({{5, 9}, {0, 5}}, {2, 1});
  auto forward = row_ids(info, &layer, kReport);
  auto backward = row_ids(info, &swapped, kReport);
  EXPECT_EQ(forward[0], backward[1]);
  EXPECT_EQ(forward[1], backward[0]);
  Named named;
  for (std::string_view name : {"Ada", "Bob"}) {
    named.name.push_back(name);
    named.colour.push_back(Colour::red);
    named.small.push_back({});
    named.origin.push_back(Span::none());
  }
  auto ids = row_ids(layer_info<Named>(), &named, kReport);
  EXPECT_NE(ids[0], ids[1]);
}

TEST(columns_test, equal_rows_are_told_apart_by_occurrence) {
  Small layer = small(std::vector<Span>(100, Span{1, 2}), std::vector<uint32_t>(100, 0));
  auto ids = row_ids(layer_info<Small>(), &layer, kReport);
  EXPECT_EQ(std::set<RowId>(ids.begin(), ids.end()).size(), 100u);
}

}  // namespace
}  // namespace hearsay
