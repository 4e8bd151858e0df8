// Network: the layers that encoder and heads are made of. Products are of whole numbers (Jacob et
// al. 2018): weights of 7 bits by output, rows of 8 bits, sums of 32, by oneDNN; so they are exact,
// and the same on every machine, at any number of rows. Seven bits, because processors without VNNI
// add pairs of products in 16 bits. Covered by language/network/network_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "language/network/kernels.hpp"
#include "language/weights/weights.hpp"

namespace hearsay::network {

// Rows of equal length, one after the other.
struct Rows {
  size_t columns = 0;
  std::vector<float> cells;

  Rows() = default;
  Rows(size_t rows, size_t of) : columns(of), cells(rows * of) {}
  // What was in it is lost.
  void reshape(size_t rows, size_t of) {
    columns = of;
    cells.resize(rows * of);
  }
  size_t rows() const { return columns == 0 ? 0 : cells.size() / columns; }
  float* row(size_t i) { return cells.data() + i * columns; }
  const float* row(size_t i) const { return cells.data() + i * columns; }
};

// What one thread needs while it computes; kept between calls, because asking the system for
// memory costs as much as a product.
struct Workspace {
  std::vector<int8_t> whole;
  std::vector<int32_t> sums;
  std::vector<float> attention;
  Rows qkv, seen, mixed, wide, narrow;
};

// A linear layer. Safe to use from many threads.
class Product {
 public:
  // The parts NAME.weight (int8, outputs x inputs), NAME.step and NAME.bias (float32, outputs).
  // `damaged` where they are not there or do not fit. Inputs are a multiple of 16.
  static Result<Product> read(const Weights& weights, const std::string& name);

  Product(Product&&) noexcept;
  Product& operator=(Product&&) noexcept;
  ~Product();

  size_t inputs() const { return inputs_; }
  size_t outputs() const { return outputs_; }
  // O(rows * inputs * outputs).
  void apply(const Rows& rows, Rows& out, Workspace& work, const Kernels& kernels) const;

 private:
  struct Packed;
  Product();
  size_t inputs_ = 0, outputs_ = 0;
  std::vector<float> steps_, bias_;
  std::unique_ptr<Packed> packed_;
};

// A linear layer whose outputs are labels.
class Classifier {
 public:
  // A product and the part NAME.labels, a line each.
  static Result<Classifier> read(const Weights& weights, const std::string& name);

  std::span<const std::string> labels() const { return labels_; }
  size_t inputs() const { return product_.inputs(); }
  struct Best {
    uint32_t label;
    uint16_t share;  // of e^score over all labels, ten-thousandths
  };
  // One per row.
  std::vector<Best> apply(const Rows& rows, Workspace& work, const Kernels& kernels) const;

 private:
  Classifier(Product product, std::vector<std::string> labels);
  Product product_;
  std::vector<std::string> labels_;
};

// One layer of a transformer encoder (Devlin et al. 2019), with 12 heads of 32.
class TransformerLayer {
 public:
  static Result<TransformerLayer> read(const Weights& weights, const std::string& name);
  // Rows of one window; all attend to all. O(rows * (size^2 + rows * size)).
  void apply(Rows& rows, Workspace& work, const Kernels& kernels) const;

 private:
  TransformerLayer(Product qkv, Product out, Product wide, Product narrow);
  Product qkv_, out_, wide_, narrow_;
  std::vector<float> scale1_, shift1_, scale2_, shift2_;
};

}  // namespace hearsay::network
