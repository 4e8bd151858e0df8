// Stream: an answer that is written while it is read: one thread writes, the daemon's thread takes
// what is there, and whoever is ahead waits. Covered by tests/http.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "surfaces/http/http.hpp"

struct MHD_Connection;

namespace hearsay::http {

// Counts threads that write, so that their end can be waited for.
class Writers {
 public:
  void begin();
  void end();
  uint64_t now() const;
  void wait();

 private:
  mutable std::mutex mutex_;
  std::condition_variable none_;
  uint64_t now_ = 0;
};

class Stream : public std::enable_shared_from_this<Stream> {
 public:
  using Body = std::function<Result<void>(const Write&)>;

  // `writers` must outlive the thread. Nothing runs before the first pull().
  Stream(Body body, MHD_Connection* connection, Writers& writers)
      : body_(std::move(body)), connection_(connection), writers_(writers) {}

  // For MHD: bytes taken, 0 with the connection suspended until there are more, or one of MHD's two
  // numbers for the end, good or bad. In the daemon's thread.
  ssize_t pull(char* into, size_t most);
  // Nobody reads any more; once pull() has said so, the connection may go away.
  void cancel();

 private:
  bool put(std::string_view piece);
  void run();
  void wake();

  const Body body_;
  MHD_Connection* const connection_;
  Writers& writers_;
  std::mutex mutex_;
  std::condition_variable taken_;
  std::string buffer_;
  bool started_ = false, done_ = false, failed_ = false, cancelled_ = false, asleep_ = false;
};

}  // namespace hearsay::http
