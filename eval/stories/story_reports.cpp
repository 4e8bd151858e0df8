// See story_reports.hpp.
#include "eval/stories/story_reports.hpp"

#include "base/hash.hpp"
#include "eval/measures/paragraphs.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay::eval {
namespace {

ReportId id_of(const StoryItem& item, size_t number) {
  Sha256 digest;
  digest.add_field(std::to_string(number));
  digest.add_field(item.id);
  return ReportId(id_of_digest(digest.finish()));
}

// The title is a block, and so is every line, because ECB+ has no empty ones; the weights of
// models/stories were fitted to texts that were read so.
Terms terms_of(const Text& text, bool titled) {
  Roles roles = paragraphs_of(text.view(), "\n", titled);
  return find_terms(text, roles, find_quotations(text, roles));
}

}  // namespace

StoryReports::StoryReports(const std::vector<StoryItem>& items) {
  for (size_t i = 0; i < items.size(); ++i) {
    const StoryItem& item = items[i];
    bool titled = !item.title.empty();
    auto text =
        std::make_shared<Text>(titled ? item.title + "\n" + item.text : item.text, OffsetMap());
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
