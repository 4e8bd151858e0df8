// See pan13.hpp.
#include "eval/copies/pan13.hpp"

#include <string_view>

#include "base/utf8.hpp"
#include "eval/measures/json_lines.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {
namespace {

Result<std::string> read_text(const std::string& path) {
  Result<std::string> text = benchmark_file(path, "a text of a pair");
  if (!text) return text;
  size_t valid = valid_utf8_prefix(*text);
  if (valid < text->size())
    return Error{ErrorKind::damaged, "is no UTF-8", path, static_cast<int64_t>(valid)};
  return text;
}

bool read_pair(JsonRow row, size_t number, PanPair& out) {
  simdjson::dom::array cases;
  if (!read_field(row, "type", out.type) || !read_field(row, "src", out.source)) return false;
  if (!read_field(row, "susp", out.suspicious) || row["cases"].get(cases)) return false;
  for (JsonRow one : cases) {
    SharedPassage& passage = out.cases.emplace_back();
    passage.pair = number;
    if (!read_field(one, "src", passage.source) || !read_field(one, "susp", passage.suspicious))
      return false;
  }
  return true;
}

// Reads the texts of a pair that are not there yet, and sees that its cases lie in them.
Result<void> read_texts(const std::string& folder, const PanPair& pair, PanCorpus& corpus) {
  for (bool of_source : {true, false}) {
    const std::string& name = of_source ? pair.source : pair.suspicious;
    std::string path = folder + "/" + name;
    if (!corpus.texts.contains(name)) {
      Result<std::string> text = read_text(path);
      if (!text) return text.error();
      corpus.texts.emplace(name, std::move(*text));
    }
    size_t size = count_code_points(corpus.texts[name]);
    for (const SharedPassage& one : pair.cases)
      if ((of_source ? one.source : one.suspicious).end > size)
        return Error{ErrorKind::damaged, "a case ends behind the end of this text", path, -1};
  }
  return {};
}

}  // namespace

bool deal_halves(std::string_view list, PanCorpus& corpus) {
  size_t pair = 0;
  for (char sign : list) {
    if (sign != 't' && sign != '-') continue;
    if (pair == corpus.pairs.size()) return false;
    corpus.pairs[pair++].test = sign == 't';
  }
  if (pair != corpus.pairs.size()) return false;
  std::map<std::string_view, bool> half_of;  // by what stands in the text
  for (const PanPair& one : corpus.pairs)
    for (const std::string& name : {one.source, one.suspicious})
      if (half_of.emplace(corpus.texts.at(name), one.test).first->second != one.test) return false;
  return true;
}

Result<PanCorpus> read_pan13(const std::string& folder, const std::string& halves) {
  PanCorpus out;
  auto read =
      read_json_lines(folder + "/pairs.jsonl", "a list of pairs of texts", [&](JsonRow row) {
        size_t number = out.pairs.size();
        return read_pair(row, number, out.pairs.emplace_back());
      });
  if (!read) return read.error();
  for (const PanPair& pair : out.pairs)
    if (Result<void> texts = read_texts(folder, pair, out); !texts) return texts.error();
  Result<std::string> list = benchmark_file(halves, "a list of the halves of PAN 2013");
  if (!list) return list.error();
  if (!deal_halves(*list, out))
    return Error{ErrorKind::damaged, "is no list of two halves of these pairs", halves, -1};
  return out;
}

}  // namespace hearsay::eval
