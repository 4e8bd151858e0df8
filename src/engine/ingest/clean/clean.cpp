// See clean.hpp.
#include "ingest/clean/clean.hpp"

#include <algorithm>
#include <string>

#include "base/trees.hpp"
#include "ingest/clean/verdict.hpp"

namespace hearsay {
namespace clean {
namespace {

// Two passes of trees: the second sees what the first says of the blocks around.
struct TreePair {
  Trees first, second;

  TreePair(const Resources& resources, const std::string& kind,
           std::span<const std::string_view> first_names,
           std::span<const std::string_view> second_names)
      : first(read(resources.blob("models/clean/" + kind + "-first.trees"), first_names)),
        second(read(resources.blob("models/clean/" + kind + "-second.trees"), second_names)) {}

  // Weights of another engine, or none, are as good as none: shape alone decides then.
  static Trees read(std::string_view bytes, std::span<const std::string_view> names) {
    Result<Trees> trees = Trees::read(bytes, names);
    return trees ? std::move(*trees) : Trees();
  }
  bool usable() const { return !first.empty() && !second.empty(); }
};
struct PageTrees : TreePair {
  explicit PageTrees(const Resources& resources)
      : TreePair(resources, "page", page_feature_names(), second_page_names()) {}
};
struct TextTrees : TreePair {
  explicit TextTrees(const Resources& resources)
      : TreePair(resources, "text", text_feature_names(), second_text_names()) {}
};

// Most blocks of a page are plainly not of the article. What sums up to less than kHopeless after
// the first kProbe trees scores kLow, and the second pass is not asked about it. models/train
// knows.
constexpr int64_t kLow = -5 * int64_t{Trees::kUnit};
constexpr int64_t kHopeless = -5 * int64_t{Trees::kUnit} / 2;
constexpr size_t kProbe = 40;

std::vector<int64_t> score_first(const Trees& trees, const Features& features) {
  std::vector<int64_t> out(features.rows());
  for (size_t i = 0; i < out.size(); ++i)
    out[i] = trees.score_above(features.row(i), kHopeless, kProbe).value_or(kLow);
  return out;
}

std::vector<int64_t> score_second(const Trees& trees, const Features& features,
                                  std::vector<int64_t> first) {
  for (size_t i = 0; i < first.size(); ++i)
    if (first[i] > kLow) first[i] = trees.score(features.row(i));
  return first;
}

std::vector<int64_t> by_shape(const std::vector<BlockSigns>& signs) {
  std::vector<int64_t> out;
  for (const BlockSigns& one : signs)
    out.push_back(one.is_long() || (one.ends_sentence && one.words > 5) ? Trees::kUnit
                                                                        : -Trees::kUnit);
  return out;
}

std::string_view title_value(const Metadata& metadata) {
  for (size_t i = 0; i < metadata.field.size(); ++i)
    if (metadata.field[i] == MetadataField::title && metadata.chosen[i].yes)
      return metadata.value[i];
  return "";
}

constexpr size_t kNoBlock = SIZE_MAX;

// The block that holds a span; blocks stand in text order. O(log blocks).
size_t block_of(const Blocks& blocks, Span span) {
  if (span.is_none()) return kNoBlock;
  auto after = std::upper_bound(blocks.span.begin(), blocks.span.end(), span.begin,
                                [](uint32_t at, Span block) { return at < block.begin; });
  if (after == blocks.span.begin()) return kNoBlock;
  auto block = std::prev(after);
  return span.end <= block->end ? static_cast<size_t>(block - blocks.span.begin()) : kNoBlock;
}

Known known_of(const Metadata& metadata, const Blocks& blocks) {
  Known out;
  out.of_authors.resize(blocks.span.size());
  out.of_dates.resize(blocks.span.size());
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    Span span = metadata.span[i];
    size_t block = block_of(blocks, span);
    if (block == kNoBlock) continue;
    switch (metadata.field[i]) {
      case MetadataField::title:  // what is chosen may be a part of its block
        if (metadata.chosen[i].yes && span.size() * 2 >= blocks.span[block].size())
          out.title = blocks.span[block];
        break;
      case MetadataField::author:
        if (metadata.chosen[i].yes) out.of_authors[block] += span.size();
        break;
      case MetadataField::published:
      case MetadataField::modified:
        out.of_dates[block] += span.size();
        break;
      default:
        break;
    }
  }
  return out;
}

}  // namespace
}  // namespace clean

std::span<const std::string_view> names_of(BlockRole) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "title",   "deck",       "byline", "dateline",    "date",    "body",
      "subhead", "caption",    "credit", "promo",       "related", "comment",
      "share",   "navigation", "legal",  "source_note", "other"};
  return kNames;
}

Roles label_blocks(const Source& source, const Text& text, const Blocks& blocks,
                   const Metadata& metadata, const Page& page, const Resources& resources) {
  using namespace clean;
  bool is_page = source.format == Format::html;
  std::vector<BlockSigns> signs =
      read_signs(text, blocks, title_value(metadata), resources.made<CueLexicon>());
  std::vector<Around> around;
  if (is_page) around = look_around(page, blocks, resources.made<NamingLexicon>());
  PageView view{page, blocks, around};
  Features features = is_page ? page_features(text, view, signs) : text_features(text, signs);
  const TreePair& trees = is_page ? static_cast<const TreePair&>(resources.made<PageTrees>())
                                  : resources.made<TextTrees>();
  std::vector<int64_t> odds = by_shape(signs);
  if (trees.usable()) {
    std::vector<int64_t> first = score_first(trees.first, features);
    add_second(features, signs, first, is_page ? &view : nullptr);
    odds = score_second(trees.second, features, std::move(first));
  }
  Roles out;
  Report report{text,
                blocks,
                signs,
                is_page ? &around : nullptr,
                std::move(odds),
                known_of(metadata, blocks)};
  std::vector<Verdict> verdicts = judge(report);
  for (size_t i = 0; i < verdicts.size(); ++i) {
    out.span.push_back(blocks.span[i]);
    out.role.push_back(verdicts[i].role);
    out.kept.push_back({verdicts[i].kept});
    out.why.push_back(verdicts[i].why);
    out.score.push_back({verdicts[i].score});
  }
  return out;
}

std::vector<Span> kept_spans(const Roles& roles) {
  std::vector<Span> spans;
  for (size_t i = 0; i < roles.span.size(); ++i)
    if (roles.kept[i].yes) spans.push_back(roles.span[i]);
  return spans;
}

}  // namespace hearsay
