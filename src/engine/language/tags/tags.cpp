// See tags.hpp.
#include "language/tags/tags.hpp"

#include <array>
#include <charconv>
#include <memory>

#include "base/folded_words.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

using network::Classifier;

struct Heads {
  std::unique_ptr<const Classifier> tags, features, lemmas;

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
    if (tags != nullptr && tags->labels().size() != names_of(Upos{}).size()) tags = nullptr;
  }
  bool usable() const { return tags != nullptr && features != nullptr && lemmas != nullptr; }
};

// Code points off the end.
void drop_last(std::string& text, int count) {
  while (count > 0 && !text.empty()) {
    bool begins = is_boundary(text, text.size() - 1);
    text.pop_back();
    count -= begins;
  }
}

}  // namespace

std::span<const std::string_view> names_of(Upos) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "ADJ",  "ADP",  "ADV",  "AUX",   "CCONJ", "DET",   "INTJ", "NOUN", "NUM",
      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  return kNames;
}

std::string apply_script(std::string_view script, std::string_view form) {
  if (script.starts_with("= ")) return std::string(script.substr(2));
  std::string out = script.starts_with('f') ? std::string(form) : lowered(form);
  if (script.starts_with('t') && !form.empty()) {
    size_t first = decode_utf8(form, 0).size;
    std::string small = lowered(form.substr(0, first));
    out = std::string(form.substr(0, first)) + out.substr(small.size());
  }
  std::string_view rest = script.substr(std::min<size_t>(2, script.size()));
  int cut = 0;
  auto end = std::from_chars(rest.data(), rest.data() + rest.size(), cut).ptr;
  std::string before = out;
  drop_last(out, cut);
  rest.remove_prefix(static_cast<size_t>(end - rest.data()));
  if (rest.starts_with(' ')) out += rest.substr(1);
  return out.empty() ? before : out;
}

Tags tag_tokens(const Text& text, const Encoding& encoding, const Tokens& tokens,
                const Resources& resources) {
  Tags out;
  const auto& heads = resources.made<Heads>();
  if (!heads.usable() || tokens.span.empty()) return out;
  const network::Kernels& kernels = resources.made<Encoder>().kernels();
  network::Rows states = encoding.states_of(tokens.atom);
  network::Workspace work;
  auto tags = heads.tags->apply(states, work, kernels);
  auto features = heads.features->apply(states, work, kernels);
  auto lemmas = heads.lemmas->apply(states, work, kernels);
  for (size_t i = 0; i < tags.size(); ++i) {
    out.upos.push_back(static_cast<Upos>(tags[i].label));
    out.score.push_back({tags[i].share});
    out.features.push_back(heads.features->labels()[features[i].label]);
    out.lemma.push_back(apply_script(heads.lemmas->labels()[lemmas[i].label], text[tokens.span[i]]));
  }
  return out;
}

}  // namespace hearsay
