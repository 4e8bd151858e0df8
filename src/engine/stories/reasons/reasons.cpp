// See reasons.hpp.
#include "stories/reasons/reasons.hpp"

#include <algorithm>
#include <cmath>

namespace hearsay {
namespace {

constexpr double kLeastSummand = .2;  // of log odds, that is told
constexpr size_t kMostSummands = 3;

void add_part(std::string& out, const std::string& part) {
  if (!out.empty()) out += "; ";
  out += part;
}

std::string when(int32_t days) {
  if (days == 0) return "on the day of the first";
  int32_t apart = std::abs(days);
  return std::to_string(apart) + (apart == 1 ? " day " : " days ") +
         (days < 0 ? "before" : "after") + " the first";
}

// "+1.2"
std::string signed_tenths(double value) {
  int64_t tenths = std::llround(std::abs(value) * 10);
  return (value < 0 ? "-" : "+") + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string heaviest(const std::array<double, kLikenesses>& summands) {
  std::vector<std::pair<double, size_t>> sorted;
  for (size_t i = 0; i < kLikenesses; ++i)
    if (std::abs(summands[i]) >= kLeastSummand) sorted.emplace_back(-std::abs(summands[i]), i);
  std::sort(sorted.begin(), sorted.end());
  if (sorted.size() > kMostSummands) sorted.resize(kMostSummands);
  std::string out;
  for (const auto& [size, i] : sorted) {
    if (!out.empty()) out += ", ";
    out += std::string(names_of(Likeness{})[i]) + " " + signed_tenths(summands[i]);
  }
  return out;
}

}  // namespace

Reason find_reason(const Gathering& gathering, uint32_t member, uint32_t story,
                   const BondFeatures& features) {
  Reason out;
  out.names = gathering.common(member, story, GistField::names);
  if (out.names.size() > Reason::kMostNames) out.names.resize(Reason::kMostNames);
  out.numbers = gathering.common(member, story, GistField::anchors).size();
  out.summands = gathering.model().summands(features);
  return out;
}

std::optional<int32_t> days_after(const DayRange& first, const DayRange& other) {
  if (!first.is_known() || !other.is_known()) return std::nullopt;
  return other.first - first.first;
}

std::vector<std::string> words_of(const std::vector<uint32_t>& stems, const Text& text,
                                  const Terms& terms) {
  std::vector<std::string> out;
  for (uint32_t stem : stems) {
    size_t best = terms.size();
    for (size_t row = 0; row < terms.size() && best == terms.size(); ++row)
      if (terms.stem[row] == stem && terms.name[row].yes) best = row;
    if (best < terms.size()) out.emplace_back(text[terms.span[best]]);
  }
  return out;
}

std::string in_words(const Reason& reason, const std::vector<std::string>& names) {
  std::string out = reason.copied ? "copied" : "";
  for (size_t i = 0; i < names.size(); ++i) {
    if (i == 0)
      add_part(out, "names in common: " + names[i]);
    else
      out += ", " + names[i];
  }
  if (reason.numbers > 0)
    add_part(out, std::to_string(reason.numbers) +
                      (reason.numbers == 1 ? " number or date" : " numbers or dates") +
                      " in common");
  if (reason.days) add_part(out, when(*reason.days));
  if (std::string summands = heaviest(reason.summands); !summands.empty()) add_part(out, summands);
  return out;
}

}  // namespace hearsay
