// Names: where persons, organisations, places, nationalities and works are named. Two heads of the
// encoder read every sentence, each as a linear chain: one knows persons, organisations and places as
// Universal NER has them (Mayhew et al. 2024: no titles, no nationalities), the other, of the
// Groningen Meaning Bank, nationalities and works as well, and organisations of the news better.
// Covered by mentions/names/names_test.cpp, its cases, and eval/entities.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "language/encoder/encoder.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay {

enum class NameType : uint8_t { person, organisation, place, nationality, work };
std::span<const std::string_view> names_of(NameType);

// In text order; no two overlap.
struct Names {
  static constexpr LayerName kLayer{"names", 2,
                                    "Names of persons, organisations, places, nationalities, works."};

  std::vector<Span> span;
  std::vector<NameType> type;
  std::vector<uint32_t> first;  // token
  std::vector<uint32_t> count;  // tokens; at least one
  std::vector<Score> score;

  static constexpr auto columns() {
    return std::tuple{column("span", &Names::span, "where it stands"),
                      column("type", &Names::type, "what is named", InId::yes),
                      column("first", &Names::first, "its first token"),
                      column("count", &Names::count, "how many tokens it has"),
                      column("score", &Names::score, "how surely exactly this is a name of this type")};
  }
};

// O(tokens).
Names find_names(const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                 const Resources& resources);

// Runs of B- and I- labels: (first, end, kind without its B-). An I- that continues nothing begins.
struct LabelledRun {
  size_t begin, end;
  std::string_view kind;
  auto operator<=>(const LabelledRun&) const = default;
};
std::vector<LabelledRun> runs_of(std::span<const std::string_view> labels);

}  // namespace hearsay
