#include "resolved/people/people.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

// Reports as their texts and what is mentioned in them.
class Reports : public Collection {
 public:
  struct Named {
    std::string name, role;
  };
  void add(uint64_t id, const std::vector<Named>& all) {
    std::string text;
    auto mentions = std::make_shared<Mentions>();
    for (const Named& one : all) {
      auto row = static_cast<uint32_t>(mentions->span.size());
      Span role = Span::none();
      if (!one.role.empty()) {
        role = {static_cast<uint32_t>(text.size()),
                static_cast<uint32_t>(text.size() + one.role.size())};
        text += one.role + " ";
      }
      auto begin = static_cast<uint32_t>(text.size());
      text += one.name + "\n";
      mentions->span.push_back({begin, begin + static_cast<uint32_t>(one.name.size())});
      bool body = one.name.find("Wire") != std::string::npos;
      mentions->type.push_back(body ? NameType::organisation : NameType::person);
      mentions->form.push_back(MentionForm::name);
      mentions->first.push_back({row});
      mentions->fullest.push_back({row});
      mentions->role.push_back(role);
      mentions->score.push_back({9000});
    }
    reports_.push_back(
        {ReportId(Id128{id, 0}),
         {std::make_shared<Text>(text, OffsetMap()), std::make_shared<Metadata>(), mentions}});
  }
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [id, values] : reports_) visitor(id, values);
    return {};
  }

 private:
  std::vector<std::pair<ReportId, std::vector<std::shared_ptr<const void>>>> reports_;
};

// How many are who they are, by the names of their chains.
size_t entities(const People& people) {
  std::vector<RowId> all(people.entity);
  std::sort(all.begin(), all.end());
  return static_cast<size_t>(std::unique(all.begin(), all.end()) - all.begin());
}

People joined(const Reports& reports) {
  return find_people(Across<Text, Metadata, Mentions>(reports), make_resources());
}

TEST(people_test, spellings_of_one_name_in_one_role_are_one) {
  Reports reports;
  reports.add(1, {{"Bahram Qasemi", "spokesman"}});
  reports.add(2, {{"Bahram Ghasemi", "spokesman"}});
  reports.add(3, {{"Lateef Shemirzan", "spokesman"}});
  People people = joined(reports);
  EXPECT_EQ(people.chain.size(), 3U);
  EXPECT_EQ(entities(people), 2U);
}

TEST(people_test, a_like_name_alone_is_no_reason) {
  Reports reports;
  reports.add(1, {{"Bahram Qasemi", "spokesman"}});
  reports.add(2, {{"Bahram Ghasemi", "butcher"}});
  EXPECT_EQ(entities(joined(reports)), 2U);
}

TEST(people_test, brothers_and_sisters_stay_apart) {
  Reports reports;
  reports.add(1, {{"Palle Okrist", "engineer"}, {"Ilse Vard", ""}});
  reports.add(2, {{"Denna Okrist", "engineer"}, {"Ilse Vard", ""}});
  People people = joined(reports);
  EXPECT_EQ(entities(people), 3U);
}

TEST(people_test, a_surname_goes_to_the_only_one_in_whose_company_it_stands) {
  Reports reports;
  reports.add(1, {{"Palle Okrist", ""}, {"Ilse Vard", ""}});
  reports.add(2, {{"Okrist", ""}, {"Ilse Vard", ""}});
  reports.add(3, {{"Okrist", ""}});
  People people = joined(reports);
  EXPECT_EQ(entities(people), 3U);
}

TEST(people_test, bodies_are_one_by_spelling_initials_and_the_end_of_their_names) {
  Reports reports;
  reports.add(1, {{"Odqara Lamp Wire", ""}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  reports.add(2, {{"Odkara Lamp Wire", ""}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  reports.add(3, {{"Lamp Wire", ""}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  EXPECT_EQ(entities(joined(reports)), 3U);
  Reports apart;
  apart.add(1, {{"Odqara Lamp Wire", ""}});
  apart.add(2, {{"Odkara Lamp Wire", ""}});
  EXPECT_EQ(entities(joined(apart)), 2U);
}

TEST(people_test, without_reports_there_is_nobody) {
  EXPECT_TRUE(joined(Reports()).chain.empty());
}

}  // namespace
}  // namespace hearsay
