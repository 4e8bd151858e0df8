// Hearsay::add: one thread reads, several analyse, the caller's thread stores. See api.hpp.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "surfaces/api/api.hpp"
#include "surfaces/api/files.hpp"
#include "surfaces/api/queue.hpp"
#include "surfaces/api/threads.hpp"

namespace hearsay {
namespace {

constexpr uint64_t kInFlight = uint64_t{64} << 20;  // bytes of sources between two threads
constexpr size_t kListedFailures = 10'000;
constexpr size_t kWaitingPaths = 1000;
constexpr size_t kBatch = 500;  // reports of one transaction, unless a second passes first
constexpr std::chrono::milliseconds kBatchTime{1000};

// What the threads share, behind one lock.
class Shared {
 public:
  Shared(Store& store, AddSummary& summary) : store_(store), summary_(summary) {}

  // Whether this report has to be analysed: it is new, or what is said of it here is to be kept
  // instead of what is stored. Of any other only the path is noted; one that is being analysed gets
  // it noted when it is stored.
  bool claim(const ReportId& id, const Source& source) {
    std::unique_lock lock(mutex_);
    if (!wait_for(lock, id, source)) return false;
    Result<bool> known = store_.contains(id);
    if (!known) return broken(known.error());
    Result<bool> wanted = *known ? store_.would_supersede(id, source) : true;
    if (!wanted) return broken(wanted.error());
    if (*wanted) {
      in_flight_.emplace(id, InFlight{claims_of(source), {}, *known});
      return true;
    }
    ++summary_.known;
    note_path(id, source.path);
    return false;
  }

  void store(const Document& document) {
    std::lock_guard lock(mutex_);
    const ReportId& id = document.id();
    bool known = in_flight_.at(id).known;
    if (error_.ok()) {
      Result<void> done = known ? store_.supersede(document) : store_.add(document);
      if (!done) broken(done.error());
    }
    if (error_.ok()) {
      if (known) {
        ++summary_.known;
        note_path(id, document.get<Source>().path);
      } else {
        ++summary_.added;
        ++uncommitted_;
      }
    }
    settle(id);
  }

  // A report that could not be analysed, and the paths at which it was met again meanwhile.
  void give_up(const ReportId& id, const std::string& path, const std::string& reason) {
    std::lock_guard lock(mutex_);
    list({path, -1, reason});
    if (auto waiting = in_flight_.find(id); waiting != in_flight_.end())
      for (const std::string& other : waiting->second.paths) list({other, -1, reason});
    forget(id);
  }

  // A report that is left for the next run.
  void drop(const ReportId& id) {
    std::lock_guard lock(mutex_);
    summary_.interrupted = true;
    forget(id);
  }

  void interrupt() {
    std::lock_guard lock(mutex_);
    summary_.interrupted = true;
  }

  void fail(Failure failure) {
    std::lock_guard lock(mutex_);
    list(std::move(failure));
  }

  void fail(const Error& error) {
    std::lock_guard lock(mutex_);
    broken(error);
  }

  void now_reading(const std::string& path) {
    std::lock_guard lock(mutex_);
    summary_.current = path;
    ++summary_.files;
  }

  void count_bytes(uint64_t bytes) {
    std::lock_guard lock(mutex_);
    summary_.bytes += bytes;
  }

  size_t uncommitted() {
    std::lock_guard lock(mutex_);
    return uncommitted_;
  }

  // What is reported afterwards is on disk.
  AddProgress commit() {
    std::lock_guard lock(mutex_);
    if (error_.ok()) {
      Result<void> done = store_.commit();
      if (!done) broken(done.error());
    }
    uncommitted_ = 0;
    return summary_;
  }

  Result<void> error() {
    std::lock_guard lock(mutex_);
    return error_;
  }

 private:
  // A report between its reading and its storing.
  struct InFlight {
    Source claims;                   // without bytes
    std::vector<std::string> paths;  // at which it was met again
    bool known;                      // and is to supersede what is stored
  };

  static Source claims_of(const Source& source) {
    Source out;
    out.format = source.format;
    out.charset = source.charset;
    out.title = source.title;
    out.published = source.published;
    out.authors = source.authors;
    out.fetched = source.fetched;
    out.problems = source.problems;
    out.full_digest = source.full_digest;
    return out;
  }

  // False when the report is being analysed and this is only one more path to it; true when it is
  // not, or not any more.
  bool wait_for(std::unique_lock<std::mutex>& lock, const ReportId& id, const Source& source) {
    for (auto found = in_flight_.find(id); found != in_flight_.end(); found = in_flight_.find(id)) {
      if (!error_.ok()) return false;
      // A file of a million equal reports must not pile up their paths here.
      InFlight& waiting = found->second;
      if (waiting.paths.size() < kWaitingPaths && !is_kept_over(source, waiting.claims)) {
        waiting.paths.push_back(source.path);
        return false;
      }
      settled_.wait(lock);
    }
    return true;
  }

  bool broken(const Error& error) {
    if (error_.ok()) error_ = error;
    settled_.notify_all();
    return false;
  }

  void list(Failure failure) {
    ++summary_.failures;
    if (summary_.failed.size() < kListedFailures)
      summary_.failed.push_back(std::move(failure));
    else
      ++summary_.unlisted;
  }

  void forget(const ReportId& id) {
    in_flight_.erase(id);
    settled_.notify_all();
  }

  void note_path(const ReportId& id, const std::string& path) {
    Result<bool> fresh = store_.add_path(id, path);
    if (!fresh)
      broken(fresh.error());
    else if (*fresh)
      ++summary_.paths;
    ++uncommitted_;
  }

  void settle(const ReportId& id) {
    auto waiting = in_flight_.find(id);
    if (waiting == in_flight_.end()) return;
    if (error_.ok())
      for (const std::string& path : waiting->second.paths) {
        ++summary_.known;
        note_path(id, path);
      }
    forget(id);
  }

  Store& store_;
  AddSummary& summary_;
  std::mutex mutex_;
  std::condition_variable settled_;
  std::map<ReportId, InFlight> in_flight_;
  size_t uncommitted_ = 0;
  Result<void> error_;
};

struct Job {
  ReportId id;
  Source source;
};
using Analysed = std::shared_ptr<const Document>;
constexpr uint64_t kJobBytes = 1024;  // what a job weighs besides its strings

// Bytes that a source holds in memory, claims of its container included.
uint64_t weight_of(const Source& source) {
  uint64_t weight = kJobBytes + source.bytes.size() + source.title.size() + source.url.size() +
                    source.publisher.size() + source.published.size() + source.external_id.size();
  for (const std::string& author : source.authors) weight += author.size() + sizeof(std::string);
  return weight;
}

// Counts the bytes that are read, for the progress.
class CountingReader : public ByteReader {
 public:
  CountingReader(ByteReader& inner, Shared& shared) : inner_(inner), shared_(shared) {}
  Result<size_t> read(std::span<char> into) override {
    Result<size_t> got = inner_.read(into);
    if (got) shared_.count_bytes(*got);
    return got;
  }

 private:
  ByteReader& inner_;
  Shared& shared_;
};

class Reader : public SourceSink {
 public:
  Reader(Shared& shared, Queue<Job>& jobs, const std::atomic<bool>& stop)
      : shared_(shared), jobs_(jobs), stop_(stop) {}

  bool add(Source source) override {
    if (!keep_on()) return false;
    ReportId id = source.id();
    if (shared_.claim(id, source)) {
      uint64_t weight = weight_of(source);
      jobs_.push({id, std::move(source)}, weight);
    }
    return true;
  }
  // An interrupted read fails, too, and is no fault of the input.
  void fail(Failure failure) override {
    if (keep_on()) shared_.fail(std::move(failure));
  }
  bool keep_on() {
    if (stop_) shared_.interrupt();
    return !stop_ && shared_.error().ok();
  }

 private:
  Shared& shared_;
  Queue<Job>& jobs_;
  const std::atomic<bool>& stop_;
};

void read_file(const std::string& path, const AddOptions& options, const Limits& limits,
               const std::atomic<bool>& stop, Shared& shared, Reader& reader) {
  const std::string& called = options.called.empty() ? path : options.called;
  shared.now_reading(called);
  try {
    Result<std::unique_ptr<ByteReader>> file = open_file(path, stop);
    if (!file) return reader.fail({called, -1, file.error().message});
    CountingReader counted(**file, shared);
    read_inputs(counted, called, options.format, limits, reader);
  } catch (const std::exception& error) {
    reader.fail({called, -1, std::string("reading gave up: ") + error.what()});
  }
}

// Null for a report that could not be analysed, which is then listed.
Analysed analyse(Job job, const Pipeline& pipeline, const Resources& resources, Shared& shared) {
  std::string path = job.source.path;
  try {
    auto document = std::make_shared<Document>(job.id, std::move(job.source));
    pipeline.analyse(*document, resources);
    pipeline.finish(*document, resources);
    return document;
  } catch (const std::exception& error) {
    shared.give_up(job.id, path, std::string("analysis gave up: ") + error.what());
    return nullptr;
  }
}

std::vector<std::string> list_files(const std::vector<std::string>& arguments,
                                    const std::string& store, Shared& shared) {
  std::vector<std::string> files;
  find_files(
      arguments, {store, store + "-wal", store + "-shm", store + "-lock"},
      [&files](const std::string& path) {
        files.push_back(path);
        return true;
      },
      [&shared](Failure failure) { shared.fail(std::move(failure)); });
  return files;
}

// Stores what the analysing threads give, in batches, until they are done.
void store_all(Queue<Analysed>& analysed, Shared& shared,
               const std::function<void(const AddProgress&)>& progress) {
  auto next = std::chrono::steady_clock::now() + kBatchTime;
  while (!analysed.over()) {
    auto document = analysed.pop_until(next);
    try {
      if (document) shared.store(**document);
    } catch (const std::exception& error) {
      shared.fail(
          Error{ErrorKind::system, std::string("storing gave up: ") + error.what(), "", -1});
    }
    if (shared.uncommitted() < kBatch && std::chrono::steady_clock::now() < next) continue;
    progress(shared.commit());
    next = std::chrono::steady_clock::now() + kBatchTime;
  }
}

}  // namespace

Result<AddSummary> Hearsay::add(const std::vector<std::string>& paths, const AddOptions& options,
                                const std::function<void(const AddProgress&)>& progress,
                                const std::atomic<bool>& stop) {
  AddSummary summary;
  Shared shared(*store_, summary);
  std::vector<std::string> files = list_files(paths, file_, shared);
  for (const std::string& file : files) summary.expected += file_size(file);

  Queue<Job> jobs(kInFlight);
  Queue<Analysed> analysed(kInFlight);
  auto read_all_files = [&] {
    Reader reader(shared, jobs, stop);
    for (const std::string& file : files) {
      if (!reader.keep_on()) break;
      read_file(file, options, resources_->limits, stop, shared, reader);
    }
    jobs.close();
  };
  auto analyse_all = [&] {
    while (auto job = jobs.pop()) {
      uint64_t weight = weight_of(job->source);
      if (stop)
        shared.drop(job->id);
      else if (Analysed made = analyse(std::move(*job), *pipeline_, *resources_, shared))
        analysed.push(std::move(made), weight);
    }
  };
  Threads workers(options.jobs, analyse_all, [&analysed] { analysed.close(); });
  Threads reading(1, read_all_files, [&jobs] { jobs.close(); });
  if (!workers.started() || !reading.started()) {
    jobs.close();
    shared.fail(Error{ErrorKind::system, "cannot start threads; try fewer (--jobs 1)", "", -1});
  }
  store_all(analysed, shared, progress);
  reading.join();
  workers.join();
  progress(shared.commit());
  if (Result<void> error = shared.error(); !error) return error.error();

  if (Result<void> reduced = reduce(options.jobs); !reduced) return reduced.error();
  std::sort(summary.failed.begin(), summary.failed.end(), [](const Failure& a, const Failure& b) {
    return std::tie(a.path, a.offset, a.reason) < std::tie(b.path, b.offset, b.reason);
  });
  return summary;
}

}  // namespace hearsay
