// See tags.hpp.
#include "language/tags/tags.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "language/tags/lexicon.hpp"

namespace hearsay {
namespace {

using network::Classifier;

struct Heads {
  std::unique_ptr<const Classifier> tags, features, lemmas;
  std::unique_ptr<const Lexicon> lexicon;

  explicit Heads(const Resources& resources) {
    const auto& encoder = resources.made<Encoder>();
    if (!encoder.usable()) return;
    auto read = [&](const char* name) {
      auto head = Classifier::read(encoder.weights(), name);
      return head ? std::make_unique<const Classifier>(std::move(*head)) : nullptr;
    };
    tags = read("tags");
    features = read("features");
    lemmas = read("lemmas");
    const Weights& weights = encoder.weights();
    lexicon = std::make_unique<const Lexicon>(weights.bytes("lemmas.lexicon"),
                                              weights.bytes("lemmas.known"),
                                              weights.bytes("lemmas.endings"));
    if (tags != nullptr && tags->labels().size() != names_of(Upos{}).size()) tags = nullptr;
  }
  bool usable() const { return tags != nullptr && features != nullptr && lemmas != nullptr; }
};

}  // namespace

std::span<const std::string_view> names_of(Upos) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "ADJ",  "ADP",  "ADV",  "AUX",   "CCONJ", "DET",   "INTJ", "NOUN", "NUM",
      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  return kNames;
}

Tags tag_tokens(const Text& text, const Encoding& encoding, const Tokens& tokens,
                const Resources& resources) {
  Tags out;
  const auto& heads = resources.made<Heads>();
  if (!heads.usable() || tokens.span.empty()) return out;
  const network::Kernels& kernels = resources.made<Encoder>().kernels();
  constexpr size_t kTogether = 1000;  // tokens, so that long reports take no more memory
  network::Workspace work;
  for (size_t begin = 0; begin < tokens.span.size(); begin += kTogether) {
    size_t count = std::min(kTogether, tokens.span.size() - begin);
    network::Rows states = encoding.states_of(std::span(tokens.atom).subspan(begin, count));
    auto tags = heads.tags->apply(states, work, kernels);
    auto features = heads.features->apply(states, work, kernels);
    auto lemmas = heads.lemmas->apply(states, work, kernels);
    for (size_t i = 0; i < count; ++i) {
      out.upos.push_back(static_cast<Upos>(tags[i].label));
      out.score.push_back({tags[i].share});
      out.features.push_back(heads.features->labels()[features[i].label]);
      std::string_view form = text[tokens.span[begin + i]];
      std::string own = apply_script(heads.lemmas->labels()[lemmas[i].label], form);
      out.lemma.push_back(
          heads.lexicon->lemma(form, names_of(Upos{})[tags[i].label], std::move(own)));
    }
  }
  return out;
}

}  // namespace hearsay
