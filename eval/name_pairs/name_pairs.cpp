// See name_pairs.hpp.
#include "eval/name_pairs/name_pairs.hpp"

#include <string_view>
#include <vector>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay::eval {
namespace {

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out;
  while (true) {
    size_t end = line.find('\t');
    out.emplace_back(line.substr(0, end));
    if (end == std::string_view::npos) return out;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

Result<Scored> run_name_pairs(const std::string& file) {
  Result<std::string> bytes = benchmark_file(file, "a file of pairs of names");
  if (!bytes) return bytes.error();
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  F1Counts counts;
  Scored out;
  uint64_t pairs = 0;
  uint64_t right = 0;
  std::string_view lines = *bytes;
  for (int64_t number = 1; !lines.empty(); ++number) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> fields = fields_of(line);
    bool same = fields.size() == 3 && fields[2] == "same";
    if (fields.size() != 3 || (!same && fields[2] != "different"))
      return Error{ErrorKind::damaged,
                   "line " + std::to_string(number) +
                       " is not two names and same or different, with tabs between",
                   file, -1};
    std::vector<std::string> first = Spellings::words_of(fields[0]);
    std::vector<std::string> second = Spellings::words_of(fields[1]);
    bool found = spellings.may_be_one_person(first, second);
    counts.gold += same;
    counts.found += found;
    counts.both += same && found;
    ++pairs;
    right += same == found;
    if (same == found) continue;
    Json json;
    json.begin_object().field("name", fields[0]).field("other", fields[1]);
    json.field("what", same ? "missed" : "false").end_object();
    out.details.push_back(json.text());
  }
  out.measures = {share_measure("pairs", "rightly told", right, pairs),
                  mean_measure("same", "F1", counts.f1()),
                  mean_measure("precision", "", counts.precision()),
                  mean_measure("recall", "", counts.recall())};
  return out;
}

}  // namespace hearsay::eval
