// Kernels: what a network does between its products, on rows of float32. Compiled once for every
// instruction set; all of them give the same bits, because every number is made by the same
// operations in the same order: sums run over 16 lanes that are added up in a fixed way, and
// a * b + c is rounded once (fma), by the processor or, where it cannot, by the library.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hearsay::network {

inline constexpr size_t kLanes = 16;  // lengths of rows are multiples of it

struct Kernels {
  // Row to whole numbers of -127 to 127; gives the value of 1.
  float (*quantise)(const float* row, size_t size, int8_t* out);
  // sums * step * steps + bias.
  void (*dequantise)(const int32_t* sums, size_t size, float step, const float* steps,
                     const float* bias, float* out);
  // x / (1 + exp(-1.5957691 (x + 0.044715 x^3))): GELU (Hendrycks and Gimpel 2016), by tanh.
  void (*gelu)(float* row, size_t size);
  // x > 0 ? x : x / 10.
  void (*leaky_relu)(float* row, size_t size);
  // row + other to mean 0 and variance 1, times scale, plus shift.
  void (*add_and_norm)(float* row, const float* other, size_t size, const float* scale,
                       const float* shift);
  // Scaled dot products of queries, keys and values of one head of 32 (Vaswani et al. 2017).
  // `rows` rows of `stride` floats; `scratch`: (rows up to a multiple of 32) * (32 + 8 + 32).
  void (*attend)(const float* queries, const float* keys, const float* values, size_t rows,
                 size_t stride, float* out, size_t out_stride, float* scratch);
  // out = a (rows x inner) times b (inner x columns), every sum from the first to the last.
  void (*multiply)(const float* a, const float* b, size_t rows, size_t inner, size_t columns,
                   float* out);
  // The share of one of some scores: e^(x / heat) over the sum of all.
  float (*share)(const float* scores, size_t size, size_t of, float heat);
  // e^(x / heat) of every number, and of the largest 1: that is taken off first.
  void (*raise)(const float* scores, size_t size, float heat, float* out);
};

enum class Isa : uint8_t { any, v3, v4 };  // x86-64-v3 has AVX2 and FMA, v4 AVX-512
// The best that this processor has.
Isa best_isa();
// What `isa` names, which the processor must have.
const Kernels& kernels(Isa isa);

}  // namespace hearsay::network
