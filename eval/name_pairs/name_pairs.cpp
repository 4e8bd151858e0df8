// See name_pairs.hpp.
#include "eval/name_pairs/name_pairs.hpp"

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "eval/measures/table_lines.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay::eval {

Result<Scored> run_name_pairs(const std::string& file) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  F1Counts counts;
  Scored out;
  uint64_t pairs = 0;
  uint64_t right = 0;
  auto take = [&](const std::vector<std::string_view>& fields) {
    bool same = fields.size() == 3 && fields[2] == "same";
    if (fields.size() != 3 || (!same && fields[2] != "different")) return false;
    std::vector<std::string> first = Spellings::words_of(fields[0]);
    std::vector<std::string> second = Spellings::words_of(fields[1]);
    bool found = spellings.may_be_one_person(first, second);
    counts.gold += same;
    counts.found += found;
    counts.both += same && found;
    ++pairs;
    right += same == found;
    if (same == found) return true;
    Json json;
    json.begin_object().field("name", fields[0]).field("other", fields[1]);
    json.field("what", same ? "missed" : "false").end_object();
    out.details.push_back(json.text());
    return true;
  };
  auto read = read_table_lines(file, "a file of pairs of names",
                               "two names and same or different, with tabs between", take);
  if (!read) return read.error();
  out.measures = {share_measure("pairs", "rightly told", right, pairs),
                  mean_measure("same", "F1", counts.f1()),
                  mean_measure("precision", "", counts.precision()),
                  mean_measure("recall", "", counts.recall())};
  return out;
}

}  // namespace hearsay::eval
