// Features: what can be counted of every block and its surroundings, for the trees that tell the
// article from what stands around it. All are whole numbers; shares count in thousandths.
// Covered by ingest/clean/features_test.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "document/text.hpp"
#include "ingest/article/article.hpp"
#include "ingest/blocks/blocks.hpp"
#include "ingest/clean/cues.hpp"
#include "ingest/html/html.hpp"

namespace hearsay::clean {

// One row per block, in their order. The second pass adds its columns to those of the first.
class Features {
 public:
  Features(size_t rows, size_t columns) : columns_(columns), cells_(rows * columns) {}

  size_t columns() const { return columns_; }
  size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  std::span<const int32_t> row(size_t i) const {
    return std::span(cells_).subspan(i * columns_, columns_);
  }
  // The cells of a row from one column on, to be written from left to right.
  class Writer {
   public:
    explicit Writer(int32_t* at) : at_(at) {}
    void add(int32_t cell) { *at_++ = cell; }
    void add(std::initializer_list<int32_t> cells) {
      for (int32_t cell : cells) *at_++ = cell;
    }

   private:
    int32_t* at_;
  };
  Writer write(size_t row, size_t column) {
    return Writer(cells_.data() + row * columns_ + column);
  }

 private:
  size_t columns_;
  std::vector<int32_t> cells_;
};

// Everything that more than one feature, or a rule, asks of a block.
struct BlockSigns {
  Span span;
  int32_t words = 0;
  bool ends_sentence = false;
  bool ends_ellipsis = false;
  CueStrengths cues{};
  int32_t linked = 0;         // thousandths
  uint32_t equal_before = 0;  // blocks before it with the same words
  uint32_t equal_after = 0;
  int32_t of_title = 0;     // thousandths of its words that stand in the title
  int32_t title_in_it = 0;  // thousandths of the title's words that stand in it
  bool is_long() const { return words >= 20 && linked < 400; }
  bool has_cue(Cue cue, int strength = 1) const {
    return cues[static_cast<size_t>(cue)] >= strength;
  }
};

// What the elements around a block's element, and that element, say about it.
struct Around {
  uint32_t tags = 0;                     // bits of kAroundTags
  std::array<uint8_t, kNamings> naming;  // levels up to the nearest element so named, 9 for none
  uint8_t heading = 0;                   // 1 to 6
  uint16_t depth = 0;
  bool hidden = false;
  // Numbers of what the page's maker made alike: same path and class, and same class around.
  uint32_t made = 0, made_within = 0;
};
enum class AroundTag : uint8_t {
  p,
  li,
  td,
  blockquote,
  figcaption,
  a,
  article,
  main,
  aside,
  nav,
  header,
  footer,
  section,
  form,
  table,
  figure,
  button,
  pre,
  dl,
  details,
  noscript,
  div,
  span,
  label,
  address,
  time,
};
inline constexpr size_t kAroundTags = 26;

// O(text + title words).
std::vector<BlockSigns> read_signs(const Text& text, const Blocks& blocks, std::string_view title,
                                   const CueLexicon& lexicon);
// One per block; for pages only. O(nodes + attributes + blocks).
std::vector<Around> look_around(const Page& page, const Blocks& blocks,
                                const NamingLexicon& lexicon);

// A page as the features see it.
struct PageView {
  const Page& page;
  const Blocks& blocks;
  const std::vector<Around>& around;
};

// Of plain text, and the first part of those of a page. The columns of the second pass are 0.
std::span<const std::string_view> text_feature_names();
Features text_features(const Text& text, const std::vector<BlockSigns>& signs);
// The same into the first columns of `out`, which has a row per block.
void write_text_features(const Text& text, const std::vector<BlockSigns>& signs, Features& out);

// O(blocks * depth).
std::span<const std::string_view> page_feature_names();
Features page_features(const Text& text, const PageView& view,
                       const std::vector<BlockSigns>& signs);

// What the first trees say of a block's neighbours, its likes and its container, after the features
// that the first trees saw. `scores`: log odds of the first trees, one per block. `view` is null
// for plain text.
std::span<const std::string_view> second_text_names();
std::span<const std::string_view> second_page_names();
void add_second(Features& features, const std::vector<BlockSigns>& signs,
                std::span<const int64_t> scores, const PageView* view);

}  // namespace hearsay::clean
