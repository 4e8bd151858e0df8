// Kept: answers that were given already, as long as the store is what it was. Thread-safe.
// Covered by surfaces/http/kept_test.cpp.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "surfaces/http/http.hpp"

namespace hearsay::http {

class Kept {
 public:
  // Holds bodies of at most so many bytes in all; those that were not asked for longest go first.
  explicit Kept(uint64_t most) : most_(most) {}

  // Null if it is not here. Answers of another edition than the last are not.
  std::shared_ptr<const Response> find(const std::string& key, uint64_t edition);
  // Forgets everything of editions before. Answers larger than an eighth of all are not kept.
  void keep(const std::string& key, uint64_t edition, std::shared_ptr<const Response> answer);

 private:
  struct One {
    std::string key;
    std::shared_ptr<const Response> answer;
    uint64_t bytes;
  };
  void turn_to(uint64_t edition);

  std::mutex mutex_;
  const uint64_t most_;
  uint64_t edition_ = 0, bytes_ = 0;
  std::list<One> all_;  // the one that was asked for last in front
  std::unordered_map<std::string, std::list<One>::iterator> places_;
};

}  // namespace hearsay::http
