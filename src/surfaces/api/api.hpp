// The API: everything the surfaces (command line, HTTP, Python, Spark) may ask of Hearsay.
// Covered by surfaces/api/api_test.cpp, tests/same_bytes and tests/command_line.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "document/pipeline.hpp"
#include "document/resources.hpp"
#include "ingest/inputs/inputs.hpp"
#include "store/store.hpp"

namespace hearsay {

struct AtHand;  // surfaces/api/explain_sources.hpp

// Version of the program and its data, "0.1.0".
std::string_view program_version();

struct AddOptions {
  InputFormat format = InputFormat::automatic;
  unsigned jobs = 0;   // threads, at most 256; 0 = one per processor
  std::string called;  // what the one input is called instead of its path; empty for its path
};

// All counts are of this run. `added`, `known` and `paths` are committed when reported.
struct AddProgress {
  uint64_t files = 0;     // opened so far
  uint64_t bytes = 0;     // read from them, before decompression
  uint64_t expected = 0;  // size of all files found so far, 0 if unknown
  uint64_t added = 0;     // new reports
  uint64_t known = 0;     // reports that the store had already
  uint64_t paths = 0;     // of those, seen under a new path
  uint64_t failures = 0;
  std::string current;  // file being read
};

struct AddSummary : AddProgress {
  std::vector<Failure> failed;  // sorted by path and offset
  uint64_t unlisted = 0;        // failures beyond the first 10,000
  bool interrupted = false;     // and something was left for the next run
};

struct ReanalyseSummary {
  uint64_t done = 0;
  uint64_t found = 0;  // to be done, at the beginning
  // Reports whose analysis gave up; they stay as they were. Sorted by path.
  std::vector<Failure> failed;
  uint64_t unlisted = 0;  // failures beyond the first 10,000
  bool interrupted = false;
};

// What an id given by a person means.
struct Named {
  enum class Kind : uint8_t { report, row } kind;
  ReportId report;  // the report, or the one the row belongs to
  RowId row;
};

// An engine with one opened store. What is const may be called from several threads at once.
class Hearsay {
 public:
  // `pipeline` is the engine's unless a test has one of its own.
  static Result<std::unique_ptr<Hearsay>> open(const std::string& file, Store::Open mode,
                                               Pipeline pipeline = make_pipeline());

  // Reads all inputs, analyses what is new and stores it; then runs the reduce stages. Bad inputs
  // are failures in the summary; an Error means that the store itself failed, and what had been
  // reported as added is safe all the same. `progress` is called after every commit (about once a
  // second); `stop` may be set by a signal handler.
  Result<AddSummary> add(const std::vector<std::string>& paths, const AddOptions& options,
                         const std::function<void(const AddProgress&)>& progress,
                         const std::atomic<bool>& stop);

  // False for ids that were not there. Runs the reduce stages once at the end.
  Result<std::vector<bool>> remove(const std::vector<ReportId>& ids);

  // Analyses again, from the stored sources, what another version analysed, which can be
  // interrupted and continued, or everything. Memory: 64 MiB of sources and what is made of them.
  enum class Which : uint8_t { stale, all };
  Result<ReanalyseSummary> reanalyse(
      Which which, unsigned jobs, const std::function<void(uint64_t done, uint64_t all)>& progress,
      const std::atomic<bool>& stop);

  // A report or row by its whole id, a report also by a unique beginning of at least 4 digits, by
  // path (tidied or not) or by url; ids come first. `missing` if nothing matches, `usage` if
  // several do (the message names them).
  Result<Named> resolve(std::string_view name) const;

  // Why a row or report is what it is, for people (`json` false) or programs: stage and version,
  // values, evidence, what decided (the report is analysed again for that), amendments with
  // reasons. What many reports say is read for it unless it is at hand.
  Result<std::string> explain(std::string_view name, bool json,
                              const AtHand* at_hand = nullptr) const;

  const Store& store() const { return *store_; }
  const Pipeline& pipeline() const { return *pipeline_; }
  const Resources& resources() const { return *resources_; }

 private:
  Hearsay() = default;
  Result<void> reduce(unsigned jobs);
  // Reports that a name can mean, at most 21.
  Result<std::vector<ReportId>> find(std::string_view name) const;

  // Behind pointers: the store keeps their addresses.
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<Resources> resources_;
  std::unique_ptr<Store> store_;
  std::string file_;
};

}  // namespace hearsay
