// See writer_lock.hpp.
#include "store/sqlite/writer_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace hearsay {
namespace {

constexpr int kStepMs = 20;

Error refused(const std::string& file, int code) {
  return {ErrorKind::system,
          "cannot lock the store for writing: " + std::string(std::strerror(code)) +
              "; check that the folder is there and may be written",
          file, -1};
}

// Locking is only worth something while the name still leads to the file that was locked.
bool is_still_there(const std::string& file, int descriptor) {
  struct stat open_one {};
  struct stat named {};
  return fstat(descriptor, &open_one) == 0 && stat(file.c_str(), &named) == 0 &&
         open_one.st_ino == named.st_ino && open_one.st_dev == named.st_dev;
}

}  // namespace

Result<std::unique_ptr<WriterLock>> WriterLock::take(const std::string& store, int wait_ms) {
  std::string file = store + "-lock";
  for (int waited = 0;; waited += kStepMs) {
    int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0) return refused(file, errno);
    std::unique_ptr<WriterLock> lock(new WriterLock(file, descriptor));
    bool locked = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    int code = errno;
    if (locked && is_still_there(file, descriptor)) return lock;
    lock->file_.clear();
    if (!locked && code != EWOULDBLOCK && code != EINTR) return refused(file, code);
    if (locked) continue;
    if (waited >= wait_ms)
      return Error{ErrorKind::system,
                   "the store is busy: another process is writing to it; wait until it is done, or "
                   "use a store of its own (--store FILE)",
                   store, -1};
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(kStepMs, wait_ms - waited)));
  }
}

WriterLock::~WriterLock() {
  if (!file_.empty()) unlink(file_.c_str());
  close(descriptor_);
}

}  // namespace hearsay
