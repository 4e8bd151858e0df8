// The engine alone: reads inputs and analyses them without a store, so that bench/ingest/run can
// set each step beside the rival that does the same.
//
//   ingest_bench read PATH...      the reports of the inputs, with their ids, and no more
//   ingest_bench text PATH...      and their visible text with the way back to the source's bytes
//   ingest_bench roles PATH...     and what each block is: title, body, byline, navigation ...
//   ingest_bench analyse PATH...   and everything else a report gets, all but the store
//   ingest_bench stages PATH...    as analyse, and one line on stderr for the time of each stage
//
// Prints one line of JSON: what was read and made. Exit 1 if an input failed, 2 for a wrong call.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "document/text.hpp"
#include "ingest/inputs/inputs.hpp"
#include "surfaces/api/files.hpp"

namespace {

using namespace hearsay;
using Clock = std::chrono::steady_clock;

// The map stages that the value called `wanted` needs, in order; all of them if it is empty.
std::vector<const Pipeline::Stage*> stages_for(const Pipeline& pipeline, std::string_view wanted) {
  std::set<TypeKey> needed;
  std::vector<const Pipeline::Stage*> out;
  std::span<const Pipeline::Stage> all = pipeline.stages();
  for (size_t i = all.size(); i-- > 0;) {
    const Pipeline::Stage& stage = all[i];
    bool use = wanted.empty() || stage.output.name == wanted || needed.contains(stage.output.key);
    if (stage.reduces || !use) continue;
    for (const Pipeline::Value& input : stage.inputs) needed.insert(input.key);
    out.push_back(&stage);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

class Measure : public SourceSink {
 public:
  explicit Measure(std::vector<const Pipeline::Stage*> stages)
      : stages_(std::move(stages)), spent_(stages_.size()) {}

  bool add(Source source) override {
    ++reports_;
    source_bytes_ += source.bytes.size();
    Document document(std::move(source));
    ids_ ^= document.id().low;
    Clock::time_point before = Clock::now();
    for (size_t i = 0; i < stages_.size(); ++i) {
      stages_[i]->map(document, resources_);
      Clock::time_point after = Clock::now();
      spent_[i] += after - before;
      before = after;
    }
    if (const Text* text = document.find<Text>()) text_bytes_ += text->size();
    return true;
  }

  void fail(Failure failure) override {
    ++failures_;
    std::fprintf(stderr, "%s: %s\n", failure.path.c_str(), failure.reason.c_str());
  }

  void read(const std::string& path) {
    Result<std::unique_ptr<ByteReader>> file = open_file(path, stop_);
    if (!file) return fail({path, -1, file.error().message});
    read_inputs(**file, path, InputFormat::automatic, resources_.limits, *this);
  }

  void print_stages() const {
    for (size_t i = 0; i < stages_.size(); ++i)
      std::fprintf(stderr, "%-24s %9.1f ms\n", stages_[i]->name.c_str(),
                   std::chrono::duration<double, std::milli>(spent_[i]).count());
  }

  std::string json() const {
    Json out;
    out.begin_object().field("reports", reports_).field("failures", failures_);
    out.field("source_bytes", source_bytes_).field("text_bytes", text_bytes_);
    return out.field("ids", ids_).end_object().line();
  }

  bool all_read() const { return failures_ == 0; }

 private:
  std::vector<const Pipeline::Stage*> stages_;
  std::vector<Clock::duration> spent_;
  Resources resources_ = make_resources();
  const std::atomic<bool> stop_ = false;
  uint64_t reports_ = 0, failures_ = 0, source_bytes_ = 0, text_bytes_ = 0, ids_ = 0;
};

}  // namespace

int main(int count, char** words) {
  std::vector<std::string> arguments(words + 1, words + count);
  const std::set<std::string> modes = {"read", "text", "roles", "analyse", "stages"};
  if (arguments.size() < 2 || !modes.contains(arguments[0])) {
    std::fprintf(stderr, "usage: ingest_bench read|text|roles|analyse|stages PATH...\n");
    return 2;
  }
  std::string mode = arguments[0];
  arguments.erase(arguments.begin());
  Pipeline pipeline = make_pipeline();
  std::vector<const Pipeline::Stage*> stages;
  if (mode != "read") stages = stages_for(pipeline, mode == "text" || mode == "roles" ? mode : "");
  Measure measure(std::move(stages));
  find_files(
      arguments, {},
      [&measure](const std::string& path) {
        measure.read(path);
        return true;
      },
      [&measure](Failure failure) { measure.fail(std::move(failure)); });
  if (mode == "stages") measure.print_stages();
  std::fputs(measure.json().c_str(), stdout);
  return measure.all_read() ? 0 : 1;
}
