// Hearsay::add: one thread reads, several analyse, the caller's thread stores. See api.hpp.
#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "surfaces/api/api.hpp"
#include "surfaces/api/files.hpp"
#include "surfaces/api/queue.hpp"

namespace hearsay {
namespace {

constexpr uint64_t kInFlight = uint64_t{64} << 20;  // bytes of sources between two threads
constexpr size_t kListedFailures = 10'000;
constexpr size_t kBatch = 500;  // reports of one transaction, unless a second passes first
constexpr std::chrono::milliseconds kBatchTime{1000};

// What the threads share, behind one lock.
class Shared {
 public:
  Shared(Store& store, AddSummary& summary) : store_(store), summary_(summary) {}

  // Whether this report has to be analysed. A known one only gets its path noted; one that is being
  // analysed gets it noted when it is stored.
  bool claim(const ReportId& id, const std::string& path) {
    std::lock_guard lock(mutex_);
    if (auto waiting = in_flight_.find(id); waiting != in_flight_.end()) {
      waiting->second.insert(path);
      return false;
    }
    Result<bool> known = store_.contains(id);
    if (!known) return broken(known.error());
    if (!*known) {
      in_flight_.emplace(id, std::set<std::string>());
      return true;
    }
    ++summary_.known;
    note_path(id, path);
    return false;
  }

  void store(const Document& document) {
    std::lock_guard lock(mutex_);
    if (!error_.ok()) return;
    Result<void> added = store_.add(document);
    if (!added) {
      broken(added.error());
      return;
    }
    ++summary_.added;
    ++uncommitted_;
    settle(document.id());
  }

  // A report that could not be analysed.
  void give_up(const ReportId& id) {
    std::lock_guard lock(mutex_);
    in_flight_.erase(id);
  }

  void fail(Failure failure) {
    std::lock_guard lock(mutex_);
    ++summary_.failures;
    if (summary_.failed.size() < kListedFailures)
      summary_.failed.push_back(std::move(failure));
    else
      ++summary_.unlisted;
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
  bool broken(const Error& error) {
    if (error_.ok()) error_ = error;
    return false;
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
    for (const std::string& path : waiting->second) {
      ++summary_.known;
      note_path(id, path);
    }
    in_flight_.erase(waiting);
  }

  Store& store_;
  AddSummary& summary_;
  std::mutex mutex_;
  std::map<ReportId, std::set<std::string>> in_flight_;
  size_t uncommitted_ = 0;
  Result<void> error_;
};

struct Job {
  ReportId id;
  Source source;
};

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
    ReportId id = source.id();
    if (shared_.claim(id, source.path)) {
      uint64_t weight = source.bytes.size() + 1024;
      jobs_.push({id, std::move(source)}, weight);
    }
    return keep_on();
  }
  void fail(Failure failure) override { shared_.fail(std::move(failure)); }
  bool keep_on() { return !stop_ && shared_.error().ok(); }

 private:
  Shared& shared_;
  Queue<Job>& jobs_;
  const std::atomic<bool>& stop_;
};

void read_file(const std::string& path, InputFormat format, const Limits& limits, Shared& shared,
               Reader& reader) {
  shared.now_reading(path);
  Result<std::unique_ptr<ByteReader>> file = open_file(path);
  if (!file) return shared.fail({path, -1, file.error().message});
  CountingReader counted(**file, shared);
  try {
    read_inputs(counted, path, format, limits, reader);
  } catch (const std::exception& error) {
    shared.fail({path, -1, std::string("reading gave up: ") + error.what()});
  }
}

std::shared_ptr<const Document> analyse(Job job, const Pipeline& pipeline,
                                        const Resources& resources, Shared& shared) {
  std::string path = job.source.path;
  try {
    auto document = std::make_shared<Document>(job.id, std::move(job.source));
    pipeline.analyse(*document, resources);
    return document;
  } catch (const std::exception& error) {
    shared.fail({path, -1, std::string("analysis gave up: ") + error.what()});
    shared.give_up(job.id);
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
void store_all(Queue<std::shared_ptr<const Document>>& analysed, Shared& shared,
               const std::function<void(const AddProgress&)>& progress) {
  auto last = std::chrono::steady_clock::now();
  while (auto document = analysed.pop()) {
    if (*document != nullptr) shared.store(**document);
    auto now = std::chrono::steady_clock::now();
    if (shared.uncommitted() < kBatch && now - last < kBatchTime) continue;
    progress(shared.commit());
    last = now;
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
  Queue<std::shared_ptr<const Document>> analysed(kInFlight);
  unsigned threads =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  std::atomic<unsigned> working = threads;

  std::thread reading([&] {
    Reader reader(shared, jobs, stop);
    for (const std::string& file : files) {
      if (!reader.keep_on()) break;
      read_file(file, options.format, resources_->limits, shared, reader);
    }
    jobs.close();
  });
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i)
    workers.emplace_back([&] {
      while (auto job = jobs.pop()) {
        uint64_t weight = job->source.bytes.size() + 1024;
        analysed.push(analyse(std::move(*job), *pipeline_, *resources_, shared), weight);
      }
      if (--working == 0) analysed.close();
    });
  store_all(analysed, shared, progress);
  reading.join();
  for (std::thread& worker : workers) worker.join();
  progress(shared.commit());
  if (Result<void> error = shared.error(); !error) return error.error();

  if (Result<void> reduced = reduce(); !reduced) return reduced.error();
  summary.interrupted = stop;
  std::sort(summary.failed.begin(), summary.failed.end(), [](const Failure& a, const Failure& b) {
    return std::tie(a.path, a.offset, a.reason) < std::tie(b.path, b.offset, b.reason);
  });
  return summary;
}

}  // namespace hearsay
