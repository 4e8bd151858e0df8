// See stream.hpp.
#include "surfaces/http/stream.hpp"

#include <microhttpd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <exception>
#include <system_error>
#include <thread>

namespace hearsay::http {
namespace {

constexpr size_t kAhead = 256 << 10;           // bytes that wait to be taken
constexpr std::chrono::seconds kPatience{60};  // with a client that takes nothing

}  // namespace

void Writers::begin() {
  std::lock_guard lock(mutex_);
  ++now_;
}

void Writers::end() {
  std::lock_guard lock(mutex_);
  if (--now_ == 0) none_.notify_all();
}

uint64_t Writers::now() const {
  std::lock_guard lock(mutex_);
  return now_;
}

void Writers::wait() {
  std::unique_lock lock(mutex_);
  none_.wait(lock, [this] { return now_ == 0; });
}

ssize_t Stream::pull(char* into, size_t most) {
  std::lock_guard lock(mutex_);
  if (!started_) {
    started_ = true;
    writers_.begin();
    try {
      std::thread([self = shared_from_this()] {
        self->run();
        self->writers_.end();
      }).detach();
    } catch (const std::system_error&) {
      writers_.end();
      return MHD_CONTENT_READER_END_WITH_ERROR;
    }
  }
  if (!buffer_.empty()) {
    size_t size = std::min(most, buffer_.size());
    std::memcpy(into, buffer_.data(), size);
    buffer_.erase(0, size);
    taken_.notify_all();
    return static_cast<ssize_t>(size);
  }
  if (cancelled_) return MHD_CONTENT_READER_END_WITH_ERROR;
  if (done_) return failed_ ? MHD_CONTENT_READER_END_WITH_ERROR : MHD_CONTENT_READER_END_OF_STREAM;
  asleep_ = true;
  MHD_suspend_connection(connection_);
  return 0;
}

void Stream::cancel() {
  std::lock_guard lock(mutex_);
  cancelled_ = true;
  taken_.notify_all();
  wake();
}

void Stream::wake() {
  if (!asleep_) return;
  asleep_ = false;
  MHD_resume_connection(connection_);
}

bool Stream::put(std::string_view piece) {
  std::unique_lock lock(mutex_);
  bool room =
      taken_.wait_for(lock, kPatience, [this] { return cancelled_ || buffer_.size() < kAhead; });
  if (!room || cancelled_) return false;
  buffer_ += piece;
  wake();
  return true;
}

void Stream::run() {
  Result<void> written;
  try {
    written = body_([this](std::string_view piece) { return put(piece); });
  } catch (const std::exception& error) {
    written = Error{ErrorKind::system, error.what(), "", -1};
  }
  std::lock_guard lock(mutex_);
  failed_ = !written;
  done_ = true;
  wake();
}

}  // namespace hearsay::http
