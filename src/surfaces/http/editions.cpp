// See editions.hpp.
#include "surfaces/http/editions.hpp"

#include <chrono>

namespace hearsay::http {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kBetween{500};  // looks at the store
constexpr int kRest = 9;                            // times as long as reading took

}  // namespace

Result<std::unique_ptr<Editions>> Editions::open(const std::string& file) {
  Result<std::unique_ptr<Hearsay>> hearsay = Hearsay::open(file, Store::Open::read);
  if (!hearsay) return hearsay.error();
  auto out = std::unique_ptr<Editions>(new Editions());
  out->hearsay_ = std::move(*hearsay);
  if (Result<void> done = out->refresh(); !done) return done.error();
  out->watcher_ = std::thread([editions = out.get()] { editions->watch(); });
  return out;
}

Editions::~Editions() {
  {
    std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

Numbered Editions::now() const {
  std::lock_guard lock(mutex_);
  return now_;
}

Result<void> Editions::refresh() {
  std::lock_guard reading(reading_);
  Result<int64_t> version = hearsay_->store().version();
  if (!version) return version.error();
  if (now().edition != nullptr && *version == version_) return {};
  Result<std::shared_ptr<const Edition>> edition = Edition::read(hearsay_);
  if (!edition) return edition.error();
  version_ = *version;
  std::lock_guard lock(mutex_);
  now_ = {std::move(*edition), now_.number + 1};
  return {};
}

void Editions::watch() {
  std::chrono::nanoseconds rest = kBetween;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (ended_.wait_for(lock, rest, [this] { return end_; })) return;
    }
    auto begin = Clock::now();
    // What fails now (a lock that is held too long) is tried again.
    (void)refresh();
    rest = std::max<std::chrono::nanoseconds>(kBetween, (Clock::now() - begin) * kRest);
  }
}

}  // namespace hearsay::http
