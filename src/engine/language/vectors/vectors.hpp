// Vectors: what a sentence says, as 128 numbers; the more alike two sentences are, the larger the
// product of their vectors. A head of the encoder, trained to keep the likeness that the base weights
// see (all-MiniLM-L6, Reimers and Gurevych 2019). Covered by language/vectors/vectors_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "language/encoder/encoder.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay {

inline constexpr size_t kVectorSize = 128;

// Of length 127, in whole numbers, so that they are small to keep and equal on every machine.
using SentenceVector = std::array<int8_t, kVectorSize>;
// Cosine of the angle, -1 to 1.
double likeness(const SentenceVector& a, const SentenceVector& b);

// One per sentence.
struct Vectors {
  static constexpr std::string_view kValueName = "vectors";
  std::vector<SentenceVector> of;
};

// O(tokens). Nothing without weights.
Vectors find_vectors(const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                     const Resources& resources);

}  // namespace hearsay
