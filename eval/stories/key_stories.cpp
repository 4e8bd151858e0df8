// Reads stories and chains of a key, see samples_stories.hpp.
#include <map>
#include <string_view>
#include <utility>

#include "eval/measures/json_lines.hpp"
#include "eval/stories/samples_stories.hpp"

namespace hearsay::eval {
namespace {

using Numbers = std::map<std::string, size_t>;  // of what has an id

bool read_numbers(JsonRow row, std::string_view key, const Numbers& known,
                  std::vector<size_t>& out) {
  std::vector<std::string> names;
  if (!read_field(row, key, names)) return false;
  for (const std::string& name : names) {
    auto found = known.find(name);
    if (found == known.end()) return false;
    out.push_back(found->second);
  }
  return true;
}

bool read_counts(JsonRow row, StoryCounts& out) {
  return !row.at_pointer("/counts/reports").get(out.reports) &&
         !row.at_pointer("/counts/outlets").get(out.outlets) &&
         !row.at_pointer("/counts/families").get(out.families) &&
         !row.at_pointer("/counts/origins").get(out.origins);
}

class KeyReader {
 public:
  // False where the row is none that can be.
  bool take(JsonRow row) {
    std::string kind, name;
    if (!read_field(row, "row", kind)) return false;
    if (kind != "report" && kind != "story" && kind != "chain") return true;
    if (!read_field(row, "id", name)) return false;
    if (kind == "report") {
      reports_.emplace(name, key_.reports.size());
      key_.reports.push_back(name);
      return read_field(row, "paths", key_.paths.emplace_back());
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
  KeyReader reader;
  auto read = read_json_lines(file, "the key of a sample pile",
                              [&](JsonRow row) { return reader.take(row); });
  if (!read) return read.error();
  return std::move(reader).key();
}

}  // namespace hearsay::eval
