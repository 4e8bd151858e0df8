// Reports in memory for the tests of the stages that find stories.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/pipeline.hpp"
#include "ingest/article/article.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay {

// The title, if there is one, is a block, and so is the text.
inline Terms test_terms(const Text& text, size_t title) {
  Roles roles;
  auto add = [&](size_t begin, size_t end, BlockRole role) {
    roles.span.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    roles.role.push_back(role);
    roles.kept.push_back({true});
  };
  if (title > 0) add(0, title, BlockRole::title);
  add(title, text.size(), BlockRole::body);
  return find_terms(text, roles, find_quotations(text, roles));
}

class TestPile : public Collection {
 public:
  // `published`: the day, empty if it is not known.
  ReportId add(uint64_t id, std::string_view published, std::string_view title,
               std::string_view body) {
    auto text = std::make_shared<Text>(std::string(title) + "\n\n" + std::string(body), OffsetMap());
    auto metadata = std::make_shared<Metadata>();
    if (!published.empty()) {
      metadata->field.push_back(MetadataField::published);
      metadata->value.push_back(published);
      metadata->latest.push_back(published);
      metadata->chosen.push_back({true});
    }
    auto terms = std::make_shared<Terms>(test_terms(*text, title.size()));
    ReportId report(Id128{id, 0});
    reports_.push_back({report, {text, metadata, terms}});
    std::sort(reports_.begin(), reports_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return report;
  }
  // Whoever asks wants Text, Metadata and Terms.
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [id, values] : reports_) visitor(id, values);
    return {};
  }

 private:
  std::vector<std::pair<ReportId, std::vector<std::shared_ptr<const void>>>> reports_;
};

}  // namespace hearsay
