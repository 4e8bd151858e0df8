// See jobs.hpp.
#include "surfaces/http/jobs.hpp"

#include <unistd.h>

#include <chrono>

#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

constexpr std::string_view kStates[] = {"waiting", "adding", "done", "failed"};
constexpr int kTries = 12;  // for the writer's lock, five seconds each

}  // namespace

const std::shared_ptr<const Shape>& job_shape() {
  static const auto shape = shared(shapes::object(
      "Job",
      {text_shape("id"), text_shape("state"), text_shape("name"), number_shape("size"),
       number_shape("added"), number_shape("known"), number_shape("failed"),
       list_shape("failures", shapes::object("Failure", {text_shape("path"), number_shape("offset"),
                                                         text_shape("reason")})),
       shapes::leaf("problem")}));
  return shape;
}

Value job_value(const Job& job) {
  std::vector<Value> failures;
  for (const Failure& one : job.summary.failed)
    failures.push_back(Value::of_parts(
        {Value::of(one.path), Value::of(int64_t{one.offset}), Value::of(one.reason)}));
  return Value::of_parts({Value::of(std::to_string(job.id)),
                          Value::of(kStates[static_cast<size_t>(job.state)]), Value::of(job.name),
                          number_value(job.size), number_value(job.summary.added),
                          number_value(job.summary.known), number_value(job.summary.failures),
                          Value::of_parts(std::move(failures)), text_or_null(job.problem)});
}

Jobs::Jobs(std::string store, std::function<void()> added)
    : store_(std::move(store)), added_(std::move(added)), worker_([this] { work(); }) {}

void Jobs::end() {
  {
    std::lock_guard lock(mutex_);
    end_ = true;
  }
  changed_.notify_all();
}

Jobs::~Jobs() {
  end();
  worker_.join();
  for (const Waiting& one : waiting_) ::unlink(one.file.c_str());
}

std::optional<uint64_t> Jobs::put(std::string file, std::string name, InputFormat format,
                                  uint64_t size) {
  std::lock_guard lock(mutex_);
  if (waiting_.size() >= kMostWaiting || end_) return std::nullopt;
  Job job;
  job.id = ++last_;
  job.name = std::move(name);
  job.size = size;
  jobs_.emplace(last_, std::move(job));
  if (jobs_.size() > kMostRemembered + kMostWaiting) jobs_.erase(jobs_.begin());
  waiting_.push_back({last_, std::move(file), format});
  changed_.notify_all();
  return last_;
}

std::optional<Job> Jobs::find(uint64_t id) const {
  std::lock_guard lock(mutex_);
  auto found = jobs_.find(id);
  return found == jobs_.end() ? std::nullopt : std::optional<Job>(found->second);
}

std::optional<Job> Jobs::wait(uint64_t id, uint64_t step, int seconds) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::seconds(seconds), [&] {
    auto found = jobs_.find(id);
    return end_ || found == jobs_.end() || found->second.step != step;
  });
  auto found = jobs_.find(id);
  return found == jobs_.end() ? std::nullopt : std::optional<Job>(found->second);
}

void Jobs::change(uint64_t id, const std::function<void(Job&)>& how) {
  std::lock_guard lock(mutex_);
  auto found = jobs_.find(id);
  if (found == jobs_.end()) return;
  how(found->second);
  ++found->second.step;
  changed_.notify_all();
}

void Jobs::work() {
  while (true) {
    Waiting next;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return end_ || !waiting_.empty(); });
      if (end_) return;
      next = std::move(waiting_.front());
      waiting_.pop_front();
    }
    run(next);
    ::unlink(next.file.c_str());
  }
}

bool Jobs::is_last() const {
  std::lock_guard lock(mutex_);
  return waiting_.empty();
}

void Jobs::run(const Waiting& waiting) {
  AddOptions options;
  options.format = waiting.format;
  change(waiting.id, [&](Job& job) {
    job.state = Job::State::adding;
    options.called = job.name;
  });
  Result<std::unique_ptr<Hearsay>> hearsay = Error{};
  for (int tries = 0; tries < kTries && !end_; ++tries) {
    hearsay = Hearsay::open(store_, Store::Open::write);
    if (hearsay || hearsay.error().kind != ErrorKind::system) break;
  }
  Result<AddSummary> summary = hearsay ? (*hearsay)->add(
                                             {waiting.file}, options,
                                             [&](const AddProgress& now) {
                                               change(waiting.id, [&](Job& job) {
                                                 static_cast<AddProgress&>(job.summary) = now;
                                               });
                                             },
                                             end_)
                                       : Result<AddSummary>(hearsay.error());
  if (is_last()) added_();
  change(waiting.id, [&](Job& job) {
    job.state = summary && !summary->interrupted ? Job::State::done : Job::State::failed;
    if (!summary)
      job.problem = summary.error().message;
    else
      job.summary = std::move(*summary);
    std::vector<Failure>& failures = job.summary.failed;
    if (failures.size() > kMostFailures)
      failures = {failures.begin(), failures.begin() + kMostFailures};
    if (job.summary.interrupted) job.problem = "the server was stopped; send it again";
  });
}

}  // namespace hearsay::http
