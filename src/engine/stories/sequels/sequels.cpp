// See sequels.hpp.
#include "stories/sequels/sequels.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "stories/accounts/accounts.hpp"
#include "stories/gathering/gathering.hpp"
#include "stories/reasons/reasons.hpp"

namespace hearsay {
namespace {

constexpr size_t kLeastReports = 2;  // of a story that takes part

class SequelModel : public BondModel {
 public:
  explicit SequelModel(const Resources& resources)
      : BondModel(resources.blob("models/stories/sequels.tsv")) {}
};

// A story as it takes part.
struct Chapter {
  AccountReport first;  // of the story
  size_t reports = 0;
  Cluster cluster;
};

std::vector<Chapter> find_chapters(std::vector<Account> accounts, const Stories& stories) {
  std::map<ReportId, ReportId> story_of;
  for (size_t row = 0; row < stories.story.size(); ++row)
    if (stories.part[row] == StoryPart::member) story_of[stories.report[row]] = stories.story[row];
  std::map<ReportId, Chapter> chapters;
  for (const Account& account : accounts) {
    auto found = story_of.find(account.first().id);
    if (found == story_of.end()) continue;
    Chapter& chapter = chapters[found->second];
    chapter.reports += account.reports.size();
    if (account.first().id == found->second) chapter.first = account.first();
    chapter.cluster.absorb(account.cluster, {});
  }
  std::vector<Chapter> out;
  for (auto& [id, chapter] : chapters) {
    if (chapter.reports < kLeastReports) continue;
    const Cluster& all = chapter.cluster;
    auto words = static_cast<uint32_t>(std::min<uint64_t>(all.words(), UINT32_MAX));
    chapter.cluster = Cluster(all.gist().as_one(), all.days(), words);
    out.push_back(std::move(chapter));
  }
  return out;
}

// A row, before its reason is put into words.
struct Told {
  ReportId chain, story;
  Score score;
  Reason reason;
};

class Chainer {
 public:
  Chainer(std::vector<Chapter> chapters, const BondModel& model)
      : chapters_(std::move(chapters)), gathering_(clusters(chapters_), model) {
    for (uint32_t i = 0; i < chapters_.size(); ++i) {
      uint32_t& first = first_.try_emplace(gathering_.story_of(i), i).first->second;
      if (is_earlier(chapters_[i].first, chapters_[first].first)) first = i;
    }
  }

  std::vector<Told> rows() const {
    std::vector<Told> out;
    for (uint32_t i = 0; i < chapters_.size(); ++i)
      if (gathering_.story(gathering_.story_of(i)).size() > 1) add(i, gathering_.story_of(i), out);
    std::sort(out.begin(), out.end(), [](const Told& a, const Told& b) {
      return std::tie(a.chain, a.story) < std::tie(b.chain, b.story);
    });
    return out;
  }

 private:
  static std::vector<Cluster> clusters(std::vector<Chapter>& chapters) {
    std::vector<Cluster> out;
    for (Chapter& one : chapters) out.push_back(std::move(one.cluster));
    return out;
  }

  void add(uint32_t chapter, uint32_t chain, std::vector<Told>& out) const {
    uint32_t first = first_.at(chain);
    Gathering::Belonging bond = gathering_.belonging(chapter, chain);
    Reason reason = find_reason(gathering_, chapter, chain, bond.features);
    if (chapter != first)
      reason.days = days_after(gathering_.report(first).days(), gathering_.report(chapter).days());
    out.push_back({chapters_[first].first.id, chapters_[chapter].first.id,
                   Score::of(share_of_odds(bond.score)), std::move(reason)});
  }

  std::vector<Chapter> chapters_;
  Gathering gathering_;
  std::map<uint32_t, uint32_t> first_;  // chapter by chain
};

// The names of the reasons as reports of the stories write them, by story and stem.
std::map<std::pair<ReportId, uint32_t>, std::string> find_names(
    const std::vector<Told>& rows, const Stories& stories,
    const Across<Text, Metadata, Terms>& reports) {
  std::map<std::pair<ReportId, uint32_t>, std::string> out;
  std::map<ReportId, std::vector<uint32_t>> asked;  // by story
  for (const Told& row : rows)
    asked[row.story].insert(asked[row.story].end(), row.reason.names.begin(),
                            row.reason.names.end());
  std::map<ReportId, ReportId> story_of;
  for (size_t row = 0; row < stories.story.size(); ++row)
    if (stories.part[row] == StoryPart::member && asked.contains(stories.story[row]))
      story_of[stories.report[row]] = stories.story[row];
  std::vector<ReportId> ids;
  for (const auto& [report, story] : story_of) ids.push_back(report);
  reports.some(ids, [&](const ReportId& id, const Text& text, const Metadata&, const Terms& terms) {
    const ReportId& story = story_of.at(id);
    for (uint32_t stem : asked.at(story)) {
      if (out.contains({story, stem})) continue;
      std::vector<std::string> found = words_of({stem}, text, terms);
      if (!found.empty()) out[{story, stem}] = found.front();
    }
  });
  return out;
}

}  // namespace

StoryChains find_story_chains(const Across<Text, Metadata, Terms>& reports, const CopyEdges& copies,
                              const Stories& stories, const Resources& resources) {
  AccountReader reader(resources);
  reports.each([&](const ReportId& id, const Text&, const Metadata& metadata, const Terms& terms) {
    reader.add(id, metadata, terms);
  });
  std::vector<Account> accounts = std::move(reader).accounts(copies, TimeTable({}));
  std::vector<Told> rows =
      Chainer(find_chapters(std::move(accounts), stories), resources.made<SequelModel>()).rows();
  auto names = find_names(rows, stories, reports);
  StoryChains out;
  for (const Told& row : rows) {
    std::vector<std::string> in_common;
    for (uint32_t stem : row.reason.names)
      if (auto at = names.find({row.story, stem}); at != names.end())
        in_common.push_back(at->second);
    out.chain.push_back(row.chain);
    out.story.push_back(row.story);
    out.score.push_back(row.score);
    out.why.push_back(in_words(row.reason, in_common));
  }
  return out;
}

}  // namespace hearsay
