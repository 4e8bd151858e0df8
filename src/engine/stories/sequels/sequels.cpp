// See sequels.hpp.
#include "stories/sequels/sequels.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "stories/accounts/accounts.hpp"
#include "stories/gathering/gathering.hpp"

namespace hearsay {
namespace {

constexpr size_t kLeastReports = 2;  // of a story that takes part
constexpr size_t kMostNames = 4;     // that a reason tells

class SequelModel : public BondModel {
 public:
  explicit SequelModel(const Resources& resources)
      : BondModel(resources.blob("models/stories/sequels.tsv")) {}
};

// A story as it takes part.
struct Chapter {
  ReportId story;
  Appeared appeared;  // the first report
  size_t reports = 0;
  Cluster cluster;
};

std::vector<Chapter> find_chapters(std::vector<Account> accounts, const Stories& stories) {
  std::map<ReportId, ReportId> story_of;
  for (size_t row = 0; row < stories.story.size(); ++row)
    if (stories.part[row] == StoryPart::member)
      story_of[stories.report[row]] = stories.story[row];
  std::map<ReportId, Chapter> chapters;
  TimeTable time({});
  for (const Account& account : accounts) {
    auto found = story_of.find(account.reports.front());
    if (found == story_of.end()) continue;
    Chapter& chapter = chapters[found->second];
    chapter.story = found->second;
    chapter.reports += account.reports.size();
    if (account.reports.front() == found->second) chapter.appeared = account.appeared;
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

class Chainer {
 public:
  Chainer(std::vector<Chapter> chapters, const BondModel& model)
      : chapters_(std::move(chapters)), gathering_(clusters(chapters_), model) {
    for (uint32_t i = 0; i < chapters_.size(); ++i) {
      uint32_t& first = first_.try_emplace(gathering_.story_of(i), i).first->second;
      if (is_earlier(chapters_[i].appeared, chapters_[i].story, chapters_[first].appeared,
                     chapters_[first].story))
        first = i;
    }
  }

  StoryChains chains() {
    for (uint32_t i = 0; i < chapters_.size(); ++i)
      if (gathering_.story(gathering_.story_of(i)).size() > 1) add(i, gathering_.story_of(i));
    for (const Attachment& one : gathering_.attachments()) add(one.report, one.story);
    std::sort(rows_.begin(), rows_.end());
    StoryChains out;
    for (const auto& [chain, story, at] : rows_) {
      Gathering::Belonging bond = gathering_.belonging(at.first, at.second);
      out.chain.push_back(chain);
      out.story.push_back(story);
      out.score.push_back(Score::of(share_of_odds(bond.score)));
      out.why.push_back(why(bond));
    }
    return out;
  }

 private:
  static std::vector<Cluster> clusters(std::vector<Chapter>& chapters) {
    std::vector<Cluster> out;
    for (Chapter& one : chapters) out.push_back(std::move(one.cluster));
    return out;
  }

  void add(uint32_t chapter, uint32_t chain) {
    rows_.push_back({chapters_[first_.at(chain)].story, chapters_[chapter].story,
                     {chapter, chain}});
  }

  std::string why(const Gathering::Belonging& bond) const {
    (void)bond;
    return "";
  }

  struct Told {
    ReportId chain, story;
    std::pair<uint32_t, uint32_t> at;  // chapter, and its chain in the gathering
    auto operator<=>(const Told&) const = default;
  };

  std::vector<Chapter> chapters_;
  Gathering gathering_;
  std::map<uint32_t, uint32_t> first_;  // chapter by chain
  std::vector<Told> rows_;
};

}  // namespace

StoryChains find_story_chains(const Across<Text, Metadata, Terms>& reports, const CopyEdges& copies,
                              const Stories& stories, const Resources& resources) {
  AccountReader reader(resources);
  reports.each([&](const ReportId& id, const Text&, const Metadata& metadata, const Terms& terms) {
    reader.add(id, metadata, terms);
  });
  std::vector<Account> accounts = std::move(reader).accounts(copies, TimeTable({}));
  return Chainer(find_chapters(std::move(accounts), stories), resources.made<SequelModel>())
      .chains();
}

}  // namespace hearsay
