// The kitchen sink: one layer with a column of every cell type, for tests and fuzz targets.
// Used by document/packed_test.cpp, dump_test.cpp and packed_fuzz.cpp.
#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

#include "document/columns.hpp"

namespace hearsay {

enum class Suit : uint8_t { hearts, spades, clubs };
inline std::span<const std::string_view> names_of(Suit) {
  static constexpr std::array<std::string_view, 3> kNames = {"hearts", "spades", "clubs"};
  return kNames;
}

// Two layers of which one has a column more.
struct Narrow {
  static constexpr LayerName kLayer{"narrow", 1, "One column."};
  std::vector<Span> span;
  static constexpr auto columns() { return std::tuple{column("span", &Narrow::span, "a place")}; }
};
struct Wide {
  static constexpr LayerName kLayer{"wide", 1, "Two columns."};
  std::vector<Span> span;
  std::vector<uint32_t> number;
  static constexpr auto columns() {
    return std::tuple{column("span", &Wide::span, "a place"),
                      column("number", &Wide::number, "a number")};
  }
};

struct KitchenSink {
  static constexpr LayerName kLayer{"kitchen_sinks", 1, "A column of every cell type."};

  std::vector<Span> span;
  std::vector<Span> origin;
  Lists<Span> parts;
  std::vector<uint32_t> number;
  std::vector<int64_t> signed_number;
  std::vector<Score> score;
  std::vector<Flag> flag;
  std::vector<Suit> suit;
  Strings text;
  std::vector<Row<Narrow>> row;
  std::vector<ReportId> report;
  Lists<Place> places;

  static constexpr auto columns() {
    return std::tuple{column("span", &KitchenSink::span, "a place in the text"),
                      source_column("origin", &KitchenSink::origin, "a place in the source"),
                      column("parts", &KitchenSink::parts, "several places"),
                      column("number", &KitchenSink::number, "a count"),
                      column("signed_number", &KitchenSink::signed_number, "any number"),
                      column("score", &KitchenSink::score, "how sure"),
                      column("flag", &KitchenSink::flag, "yes or no"),
                      column("suit", &KitchenSink::suit, "one of three"),
                      column("text", &KitchenSink::text, "words", InId::yes),
                      column("row", &KitchenSink::row, "another row"),
                      column("report", &KitchenSink::report, "another report"),
                      column("places", &KitchenSink::places, "places in other reports")};
  }
};

inline Span random_span(std::mt19937_64& random) {
  if (random() % 5 == 0) return Span::none();
  auto begin = static_cast<uint32_t>(random() % 1000);
  return {begin, begin + static_cast<uint32_t>(random() % 100)};
}

inline void add_random_row(KitchenSink& sink, std::mt19937_64& random) {
  std::vector<Span> parts;
  std::vector<Place> places;
  for (uint64_t i = random() % 4; i > 0; --i) {
    parts.push_back(random_span(random));
    places.push_back({ReportId(Id128{random(), random()}), random_span(random)});
  }
  sink.span.push_back(random_span(random));
  sink.origin.push_back(random_span(random));
  sink.parts.push_back(parts);
  sink.number.push_back(static_cast<uint32_t>(random()));
  sink.signed_number.push_back(static_cast<int64_t>(random()));
  sink.score.push_back({static_cast<uint16_t>(random() % 10001)});
  sink.flag.push_back({random() % 2 == 0});
  sink.suit.push_back(static_cast<Suit>(random() % 3));
  sink.text.push_back(random() % 3 == 0 ? "" : "words \"and\" “signs”");
  sink.row.push_back({random() % 2 ? UINT32_MAX : static_cast<uint32_t>(random() % 100)});
  sink.report.push_back(ReportId(Id128{random(), random()}));
  sink.places.push_back(places);
}

}  // namespace hearsay
