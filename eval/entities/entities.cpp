// See entities.hpp.
#include "eval/entities/entities.hpp"

#include <array>
#include <set>
#include <tuple>

#include "document/pipeline.hpp"
#include "eval/entities/iob2.hpp"
#include "eval/measures/measures.hpp"
#include "language/encoder/encoder.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tokens/tokens.hpp"
#include "mentions/names/names.hpp"

namespace hearsay::eval {
namespace {

struct Kind {
  std::string_view label;
  NameType type;
};
constexpr std::array<Kind, 3> kKinds = {
    {{"PER", NameType::person}, {"ORG", NameType::organisation}, {"LOC", NameType::place}}};

using Name = std::tuple<uint32_t, uint32_t, NameType>;  // bytes

std::set<Name> gold_names(const GoldNames& document) {
  std::set<Name> out;
  for (size_t s = 0; s < document.sentences.size(); ++s) {
    size_t first = document.sentences[s];
    size_t last = s + 1 < document.sentences.size() ? document.sentences[s + 1] : document.words.size();
    std::vector<std::string_view> labels(document.labels.begin() + static_cast<ptrdiff_t>(first),
                                         document.labels.begin() + static_cast<ptrdiff_t>(last));
    for (const LabelledRun& run : runs_of(labels))
      for (const Kind& kind : kKinds)
        if (kind.label == run.kind)
          out.emplace(document.words[first + run.begin].begin,
                      document.words[first + run.end - 1].end, kind.type);
  }
  return out;
}

std::set<Name> find(const GoldNames& document, bool given, const Resources& resources) {
  std::vector<Encoder::Given> places;
  if (given) {
    for (Span word : document.words) places.push_back({word.begin, Begins::token});
    for (uint32_t first : document.sentences) places[first].begins = Begins::sentence;
  }
  std::array<Span, 1> block = {Span{0, static_cast<uint32_t>(document.text.size())}};
  Encoding encoding = resources.made<Encoder>().encode(document.text, block, places);
  Tokens tokens = find_tokens(encoding);
  Names names = find_names(encoding, tokens, find_sentences(encoding, tokens), resources);
  std::set<Name> out;
  for (size_t i = 0; i < names.span.size(); ++i)
    for (const Kind& kind : kKinds)
      if (kind.type == names.type[i])
        out.emplace(names.span[i].begin, names.span[i].end, names.type[i]);
  return out;
}

// Names of one type, or of all.
void count(const std::set<Name>& gold, const std::set<Name>& found, const NameType* type,
           F1Counts& out) {
  for (const Name& name : gold) out.gold += type == nullptr || std::get<2>(name) == *type;
  for (const Name& name : found) {
    if (type != nullptr && std::get<2>(name) != *type) continue;
    ++out.found;
    out.both += gold.contains(name);
  }
}

}  // namespace

Result<Scored> run_entities(const std::string& file) {
  Result<std::string> bytes = benchmark_file(file, "an IOB2 file");
  if (!bytes) return bytes.error();
  auto documents = read_iob2(*bytes);
  if (!documents) {
    Error error = documents.error();
    error.path = file;
    return error;
  }
  Resources resources = make_resources();
  if (!resources.made<Encoder>().usable())
    return Error{ErrorKind::missing, "this program was built without models/language/encoder.weights",
                 "", -1};
  F1Counts all, raw;
  std::array<F1Counts, kKinds.size()> each;
  for (const GoldNames& document : *documents) {
    std::set<Name> gold = gold_names(document);
    std::set<Name> found = find(document, true, resources);
    count(gold, found, nullptr, all);
    for (size_t k = 0; k < kKinds.size(); ++k) count(gold, found, &kKinds[k].type, each[k]);
    count(gold, find(document, false, resources), nullptr, raw);
  }
  Scored out;
  out.measures.push_back(mean_measure("names", "F1 of exact spans and types, with gold words", all.f1()));
  out.measures.push_back(mean_measure("precision", "the same", all.precision()));
  out.measures.push_back(mean_measure("recall", "the same", all.recall()));
  for (size_t k = 0; k < kKinds.size(); ++k)
    out.measures.push_back(mean_measure(
        std::string(names_of(NameType{})[static_cast<size_t>(kKinds[k].type)]),
        "F1; " + std::to_string(each[k].gold) + " in gold", each[k].f1()));
  out.measures.push_back(mean_measure("raw names", "F1, from raw text", raw.f1()));
  return out;
}

}  // namespace hearsay::eval
