#include "sources/imprints/imprints.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

class Pages : public Collection {
 public:
  void add(uint64_t number, const std::string& name, const std::string& domain) {
    Metadata metadata;
    auto say = [&](MetadataField field, const std::string& value) {
      if (value.empty()) return;
      metadata.field.push_back(field);
      metadata.value.push_back(value);
      metadata.chosen.push_back({true});
    };
    say(MetadataField::publisher, name);
    say(MetadataField::domain, domain);
    all_[ReportId(Id128{number, 0})] = std::make_shared<const Metadata>(metadata);
  }
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [id, metadata] : all_) {
      std::shared_ptr<const void> value = metadata;
      visitor(id, {&value, 1});
    }
    return {};
  }

 private:
  std::map<ReportId, std::shared_ptr<const Metadata>> all_;
};

// "number outlet/family", an exclamation mark behind an agency.
std::string found(const Pages& pages) {
  static const Resources resources = make_resources();
  Imprints imprints = find_imprints(Across<Metadata>(pages), resources);
  std::string out;
  for (size_t row = 0; row < imprints.report.size(); ++row)
    out += (row == 0 ? "" : ", ") + std::to_string(imprints.report[row].high) + " " +
           std::string(imprints.outlet[row]) + "/" + std::string(imprints.family[row]) +
           (imprints.agency[row].yes ? "!" : "");
  return out;
}

TEST(imprints_test, a_domain_is_one_outlet_by_the_name_most_give) {
  Pages pages;
  pages.add(1, "Vell Courier", "courier.example");
  pages.add(2, "Vell Courier", "courier.example");
  pages.add(3, "Courier Sport", "courier.example");
  pages.add(4, "", "courier.example");
  EXPECT_EQ(found(pages),
            "1 Vell Courier/vell courier, 2 Vell Courier/vell courier, "
            "3 Vell Courier/vell courier, 4 Vell Courier/vell courier");
}

TEST(imprints_test, names_count_without_capitals_and_domains_without_names) {
  Pages pages;
  pages.add(1, "Vell Courier", "");
  pages.add(2, "VELL COURIER", "");
  pages.add(3, "", "lamp.example");
  pages.add(4, "", "");
  EXPECT_EQ(
      found(pages),
      "1 Vell Courier/vell courier, 2 Vell Courier/vell courier, 3 lamp.example/lamp.example");
}

TEST(imprints_test, a_known_name_that_few_reports_of_a_domain_give_is_not_its_outlet) {
  Pages pages;
  pages.add(1, "Vell Courier", "courier.example");
  pages.add(2, "Vell Courier", "courier.example");
  pages.add(3, "Reuters", "courier.example");
  EXPECT_EQ(found(pages),
            "1 Vell Courier/vell courier, 2 Vell Courier/vell courier, "
            "3 Vell Courier/vell courier");
  Pages known;
  known.add(1, "Reuters", "wire.example");
  known.add(2, "", "wire.example");
  EXPECT_EQ(found(known), "1 Reuters/thomson_reuters!, 2 Reuters/thomson_reuters!");
}

TEST(imprints_test, known_outlets_have_their_family) {
  Pages pages;
  pages.add(1, "Reuters", "");
  pages.add(2, "", "alaan.tv");
  EXPECT_EQ(found(pages).substr(0, 10), "1 Reuters/");
  EXPECT_NE(found(pages).find("!"), std::string::npos) << "an agency";
  EXPECT_NE(found(pages).find("2 Al Aan TV/al_aan"), std::string::npos) << found(pages);
}

}  // namespace
}  // namespace hearsay
