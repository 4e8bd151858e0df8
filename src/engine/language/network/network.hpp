// Network: the layers that encoder and heads are made of. Products are of whole numbers (Jacob et
// al. 2018): weights of 7 bits by output, rows of 8 bits, sums of 32, by oneDNN; so they are exact,
// and the same on every machine, at any number of rows. Seven bits, because processors without VNNI
// add pairs of products in 16 bits. Covered by language/network/network_test.cpp.
#pragma once

#include <cstddef>
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
  // At least so many cells; what was in them stays or is lost.
  template <class T>
  static T* room(std::vector<T>& cells, size_t size) {
    if (cells.size() < size) cells.resize(size);
    return cells.data();
  }
  std::vector<int8_t> whole, inner;
  std::vector<std::byte> room_between;
  std::vector<int32_t> sums;
  std::vector<float> attention, row;
  Rows qkv, seen, mixed;
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
  // The second product of the first, GELU between: apply() twice, without writing what is between.
  static void apply_both(const Product& first, const Product& second, const Rows& rows, Rows& out,
                         Workspace& work, const Kernels& kernels);

 private:
  struct Packed;
  // Whole numbers (height x inputs) to sums (height x outputs).
  void multiply(const int8_t* whole, size_t height, int32_t* sums, Workspace& work) const;
  Product();
  size_t inputs_ = 0, outputs_ = 0;
  std::vector<float> steps_, bias_;
  std::unique_ptr<Packed> packed_;
};

// The part NAME.heat; 1 where there is none, or one that cannot be.
float heat_of(const Weights& weights, const std::string& name);

// A linear layer whose outputs are labels.
class Classifier {
 public:
  // A product, the part NAME.labels, a line each, and, if there is one, NAME.heat (float32, 1 x 1),
  // by which scores are divided before shares are taken, so that these are as often right as they say
  // (temperature scaling, Guo et al. 2017).
  static Result<Classifier> read(const Weights& weights, const std::string& name);

  std::span<const std::string> labels() const { return labels_; }
  size_t inputs() const { return product_.inputs(); }
  struct Best {
    uint32_t label;
    uint16_t share;  // of e^score over all labels, ten-thousandths
  };
  // One per row.
  std::vector<Best> apply(const Rows& rows, Workspace& work, const Kernels& kernels) const;
  // (rows, labels).
  void scores(const Rows& rows, Rows& out, Workspace& work, const Kernels& kernels) const;
  float heat() const { return heat_; }

 private:
  Classifier(Product product, std::vector<std::string> labels, float heat);
  Product product_;
  std::vector<std::string> labels_;
  float heat_;
};

// Labels of a sequence, read together: a linear chain (Lafferty et al. 2001).
class Chain {
 public:
  // A classifier and the part NAME.steps (float32, labels + 1 x labels): what it is worth that a
  // label follows another; the last row is the begin of a sequence.
  static Result<Chain> read(const Weights& weights, const std::string& name);

  std::span<const std::string> labels() const { return classes_.labels(); }
  size_t inputs() const { return classes_.inputs(); }
  // What is known of one sequence: the best labels (Viterbi 1967), and what all of them together
  // say of a part of it.
  class Sequence {
   public:
    std::vector<uint32_t> best;
    // The share of all sequences of labels, by e^score, in which these labels stand at these places,
    // and none of `after` behind them; ten-thousandths.
    uint16_t share(size_t begin, size_t end, std::span<const uint32_t> after) const;

   private:
    friend class Chain;
    const Chain* chain_ = nullptr;
    size_t count_ = 0;
    std::vector<float> here_, before_, behind_, scale_;
  };
  // `rows`: one per place of all sequences, `counts`: how many each has. O(rows * labels^2).
  std::vector<Sequence> apply(const Rows& rows, std::span<const uint32_t> counts, Workspace& work,
                              const Kernels& kernels) const;

 private:
  Chain(Classifier classes, std::vector<float> steps);
  Sequence read_one(const float* scores, size_t count, const Kernels& kernels) const;
  Classifier classes_;
  std::vector<float> steps_;
  std::vector<float> worth_;  // e^(step / heat)
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
