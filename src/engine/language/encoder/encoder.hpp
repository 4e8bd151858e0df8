// Encoder: every word of the kept text as numbers that say what it means where it stands, and where
// tokens and sentences begin. A transformer of six layers (MiniLM, Wang et al. 2020), fine-tuned,
// reads the text in windows. Covered by eval/language against
// treebanks; tests follow with the weights.
//
// A window begins with a sentence and holds as much as fits; what is taken of it ends where its last
// sentence begins, so that every sentence is read whole, unless it is longer than a window. Windows
// depend on the text alone, so the result is the same whatever else is read beside it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

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

  std::vector<Span> atom;
  std::vector<Begins> begins;  // the first atom of every block begins a sentence
  std::vector<uint16_t> sure;  // of that, in ten-thousandths
  std::vector<uint32_t> piece;  // the row of `states` of its first word-piece
  network::Rows states;        // one per word-piece
  uint32_t cut_sentences = 0;  // longer than a window, so read in parts

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
  // these places and nowhere else: (offset, what begins), in text order.
  struct Given {
    uint32_t at;
    Begins begins;
  };
  Encoding encode(std::string_view text, std::span<const Span> blocks,
                  std::span<const Given> given = {}) const;

 private:
  struct Network;
  std::unique_ptr<const Network> network_;
};

}  // namespace hearsay
