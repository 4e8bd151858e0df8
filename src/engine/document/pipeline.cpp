// See pipeline.hpp.
#include "document/pipeline.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"

namespace hearsay {
namespace {

bool shared_output(const Pipeline::Stage& stage) {
  return stage.output.key == type_key<Amendments>();
}

std::string list_missing(const Pipeline::Stage& stage, const std::set<TypeKey>& ready) {
  std::string missing;
  for (const Pipeline::Value& input : stage.inputs)
    if (!ready.contains(input.key)) missing += (missing.empty() ? "" : ", ") + input.name;
  return missing;
}

}  // namespace

Result<void> Pipeline::seal() {
  std::sort(stages_.begin(), stages_.end(),
            [](const Stage& a, const Stage& b) { return a.name < b.name; });
  std::set<TypeKey> written;
  for (const Stage& stage : stages_)
    if (!written.insert(stage.output.key).second && !shared_output(stage))
      return Error{ErrorKind::usage,
                   "stage " + stage.name + " writes " + stage.output.name +
                       ", which another stage writes too; give it a layer of its own",
                   "",
                   -1};

  std::vector<Stage> sorted;
  std::set<TypeKey> ready = {type_key<Source>()};
  std::set<TypeKey> of_reports = ready;
  std::vector<Stage> waiting = std::move(stages_);
  while (!waiting.empty()) {
    auto next = std::find_if(waiting.begin(), waiting.end(), [&](const Stage& stage) {
      return list_missing(stage, stage.reduces ? ready : of_reports).empty();
    });
    if (next == waiting.end()) {
      std::string stuck;
      for (const Stage& stage : waiting)
        stuck += (stuck.empty() ? "" : "; ") + stage.name + " waits for " +
                 list_missing(stage, stage.reduces ? ready : of_reports);
      stages_ = std::move(waiting);
      return Error{ErrorKind::usage, "the stages do not fit together: " + stuck, "", -1};
    }
    ready.insert(next->output.key);
    if (!next->reduces) of_reports.insert(next->output.key);
    sorted.push_back(std::move(*next));
    waiting.erase(next);
  }
  std::stable_partition(sorted.begin(), sorted.end(),
                        [](const Stage& stage) { return !stage.reduces; });
  stages_ = std::move(sorted);
  return {};
}

void Pipeline::analyse(Document& document, const Resources& resources) const {
  for (const Stage& stage : stages_)
    if (!stage.reduces) stage.map(document, resources);
}

namespace {

// The problems of a report that was finished.
struct Found {
  Problems problems;
};

}  // namespace

void Pipeline::finish(Document& document, const Resources& resources) const {
  if (document.find<Found>() != nullptr) return;
  document.put(std::make_shared<const Found>(Found{problems(document, resources)}));
  for (const Stage& stage : stages_)
    if (stage.working) document.forget(stage.output.key);
}

const Pipeline::Stage* Pipeline::find(std::string_view layer) const {
  for (const Stage& stage : stages_)
    if (stage.layer != nullptr && stage.layer->name.name == layer) return &stage;
  return nullptr;
}

Problems Pipeline::problems(const Document& document, const Resources& resources) const {
  if (const auto* found = document.find<Found>()) return found->problems;
  Problems all = document.get<Source>().problems;
  for (const Stage& stage : stages_) {
    if (stage.problems == nullptr) continue;
    const Problems& found = *stage.problems(document);
    all.insert(all.end(), found.begin(), found.end());
  }
  if (size_t most = resources.limits.problems; all.size() > most) {
    size_t more = all.size() - most;
    all.resize(most);
    all.push_back({"more_problems", std::to_string(more) + " more problems are not listed", -1});
  }
  return all;
}

std::string Pipeline::version(const Resources& resources) const {
  RowHash hash;
  for (const Stage& stage : stages_) {
    if (stage.reduces) continue;
    hash.add(stage.name);
    if (stage.layer == nullptr) continue;
    hash.add(stage.layer->name.name);
    hash.add(static_cast<uint64_t>(stage.layer->name.version));
    for (const ColumnInfo& column : stage.layer->columns) hash.add(column.name);
  }
  for (const auto& [name, bytes] : resources.blobs) {
    hash.add(name);
    hash.add(spread(bytes));
  }
  return hash.finish().hex().substr(0, 16);
}

}  // namespace hearsay
