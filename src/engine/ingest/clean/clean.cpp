// See clean.hpp.
#include "ingest/clean/clean.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/trees.hpp"
#include "ingest/clean/feature_words.hpp"
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

// What is found out on the way to the roles.
struct Weighed {
  const TreePair* trees = nullptr;  // null where shape stood in for them
  Features features{0, 0};          // what the trees saw
  std::vector<int64_t> first_odds;
  Judgement judgement;
};

std::vector<int64_t> by_shape(const std::vector<BlockSigns>& signs) {
  std::vector<int64_t> out;
  for (const BlockSigns& one : signs)
    out.push_back(one.is_long() || (one.ends_sentence && one.words > 5) ? Trees::kUnit
                                                                        : -Trees::kUnit);
  return out;
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

Weighed weigh(const Source& source, const Text& text, const Blocks& blocks,
              const Metadata& metadata, const Page& page, const Resources& resources) {
  bool is_page = source.format == Format::html;
  Weighed out;
  std::vector<BlockSigns> signs =
      read_signs(text, blocks, chosen_value(metadata, MetadataField::title),
                 resources.made<CueLexicon>());
  std::vector<Around> around;
  if (is_page) around = look_around(page, blocks, resources.made<NamingLexicon>());
  PageView view{page, blocks, around};
  out.features = is_page ? page_features(text, view, signs) : text_features(text, signs);
  const TreePair& trees = is_page ? static_cast<const TreePair&>(resources.made<PageTrees>())
                                  : resources.made<TextTrees>();
  std::vector<int64_t> odds = by_shape(signs);
  if (trees.usable()) {
    out.trees = &trees;
    out.first_odds = score_first(trees.first, out.features);
    add_second(out.features, signs, out.first_odds, is_page ? &view : nullptr);
    odds = score_second(trees.second, out.features, out.first_odds);
  }
  out.judgement = judge({text, blocks, signs, is_page ? &around : nullptr, std::move(odds),
                         known_of(metadata, blocks)});
  return out;
}

Weighing weighing(std::string by, const Trees& trees, const Features& features, size_t block,
                  std::span<const std::string_view> names, size_t most_trees = SIZE_MAX) {
  std::vector<std::span<const int32_t>> rows;
  for (size_t i = 0; i < features.rows(); ++i) rows.push_back(features.row(i).first(names.size()));
  Trees::Contributions parts = trees.contributions(rows, block, most_trees);
  Weighing out{std::move(by), parts.base, parts.base, {}};
  for (size_t i = 0; i < names.size(); ++i) {
    int32_t value = rows[block][i];
    int64_t adds = parts.of_feature[i];
    out.log_odds += adds;
    if (adds != 0)
      out.factors.push_back({std::string(names[i]), in_words(names[i], value), value, adds});
  }
  std::stable_sort(out.factors.begin(), out.factors.end(), [](const Factor& a, const Factor& b) {
    return std::abs(a.adds) > std::abs(b.adds);
  });
  return out;
}

std::string summary(const Verdict& verdict, int64_t odds, const Threshold& threshold) {
  std::string trees = "log odds " + odds_text(odds) + ", and of " + std::string(threshold.of) +
                      " what is above " + odds_text(threshold.odds) + " is kept";
  bool keep = odds > threshold.odds;
  if (verdict.by_odds) return "the trees decided: " + trees;
  if (verdict.kept == keep)
    return "a rule decided, and the trees alone would do the same: " + trees;
  return "a rule decided, though the trees alone would " +
         std::string(keep ? "keep it: " : "set it aside: ") + trees;
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
  Roles out;
  std::vector<clean::Verdict> verdicts =
      clean::weigh(source, text, blocks, metadata, page, resources).judgement.verdicts;
  for (size_t i = 0; i < verdicts.size(); ++i) {
    out.span.push_back(blocks.span[i]);
    out.role.push_back(verdicts[i].role);
    out.kept.push_back({verdicts[i].kept});
    out.why.push_back(verdicts[i].why);
    out.score.push_back({verdicts[i].score});
  }
  return out;
}

Explanation explain_block(const Source& source, const Text& text, const Blocks& blocks,
                          const Metadata& metadata, const Page& page, const Resources& resources,
                          size_t block) {
  using namespace clean;
  Weighed weighed = weigh(source, text, blocks, metadata, page, resources);
  const Verdict& verdict = weighed.judgement.verdicts[block];
  if (weighed.trees == nullptr)
    return {.summary = std::string(verdict.by_odds ? "its shape" : "a rule") +
                       " decided, for there are no trees"};
  const Trees& trees = weighed.trees->first;
  bool is_page = source.format == Format::html;
  Explanation out{.claim = "the block is of the article"};
  if (weighed.first_odds[block] > kLow)
    out.weighings.push_back(weighing("the second trees", weighed.trees->second, weighed.features,
                                     block, is_page ? second_page_names() : second_text_names()));
  bool hopeless = !trees.score_above(weighed.features.row(block), kHopeless, kProbe);
  out.weighings.push_back(
      weighing(hopeless ? "the first " + std::to_string(kProbe) + " trees" : "the first trees",
               trees, weighed.features, block, is_page ? page_feature_names() : text_feature_names(),
               hopeless ? kProbe : SIZE_MAX));
  out.summary = summary(verdict, out.weighings.front().log_odds, weighed.judgement.threshold);
  return out;
}

std::vector<Span> kept_spans(const Roles& roles) {
  std::vector<Span> spans;
  for (size_t i = 0; i < roles.span.size(); ++i)
    if (roles.kept[i].yes) spans.push_back(roles.span[i]);
  return spans;
}

}  // namespace hearsay
