// See attributions.hpp.
#include "reported/attributions/attributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include "base/ascii.hpp"
#include "base/word_set.hpp"
#include "mentions/names/names.hpp"

namespace hearsay {
namespace {

using network::Chain;
using network::Product;
using network::Rows;

enum class Part : uint8_t { source, cue, content };
constexpr std::array<std::string_view, 3> kParts = {"source", "cue", "content"};

// Levels that are labelled at once; deeper ones are found where contents are read again.
constexpr uint32_t kChains = 3;
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
    for (uint32_t level = 0; level < kChains; ++level) {
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

// An attribution in bytes.
struct Attribution {
  uint32_t level;
  Span source = Span::none(), cue = Span::none();
  std::vector<Span> content;
  Score score, source_score;

  Span first() const {
    Span out = content.front();
    for (Span span : {source, cue})
      if (!span.is_none() && span.begin < out.begin) out = span;
    return out;
  }
};

std::vector<Attribution> in_bytes(const std::vector<Found>& spans, const std::vector<Row>& rows,
                                  const Encoding& encoding, uint32_t level) {
  auto bytes = [&](size_t span) {
    return Span{encoding.atom[spans[span].first].begin, encoding.atom[spans[span].end - 1].end};
  };
  std::vector<Attribution> out;
  for (const Row& row : rows) {
    Attribution& one = out.emplace_back();
    one.level = level + row.level;
    if (row.source) one.source = bytes(*row.source);
    if (row.cue) one.cue = bytes(*row.cue);
    for (size_t content : row.contents) one.content.push_back(bytes(content));
    one.score = {row.share};
    one.source_score = {row.source_share};
  }
  return out;
}

// Attributions of these blocks, of `levels` levels from `level` on.
std::vector<Attribution> read(const Heads& heads, std::span<const Span> spans,
                              const Encoding& encoding, uint32_t level, uint32_t levels,
                              const network::Kernels& kernels) {
  network::Workspace work;
  std::vector<Block> blocks = blocks_of(spans, encoding);
  std::vector<char> wanted(blocks.size(), 1);
  std::vector<Found> found;
  for (uint32_t inner = 0; inner < levels; ++inner) {
    std::vector<Found> here;
    label(heads, inner, blocks, wanted, encoding, kernels, work, here);
    if (inner > 0) drop_stray(here, inner, found);
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
  return in_bytes(found, join(found, blocks, linker), encoding, level);
}

// Words of which one stands in nearly every attribution within another.
bool may_attribute(std::string_view text) {
  constexpr WordSet kWords({"said",      "says",      "saying",    "told",    "tells",
                            "according", "reported",  "reports",   "wrote",   "writes",
                            "denied",    "denies",    "asked",     "claimed", "claims",
                            "added",     "quoted",    "citing",    "warned",  "insisted",
                            "insists",   "announced", "declared",  "stated",  "promised",
                            "accused",   "admitted",  "confirmed", "replied", "maintains"});
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && ascii::is_letter(text[end])) ++end;
    if (end > at && kWords.has_lowered(text.substr(at, end - at))) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

// Contents that may hold attributions, which are then read as if they were the report: the first
// chain has seen many more attributions than the inner ones. None overlap.
std::vector<Span> to_read_again(std::string_view text, const std::vector<Attribution>& all,
                                uint32_t level) {
  constexpr uint32_t kLeast = 24;  // bytes
  std::vector<Span> out;
  for (const Attribution& one : all)
    for (Span span : one.content)
      if (one.level == level && span.size() >= kLeast &&
          may_attribute(text.substr(span.begin, span.size())))
        out.push_back(span);
  std::sort(out.begin(), out.end(),
            [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::vector<Span> apart;
  for (Span span : out)
    if (apart.empty() || span.begin >= apart.back().end) apart.push_back(span);
  return apart;
}

// What was found in contents read again stands for what the inner chains found there.
void take_inner(const std::vector<Span>& contents, std::vector<Attribution> inner, uint32_t level,
                std::vector<Attribution>& all) {
  auto content_of = [&](Span span) {
    auto behind = std::upper_bound(contents.begin(), contents.end(), span.begin,
                                   [](uint32_t at, Span content) { return at < content.begin; });
    bool inside = behind != contents.begin() && std::prev(behind)->covers(span);
    return inside ? behind - contents.begin() - 1 : ptrdiff_t{-1};
  };
  std::erase_if(inner, [](const Attribution& one) { return one.cue.is_none(); });
  std::vector<char> spoken(contents.size(), 0);
  for (const Attribution& one : inner)
    if (ptrdiff_t at = content_of(one.content.front()); at >= 0)
      spoken[static_cast<size_t>(at)] = 1;
  std::erase_if(all, [&](const Attribution& one) {
    if (one.level <= level) return false;
    ptrdiff_t at = content_of(one.content.front());
    return at >= 0 && spoken[static_cast<size_t>(at)];
  });
  all.insert(all.end(), inner.begin(), inner.end());
}

}  // namespace

Attributions attributions_in(std::string_view text, std::span<const Span> blocks,
                             const Encoding& encoding, const Resources& resources) {
  Attributions out;
  const auto& heads = resources.made<Heads>();
  if (!heads.usable()) return out;
  const auto& encoder = resources.made<Encoder>();
  std::vector<Attribution> all =
      read(heads, blocks, encoding, 0, kChains, encoder.kernels());
  for (uint32_t level = 0; level + 1 < Attributions::kLevels; ++level) {
    std::vector<Span> contents = to_read_again(text, all, level);
    if (contents.empty()) break;
    Encoding again = encoder.encode(text, contents);
    take_inner(contents, read(heads, contents, again, level + 1, 1, encoder.kernels()), level, all);
  }
  std::stable_sort(all.begin(), all.end(), [](const Attribution& a, const Attribution& b) {
    Span x = a.first();
    Span y = b.first();
    return x.begin != y.begin ? x.begin < y.begin : a.level < b.level;
  });
  for (const Attribution& one : all) {
    out.level.push_back(one.level);
    out.source.push_back(one.source);
    out.cue.push_back(one.cue);
    out.content.push_back(one.content);
    out.score.push_back(one.score);
    out.source_score.push_back(one.source_score);
  }
  return out;
}

Attributions find_attributions(const Text& text, const Roles& roles, const Encoding& encoding,
                               const Resources& resources) {
  return attributions_in(text.view(), kept_spans(roles), encoding, resources);
}

}  // namespace hearsay
