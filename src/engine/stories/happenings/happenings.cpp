// See happenings.hpp.
#include "stories/happenings/happenings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "stories/accounts/accounts.hpp"
#include "stories/gathering/gathering.hpp"
#include "stories/reasons/reasons.hpp"

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

// A row, before its reason is put into words.
struct Told {
  ReportId story, report;
  StoryPart part;
  Score score;
  Reason reason;
};

class Teller {
 public:
  Teller(std::vector<Account> accounts, const BondModel& model)
      : accounts_(std::move(accounts)), gathering_(clusters(accounts_), model) {
    for (uint32_t i = 0; i < accounts_.size(); ++i) {
      uint32_t& first = first_.try_emplace(gathering_.story_of(i), i).first->second;
      if (is_earlier(accounts_[i].first(), accounts_[first].first())) first = i;
    }
  }

  std::vector<Told> rows() const {
    std::vector<Told> out;
    for (uint32_t i = 0; i < accounts_.size(); ++i)
      add(i, gathering_.story_of(i), StoryPart::member, out);
    for (const Attachment& one : gathering_.attachments())
      add(one.report, one.story, StoryPart::attached, out);
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

  void add(uint32_t account, uint32_t story, StoryPart part, std::vector<Told>& out) const {
    const AccountReport& first = accounts_[first_.at(story)].first();
    bool alone = part == StoryPart::member &&
                 gathering_.story(story).size() == gathering_.report(account).size();
    Gathering::Belonging bond = gathering_.belonging(account, story);
    Score score = Score::of(alone ? 1 : share_of_odds(bond.score));
    Reason reason;
    if (!alone) reason = find_reason(gathering_, account, story, bond.features);
    for (const AccountReport& report : accounts_[account].reports) {
      reason.copied = report.copied;
      reason.days.reset();
      if (report.id != first.id)
        reason.days = days_after(days_of(first.appeared), days_of(report.appeared));
      out.push_back({first.id, report.id, part, score, reason});
    }
  }

  std::vector<Account> accounts_;
  Gathering gathering_;
  std::map<uint32_t, uint32_t> first_;  // account by story
};

// The reasons in words, by row.
std::vector<std::string> reasons(const std::vector<Told>& rows,
                                 const Across<Text, Metadata, Terms>& reports) {
  std::vector<std::string> out(rows.size());
  std::map<ReportId, std::vector<size_t>> asked;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].reason.names.empty())
      out[row] = in_words(rows[row].reason, {});
    else
      asked[rows[row].report].push_back(row);
  }
  std::vector<ReportId> ids;
  for (const auto& [id, all] : asked) ids.push_back(id);
  reports.some(ids, [&](const ReportId& id, const Text& text, const Metadata&, const Terms& terms) {
    for (size_t row : asked.at(id))
      out[row] = in_words(rows[row].reason, words_of(rows[row].reason.names, text, terms));
  });
  return out;
}

}  // namespace

Stories find_stories(const Across<Text, Metadata, Terms>& reports, const CopyEdges& copies,
                     const Resources& resources) {
  AccountReader reader(resources);
  reports.each([&](const ReportId& id, const Text&, const Metadata& metadata, const Terms& terms) {
    reader.add(id, metadata, terms);
  });
  const auto& model = resources.made<HappeningModel>();
  Teller teller(std::move(reader).accounts(copies, TimeTable(model.decay)), model);
  std::vector<Told> rows = teller.rows();
  std::vector<std::string> why = reasons(rows, reports);
  Stories out;
  for (size_t row = 0; row < rows.size(); ++row) {
    out.story.push_back(rows[row].story);
    out.report.push_back(rows[row].report);
    out.part.push_back(rows[row].part);
    out.score.push_back(rows[row].score);
    out.why.push_back(why[row]);
  }
  return out;
}

}  // namespace hearsay
