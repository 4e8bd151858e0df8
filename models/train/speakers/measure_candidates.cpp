// Writes the candidates of every role and pronoun at a cue for training, by the same code that the
// engine uses.
//
//   measure_candidates --names         the names of the features, one a line
//   measure_candidates [TREES] < NAMES > TABLE
//
// TREES: weights that choose, instead of those in the program. NAMES: pages (HTML), one a line.
// TABLE: a line of JSON for every role or pronoun: {"page", "words": [begin, end] of the page's
// bytes, "kind", "role", "candidates": [{"named", "at": [[begin, end]...] of his names or nouns,
// "text", "features": [...]}]}.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "reported/statements/acts.hpp"
#include "reported/statements/contents.hpp"
#include "reported/statements/speakers.hpp"

namespace hearsay {
namespace {

using namespace statements;

void span(Json& json, const Text& text, Span bytes) {
  Span source = text.to_source(bytes);
  json.field("", source.begin).field("", source.end);
}

void measure(const std::string& name, const Pipeline& pipeline, const Resources& resources) {
  std::ifstream in(name, std::ios::binary);
  Source source;
  source.bytes = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  source.format = Format::html;
  Document document(std::move(source));
  pipeline.analyse(document, resources);
  const auto& text = document.get<Text>();
  const auto& encoding = document.get<Encoding>();
  Reading reading(text, document.get<Roles>(), document.get<Tokens>(), document.get<Sentences>(),
                  document.get<Tags>(), document.get<Parse>(), document.get<Names>(),
                  document.get<Quotations>());
  std::vector<Draft> drafts = drafts_of(reading, document.get<Attributions>());
  read_acts(reading, encoding, resources, drafts);
  Cast cast(reading, resources.made<PersonWords>());
  auto write = [&](const Mention& mention, const std::vector<Candidate>& all) {
    Json json;
    json.begin_object().field("page", name);
    json.begin_array("words");
    span(json, text, reading.bytes_of(mention.words));
    json.end_array();
    json.field("kind", static_cast<uint64_t>(mention.meant)).field("role", mention.role.noun);
    json.begin_array("candidates");
    for (const Candidate& candidate : all) {
      const Someone& one = cast.all()[candidate.someone];
      json.begin_object("").field("named", one.is_named());
      json.begin_array("at");
      for (size_t place : one.names) {
        json.begin_array("");
        span(json, text, reading.names.span[place]);
        json.end_array();
      }
      if (!one.is_named())
        for (uint32_t noun : one.nouns) {
          json.begin_array("");
          span(json, text, reading.tokens.span[noun]);
          json.end_array();
        }
      json.end_array();
      json.field("text", one.is_named() ? text[cast.fullest(candidate.someone)]
                                        : reading.word(one.nouns.front()));
      json.begin_array("features");
      for (int32_t feature : candidate.features) json.field("", int64_t{feature});
      json.end_array().end_object();
    }
    json.end_array();
    std::cout << json.end_object().line();
  };
  find_speakers(reading, encoding, resources, {}, drafts, write);
}

}  // namespace
}  // namespace hearsay

int main(int count, char** words) {
  if (count == 2 && std::string_view(words[1]) == "--names") {
    for (std::string_view name : hearsay::candidate_features()) std::cout << name << "\n";
    return 0;
  }
  hearsay::Pipeline pipeline = hearsay::make_pipeline();
  hearsay::Resources resources = hearsay::make_resources();
  std::string trees;
  if (count == 2) {
    std::ifstream in(words[1], std::ios::binary);
    trees = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    resources.blobs["models/speakers/who.trees"] = trees;
  }
  for (std::string name; std::getline(std::cin, name);) hearsay::measure(name, pipeline, resources);
}
