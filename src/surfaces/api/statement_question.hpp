// Statement question: whose statements somebody asks for, and about what, as `hearsay who` and the
// pages understand it. Covered by surfaces/api/statement_question_test.cpp.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "surfaces/api/view.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {

class StatementQuestion {
 public:
  // `name`: of a speaker, under any of his names or as a part of the words that stand for him; with
  // `exact` only where it stands as it is. `about`: a word of the content begins so. Empty for any.
  StatementQuestion(const WhoIsWho& who, std::string_view name, bool exact, std::string_view about);

  bool fits(const StatementView& statement) const;
  // Ids of those whom the name can mean.
  const std::set<std::string>& entities() const { return entities_; }

 private:
  bool is_by_him(const StatementView& statement) const;

  std::string name_, about_;  // folded
  bool exact_;
  std::set<std::string> entities_;
};

}  // namespace hearsay
