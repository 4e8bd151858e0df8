// Writes the features of blocks for training, by the same code that the engine uses.
//
//   measure_blocks page|text FILE...  > table
//   measure_blocks page|text --second SCORES FILE...  > table
//   measure_blocks visible FILE...  > the visible text of pages, each after its uint32 size
//
// FILE: a page (HTML) or, with `text`, any text; gzip is undone by the caller. Names of files come
// as arguments or, for "-", from standard input, one a line. Output, little-endian, for every file:
// uint32 blocks, uint32 columns, int32 cells row by row, and for every block uint32 size and its
// text. SCORES: for every block of every file an int64 log odds of the first trees, in the same
// order; then the features are those of the second pass.
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "document/pipeline.hpp"
#include "ingest/clean/features.hpp"
#include "ingest/rendering/rendering.hpp"

namespace hearsay {
namespace {

std::string read_file(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void put(uint32_t number) {
  std::cout.write(reinterpret_cast<const char*>(&number), sizeof(number));
}

std::span<const std::string_view> feature_names(bool page, bool second) {
  if (page) return second ? clean::second_page_names() : clean::page_feature_names();
  return second ? clean::second_text_names() : clean::text_feature_names();
}

void measure(const std::string& name, bool page, bool only_text, std::istream* scores,
             const Pipeline& pipeline, const Resources& resources) {
  Source source;
  source.bytes = read_file(name);
  source.format = page ? Format::html : Format::text;
  Document document(std::move(source));
  pipeline.analyse(document, resources);
  const auto& text = document.get<Text>();
  if (only_text) {
    put(static_cast<uint32_t>(text.size()));
    std::cout << text.view();
    return;
  }
  const auto& blocks = document.get<Blocks>();
  const auto& nodes = document.get<Page>();
  auto signs =
      clean::read_signs(text, blocks, chosen_value(document.get<Metadata>(), MetadataField::title),
                        resources.made<clean::CueLexicon>());
  std::vector<clean::Around> around;
  if (page) around = clean::look_around(nodes, blocks, resources.made<clean::NamingLexicon>());
  clean::PageView view{nodes, blocks, around};
  clean::Features features =
      page ? clean::page_features(text, view, signs) : clean::text_features(text, signs);
  size_t columns = feature_names(page, scores != nullptr).size();
  if (scores != nullptr) {
    std::vector<int64_t> first(features.rows());
    scores->read(reinterpret_cast<char*>(first.data()),
                 static_cast<std::streamsize>(first.size() * sizeof(int64_t)));
    clean::add_second(features, signs, first, page ? &view : nullptr);
  }
  put(static_cast<uint32_t>(blocks.span.size()));
  put(static_cast<uint32_t>(columns));
  for (size_t i = 0; i < features.rows(); ++i)
    std::cout.write(reinterpret_cast<const char*>(features.row(i).data()),
                    static_cast<std::streamsize>(columns * sizeof(int32_t)));
  for (Span span : blocks.span) {
    put(span.size());
    std::cout << text[span];
  }
}

int run(int count, char** words) {
  std::vector<std::string> names(words + 1, words + count);
  if (names.empty() || (names[0] != "page" && names[0] != "text" && names[0] != "visible")) {
    std::cerr << "measure_blocks page|text|visible [--second SCORES] FILE...|-\n";
    return 2;
  }
  bool only_text = names[0] == "visible";
  bool page = names[0] != "text";
  names.erase(names.begin());
  std::ifstream scores;
  bool second = names.size() > 1 && names[0] == "--second";
  if (second) {
    scores.open(names[1], std::ios::binary);
    names.erase(names.begin(), names.begin() + 2);
  }
  if (names.size() == 1 && names[0] == "--names") {
    for (std::string_view name : feature_names(page, second)) std::cout << name << "\n";
    return 0;
  }
  if (names.size() == 1 && names[0] == "-") {
    names.clear();
    for (std::string line; std::getline(std::cin, line);) names.push_back(line);
  }
  Pipeline pipeline = make_pipeline();
  Resources resources = make_resources();
  for (const std::string& name : names)
    measure(name, page, only_text, second ? &scores : nullptr, pipeline, resources);
  return 0;
}

}  // namespace
}  // namespace hearsay

int main(int count, char** words) {
  return hearsay::run(count, words);
}
