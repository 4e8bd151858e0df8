// See encoder.hpp.
#include "language/encoder/encoder.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "language/encoder/pieces.hpp"

namespace hearsay {
namespace {

using encoder::Atom;
using encoder::Atoms;
using encoder::Case;
using encoder::Vocabulary;
using network::Kernels;
using network::TransformerLayer;
using network::Product;
using network::Rows;
using network::Workspace;

constexpr size_t kWindow = 160;  // word-pieces, with the signs that begin it and part blocks
constexpr size_t kFilled = 80;   // of them, from which on a window may end where a block does
// How surely a sentence must begin where no sign ends one, as after a heading glued to a text; else a
// name in capitals would begin one. Chosen on EWT dev, in ten-thousandths.
constexpr uint16_t kSureSentence = 8000;
constexpr size_t kLayers = 6;
constexpr size_t kPlaces = 512;
constexpr size_t kSpaces = 3;
constexpr size_t kCases = 6;

enum class Before : uint8_t { nothing, space, block };

// Rows of whole numbers, each with what 1 of it is.
struct Table {
  Matrix<int8_t> cells;
  Matrix<float> steps;

  static std::optional<Table> read(const Weights& weights, const std::string& name, size_t rows,
                                   size_t columns) {
    Table out{weights.whole(name + ".weight", static_cast<uint32_t>(rows),
                            static_cast<uint32_t>(columns)),
              weights.real(name + ".step", 1, static_cast<uint32_t>(rows))};
    if (out.cells.rows == 0 || out.steps.rows == 0) return std::nullopt;
    return out;
  }
  void add(size_t row, float* to) const {
    float step = steps.cells[row];
    std::span<const int8_t> from = cells.row(row);
    for (size_t i = 0; i < from.size(); ++i) to[i] += static_cast<float>(from[i]) * step;
  }
};

// Piece by piece, what the network reads at once.
struct Window {
  std::vector<uint32_t> pieces;
  std::vector<Case> cases;
  std::vector<Before> before;
  std::vector<uint32_t> first;  // of every atom

  void add(uint32_t piece, Case letters, Before space) {
    pieces.push_back(piece);
    cases.push_back(letters);
    before.push_back(space);
  }
  void cut(size_t to_pieces, size_t to_atoms) {
    pieces.resize(to_pieces);
    cases.resize(to_pieces);
    before.resize(to_pieces);
    first.resize(to_atoms);
  }
};

}  // namespace

struct Encoder::Network {
  Weights weights;
  Vocabulary vocabulary;
  Table words, places, cases, spaces;
  std::vector<float> scale, shift;
  std::vector<TransformerLayer> layers;
  Product boundaries;
  float heat;  // of boundaries
  const Kernels& kernels;

  static std::unique_ptr<const Network> read(std::string_view bytes);
  void run(const Window& window, Rows& states, Workspace& work) const;
};

std::unique_ptr<const Encoder::Network> Encoder::Network::read(std::string_view bytes) {
  Result<Weights> weights = Weights::read(bytes);
  if (!weights) return nullptr;
  Vocabulary vocabulary(weights->bytes("vocabulary"), weights->bytes("folding"),
                        weights->bytes("glued"));
  size_t size = weights->whole("encoder.words.weight").columns;
  auto words = Table::read(*weights, "encoder.words", vocabulary.size(), size);
  auto places = Table::read(*weights, "encoder.places", kPlaces, size);
  auto cases = Table::read(*weights, "encoder.cases", kCases, size);
  auto spaces = Table::read(*weights, "encoder.spaces", kSpaces, size);
  auto scale = weights->real("encoder.norm.scale", 1, static_cast<uint32_t>(size));
  auto shift = weights->real("encoder.norm.shift", 1, static_cast<uint32_t>(size));
  auto boundaries = Product::read(*weights, "boundaries");
  float heat = network::heat_of(*weights, "boundaries");
  bool whole = words && places && cases && spaces && scale.rows != 0 && shift.rows != 0 &&
               boundaries.ok() && boundaries->inputs() == size && boundaries->outputs() == 4 &&
               size == Encoding::columns_of_state();
  if (!whole) return nullptr;
  std::vector<TransformerLayer> layers;
  for (size_t i = 0; i < kLayers; ++i) {
    auto layer = TransformerLayer::read(*weights, "encoder." + std::to_string(i));
    if (!layer) return nullptr;
    layers.push_back(std::move(*layer));
  }
  return std::unique_ptr<const Network>(new Network{
      std::move(*weights), std::move(vocabulary), *words, *places, *cases, *spaces,
      {scale.cells.begin(), scale.cells.end()}, {shift.cells.begin(), shift.cells.end()},
      std::move(layers), std::move(*boundaries), heat, network::kernels(network::best_isa())});
}

void Encoder::Network::run(const Window& window, Rows& states, Workspace& work) const {
  size_t size = words.cells.columns;
  states.reshape(window.pieces.size(), size);
  std::vector<float> none(size);
  for (size_t i = 0; i < window.pieces.size(); ++i) {
    float* row = states.row(i);
    std::fill(row, row + size, 0.0F);
    words.add(window.pieces[i], row);
    places.add(i, row);
    cases.add(static_cast<size_t>(window.cases[i]), row);
    spaces.add(static_cast<size_t>(window.before[i]), row);
    kernels.add_and_norm(row, none.data(), size, scale.data(), shift.data());
  }
  for (const TransformerLayer& layer : layers) layer.apply(states, work, kernels);
}

Encoder::Encoder(const Resources& resources)
    : network_(Network::read(resources.blob("models/language/encoder.weights"))),
      most_pieces_(resources.limits.word_pieces) {}
Encoder::~Encoder() = default;

const Weights& Encoder::weights() const {
  return network_->weights;
}

const Kernels& Encoder::kernels() const {
  return network_->kernels;
}

Rows Encoding::states_of(std::span<const uint32_t> atoms) const {
  Rows out(atoms.size(), states.columns);
  for (size_t i = 0; i < atoms.size(); ++i)
    std::copy_n(states.row(piece[atoms[i]]), states.columns, out.row(i));
  return out;
}

namespace {

// Atoms of all blocks, and which of them begin one.
struct Material {
  Atoms atoms;
  std::vector<Before> before;
  std::optional<uint32_t> left_out;
};

Material cut(const Vocabulary& vocabulary, std::string_view text, std::span<const Span> blocks,
             size_t most) {
  Material out;
  for (Span block : blocks) {
    size_t begin = out.atoms.atoms.size();
    uint32_t end = vocabulary.cut(text, block, out.atoms, most);
    if (end < block.end && !out.left_out) out.left_out = end;
    for (size_t i = begin; i < out.atoms.atoms.size(); ++i) {
      bool spaced = i > begin && out.atoms.atoms[i - 1].span.end < out.atoms.atoms[i].span.begin;
      out.before.push_back(i == begin ? Before::block : spaced ? Before::space : Before::nothing);
    }
  }
  return out;
}

// As many atoms from `begin` on as fit; at least one. A block that does not fit as a whole is left to
// the next window if this one is filled well enough: what is read of it would be read again.
Window window_from(const Material& material, size_t begin, const Vocabulary& vocabulary) {
  Window out;
  out.add(vocabulary.begin(), Case::sign, Before::block);
  size_t last_block = begin;  // where it begins
  for (size_t i = begin; i < material.before.size(); ++i) {
    const Atom& atom = material.atoms.atoms[i];
    bool parts = material.before[i] == Before::block && i > begin;
    if (out.pieces.size() + parts + atom.count > kWindow && i > begin) {
      bool inside = material.before[i] != Before::block;
      if (inside && last_block > begin && out.first[last_block - begin] > kFilled)
        out.cut(out.first[last_block - begin] - 1, last_block - begin);  // and the sign before it
      break;
    }
    if (parts) last_block = i;
    if (parts) out.add(vocabulary.between(), Case::sign, Before::block);
    out.first.push_back(static_cast<uint32_t>(out.pieces.size()));
    for (uint32_t piece = 0; piece < atom.count; ++piece)
      out.add(material.atoms.pieces[atom.first + piece], atom.letters,
              piece == 0 ? (i == begin ? Before::block : material.before[i]) : Before::nothing);
  }
  return out;
}

// A sign behind which sentences begin.
bool ends_sentence(const Material& material, std::string_view text, size_t atom) {
  static constexpr std::array<std::string_view, 10> kSigns = {
      ".", "?", "!", ":", ";", "\u2026", "\"", "\u201D", "\u2019", ")"};
  Span span = material.atoms.atoms[atom].span;
  std::string_view sign = text.substr(span.begin, span.size());
  return std::find(kSigns.begin(), kSigns.end(), sign) != kSigns.end();
}

// “Why should we?” said Vard: small letters behind a closing quotation mark.
bool goes_on_after_quotation(const Material& material, std::string_view text, size_t atom) {
  if (atom == 0 || material.atoms.atoms[atom].letters != Case::lower) return false;
  Span span = material.atoms.atoms[atom - 1].span;
  std::string_view mark = text.substr(span.begin, span.size());
  bool closes = mark == "\"" || mark == "\u201D" || mark == "'" || mark == "\u2019";
  return closes && material.before[atom - 1] == Before::nothing;
}

}  // namespace

Encoding Encoder::encode(std::string_view text, std::span<const Span> blocks,
                         std::span<const Given> given) const {
  Encoding out;
  out.states.columns = Encoding::columns_of_state();
  if (!usable()) return out;
  const Network& net = *network_;
  Material material = cut(net.vocabulary, text, blocks, most_pieces_);
  out.left_out = material.left_out;
  Workspace work;
  Rows states;
  Rows firsts;
  Rows scores;
  size_t next_given = 0;
  size_t parts = 0;  // of the sentence within which the window begins, so far
  for (size_t begin = 0; begin < material.before.size();) {
    Window window = window_from(material, begin, net.vocabulary);
    net.run(window, states, work);
    size_t count = window.first.size();
    firsts.reshape(count, states.columns);
    for (size_t i = 0; i < count; ++i)
      std::copy_n(states.row(window.first[i]), states.columns, firsts.row(i));
    net.boundaries.apply(firsts, scores, work, net.kernels);
    std::vector<Begins> begins(count);
    std::vector<uint16_t> sure(count, 10000);
    size_t given_here = next_given;
    for (size_t i = 0; i < count; ++i) {
      const float* row = scores.row(i);
      auto best = static_cast<size_t>(std::max_element(row, row + 4) - row);
      bool block = material.before[begin + i] == Before::block;
      if (!given.empty()) {
        Span span = material.atoms.atoms[begin + i].span;
        begins[i] = Begins::nothing;
        for (; given_here < given.size() && given[given_here].at < span.end; ++given_here)
          begins[i] = std::max(begins[i], given[given_here].begins);
      } else if (block || i == 0) {
        begins[i] = parts == 1 && !block ? Begins::token : Begins::sentence;
      } else {
        begins[i] = static_cast<Begins>(best);
        bool touches = material.before[begin + i] == Before::nothing;
        if (!touches && begins[i] <= Begins::word) begins[i] = Begins::token;
        sure[i] = static_cast<uint16_t>(10000.0F * net.kernels.share(row, 4, best, net.heat));
        bool doubtful = sure[i] < kSureSentence && !ends_sentence(material, text, begin + i - 1);
        if (begins[i] == Begins::sentence &&
            (doubtful || goes_on_after_quotation(material, text, begin + i)))
          begins[i] = Begins::token;
      }
    }
    // What is taken ends where the last sentence begins, if the text goes on behind the window.
    size_t taken = count;
    size_t before = std::exchange(parts, 0);
    if (begin + count < material.before.size() &&
        material.before[begin + count] != Before::block) {
      size_t last = count;
      while (last > 1 && begins[last - 1] != Begins::sentence) --last;
      taken = last - 1;
      if (taken == 0) {
        taken = count;
        parts = before == 1 ? 2 : 1;
        out.cut.push_back(material.atoms.atoms[begin + count].span.begin);
      }
    }
    uint32_t base = static_cast<uint32_t>(out.states.rows());
    size_t pieces = taken < count ? window.first[taken] : window.pieces.size();
    out.states.cells.insert(out.states.cells.end(), states.row(0), states.row(0) + pieces * states.columns);
    for (size_t i = 0; i < taken; ++i) {
      out.atom.push_back(material.atoms.atoms[begin + i].span);
      out.begins.push_back(begins[i]);
      out.sure.push_back(sure[i]);
      out.piece.push_back(base + window.first[i]);
    }
    begin += taken;
    while (next_given < given.size() && begin < material.before.size() &&
           given[next_given].at < material.atoms.atoms[begin].span.begin)
      ++next_given;
  }
  return out;
}

Encoding encode_text(const Text& text, const Roles& roles, const Resources& resources) {
  Encoding out = resources.made<Encoder>().encode(text.view(), kept_spans(roles));
  if (!out.cut.empty())
    out.problems.push_back({"long_sentence",
                            std::to_string(out.cut.size()) +
                                " times a sentence was too long to be read at once, and was read in parts",
                            text.to_source({out.cut.front(), out.cut.front() + 1}).begin});
  if (out.left_out)
    out.problems.push_back({"long_text", "the text is too long; from here on it was not analysed",
                            text.to_source({*out.left_out, *out.left_out + 1}).begin});
  return out;
}

}  // namespace hearsay
