// Reads stories and chains of a key, see samples_stories.hpp.
#include <simdjson.h>

#include <map>
#include <string_view>
#include <utility>

#include "base/ascii.hpp"
#include "eval/stories/samples_stories.hpp"

namespace hearsay::eval {
namespace {

using simdjson::dom::element;

using Numbers = std::map<std::string, size_t>;  // of what has an id

bool read_names(element row, std::string_view key, std::vector<std::string>& out) {
  simdjson::dom::array list;
  if (row[key].get(list)) return false;
  for (element one : list) {
    std::string_view text;
    if (one.get(text)) return false;
    out.emplace_back(text);
  }
  return true;
}

bool read_numbers(element row, std::string_view key, const Numbers& known,
                  std::vector<size_t>& out) {
  std::vector<std::string> names;
  if (!read_names(row, key, names)) return false;
  for (const std::string& name : names) {
    auto found = known.find(name);
    if (found == known.end()) return false;
    out.push_back(found->second);
  }
  return true;
}

bool read_counts(element row, StoryCounts& out) {
  return !row.at_pointer("/counts/reports").get(out.reports) &&
         !row.at_pointer("/counts/outlets").get(out.outlets) &&
         !row.at_pointer("/counts/families").get(out.families) &&
         !row.at_pointer("/counts/origins").get(out.origins);
}

class KeyReader {
 public:
  // False where the row is none that can be.
  bool take(element row) {
    std::string_view kind, id;
    if (row["row"].get(kind)) return false;
    if (kind != "report" && kind != "story" && kind != "chain") return true;
    if (row["id"].get(id)) return false;
    std::string name(id);
    if (kind == "report") {
      reports_.emplace(name, key_.reports.size());
      key_.reports.push_back(name);
      return read_names(row, "paths", key_.paths.emplace_back());
    }
    if (kind == "story") {
      stories_.emplace(name, key_.stories.size());
      KeyStory& story = key_.stories.emplace_back(KeyStory{name, {}, {}});
      return read_numbers(row, "reports", reports_, story.reports) &&
             read_counts(row, story.counts);
    }
    KeyChain& chain = key_.chains.emplace_back(KeyChain{name, {}});
    return read_numbers(row, "stories", stories_, chain.stories);
  }
  KeyStories key() && { return std::move(key_); }

 private:
  KeyStories key_;
  Numbers reports_, stories_;
};

}  // namespace

Result<KeyStories> read_key_stories(const std::string& file) {
  Result<std::string> bytes = benchmark_file(file, "the key of a sample pile");
  if (!bytes) return bytes.error();
  KeyReader reader;
  simdjson::dom::parser parser;
  std::string_view lines = *bytes;
  for (size_t number = 1; !lines.empty(); ++number) {
    std::string line(ascii::take_part(lines, '\n'));
    if (line.empty()) continue;
    element row;
    if (parser.parse(line).get(row) || !reader.take(row))
      return Error{ErrorKind::damaged,
                   "line " + std::to_string(number) +
                       " is no row of a key, or names what does not stand before it",
                   file, -1};
  }
  return std::move(reader).key();
}

}  // namespace hearsay::eval
