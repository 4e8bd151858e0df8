// See story_reports.hpp.
#include "eval/stories/story_reports.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "ingest/article/article.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay::eval {
namespace {

ReportId id_of(const StoryItem& item, size_t number) {
  Sha256 digest;
  digest.add_field(std::to_string(number));
  digest.add_field(item.id);
  return ReportId(id_of_digest(digest.finish()));
}

// The title is a block, and so is every line.
Terms terms_of(const Text& text, bool titled) {
  Roles roles;
  std::string_view bytes = text.view();
  for (uint32_t begin = 0; begin < text.size();) {
    auto end = static_cast<uint32_t>(std::min(bytes.find('\n', begin), bytes.size()));
    roles.span.push_back({begin, end});
    roles.role.push_back(begin == 0 && titled ? BlockRole::title : BlockRole::body);
    roles.kept.push_back({true});
    begin = end + 1;
  }
  return find_terms(text, roles, find_quotations(text, roles));
}

}  // namespace

StoryReports::StoryReports(const std::vector<StoryItem>& items) {
  for (size_t i = 0; i < items.size(); ++i) {
    const StoryItem& item = items[i];
    bool titled = !item.title.empty();
    auto text = std::make_shared<Text>(titled ? item.title + "\n" + item.text : item.text,
                                       OffsetMap());
    ReportId id = id_of(item, i);
    numbers_[id] = i;
    reports_[id] = {{type_key<Text>(), text},
                    {type_key<Metadata>(), std::make_shared<Metadata>()},
                    {type_key<Terms>(), std::make_shared<Terms>(terms_of(*text, titled))}};
  }
}

Result<void> StoryReports::visit(std::span<const Wanted> wanted, const Visitor& visitor) const {
  for (const auto& [id, values] : reports_) {
    std::vector<std::shared_ptr<const void>> given;
    for (const Wanted& one : wanted) given.push_back(values.at(one.key));
    visitor(id, given);
  }
  return {};
}

}  // namespace hearsay::eval
