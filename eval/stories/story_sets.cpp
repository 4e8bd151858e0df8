// See story_sets.hpp.
#include "eval/stories/story_sets.hpp"

#include <filesystem>
#include <map>
#include <optional>

#include "eval/measures/json_lines.hpp"

namespace hearsay::eval {
namespace {

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// A name that is a string or a number.
std::optional<std::string> name_at(JsonRow row, std::string_view key) {
  std::string_view text;
  if (!row[key].get(text)) return std::string(text);
  uint64_t number = 0;
  if (!row[key].get(number)) return std::to_string(number);
  return std::nullopt;
}

// Puts items into clusters that are known by their names.
class Gold {
 public:
  explicit Gold(StorySet& set) : set_(set) {}
  void add(const std::string& name, size_t item) {
    auto [found, is_new] = number_.emplace(name, set_.gold.size());
    if (is_new) {
      set_.gold.emplace_back();
      set_.gold_names.push_back(name);
    }
    set_.gold[found->second].push_back(item);
  }

 private:
  StorySet& set_;
  std::map<std::string, size_t> number_;
};

// Rows with a text each; `id` empty for those that are called by their numbers, `cluster` for
// those whose clusters stand elsewhere.
Result<StorySet> read_items(const std::string& name, const std::string& file, std::string_view id,
                            std::string_view cluster) {
  StorySet set{name, {}, {}, {}};
  Gold gold(set);
  Result<void> read = read_json_lines(file, "a list of texts", [&](JsonRow row) {
    auto called = id.empty() ? std::to_string(set.items.size() + 1) : name_at(row, id);
    auto belongs = cluster.empty() ? std::string() : name_at(row, cluster);
    std::string_view text;
    if (!called || !belongs || row["text"].get(text)) return false;
    if (!cluster.empty()) gold.add(*belongs, set.items.size());
    set.items.push_back({*called, "", std::string(text)});
    return true;
  });
  if (!read) return read.error();
  return set;
}

Result<StorySet> read_fake_news(const std::string& folder) {
  Result<StorySet> set = read_items("fnc1", folder + "/articles.jsonl", "id", "");
  if (!set) return set;
  std::map<std::string, size_t> item_of;
  for (size_t i = 0; i < set->items.size(); ++i) item_of.emplace(set->items[i].id, i);
  Gold gold(*set);
  Result<void> read =
      read_json_lines(folder + "/stories.jsonl", "a list of stories", [&](JsonRow row) {
        auto name = name_at(row, "story");
        simdjson::dom::array articles;
        if (!name || row["articles"].get(articles)) return false;
        for (JsonRow one : articles) {
          uint64_t id = 0;
          if (one.get(id)) return false;
          auto found = item_of.find(std::to_string(id));
          if (found == item_of.end()) return false;
          gold.add(*name, found->second);
        }
        return true;
      });
  if (!read) return read.error();
  return set;
}

}  // namespace

Result<std::vector<StorySet>> read_story_sets(const std::string& folder) {
  std::vector<Result<StorySet>> read;
  std::string articles = folder + "/articles.jsonl";
  if (is_there(articles)) {
    read.push_back(is_there(folder + "/stories.jsonl")
                       ? read_fake_news(folder)
                       : read_items("ecbplus", articles, "id", "subtopic"));
  } else {
    for (std::string name : {"T", "TS"})
      if (std::string file = folder + "/" + name + ".jsonl.gz"; is_there(file))
        read.push_back(read_items(name, file, "", "cluster"));
  }
  if (read.empty())
    return Error{ErrorKind::missing,
                 "has neither articles.jsonl, alone or with stories.jsonl, nor T.jsonl.gz or "
                 "TS.jsonl.gz",
                 folder, -1};
  std::vector<StorySet> out;
  for (Result<StorySet>& one : read) {
    if (!one) return one.error();
    out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace hearsay::eval
