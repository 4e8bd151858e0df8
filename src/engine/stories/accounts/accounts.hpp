// Accounts: reports as they take part in the search for stories. A report and what was copied from
// it whole are one account. Word for word: ten reprints of a telegram say no more than the
// telegram, and what a paper put on top of it tells of nothing else. In other words: those are
// words that tell of it, too, so each telling counts. Covered by
// stories/accounts/accounts_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "base/disjoint_sets.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/terms/terms.hpp"
#include "sources/appeared/appeared.hpp"
#include "sources/copies/copies.hpp"
#include "stories/gathering/gathering.hpp"

namespace hearsay {

// A report of an account.
struct AccountReport {
  ReportId id;
  Appeared appeared;    // as_day()
  bool copied = false;  // from another of the account
};

struct Account {
  std::vector<AccountReport> reports;  // the earliest first
  Cluster cluster;                     // of its tellings; of each what the earliest report says

  const AccountReport& first() const { return reports.front(); }
};

// Which of two reports is the earlier, by order_of().
bool is_earlier(const AccountReport& a, const AccountReport& b);

DayRange days_of(const Appeared& appeared);

class AccountReader {
 public:
  explicit AccountReader(const Resources& resources)
      : frequencies_(resources.made<Frequencies>()), words_(resources.made<GistWords>()) {}

  // Reports in the order of their ids, each once. O(words log words).
  void add(const ReportId& id, const Metadata& metadata, const Terms& terms);
  // By the id of the earliest report. Reports are one telling that are linked by being identical,
  // truncated or extended, and one account if also by being rewritten; pages spliced of several and
  // shared quotations link nothing. O(reports + edges).
  std::vector<Account> accounts(const CopyEdges& copies, const TimeTable& time) &&;

 private:
  uint32_t number_of(const ReportId& id) const;
  Account join(std::vector<uint32_t> reports, DisjointSets& tellings, const TimeTable& time);

  const Frequencies& frequencies_;
  const GistWords& words_;
  std::vector<Account> all_;  // of one report each, by id
};

}  // namespace hearsay
