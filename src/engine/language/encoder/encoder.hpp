// Encoder: every word of the kept text as numbers that say what it means where it stands, and where
// tokens and sentences begin. A transformer of six layers (MiniLM, Wang et al. 2020), fine-tuned,
// reads the text in windows. Covered by language/encoder/encoder_test.cpp,
// its fuzz target, and eval/language against treebanks.
//
// A window begins with a sentence and holds as much as fits. It ends where a block does if it is well
// filled by then; else what is taken of it ends where its last sentence begins. So every sentence is
// read whole, unless it is longer than a window; then it is read in two parts, and what is longer than
// that is cut into several sentences. Windows depend on the text alone, so the result is the same
// whatever else is read beside it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document/problem.hpp"
#include "document/resources.hpp"
#include "document/text.hpp"
#include "ingest/clean/clean.hpp"
#include "language/network/network.hpp"

namespace hearsay {

// What an atom, the smallest piece that a token can consist of, begins.
enum class Begins : uint8_t { nothing, word, token, sentence };

// Kept text, atom by atom, in text order.
struct Encoding {
  static constexpr std::string_view kValueName = "encoding";
  static constexpr bool kWorking = true;  // 1.5 KB a word-piece

  std::vector<Span> atom;
  std::vector<Begins> begins;  // the first atom of every block begins a sentence
  std::vector<uint16_t> sure;  // of that, in ten-thousandths
  std::vector<uint32_t> piece;  // the row of `states` of its first word-piece
  network::Rows states;        // one per word-piece
  std::vector<uint32_t> cut;   // where the second part of a sentence longer than a window begins
  std::optional<uint32_t> left_out;  // where what was not read begins, beyond the limit
  Problems problems;           // long_sentence, long_text

  size_t size() const { return atom.size(); }
  // The states of these atoms, one after the other.
  network::Rows states_of(std::span<const uint32_t> atoms) const;
  static constexpr auto columns_of_state() { return size_t{384}; }
};

// O(text * window).
Encoding encode_text(const Text& text, const Roles& roles, const Resources& resources);

// The network itself, for heads and scorers.
class Encoder {
 public:
  explicit Encoder(const Resources& resources);
  ~Encoder();

  // False without weights, or with broken ones: then nothing is encoded.
  bool usable() const { return network_ != nullptr; }
  // Only of a usable one.
  const Weights& weights() const;
  const network::Kernels& kernels() const;
  // The blocks, in text order, are read together. With `given`, words, tokens and sentences begin at
  // these places and nowhere else: (offset, what begins), in text order. No more word-pieces than
  // `limits.word_pieces` of the resources are read.
  struct Given {
    uint32_t at;
    Begins begins;
  };
  Encoding encode(std::string_view text, std::span<const Span> blocks,
                  std::span<const Given> given = {}) const;

 private:
  struct Network;
  std::unique_ptr<const Network> network_;
  size_t most_pieces_;
};

}  // namespace hearsay
