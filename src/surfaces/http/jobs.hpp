// Jobs: reports that were posted are added one post after the other, beside everything that is
// asked meanwhile. Covered by tests/http (adding_test.py).
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/records.hpp"

namespace hearsay::http {

struct Job {
  enum class State : uint8_t { waiting, adding, done, failed } state = State::waiting;
  uint64_t id = 0;
  std::string name;     // what the input is called
  uint64_t size = 0;    // bytes posted
  AddSummary summary;   // so far; of what failed the first kMostFailures
  std::string problem;  // of a failed one: what to do
  uint64_t step = 0;    // grows with every change

  bool is_over() const { return state == State::done || state == State::failed; }
};

// {"id","state","name","size","added","known","failed","failures":[{"path","offset","reason"}],
// "problem"}
const std::shared_ptr<const Shape>& job_shape();
Value job_value(const Job& job);

class Jobs {
 public:
  // At most so many wait, and so many that are over are remembered.
  static constexpr size_t kMostWaiting = 32, kMostRemembered = 1000, kMostFailures = 20;

  // `added` is called after a job, before it counts as done, if no other waits.
  Jobs(std::string store, std::function<void()> added);
  // As end(); those that wait are lost, and their files removed.
  ~Jobs();

  // Takes the file over and removes it when it is read. None if too many wait.
  std::optional<uint64_t> put(std::string file, std::string name, InputFormat format,
                              uint64_t size);
  std::optional<Job> find(uint64_t id) const;
  // The job once its step is another than `step`; or, after `seconds` or at the end of everything,
  // as it is. None if there is none.
  std::optional<Job> wait(uint64_t id, uint64_t step, int seconds) const;
  // The one that is being added ends early, nobody waits any more, and no more are taken.
  void end();

 private:
  struct Waiting {
    uint64_t id;
    std::string file;
    InputFormat format;
  };
  void work();
  void run(const Waiting& waiting);
  bool is_last() const;
  void change(uint64_t id, const std::function<void(Job&)>& how);

  const std::string store_;
  const std::function<void()> added_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::map<uint64_t, Job> jobs_;
  std::deque<Waiting> waiting_;
  uint64_t last_ = 0;
  std::atomic<bool> end_ = false;
  std::thread worker_;
};

}  // namespace hearsay::http
