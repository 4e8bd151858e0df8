// See kept.hpp.
#include "surfaces/http/kept.hpp"

namespace hearsay::http {

void Kept::turn_to(uint64_t edition) {
  if (edition <= edition_) return;
  edition_ = edition;
  places_.clear();
  all_.clear();
  bytes_ = 0;
}

std::shared_ptr<const Response> Kept::find(const std::string& key, uint64_t edition) {
  std::lock_guard lock(mutex_);
  turn_to(edition);
  auto found = places_.find(key);
  if (edition != edition_ || found == places_.end()) return nullptr;
  all_.splice(all_.begin(), all_, found->second);
  return found->second->answer;
}

void Kept::keep(const std::string& key, uint64_t edition, std::shared_ptr<const Response> answer) {
  uint64_t bytes = key.size() * 2 + answer->body.size() + 512;
  std::lock_guard lock(mutex_);
  turn_to(edition);
  if (edition != edition_ || bytes > most_ / 8 || places_.contains(key)) return;
  all_.push_front({key, std::move(answer), bytes});
  places_.emplace(key, all_.begin());
  bytes_ += bytes;
  while (bytes_ > most_) {
    bytes_ -= all_.back().bytes;
    places_.erase(all_.back().key);
    all_.pop_back();
  }
}

}  // namespace hearsay::http
