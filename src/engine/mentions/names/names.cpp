// See names.hpp.
#include "mentions/names/names.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace hearsay {
namespace {

using network::Chain;

// What the labels of the heads are called here.
constexpr std::array<std::pair<std::string_view, NameType>, 8> kKinds = {{
    {"PER", NameType::person},
    {"ORG", NameType::organisation},
    {"LOC", NameType::place},
    {"person", NameType::person},
    {"organisation", NameType::organisation},
    {"place", NameType::place},
    {"nationality", NameType::nationality},
    {"work", NameType::work},
}};

// The wide head knows news; of the same name it says the type where it is as sure as this and surer
// than the other. Chosen on UNER EWT dev and the open samples.
constexpr uint16_t kSure = 7000;
// And where the other sees none, it is believed from here on.
constexpr uint16_t kLikely = 5000, kLikelyOrganisation = 7000;

std::optional<NameType> type_of(std::string_view kind) {
  for (auto [name, type] : kKinds)
    if (name == kind) return type;
  return std::nullopt;
}

struct Heads {
  std::unique_ptr<const Chain> narrow, wide;

  explicit Heads(const Resources& resources) {
    const auto& encoder = resources.made<Encoder>();
    if (!encoder.usable()) return;
    auto read = [&](const char* name) {
      auto head = Chain::read(encoder.weights(), name);
      return head ? std::make_unique<const Chain>(std::move(*head)) : nullptr;
    };
    narrow = read("names");
    wide = read("wide_names");
  }
  bool usable() const { return narrow != nullptr && wide != nullptr; }
};

struct Found {
  NameType type;
  uint32_t first, count;
  Score score;
};

bool overlap(const Found& a, const Found& b) {
  return a.first < b.first + b.count && b.first < a.first + a.count;
}

// Names of the narrow head with what the wide one knows besides: types, and names where the narrow
// head sees none; but no persons and places, which it bounds otherwise (with titles).
void join(const std::vector<Found>& wide, std::vector<Found>& narrow) {
  size_t own = narrow.size();
  for (const Found& one : wide) {
    bool free = true;
    for (size_t i = 0; i < own; ++i) {
      Found& other = narrow[i];
      free = free && !overlap(one, other);
      bool same = one.first == other.first && one.count == other.count;
      if (same && one.score.ten_thousandths > std::max(kSure, other.score.ten_thousandths))
        other = one;
    }
    bool other_bounds = one.type == NameType::person || one.type == NameType::place;
    bool likely = one.score.ten_thousandths >=
                  (one.type == NameType::organisation ? kLikelyOrganisation : kLikely);
    if (free && likely && !other_bounds) narrow.push_back(one);
  }
}

// Names that one head sees in one sentence, whose first token is `base`.
void add_names(const Chain& chain, const Chain::Sequence& sequence, uint32_t base,
               std::vector<Found>& out) {
  std::vector<std::string_view> labels;
  for (uint32_t label : sequence.best) labels.push_back(chain.labels()[label]);
  for (const LabelledRun& run : runs_of(labels)) {
    std::optional<NameType> type = type_of(run.kind);
    if (!type) continue;
    std::vector<uint32_t> goes_on;
    for (uint32_t i = 0; i < chain.labels().size(); ++i)
      if (chain.labels()[i].starts_with("I-") && chain.labels()[i].substr(2) == run.kind)
        goes_on.push_back(i);
    out.push_back({*type, base + static_cast<uint32_t>(run.begin),
                   static_cast<uint32_t>(run.end - run.begin),
                   {sequence.share(run.begin, run.end, goes_on)}});
  }
}

void put(std::vector<Found>& found, const Tokens& tokens, Names& out) {
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.first < b.first; });
  for (const Found& one : found) {
    out.span.push_back({tokens.span[one.first].begin, tokens.span[one.first + one.count - 1].end});
    out.type.push_back(one.type);
    out.first.push_back(one.first);
    out.count.push_back(one.count);
    out.score.push_back(one.score);
  }
}

}  // namespace

std::span<const std::string_view> names_of(NameType) {
  static constexpr std::array<std::string_view, 5> kNames = {"person", "organisation", "place",
                                                             "nationality", "work"};
  return kNames;
}

std::vector<LabelledRun> runs_of(std::span<const std::string_view> labels) {
  std::vector<LabelledRun> out;
  bool open = false;
  for (size_t i = 0; i < labels.size(); ++i) {
    bool named = labels[i].size() > 2;
    std::string_view kind = named ? labels[i].substr(2) : std::string_view();
    if (named && open && labels[i].starts_with("I-") && out.back().kind == kind)
      out.back().end = i + 1;
    else if (named)
      out.push_back({i, i + 1, kind});
    open = named;
  }
  return out;
}

Names find_names(const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                 const Resources& resources) {
  Names out;
  const auto& heads = resources.made<Heads>();
  if (!heads.usable() || tokens.span.empty()) return out;
  const network::Kernels& kernels = resources.made<Encoder>().kernels();
  network::Workspace work;
  for (const SentenceBatch& batch : batches_of(sentences)) {
    network::Rows states =
        encoding.states_of(std::span(tokens.atom).subspan(batch.first_token, batch.tokens));
    auto counts = std::span(sentences.count).subspan(batch.begin, batch.end - batch.begin);
    auto narrow = heads.narrow->apply(states, counts, work, kernels);
    auto wide = heads.wide->apply(states, counts, work, kernels);
    for (size_t i = 0; i < counts.size(); ++i) {
      uint32_t first = sentences.first[batch.begin + i];
      std::vector<Found> found, more;
      add_names(*heads.narrow, narrow[i], first, found);
      add_names(*heads.wide, wide[i], first, more);
      join(more, found);
      put(found, tokens, out);
    }
  }
  return out;
}

}  // namespace hearsay
