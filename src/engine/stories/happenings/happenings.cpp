// See happenings.hpp.
#include "stories/happenings/happenings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "stories/accounts/accounts.hpp"
#include "stories/gathering/gathering.hpp"

namespace hearsay {

std::span<const std::string_view> names_of(StoryPart) {
  static constexpr std::array<std::string_view, 2> kNames = {"member", "attached"};
  return kNames;
}

namespace {

class HappeningModel : public BondModel {
 public:
  explicit HappeningModel(const Resources& resources)
      : BondModel(resources.blob("models/stories/happenings.tsv")) {}
};

struct Told {
  ReportId story, report;
  StoryPart part;
  Score score;
  std::string why;
};

class Teller {
 public:
  Teller(std::vector<Account> accounts, const BondModel& model)
      : accounts_(std::move(accounts)), gathering_(clusters(accounts_), model) {
    for (uint32_t i = 0; i < accounts_.size(); ++i) {
      uint32_t& first = first_.try_emplace(gathering_.story_of(i), i).first->second;
      if (is_before(i, first)) first = i;
    }
  }

  std::vector<Told> rows() const {
    std::vector<Told> out;
    for (uint32_t i = 0; i < accounts_.size(); ++i) add_members(i, out);
    for (const Attachment& one : gathering_.attachments())
      for (const ReportId& report : accounts_[one.report].reports)
        out.push_back({id_of(one.story), report, StoryPart::attached,
                       Score::of(share_of_odds(one.score)), why(one.report, one.story)});
    std::sort(out.begin(), out.end(), [](const Told& a, const Told& b) {
      return std::tie(a.story, a.part, a.report) < std::tie(b.story, b.part, b.report);
    });
    return out;
  }

 private:
  static std::vector<Cluster> clusters(std::vector<Account>& accounts) {
    std::vector<Cluster> out;
    for (Account& one : accounts) out.push_back(std::move(one.cluster));
    return out;
  }

  bool is_before(uint32_t a, uint32_t b) const {
    return is_earlier(accounts_[a].appeared, accounts_[a].reports.front(), accounts_[b].appeared,
                      accounts_[b].reports.front());
  }

  const ReportId& id_of(uint32_t story) const {
    return accounts_[first_.at(story)].reports.front();
  }

  void add_members(uint32_t account, std::vector<Told>& out) const {
    uint32_t story = gathering_.story_of(account);
    bool alone = gathering_.story(story).size() == gathering_.report(account).size();
    Score score = Score::of(
        alone ? 1 : share_of_odds(gathering_.belonging(account, story).score));
    for (const ReportId& report : accounts_[account].reports) {
      bool copy = report != accounts_[account].reports.front();
      std::string reason = alone ? "" : why(account, story);
      if (copy) reason = reason.empty() ? "copied" : "copied; " + reason;
      out.push_back({id_of(story), report, StoryPart::member, score, std::move(reason)});
    }
  }

  std::string why(uint32_t account, uint32_t story) const {
    (void)account;
    (void)story;
    return "";
  }

  std::vector<Account> accounts_;
  Gathering gathering_;
  std::map<uint32_t, uint32_t> first_;  // account by story
};

}  // namespace

Stories find_stories(const Across<Text, Metadata, Terms>& reports, const CopyEdges& copies,
                     const Resources& resources) {
  AccountReader reader(resources);
  reports.each([&](const ReportId& id, const Text&, const Metadata& metadata, const Terms& terms) {
    reader.add(id, metadata, terms);
  });
  const auto& model = resources.made<HappeningModel>();
  Teller teller(std::move(reader).accounts(copies, TimeTable(model.decay)), model);
  Stories out;
  for (const Told& row : teller.rows()) {
    out.story.push_back(row.story);
    out.report.push_back(row.report);
    out.part.push_back(row.part);
    out.score.push_back(row.score);
    out.why.push_back(row.why);
  }
  return out;
}

}  // namespace hearsay
