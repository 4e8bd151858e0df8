// See measures.hpp.
#include "eval/measures/measures.hpp"

#include <utility>

namespace hearsay::eval {

Measure share_measure(std::string name, std::string note, uint64_t right, uint64_t all) {
  Measure out{std::move(name), std::move(note), std::nullopt, right, all};
  if (all > 0) out.score = Score{static_cast<uint16_t>(right * 10000 / all)};
  return out;
}

Measure mean_measure(std::string name, std::string note, double value) {
  auto digits = static_cast<uint16_t>(value <= 0 ? 0 : value >= 1 ? 10000 : value * 10000);
  return {std::move(name), std::move(note), Score{digits}, std::nullopt, 0};
}

Measure missing_measure(std::string name) {
  return {std::move(name), "no stage finds these yet", std::nullopt, std::nullopt, 0};
}

}  // namespace hearsay::eval
