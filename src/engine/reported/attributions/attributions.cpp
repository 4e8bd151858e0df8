// See attributions.hpp.
#include "reported/attributions/attributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include "mentions/names/names.hpp"

namespace hearsay {
namespace {

using network::Chain;
using network::Product;
using network::Rows;

enum class Part : uint8_t { source, cue, content };
constexpr std::array<std::string_view, 3> kParts = {"source", "cue", "content"};

// Spans of one level of a block that are compared with each other; more are read without links.
constexpr size_t kMostSpans = 400;
constexpr size_t kBatch = 1000;  // atoms

// What asks, and what may answer.
struct Link {
  size_t ask, show;  // quarters of Heads::links
  Part asks, shows;
};
constexpr Link kSourceOfCue = {0, 1, Part::cue, Part::source};
constexpr Link kCueOfContent = {2, 3, Part::content, Part::cue};

struct Heads {
  std::vector<Chain> levels;
  std::unique_ptr<const Product> links;
  Matrix<float> none;
  size_t link = 0;  // numbers that a span shows or asks

  explicit Heads(const Resources& resources) {
    const auto& encoder = resources.made<Encoder>();
    if (!encoder.usable()) return;
    const Weights& weights = encoder.weights();
    auto product = Product::read(weights, "links.inner");
    if (!product.ok()) return;
    link = product->outputs() / 4;
    none = weights.real("links.none", 2, static_cast<uint32_t>(link));
    if (none.rows == 0) return;
    for (uint32_t level = 0; level < Attributions::kLevels; ++level) {
      auto chain = Chain::read(weights, "quotes." + std::to_string(level));
      if (!chain) return;
      levels.push_back(std::move(*chain));
    }
    links = std::make_unique<const Product>(std::move(*product));
  }
  bool usable() const { return links != nullptr; }  // made last
};

// A source, cue or content as labelled; atoms of the encoding.
struct Found {
  Part part;
  uint32_t level, block;
  uint32_t first, end;
  uint16_t share;
};

struct Block {
  uint32_t first, count;  // atoms
};

std::vector<Block> blocks_of(std::span<const Span> blocks, const Encoding& encoding) {
  std::vector<Block> out;
  uint32_t at = 0;
  for (Span block : blocks) {
    uint32_t first = at;
    while (at < encoding.size() && encoding.atom[at].begin < block.end) ++at;
    out.push_back({first, at - first});
  }
  return out;
}

void add_spans(const Chain& chain, const Chain::Sequence& sequence, uint32_t level, uint32_t number,
               uint32_t first, std::vector<Found>& out) {
  std::vector<std::string_view> labels;
  for (uint32_t label : sequence.best) labels.push_back(chain.labels()[label]);
  for (const LabelledRun& run : runs_of(labels)) {
    auto part = std::find(kParts.begin(), kParts.end(), run.kind) - kParts.begin();
    if (part == static_cast<ptrdiff_t>(kParts.size())) continue;
    std::vector<uint32_t> goes_on;
    for (uint32_t i = 0; i < chain.labels().size(); ++i)
      if (chain.labels()[i].starts_with("I-") && chain.labels()[i].substr(2) == run.kind)
        goes_on.push_back(i);
    out.push_back({static_cast<Part>(part), level, number, first + static_cast<uint32_t>(run.begin),
                   first + static_cast<uint32_t>(run.end),
                   sequence.share(run.begin, run.end, goes_on)});
  }
}

// Labels of one level in blocks that `wanted` names.
void label(const Heads& heads, uint32_t level, const std::vector<Block>& blocks,
           const std::vector<char>& wanted, const Encoding& encoding,
           const network::Kernels& kernels, network::Workspace& work, std::vector<Found>& out) {
  std::vector<uint32_t> numbers, counts, atoms;
  auto flush = [&] {
    if (numbers.empty()) return;
    auto sequences = heads.levels[level].apply(encoding.states_of(atoms), counts, work, kernels);
    for (size_t i = 0; i < numbers.size(); ++i)
      add_spans(heads.levels[level], sequences[i], level, numbers[i], blocks[numbers[i]].first,
                out);
    numbers.clear();
    counts.clear();
    atoms.clear();
  };
  for (uint32_t number = 0; number < blocks.size(); ++number) {
    const Block& block = blocks[number];
    if (block.count == 0 || !wanted[number]) continue;
    numbers.push_back(number);
    counts.push_back(block.count);
    for (uint32_t i = 0; i < block.count; ++i) atoms.push_back(block.first + i);
    if (atoms.size() >= kBatch) flush();
  }
  flush();
}

bool stands_in(const Found& inner, const Found& outer) {
  return outer.first <= inner.first && inner.end <= outer.end;
}

// Spans of an inner level must lie within one content of the level above.
void drop_stray(std::vector<Found>& spans, uint32_t level, std::span<const Found> above) {
  std::erase_if(spans, [&](const Found& one) {
    return std::none_of(above.begin(), above.end(), [&](const Found& outer) {
      return outer.level + 1 == level && outer.part == Part::content && outer.block == one.block &&
             stands_in(one, outer);
    });
  });
}

// Of each asking span the one that answers, or none, with its share.
struct Answer {
  std::optional<size_t> span;
  uint16_t share = 0;
};

class Linker {
 public:
  Linker(const Heads& heads, const std::vector<Found>& spans, const Encoding& encoding,
         const network::Kernels& kernels, network::Workspace& work)
      : heads_(heads), spans_(spans), kernels_(kernels) {
    std::vector<uint32_t> atoms;
    for (const Found& span : spans) atoms.push_back(span.first);
    if (!atoms.empty()) heads.links->apply(encoding.states_of(atoms), parts_, work, kernels);
  }

  Answer answer(size_t asking, const Link& link, std::span<const size_t> near) const {
    std::vector<size_t> answering;
    std::vector<float> scores = {score(asking, link, heads_.none.row(link.ask / 2).data())};
    for (size_t other : near) {
      bool fits = spans_[other].part == link.shows && spans_[other].level == spans_[asking].level;
      if (!fits || answering.size() == kMostSpans) continue;
      answering.push_back(other);
      scores.push_back(score(asking, link, parts_.row(other) + link.show * heads_.link));
    }
    size_t best =
        static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    float share = kernels_.share(scores.data(), scores.size(), best, 1.0F);
    Answer out;
    if (best > 0) out.span = answering[best - 1];
    out.share = static_cast<uint16_t>(10000.0F * share);
    return out;
  }

 private:
  float score(size_t asking, const Link& link, const float* other) const {
    const float* own = parts_.row(asking) + link.ask * heads_.link;
    float sum = 0;
    for (size_t i = 0; i < heads_.link; ++i) sum += own[i] * other[i];
    return sum / std::sqrt(static_cast<float>(heads_.link));
  }

  const Heads& heads_;
  const std::vector<Found>& spans_;
  const network::Kernels& kernels_;
  Rows parts_;
};

struct Row {
  uint32_t level;
  std::optional<size_t> cue, source;
  uint16_t source_share = 0;
  uint16_t share;
  std::vector<size_t> contents;
};

// Spans of the same block; and of the one before, as far as they end it: "Vard added:" and then a
// paragraph of what he added.
std::vector<size_t> near(const std::vector<Found>& spans,
                         const std::vector<std::vector<size_t>>& of_block,
                         const std::vector<Block>& blocks, size_t span) {
  constexpr uint32_t kEnd = 3;  // atoms
  uint32_t number = spans[span].block;
  std::vector<size_t> out;
  if (number > 0)
    for (size_t other : of_block[number - 1])
      if (spans[other].end + kEnd >= blocks[number - 1].first + blocks[number - 1].count)
        out.push_back(other);
  out.insert(out.end(), of_block[number].begin(), of_block[number].end());
  return out;
}

std::vector<Row> join(const std::vector<Found>& spans, const std::vector<Block>& blocks,
                      const Linker& linker) {
  std::vector<std::vector<size_t>> of_block(blocks.size());
  for (size_t i = 0; i < spans.size(); ++i) of_block[spans[i].block].push_back(i);
  std::vector<Row> rows;
  std::vector<size_t> row_of(spans.size(), SIZE_MAX);  // of cues
  for (size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].part != Part::content) continue;
    Answer cue = linker.answer(i, kCueOfContent, near(spans, of_block, blocks, i));
    if (!cue.span) {
      rows.push_back({spans[i].level, {}, {}, 0, spans[i].share, {i}});
      continue;
    }
    size_t& row = row_of[*cue.span];
    if (row == SIZE_MAX) {
      row = rows.size();
      auto share = static_cast<uint16_t>(uint32_t{spans[*cue.span].share} * cue.share / 10000);
      rows.push_back({spans[i].level, cue.span, {}, 0, share, {}});
      Answer source = linker.answer(*cue.span, kSourceOfCue, of_block[spans[*cue.span].block]);
      rows[row].source = source.span;
      rows[row].source_share = source.share;
    }
    rows[row].contents.push_back(i);
  }
  return rows;
}

Span text_of(const Found& span, const Encoding& encoding) {
  return {encoding.atom[span.first].begin, encoding.atom[span.end - 1].end};
}

void write(const std::vector<Found>& spans, const std::vector<Row>& rows, const Encoding& encoding,
           Attributions& out) {
  for (const Row& row : rows) {
    out.level.push_back(row.level);
    out.source.push_back(row.source ? text_of(spans[*row.source], encoding) : Span::none());
    out.cue.push_back(row.cue ? text_of(spans[*row.cue], encoding) : Span::none());
    std::vector<Span> contents;
    for (size_t content : row.contents) contents.push_back(text_of(spans[content], encoding));
    out.content.push_back(contents);
    out.score.push_back({row.share});
    out.source_score.push_back({row.source_share});
  }
}

}  // namespace

Attributions attributions_in(std::span<const Span> spans, const Encoding& encoding,
                             const Resources& resources) {
  Attributions out;
  const auto& heads = resources.made<Heads>();
  if (!heads.usable()) return out;
  const network::Kernels& kernels = resources.made<Encoder>().kernels();
  network::Workspace work;
  std::vector<Block> blocks = blocks_of(spans, encoding);
  std::vector<char> wanted(blocks.size(), 1);
  std::vector<Found> found;
  for (uint32_t level = 0; level < Attributions::kLevels; ++level) {
    std::vector<Found> here;
    label(heads, level, blocks, wanted, encoding, kernels, work, here);
    if (level > 0) drop_stray(here, level, found);
    // Within contents of this level stands the next.
    std::fill(wanted.begin(), wanted.end(), 0);
    for (const Found& span : here)
      if (span.part == Part::content) wanted[span.block] = 1;
    found.insert(found.end(), here.begin(), here.end());
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.first != b.first ? a.first < b.first : a.level < b.level;
  });
  Linker linker(heads, found, encoding, kernels, work);
  write(found, join(found, blocks, linker), encoding, out);
  return out;
}

Attributions find_attributions(const Roles& roles, const Encoding& encoding,
                               const Resources& resources) {
  return attributions_in(kept_spans(roles), encoding, resources);
}

}  // namespace hearsay
