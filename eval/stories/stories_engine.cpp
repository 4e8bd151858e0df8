// What the engine finds, see stories.hpp.
#include <map>
#include <memory>

#include "base/hash.hpp"
#include "document/pipeline.hpp"
#include "eval/stories/stories.hpp"
#include "stories/happenings/happenings.hpp"

namespace hearsay::eval {
namespace {

// Texts of a benchmark as reports in memory, of which nothing else is known.
class Items : public Collection {
 public:
  explicit Items(const std::vector<StoryItem>& items) {
    for (size_t i = 0; i < items.size(); ++i) {
      ReportId id(id_of_digest(digest_of(items[i], i)));
      numbers_[id] = i;
      reports_[id] = values_of(items[i]);
    }
  }

  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override {
    for (const auto& [id, values] : reports_) {
      std::vector<std::shared_ptr<const void>> given;
      for (const Wanted& one : wanted) given.push_back(values.at(one.key));
      visitor(id, given);
    }
    return {};
  }
  size_t number(const ReportId& id) const { return numbers_.at(id); }

 private:
  using Values = std::map<TypeKey, std::shared_ptr<const void>>;

  static std::string digest_of(const StoryItem& item, size_t number) {
    Sha256 digest;
    digest.add_field(std::to_string(number));
    digest.add_field(item.id);
    return digest.finish();
  }

  // The title is a block, and so is what stands between empty lines.
  static Values values_of(const StoryItem& item) {
    std::string bytes = item.title.empty() ? item.text : item.title + "\n\n" + item.text;
    auto text = std::make_shared<Text>(bytes, OffsetMap());
    Roles roles;
    for (uint32_t begin = 0; begin < text->size();) {
      auto end = static_cast<uint32_t>(std::min(bytes.find("\n\n", begin), bytes.size()));
      bool title = begin == 0 && !item.title.empty();
      roles.span.push_back({begin, end});
      roles.role.push_back(title ? BlockRole::title : BlockRole::body);
      roles.kept.push_back({true});
      begin = end + 2;
    }
    auto terms = std::make_shared<Terms>(find_terms(*text, roles, find_quotations(*text, roles)));
    return {{type_key<Text>(), text},
            {type_key<Metadata>(), std::make_shared<Metadata>()},
            {type_key<Terms>(), terms}};
  }

  std::map<ReportId, size_t> numbers_;
  std::map<ReportId, Values> reports_;
};

}  // namespace

std::vector<std::vector<size_t>> find_story_clusters(const std::vector<StoryItem>& items) {
  Resources resources = make_resources();
  Items reports(items);
  CopyEdges copies = find_copies(Across<Metadata, Terms>(reports), resources);
  Stories stories =
      find_stories(Across<Text, Metadata, Terms>(reports), copies, resources);
  std::map<ReportId, std::vector<size_t>> found;
  for (size_t row = 0; row < stories.story.size(); ++row)
    if (stories.part[row] == StoryPart::member)
      found[stories.story[row]].push_back(reports.number(stories.report[row]));
  std::vector<std::vector<size_t>> out;
  for (auto& [story, members] : found) out.push_back(std::move(members));
  return out;
}

}  // namespace hearsay::eval
